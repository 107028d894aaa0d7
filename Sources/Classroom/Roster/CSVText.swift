import Markdown

/// A table of texts as CSV: quotes, separators `,` `;` or tab, any line end (RFC 4180).
package struct CSVText: Sendable {
  package let header: [String]
  package let rows: [Row]

  package struct Row: Sendable {
    package let line: Int
    package let fields: [String]
  }

  /// Reads a table.
  ///
  /// - Throws: A `Diagnostic` if it is no UTF-8, has no header, or a quote is not closed.
  package init(_ bytes: [UInt8], path: String) throws(Diagnostic) {
    var bytes = bytes[...]
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
    guard let text = String(validating: bytes, as: UTF8.self), !text.utf8.contains(0) else {
      throw Diagnostic(path: path, message: "is no text in UTF-8", help: "save it as CSV in UTF-8")
    }
    let first = text.prefix { $0 != "\n" && $0 != "\r\n" && $0 != "\r" }
    let separator: Character = [";", "\t"].first { first.contains($0) } ?? ","
    var parser = Parser(text: text, separator: separator)
    guard let rows = parser.rows() else {
      throw Diagnostic(
        path: path,
        message: "a quote that opens in line \(parser.quoteLine) is not closed"
      )
    }
    guard let header = rows.first else {
      throw Diagnostic(path: path, message: "is empty; a header and rows are wanted")
    }
    self.header = header.fields
    self.rows = Array(rows.dropFirst())
  }

  /// The first column that has one of these names, without regard to case, blanks and `_`.
  package func column(_ names: [String]) -> Int? {
    let plain = header.map(Self.plain)
    for name in names {
      if let index = plain.firstIndex(of: Self.plain(name)) { return index }
    }
    return nil
  }

  private static func plain(_ text: String) -> String {
    text.lowercased().filter { $0 != " " && $0 != "_" && $0 != "-" }
  }

  private struct Parser {
    let text: String
    let separator: Character
    var quoteLine = 0

    mutating func rows() -> [Row]? {
      var rows: [Row] = []
      var fields: [String] = []
      var field = ""
      var isQuoted = false
      var line = 1
      var firstLine = 1
      func isLineEnd(_ character: Character) -> Bool {
        character == "\n" || character == "\r\n" || character == "\r"
      }
      func close() {
        fields.append(field)
        field = ""
        if fields != [""] { rows.append(Row(line: firstLine, fields: fields)) }
        fields = []
      }
      var index = text.startIndex
      while index < text.endIndex {
        let character = text[index]
        let next = text.index(after: index)
        if isLineEnd(character) { line += 1 }
        if isQuoted {
          if character == "\"" {
            if next < text.endIndex, text[next] == "\"" {
              field.append("\"")
              index = text.index(after: next)
              continue
            }
            isQuoted = false
          } else {
            field.append(character)
          }
        } else if character == "\"", field.isEmpty {
          isQuoted = true
          quoteLine = line
        } else if character == separator {
          fields.append(field)
          field = ""
        } else if isLineEnd(character) {
          close()
          firstLine = line
        } else {
          field.append(character)
        }
        index = next
      }
      guard !isQuoted else { return nil }
      if !field.isEmpty || !fields.isEmpty { close() }
      return rows
    }
  }
}

extension CSVText {
  /// A row as it is written: quoted where it must be.
  ///
  /// A field that a spreadsheet would run (`=`, `+`, `-`, `@`, tab or return at its beginning, unless it is a number)
  /// gets an apostrophe before it.
  package static func line(_ fields: [String]) -> String {
    fields.map { field in
      let safe = isHarmless(field) ? field : "'" + field
      guard safe.contains(where: { ",;\"\t\n\r".contains($0) || $0 == "\r\n" }) else { return safe }
      return "\"" + safe.replacing("\"", with: "\"\"") + "\""
    }.joined(separator: ",") + "\n"
  }

  private static func isHarmless(_ field: String) -> Bool {
    guard let first = field.unicodeScalars.first(where: { $0 != " " }),
      "=+-@\t\r\n＝＋－＠".unicodeScalars.contains(first)
    else { return true }
    return Double(field) != nil
  }
}
