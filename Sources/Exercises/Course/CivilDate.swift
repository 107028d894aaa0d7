/// Days and times of the civil calendar, without a time zone of the machine.
package enum CivilDate {
  /// The days from 1970-01-01 to a day of the Gregorian calendar.
  package static func days(year: Int, month: Int, day: Int) -> Int {
    // The year begins in March, so that the leap day is its last.
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// Reads `2026-10-12 23:59`, with or without a time and an offset such as `+02:00`; nil if it is none.
  ///
  /// Without a time it is the end of the day, without an offset UTC.
  package static func seconds(_ text: String) -> Int? {
    var parts = text.split(whereSeparator: { $0 == " " || $0 == "T" }).map(String.init)
    var offset = 0
    if let last = parts.last, last.hasSuffix("Z") {
      parts[parts.count - 1] = String(last.dropLast())
    } else if let last = parts.last, parts.count > 1,
      let sign = last.lastIndex(where: { $0 == "+" || $0 == "-" || $0 == "−" })
    {
      guard let minutes = minutes(String(last[last.index(after: sign)...])) else { return nil }
      offset = (last[sign] == "+" ? 60 : -60) * minutes
      if sign == last.startIndex {
        parts.removeLast()
      } else {
        parts[parts.count - 1] = String(last[..<sign])
      }
    }
    guard let date = parts.first, parts.count <= 2 else { return nil }
    let numbers = date.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard numbers.count == 3, let year = numbers[0], let month = numbers[1], let day = numbers[2],
      (1970...9999).contains(year), (1...12).contains(month),
      (1...daysOfMonth(month, year)).contains(day)
    else { return nil }
    let midnight = days(year: year, month: month, day: day) * 86_400
    guard parts.count == 2 else { return midnight + 86_399 - offset }
    return minutes(parts[1]).map { midnight + 60 * $0 - offset }
  }

  /// A time as people write it in UTC: `2026-10-12 21:59`.
  package static func text(_ seconds: Int) -> String {
    let days = Int((Double(seconds) / 86_400).rounded(.down))
    let rest = seconds - days * 86_400
    let (year, month, day) = civil(days)
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(year)-\(two(month))-\(two(day)) \(two(rest / 3600)):\(two(rest % 3600 / 60))"
  }

  private static func civil(_ days: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let place = (5 * dayOfYear + 2) / 153
    let month = place < 10 ? place + 3 : place - 9
    return (
      yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * place + 2) / 5 + 1
    )
  }

  private static func daysOfMonth(_ month: Int, _ year: Int) -> Int {
    days(year: month == 12 ? year + 1 : year, month: month % 12 + 1, day: 1)
      - days(year: year, month: month, day: 1)
  }

  /// The minutes of `23:59`, `0200` or `02`.
  private static func minutes(_ text: String) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    let isPlain = parts.count == 1 && text.utf8.count == 4
    let hours = isPlain ? text.prefix(2) : parts.first ?? ""
    let rest = isPlain ? text.suffix(2) : parts.count > 1 ? parts[1] : "0"
    guard parts.count <= 3, let hours = Int(hours), let rest = Int(rest), (0..<24).contains(hours),
      (0..<60).contains(rest)
    else { return nil }
    return hours * 60 + rest
  }
}
