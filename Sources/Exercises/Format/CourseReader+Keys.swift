extension CourseReader {
  /// The keys of course.yml, as `docs/format.md` lists them.
  static let keys: [FormatKey] = [
    FormatKey(
      "title",
      "any text",
      standard: "empty"
    ),
    FormatKey(
      "chapters",
      "a file (`….md`) or folder, or a list of them, relative to `course.yml`; "
        + "folders are searched with their subfolders, except those named `rubrics` and those "
        + "that `publish` wrote",
      standard: "`chapters`"
    ),
    FormatKey(
      "assignments",
      "for each assignment, its questions: `LABEL: ID` of an exercise",
      standard: "none"
    ),
    FormatKey(
      "reveal",
      "the ceiling of what reports show: `none`, `outcome`, `hint`, `full`",
      standard: "`hint`"
    ),
    FormatKey(
      "decimal",
      "the decimal mark in homework: `point`, `comma`, `either` "
        + "([numbers.md](numbers.md))",
      standard: "`point`"
    ),
    FormatKey(
      "log",
      "what `log` means in the formulas of chapters: `ln`, `log10`, `log2`",
      standard: "`ln`"
    ),
    FormatKey(
      "credit",
      "the shares of the points, 0 to 1, for a right number with too few digits "
        + "(`coarse`), a cut one (`truncated`), one that follows from the student's "
        + "own (`carried`)",
      standard: "`{coarse: 1/2, truncated: 1, carried: 1}`"
    ),
    FormatKey(
      "penalty",
      "what a wrong answer takes off, as a share of its points, 0 to 1; a question "
        + "never falls below 0",
      standard: "`0`"
    ),
    FormatKey(
      "deadlines",
      "when assignments are due: `{hw1: \"2026-10-12 23:59 +02:00\"}`; without an offset in UTC, "
        + "without a time at the end of the day",
      standard: "none"
    ),
    FormatKey(
      "late",
      "what a late homework loses: a share of its points, 0 to 1, for each day that has begun "
        + "(`each day`), the most it loses (`at most`), and how much later counts as in time "
        + "(`grace: 15 minutes`)",
      standard: "`{each day: 0, at most: 1, grace: 0 minutes}`"
    ),
    FormatKey(
      "data",
      "the folder of the data that networks are trained on, relative to `course.yml`",
      standard: "what checker ships"
    ),
  ]
}
