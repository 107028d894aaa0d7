/// A table of numbers with a column of classes, as CSV: `,`, `;` or tabs between the fields.
package struct CSV {
  /// Which column holds the classes.
  package enum LabelColumn: Hashable, Sendable {
    case last, first
    /// The column that the header calls so.
    case named(String)

    package init(_ text: String) {
      switch text {
      case "last": self = .last
      case "first": self = .first
      default: self = .named(text)
      }
    }
  }

  private let path: String
  private let bytes: [UInt8]
  private let separator: UInt8
  /// Rows of fields, each with the line that it stands on.
  private let header: [String]?
  private let label: Int
  private let columns: Int

  private var cursor = 0
  private var line = 1

  /// Reads the first line: how fields are separated, how many there are, whether it is a header.
  package init(_ bytes: [UInt8], path: String, label: LabelColumn) throws(DataError) {
    self.path = path
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { cursor = 3 }
    let firstLine = bytes[cursor...].prefix { $0 != 0x0A && $0 != 0x0D }
    guard !firstLine.isEmpty else {
      throw DataError(path: path, "is empty; rows of numbers are wanted")
    }
    guard !firstLine.contains(0) else {
      throw DataError(path: path, line: 1, "is no text in UTF-8", help: "save it as CSV in UTF-8")
    }
    // Commas may stand within numbers; semicolons and tabs stand there for nothing else.
    separator = [UInt8(0x3B), 0x09].first(where: firstLine.contains) ?? 0x2C
    let fields = Self.fields(firstLine, separator)
    columns = fields.count
    guard columns > 1 else {
      throw DataError(
        path: path,
        line: 1,
        "one field; inputs and a class are wanted, with , or ; between them"
      )
    }
    let labelIndex: Int?
    // A line with a word among the inputs is a header; the class alone may be a word.
    let words = fields.indices.filter { place in
      Array(fields[place].utf8).withUnsafeBufferPointer { Self.number($0[...]) == nil }
    }
    switch label {
    case .last: labelIndex = columns - 1
    case .first: labelIndex = 0
    case .named(let name):
      labelIndex = fields.firstIndex(of: name)
      guard fields.count(where: { $0 == name }) < 2 else {
        throw DataError(path: path, line: 1, key: "labels", "two columns are called \"\(name)\"")
      }
    }
    guard let labelIndex else {
      throw DataError(
        path: path,
        line: 1,
        key: "labels",
        "no column is called \"\(Self.shown(label))\"; found \(fields.joined(separator: ", "))"
      )
    }
    self.label = labelIndex
    let isNamed = if case .named = label { true } else { false }
    header = isNamed || words.contains { $0 != labelIndex } ? fields : nil
    if header != nil { skipLine() }
  }

  private static func shown(_ label: LabelColumn) -> String {
    if case .named(let name) = label { name } else { "" }
  }

  // MARK: - Rows

  /// Every row: inputs and class.
  ///
  /// `classes`: What the classes are called, in their order. Without it, whole numbers are classes
  /// that count from 0, and words are classes in alphabetical order.
  package mutating func dataset(
    name: String,
    classes: [String]?
  ) throws(DataError) -> Dataset {
    var values: [Double] = []
    values.reserveCapacity(bytes.count / 2)
    var labels: [(text: String, line: Int)] = []
    let bytes = bytes
    try bytes.withUnsafeBufferPointer { buffer throws(DataError) in
      while cursor < buffer.count {
        if !skipEmptyLine() { try readRow(buffer, into: &values, &labels) }
      }
    }
    guard !labels.isEmpty else { throw DataError(path: path, "has a header and no row") }
    let names: [String]
    if let classes { names = classes } else { names = try Self.classes(labels, path) }
    guard Set(names).count == names.count else {
      throw DataError(key: "classes", "a class is named twice: \(names.joined(separator: ", "))")
    }
    var numbers: [String: Int32] = [:]
    for (number, name) in names.enumerated() { numbers[name] = Int32(number) }
    var classNumbers: [Int32] = []
    classNumbers.reserveCapacity(labels.count)
    for (text, line) in labels {
      guard let number = numbers[text] ?? numbers[Self.whole(text)] else {
        throw DataError(
          path: path,
          line: line,
          "the class \"\(text)\" is none of the \(names.count): \(Self.list(names))"
        )
      }
      classNumbers.append(number)
    }
    return Dataset(
      name: name,
      classes: names,
      rows: Rows(
        features: Features(Self.storage(values), rows: labels.count, columns: columns - 1),
        labels: classNumbers
      )
    )
  }

  /// A number of a class without `.0`.
  private static func whole(_ text: String) -> String {
    guard let number = Double(text), number == number.rounded(), abs(number) < 1e9 else {
      return text
    }
    return String(Int(number))
  }

  private static func list(_ names: [String]) -> String {
    names.count <= 12
      ? names.joined(separator: ", ") : names.prefix(10).joined(separator: ", ") + ", …"
  }

  private static func classes(
    _ labels: [(text: String, line: Int)],
    _ path: String
  ) throws(DataError) -> [String] {
    let texts = Set(labels.map { whole($0.text) })
    let numbers = texts.compactMap { Int($0) }
    // Either all classes are words or all are whole numbers: one that is not is a slip.
    guard texts.contains(where: { Double($0) != nil }) else { return texts.sorted() }
    if let (text, line) = labels.first(where: { Int(whole($0.text)) == nil }) {
      throw DataError(
        path: path,
        line: line,
        "the class \"\(text)\" is no whole number, and other rows have such classes",
        help: "name the classes in their order: classes: […]"
      )
    }
    if let (text, line) = labels.first(where: { (Int(whole($0.text)) ?? -1) < 0 }) {
      throw DataError(
        path: path,
        line: line,
        "the class \(text); whole numbers count from 0",
        help:
          "name the classes in their order: classes: [\(texts.sorted().joined(separator: ", "))]"
      )
    }
    guard let most = numbers.max(), most < 10_000 else {
      throw DataError(
        path: path,
        "the last column holds no classes but numbers up to \(numbers.max() ?? 0)"
      )
    }
    return (0...most).map(String.init)
  }

  /// Whole numbers from 0 to 255 as bytes.
  private static func storage(_ values: [Double]) -> Features.Storage {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(values.count)
    for value in values {
      guard value >= 0, value <= 255, value.sign == .plus else { return .doubles(values) }
      let byte = UInt8(value)
      guard Double(byte) == value else { return .doubles(values) }
      bytes.append(byte)
    }
    return .bytes(bytes, start: 0, values: (0..<256).map(Double.init))
  }

  /// Reads the row at the cursor.
  ///
  /// `buffer`: The bytes of the file, which is read some hundred thousand fields at a time.
  private mutating func readRow(
    _ buffer: UnsafeBufferPointer<UInt8>,
    into values: inout [Double],
    _ labels: inout [(text: String, line: Int)]
  ) throws(DataError) {
    var field = 0
    while true {
      var content = cursor..<cursor
      if cursor < buffer.count, buffer[cursor] == 0x22 {
        let end = try skipQuoted()
        content = (content.lowerBound + 1)..<max(content.lowerBound + 1, end - 1)
      } else {
        let separator = separator
        var end = cursor
        while end < buffer.count {
          let byte = buffer[end]
          if byte == separator || byte == 0x0A || byte == 0x0D { break }
          end &+= 1
        }
        content = cursor..<end
        cursor = end
      }
      if field == label {
        let text = Self.text(bytes[content])
        guard !Self.isMissing(text) else {
          throw DataError(
            path: path,
            line: line,
            "the row has no class" + (text.isEmpty ? "" : ": \"\(text)\""),
            help: "mend the row or take it out"
          )
        }
        labels.append((text, line))
      } else if field < columns {
        guard let number = Self.number(buffer[content]) else {
          throw problem(bytes[content], field)
        }
        values.append(number)
      }
      field += 1
      guard cursor < buffer.count, buffer[cursor] == separator else { break }
      cursor += 1
    }
    guard field == columns else {
      throw DataError(
        path: path,
        line: line,
        "\(field) fields, the first line has \(columns)",
        help: cursor >= buffer.count ? "the file looks cut off here" : nil
      )
    }
    skipLine()
  }

  private func problem(_ content: ArraySlice<UInt8>, _ field: Int) -> DataError {
    let text = Self.text(content)
    let place = header.map { "column \"\($0[field])\"" } ?? "column \(field + 1)"
    let hasComma = text.contains(",") && Double(text.replacing(",", with: ".")) != nil
    return DataError(
      path: path,
      line: line,
      Self.isMissing(text)
        ? "\(place) has no value\(text.isEmpty ? "" : ": \"\(text)\"")"
        : "\(place): \"\(text)\" is not a number that can be trained with",
      help: hasComma
        ? "write a decimal point"
        : "every input has to be a finite number: mend the row or take it out"
    )
  }

  /// True for what programs write where a value is missing.
  private static func isMissing(_ text: String) -> Bool {
    ["", "na", "nan", "n/a", "?", "null"].contains(text.lowercased())
  }

  // MARK: - Lines and fields

  private mutating func skipLine() {
    while cursor < bytes.count, bytes[cursor] != 0x0A, bytes[cursor] != 0x0D { cursor += 1 }
    if cursor < bytes.count, bytes[cursor] == 0x0D { cursor += 1 }
    if cursor < bytes.count, bytes[cursor] == 0x0A { cursor += 1 }
    line += 1
  }

  private mutating func skipEmptyLine() -> Bool {
    var end = cursor
    while end < bytes.count, bytes[end] == 0x20 || bytes[end] == 0x09 { end += 1 }
    guard end == bytes.count || bytes[end] == 0x0A || bytes[end] == 0x0D else { return false }
    cursor = end
    skipLine()
    return true
  }

  /// Moves past a field in quotes; returns where it ends.
  private mutating func skipQuoted() throws(DataError) -> Int {
    cursor += 1
    while cursor < bytes.count {
      if bytes[cursor] == 0x22 {
        cursor += 1
        // A quote within quotes is doubled.
        guard cursor < bytes.count, bytes[cursor] == 0x22 else { return cursor }
      }
      cursor += 1
    }
    throw DataError(path: path, line: line, "a quote that is not closed")
  }

  private static func fields(_ line: ArraySlice<UInt8>, _ separator: UInt8) -> [String] {
    line.split(separator: separator, omittingEmptySubsequences: false).map { field in
      let text = text(field)
      return text.hasPrefix("\"") && text.hasSuffix("\"") && text.count > 1
        ? String(text.dropFirst().dropLast()) : text
    }
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    let isSpace: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 }
    let trimmed = bytes.drop(while: isSpace).reversed().drop(while: isSpace).reversed()
    return String(decoding: trimmed, as: UTF8.self)
  }

  /// A finite number; nil if it is none.
  ///
  /// Up to 15 digits and a power of ten up to 22 are both exact in a double, and so is then their
  /// quotient; anything else is read by the standard library.
  private static func number(_ field: Slice<UnsafeBufferPointer<UInt8>>) -> Double? {
    var digits = 0
    var decimals = 0
    var hasPoint = false
    var value: UInt64 = 0
    var isPlain = true
    var place = field.startIndex
    let isNegative = place < field.endIndex && field[place] == 0x2D
    if isNegative { place &+= 1 }
    while place < field.endIndex {
      let digit = field[place] &- 0x30
      if digit < 10 {
        value = value &* 10 &+ UInt64(digit)
        digits &+= 1
        if hasPoint { decimals &+= 1 }
      } else if field[place] == 0x2E, !hasPoint {
        hasPoint = true
      } else {
        isPlain = false
      }
      place &+= 1
    }
    if isPlain, digits > 0, digits <= 15 {
      let size = decimals == 0 ? Double(value) : Double(value) / powers[decimals]
      return isNegative ? -size : size
    }
    guard let number = Double(text(Array(field)[...])), number.isFinite else { return nil }
    return number
  }

  private static let powers: [Double] = (0...15).map { place in
    (0..<place).reduce(1) { power, _ in power * 10 }
  }
}
