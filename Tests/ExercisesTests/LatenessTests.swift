import Exercises
import Testing

/// Dates from `date -u -d TEXT +%s` of GNU coreutils 9.1.
struct LatenessTests {
  @Test(arguments: [
    ("2026-10-12 23:59 +02:00", 1_791_842_340), ("2026-10-12", 1_791_849_599),
    ("2024-02-29 12:00", 1_709_208_000),
    ("2026-10-12T21:59Z", 1_791_842_340), ("1970-01-01 00:00", 0),
    ("2100-03-01 00:00 -0530", 4_107_562_200),
  ])
  func readsDates(_ text: String, _ seconds: Int) {
    #expect(CivilDate.seconds(text) == seconds)
  }

  @Test(arguments: ["2026-02-29", "12.10.2026", "2026-10-12 24:00", "tomorrow", "2026-13-01", ""])
  func refusesOthers(_ text: String) {
    #expect(CivilDate.seconds(text) == nil)
  }

  @Test(arguments: [
    (0, "1970-01-01 00:00"), (1_791_842_340, "2026-10-12 21:59"),
    (1_709_208_000, "2024-02-29 12:00"),
  ])
  func writesDates(_ seconds: Int, _ text: String) {
    #expect(CivilDate.text(seconds) == text)
  }

  @Test(arguments: [
    (-5, 0.0, 0), (600, 0.0, 0), (901, 0.0, 1), (86_400 + 900, 0.0, 1), (86_400 + 901, 0.0, 2),
    (86_400 + 901, 1.0, 1),
    (86_400, 2.0, 0),
  ])
  func countsDaysThatHaveBegun(_ seconds: Int, _ forgiven: Double, _ days: Int) {
    var rule = Lateness()
    rule.grace = 900
    rule.eachDay = Fraction(1, 10)
    rule.most = Fraction(3, 20)
    #expect(rule.days(late: seconds, forgiven: forgiven) == days)
    #expect(rule.penalty(days: days) == [.zero, Fraction(1, 10), Fraction(3, 20)][days])
  }
}
