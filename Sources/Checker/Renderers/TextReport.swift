import Exercises
import Grading
import Markdown
import Terminal

/// The report in the terminal, as a student would like to read it.
struct TextReport {
  let style: ReportStyle
  /// True where every value that follows has a line of its own.
  var isVerbose = false

  func text(_ homework: GradedHomework) -> PaintedText {
    let path = homework.source.path ?? "homework"
    var head = homework.student.map { "for \($0)   " } ?? ""
    head += "\(homework.score.text) of \(homework.possible.text) points"
    if homework.pending > .zero { head += ", \(homework.pending.text) still open" }
    var lines: [PaintedText] = ["\(style.paint(path, .bold))   \(style.paint(head, .bold))"]
    if let advice = Self.advice(homework) { lines += entry("", [advice], color: .yellow) }
    let width = homework.exercises.map(\.title.count).max() ?? 0
    for exercise in homework.exercises {
      lines.append(title(exercise, width: min(width, 48)))
      lines += remarks(exercise, in: homework)
    }
    for step in homework.work where step.holds == false {
      let note = step.note.map { "; \($0)" } ?? ""
      lines += entry(
        place(step.range, in: homework),
        ["\"\(step.text)\" does not hold\(note)"],
        color: .yellow
      )
    }
    for finding in homework.findings {
      let places = finding.places.map { place($0, in: homework) }.joined(separator: ", ")
      lines += entry(places, [finding.message], color: .yellow)
    }
    for diagnostic in homework.diagnostics {
      lines += entry(
        Diagnostic.place(path: path, location: diagnostic.location),
        [diagnostic.message],
        color: .dim
      )
    }
    if homework.exercises.contains(where: { !$0.items.isEmpty }) {
      lines.append(PaintedText(counts(homework)))
    }
    return PaintedText(lines: lines) + "\n"
  }

  /// What to do where nearly nothing of a homework was read, though something stands there.
  private static func advice(_ homework: GradedHomework) -> String? {
    let asked = homework.exercises.flatMap(\.items).filter { $0.rubric == nil }
    let read = asked.count { $0.read != nil }
    let hidden = asked.contains { $0.outcome == .human && $0.read == nil }
    guard asked.count >= leastAsked, 10 * read < asked.count, hidden,
      let first = asked.first(where: { $0.read == nil && $0.at.isEmpty }) ?? asked.first
    else { return nil }
    return
      "only \(read) of \(asked.count) answers were understood: write each behind its name, "
      + "`\(first.title) = …` on a line of its own, and look at `checker read`"
  }

  /// With fewer answers the report shows them all.
  private static let leastAsked = 5

  private func title(_ exercise: GradedExercise, width: Int) -> PaintedText {
    let padded =
      exercise.title + String(repeating: " ", count: max(0, width - exercise.title.count))
    let found = exercise.line.map { "(line \($0))" } ?? "(not found)"
    var score = "\(exercise.score.text) / \(exercise.possible.text)"
    if exercise.pending > .zero { score += ", \(exercise.pending.text) open" }
    return "\(exercise.label)   \(style.paint(padded, .bold))   \(found)   \(score)"
  }

  // MARK: - Remarks

  private func remarks(_ exercise: GradedExercise, in homework: GradedHomework) -> [PaintedText] {
    var lines: [PaintedText] = []
    var said: Set<ItemGroup> = []
    let groups = Dictionary(grouping: exercise.items) { ItemGroup($0) }
    let followers = exercise.items.filter { $0.outcome == .carried }
    let areFew = isVerbose || followers.count <= Self.mostFollowers
    for item in exercise.items where areFew || item.outcome != .carried {
      let group = ItemGroup(item)
      let members = groups[group] ?? [item]
      switch item.outcome {
      case .correct where item.note == nil: continue
      case .correct, .truncated, .carried:
        guard members.count > 2 else {
          lines += remark(item, in: homework)
          continue
        }
        if said.insert(group).inserted { lines += together(members, in: homework) }
      case .human, .unverifiable, .ambiguous, .unreadable:
        guard item.note != nil, members.count > 1 else {
          lines += remark(item, in: homework)
          continue
        }
        if said.insert(group).inserted { lines += open(members, in: homework) }
      case .wrong where item.mistake == nil && item.note != nil && members.count > 1:
        // What is said of several values is said at the first.
        var shown = item
        let isFirst = said.insert(group).inserted
        shown.note = isFirst ? item.note.map { $0 + others(members, in: homework) } : nil
        lines += remark(shown, in: homework, isSame: !isFirst)
      case .wrong where item.mistake != nil && members.count > 1:
        // A mistake made in many places is named at the first.
        var shown = item
        let isFirst = said.insert(group).inserted
        guard isFirst || isVerbose || members.count <= Self.mostSame else { continue }
        shown.mistake = isFirst ? item.mistake.map { $0 + others(members, in: homework) } : nil
        lines += remark(shown, in: homework, isSame: !isFirst)
      case .missing where members.count > Self.mostMissing && !isVerbose:
        if said.insert(group).inserted { lines += missing(members) }
      default: lines += remark(item, in: homework)
      }
    }
    return lines + (areFew ? [] : follow(followers, exercise, in: homework))
  }

  /// So many values that follow have a line each; more have one together.
  private static let mostFollowers = 3
  /// So many places of one mistake have a line each; of more the first has, and the lines of the others.
  private static let mostSame = 6
  /// So many missing values have a line each.
  private static let mostMissing = 3

  /// `d1, d2, d3: missing (0 of 3)`.
  private func missing(_ items: [GradedItem]) -> [PaintedText] {
    let possible = items.reduce(Fraction.zero) { $0 + $1.possible }
    let note = items[0].note.map { ": \($0)" } ?? ""
    return entry("", ["\(titles(items)): missing\(note) (0 of \(possible.text))"], color: .red)
  }

  /// The titles of items, of many the first five.
  private func titles(_ items: [GradedItem]) -> String {
    var titles: [String] = []
    for item in items where !titles.contains(item.title) { titles.append(item.title) }
    return titles.count <= 6
      ? titles.joined(separator: ", ")
      : titles.prefix(5).joined(separator: ", ") + " and \(titles.count - 5) more"
  }

  /// `: here and in lines 14, 15`: the other places of what is said of several values.
  private func others(_ items: [GradedItem], in homework: GradedHomework) -> String {
    let lines = items.dropFirst().compactMap { item in
      item.range.map { homework.source.line(at: $0.lowerBound) }
    }
    guard !lines.isEmpty else { return ": here and in \(items.count - 1) more" }
    // Where the others have no lines of their own, all places are said.
    let isShort = items.count > Self.mostSame && !isVerbose
    return isShort
      ? ": here and at \(items.count - 1) more places (\(lineRanges(lines)); --verbose shows each)"
      : ": here and in \(lineList(lines))"
  }

  /// `31 numbers follow from it: full points (lines 12-40)`.
  private func follow(
    _ items: [GradedItem],
    _ exercise: GradedExercise,
    in homework: GradedHomework
  ) -> [PaintedText] {
    let wrong = exercise.items.filter { $0.outcome == .wrong || $0.outcome == .inconsistent }
    let source =
      wrong.isEmpty ? "your own numbers" : wrong.count == 1 ? "it" : "your own numbers above"
    let lines = items.compactMap { $0.range.map { homework.source.line(at: $0.lowerBound) } }
    return entry(
      place(items[0].range, in: homework),
      ["\(items.count) numbers follow from \(source): \(points(items)) (\(lineRanges(lines)))"],
      color: .green
    )
  }

  /// `lines 12-15, 18`: runs of neighbouring lines together.
  private func lineRanges(_ lines: [Int]) -> String {
    var runs: [ClosedRange<Int>] = []
    for line in Set(lines).sorted() {
      if let last = runs.last, line <= last.upperBound + 1 {
        runs[runs.count - 1] = last.lowerBound...line
      } else {
        runs.append(line...line)
      }
    }
    let shown = runs.prefix(8).map { run in
      run.count == 1 ? "\(run.lowerBound)" : "\(run.lowerBound)-\(run.upperBound)"
    }
    let isOne = runs.count == 1 && runs[0].count == 1
    return (isOne ? "line " : "lines ") + shown.joined(separator: ", ")
      + (runs.count > 8 ? ", …" : "")
  }

  /// What is the same for several values, said once.
  private func together(_ items: [GradedItem], in homework: GradedHomework) -> [PaintedText] {
    let first = items[0]
    let places = items.compactMap { $0.range.map { homework.source.line(at: $0.lowerBound) } }
    let names = Set(items.map(\.name)).count == 1 ? [] : items.map(\.name)
    let list =
      names.isEmpty || names.count > 16
      ? "\(items.count) values (\(lineList(places)))" : names.joined(separator: ", ")
    let text: String
    switch first.outcome {
    case .truncated:
      text =
        "\(items.count) values are cut instead of rounded (\(lineList(places))): \(points(items))"
    case .carried: text = "\(list) follow from your own \(origins(first)): \(points(items))"
    default: text = "\(list): \(first.note ?? "right")"
    }
    return entry(
      place(first.range, in: homework),
      [text],
      color: first.outcome == .carried ? .green : .dim
    )
  }

  /// Values that wait for the same reason, said once.
  private func open(_ items: [GradedItem], in homework: GradedHomework) -> [PaintedText] {
    let first = items[0]
    let possible = items.reduce(Fraction.zero) { $0 + $1.possible }
    let words: String
    switch first.outcome {
    case .human: words = "for a person"
    case .unverifiable: words = "cannot be checked"
    case .ambiguous: words = "can be read in more than one way"
    default: words = "cannot be read"
    }
    return entry(
      place(first.range, in: homework),
      ["\(titles(items)): \(words) (\(possible.text) open): \(first.note ?? "")"],
      color: .yellow
    )
  }

  /// Items of which the same is said.
  private struct ItemGroup: Hashable {
    private let outcome: Outcome
    private let words: String
    private let from: [GradedItem.Origin]

    init(_ item: GradedItem) {
      outcome = item.outcome
      words =
        switch item.outcome {
        case .wrong: item.mistake ?? item.note ?? item.title
        case .missing: item.note ?? ""
        default: item.note ?? item.title
        }
      from = item.from
    }
  }

  private func origins(_ item: GradedItem) -> String {
    item.from.isEmpty
      ? "numbers" : item.from.map { "\($0.name), line \($0.line)" }.joined(separator: "; ")
  }

  /// What accepted values earn.
  private func points(_ items: [GradedItem]) -> String {
    let points = items.reduce(Fraction.zero) { $0 + $1.points }
    let possible = items.reduce(Fraction.zero) { $0 + $1.possible }
    return points == possible ? "full points" : "\(points.text) of \(possible.text)"
  }

  /// `isSame`: The mistake was named before.
  private func remark(
    _ item: GradedItem,
    in homework: GradedHomework,
    isSame: Bool = false
  ) -> [PaintedText] {
    let written = item.read ?? item.text ?? ""
    let place = place(item.range, in: homework)
    let expected = item.expected.map { ", expected \($0)" } ?? ""
    let from = item.from.isEmpty ? "" : " (\(origins(item)))"
    let note = item.note.map { ": \($0)" } ?? ""
    switch item.outcome {
    case .correct:
      // A note that begins with `right` goes on where the sentence stands.
      let note = item.note.map { $0.hasPrefix("right ") ? $0.dropFirst(5) : "; \($0)" } ?? ""
      return entry(place, ["\(item.title): \(written) is right\(note)"], color: .dim)
    case .truncated:
      return entry(
        place,
        ["\(item.title): \(written) is cut instead of rounded: \(points([item]))"],
        color: .dim
      )
    case .carried:
      return entry(
        place,
        [
          "\(item.title): \(written) \(item.note ?? "follows from your own numbers")\(from): \(points([item]))"
        ],
        color: .green
      )
    case .coarse:
      return entry(
        place,
        [
          "\(item.title): \(written) is right as far as it goes, with fewer digits than asked for\(expected): \(item.points.text) of \(item.possible.text)"
        ],
        color: .yellow
      )
    case .wrong, .inconsistent:
      let lost = item.points < .zero ? ": \(item.points.text) points" : ""
      let mark = isSame ? " (the same)" : ""
      var text = ["\(item.title): \(written) is wrong\(expected)\(lost)\(mark)"]
      if let mistake = item.mistake { text.append(mistake) }
      if let note = item.note { text.append(note) }
      return entry(place, text, color: .red)
    case .unreadable:
      return entry(
        place,
        [
          "\(item.title): cannot read \"\(item.text ?? "")\"\(note): open, not lost; rewrite it and run again"
        ],
        color: .yellow
      )
    case .ambiguous:
      return entry(
        place,
        [
          "\(item.title): \"\(item.text ?? "")\" can be read in more than one way\(note): open, not lost"
        ],
        color: .yellow
      )
    case .unverifiable:
      return entry(place, ["\(item.title): \(written) cannot be checked\(note)"], color: .yellow)
    case .human:
      return entry(
        place,
        ["\(item.title): for a person (\(item.possible.text) open)\(note)"],
        color: .yellow
      )
    case .missing:
      return entry(
        place,
        ["\(item.title): missing\(note) (0 of \(item.possible.text))"],
        color: .red
      )
    }
  }

  /// A remark at its place; further lines stand under its text.
  private func entry(_ place: String, _ text: [String], color: ReportStyle.Color) -> [PaintedText] {
    let indent = 8
    let head = place.isEmpty ? "" : place + "  "
    let hanging = indent + min(head.count, 24)
    var lines: [PaintedText] = []
    for (index, part) in text.enumerated() {
      // What a homework says over two lines stands in one here.
      let part = part.split(whereSeparator: \.isNewline).joined(separator: " ")
      let first = index == 0 ? indent + head.count : hanging
      for (position, line) in style.wrap(part, first: first, indent: hanging).enumerated() {
        let isFirst = index == 0 && position == 0
        let margin = String(repeating: " ", count: isFirst ? indent : hanging)
        lines.append(PaintedText(margin + (isFirst ? head : "")) + style.paint(line, color))
      }
    }
    return lines
  }

  private func place(_ range: Range<Int>?, in homework: GradedHomework) -> String {
    guard let range else { return "" }
    return Diagnostic.place(
      path: homework.source.path,
      location: homework.source.location(at: range.lowerBound)
    )
  }

  private func lineList(_ lines: [Int]) -> String {
    var seen: Set<Int> = []
    let unique = lines.filter { seen.insert($0).inserted }
    let shown = unique.prefix(6).map(String.init).joined(separator: ", ")
    return (unique.count == 1 ? "line " : "lines ") + shown + (unique.count > 6 ? ", …" : "")
  }

  // MARK: - Counts

  private func counts(_ homework: GradedHomework) -> String {
    let items = homework.exercises.flatMap(\.items)
    func count(_ outcomes: Outcome...) -> Int { items.count { outcomes.contains($0.outcome) } }
    var parts = ["\(count(.correct, .truncated)) right"]
    for (number, word) in [
      (count(.wrong, .inconsistent), "wrong"), (count(.carried), "carried"),
      (count(.coarse), "with too few digits"), (count(.unreadable), "unreadable"),
      (count(.ambiguous), "ambiguous"), (count(.missing), "missing"),
      (count(.unverifiable), "not checkable"), (count(.human), "for a person"),
    ] where number > 0 {
      parts.append("\(number) \(word)")
    }
    var text = parts.joined(separator: ", ")
    if !homework.unreadLines.isEmpty {
      let lines = homework.unreadLines.prefix(8).map { range in
        range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound)-\(range.upperBound)"
      }
      let more = homework.unreadLines.count > 8 ? ", …" : ""
      let isOne = homework.unreadLines.count == 1 && homework.unreadLines[0].count == 1
      text += "; \(isOne ? "line" : "lines") \(lines.joined(separator: ", "))\(more) not read"
    }
    return text
  }

  /// One line for each homework of a run.
  func summary(_ graded: [GradedHomework]) -> String {
    let names = graded.map { $0.source.path ?? "homework" }
    let width = names.map(\.count).max() ?? 0
    return zip(graded, names).map { homework, name in
      let padding = String(repeating: " ", count: width - name.count)
      let open = homework.pending > .zero ? ", \(homework.pending.text) open" : ""
      return "\(name)\(padding)   \(homework.score.text) / \(homework.possible.text)\(open)\n"
    }.joined()
  }
}
