/// A pattern of file names: `{student}_*_{assignment}*`.
///
/// What stands in braces is a field, `*` is anything, and neither reaches beyond a `/`; all else stands for itself,
/// without regard to the case of ASCII letters. A pattern with a `/` is held against as many last parts of a path.
package struct NamePattern: Sendable, Hashable {
  /// What a part of a name says.
  package enum Field: String, Sendable, CaseIterable {
    /// Whose homework it is: an ID, a login, or a name without blanks.
    case student
    /// The name of a student as people write it.
    case name
    /// A number by which a learning platform knows the student.
    case number
    /// The assignment.
    case assignment
    /// What the student called the file.
    case file
    /// What means nothing here, and has digits only.
    case digits

    /// True for what is looked through for an assignment: it takes as much as it can.
    var isLong: Bool { self == .assignment || self == .file }
  }

  private enum Piece: Sendable, Hashable {
    case literal([UInt8])
    case any
    case field(Field)
  }

  package let text: String
  private let pieces: [Piece]
  private let parts: Int

  /// Throws `NamePatternError` if a brace is not closed, or a field is none of `Field`.
  package init(_ text: String) throws(NamePatternError) {
    self.text = text
    var pieces: [Piece] = []
    var literal: [UInt8] = []
    var rest = text[...]
    func flush() {
      if !literal.isEmpty { pieces.append(.literal(literal)) }
      literal = []
    }
    while let first = rest.first {
      switch first {
      case "{":
        guard let end = rest.firstIndex(of: "}") else {
          throw NamePatternError(message: "a { is not closed in \"\(text)\"")
        }
        let name = String(rest[rest.index(after: rest.startIndex)..<end])
        guard let field = Field(rawValue: name) else {
          throw NamePatternError(message: "{\(name)} is no field of a file's name")
        }
        flush()
        pieces.append(.field(field))
        rest = rest[rest.index(after: end)...]
      case "*":
        flush()
        pieces.append(.any)
        rest = rest.dropFirst()
      default:
        literal += Array(String(first).utf8).map(Self.lowercased)
        rest = rest.dropFirst()
      }
    }
    flush()
    self.pieces = pieces
    parts = text.split(separator: "/", omittingEmptySubsequences: false).count
  }

  /// What a path says by this pattern; nil if it does not fit.
  ///
  /// Fields take as little as they can, from left to right; an assignment and a file as much.
  package func fields(of path: String) -> [Field: String]? {
    let all = path.split(separator: "/", omittingEmptySubsequences: true)
    guard all.count >= parts else { return nil }
    let bytes = Array(all.suffix(parts).joined(separator: "/").utf8)
    var match = Match(pieces: pieces, bytes: bytes)
    guard let ranges = match.ranges() else { return nil }
    var fields: [Field: String] = [:]
    for (field, range) in ranges { fields[field] = String(decoding: bytes[range], as: UTF8.self) }
    return fields
  }

  fileprivate static func lowercased(_ byte: UInt8) -> UInt8 {
    byte >= 0x41 && byte <= 0x5A ? byte + 0x20 : byte
  }

  /// One search, which remembers what led nowhere: time grows with pattern times name, whatever they are.
  private struct Match {
    let pieces: [Piece]
    let bytes: [UInt8]
    private var isDead: [Bool]

    init(pieces: [Piece], bytes: [UInt8]) {
      self.pieces = pieces
      self.bytes = bytes
      isDead = [Bool](repeating: false, count: (pieces.count + 1) * (bytes.count + 1))
    }

    mutating func ranges() -> [(Field, Range<Int>)]? {
      matched(piece: 0, at: 0).map { $0.reversed() }
    }

    private mutating func matched(piece: Int, at start: Int) -> [(Field, Range<Int>)]? {
      guard piece < pieces.count else { return start == bytes.count ? [] : nil }
      let state = piece * (bytes.count + 1) + start
      guard !isDead[state] else { return nil }
      switch pieces[piece] {
      case .literal(let literal):
        let end = start + literal.count
        if end <= bytes.count, bytes[start..<end].map(NamePattern.lowercased) == literal,
          let rest = matched(piece: piece + 1, at: end)
        {
          return rest
        }
      case .any, .field:
        var field: Field?
        if case .field(let known) = pieces[piece] { field = known }
        var end = start
        while end < bytes.count, bytes[end] != 0x2F, Self.fits(bytes[end], field) { end += 1 }
        // A field is never empty; `*` may be.
        let ends = Array((field == nil ? start : min(start + 1, end + 1))..<(end + 1))
        for end in field?.isLong ?? false ? ends.reversed() : ends {
          if let rest = matched(piece: piece + 1, at: end) {
            return field.map { rest + [($0, start..<end)] } ?? rest
          }
        }
      }
      isDead[state] = true
      return nil
    }

    private static func fits(_ byte: UInt8, _ field: Field?) -> Bool {
      switch field {
      case .number, .digits: byte >= 0x30 && byte <= 0x39
      default: true
      }
    }
  }
}

/// Why a pattern of names cannot be understood.
package struct NamePatternError: Error, Equatable {
  package let message: String

  /// The fields that there are.
  package static var allowed: String {
    NamePattern.Field.allCases.map { "{\($0.rawValue)}" }.joined(separator: ", ")
  }
}
