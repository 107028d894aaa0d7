import Markdown
import Yaml

/// What a homework loses that comes after its deadline.
package struct Lateness: Hashable, Sendable {
  /// The share of its points for each day that has begun.
  package var eachDay = Fraction.zero
  /// The most that it loses.
  package var most = Fraction(1)
  /// Seconds after the deadline that do not count.
  package var grace = 0

  package init() {}

  /// The days that have begun since a deadline; 0 if it is in time.
  ///
  /// - Parameters:
  ///   - seconds: How long after the deadline it came.
  ///   - forgiven: Days by which the student may be late.
  /// - Returns: Whole days.
  package func days(late seconds: Int, forgiven: Double = 0) -> Int {
    let late = Double(seconds - grace) - forgiven * 86_400
    return late <= 0 ? 0 : Int((late / 86_400).rounded(.up))
  }

  /// The share of the points that so many days cost.
  package func penalty(days: Int) -> Fraction {
    days <= 0 ? .zero : min(most, Fraction(days) * eachDay)
  }
}

extension CourseReader {
  /// Reads `deadlines: {hw1: "2026-10-12 23:59 +02:00"}` and `late: {each day: 1/10, at most: 1/2}`.
  func readDeadlines(
    _ fields: [String: YamlEntry],
    into settings: inout CourseSettings,
    _ reader: YamlReader
  ) {
    if let field = fields["deadlines"] {
      for entry in reader.mapping(field.value, of: "deadlines") ?? [] {
        guard let text = entry.value.scalar, let seconds = CivilDate.seconds(text) else {
          reader.report(
            at: entry.value.offset,
            "the deadline of \(entry.key) is no date",
            help: "for example \"2026-10-12 23:59 +02:00\"; without an offset it is UTC"
          )
          continue
        }
        settings.deadlines[entry.key] = seconds
      }
    }
    guard let field = fields["late"],
      let rule = reader.fields(
        field.value,
        of: "\"late\"",
        allowed: ["each day", "at most", "grace"]
      )
    else { return }
    if let entry = rule["each day"] {
      settings.late.eachDay = reader.share(entry, "what a day costs") ?? .zero
    }
    if let entry = rule["at most"] {
      settings.late.most = reader.share(entry, "what lateness costs at most") ?? Fraction(1)
    }
    if let entry = rule["grace"] {
      if let seconds = entry.value.scalar.flatMap(Self.seconds) {
        settings.late.grace = seconds
      } else {
        reader.report(
          at: entry.value.offset,
          "\"grace\" is no length of time",
          help: "for example 15 minutes, 2 hours or 1 day"
        )
      }
    }
  }

  private static func seconds(_ text: String) -> Int? {
    let words = text.split(separator: " ")
    guard words.count == 2, let number = Int(words[0]), (0...10_000).contains(number) else {
      return nil
    }
    switch words[1] {
    case "minute", "minutes": return number * 60
    case "hour", "hours": return number * 3600
    case "day", "days": return number * 86_400
    default: return nil
    }
  }
}
