import Exercises
import Formulas
import Grading
import Markdown

/// Answers that stand in the chapter, in the question or anywhere else that students see.
struct AnswerInTextCheck: LintCheck {
  static let name = "answer-in-text"
  static let summary = "an expected value that students can read in the chapter"

  /// In the question itself; shorter numbers stand everywhere by chance.
  private static let fewestDigits = 3
  /// In the rest of the chapter, where only the very number counts.
  private static let fewestElsewhere = 4

  func findings(in chapter: Chapter, of subject: LintSubject) -> [LintFinding] {
    let source = chapter.document.source
    let numbers = ShownNumbers(in: chapter.document).all
    return chapter.exercises.flatMap { exercise -> [LintFinding] in
      guard let key = try? ExerciseKey(exercise) else { return [] }
      let givens = exercise.givens.flatMap { $0.formula.formula.expression.numbers.map { abs($0) } }
      var reported: Set<Int> = []
      return key.rows.compactMap { row in
        guard let value = Double(row.value), row.value.contains("."),
          !givens.contains(abs(value))
        else { return nil }
        let asked = Self.digits(row.value)
        let found = numbers.first { number in
          guard exercise.section.contains(number.offset) else {
            // Where the student chooses the values, the text shows others.
            return row.keys.isEmpty && asked >= Self.fewestElsewhere
              && number.written.text == row.value.drop { $0 == "-" }
          }
          if number.written.text == row.value.drop(while: { $0 == "-" }),
            number.written.text.utf8.count > Self.fewestDigits + 1
          {
            return true
          }
          return number.written.significantDigits >= max(Self.fewestDigits, min(asked, 4))
            && asked >= Self.fewestDigits
            && abs(abs(number.written.value) - abs(value))
              <= 0.5 * PowersOfTen.power(Self.lastPlace(row.value)) * (1 + 1e-9)
            && !givens.contains(abs(number.written.value))
        }
        guard let found, reported.insert(found.offset).inserted else {
          return nil
        }
        return LintFinding(
          Self.name,
          .warning,
          in: source,
          at: found.offset,
          "the answer \(row.value) of \"\(row.name)\" in \"\(exercise.id)\" stands here",
          help: "take it out, or give the exercise other numbers than the example"
        )
      }
    }
  }

  private static func digits(_ text: String) -> Int {
    // 0.5000 tells no more than 0.5.
    let telling = text.utf8.drop { $0 == 0x2D || $0 == 0x30 || $0 == 0x2E }
      .reversed().drop { $0 == 0x30 }
    return telling.count { $0 >= 0x30 && $0 <= 0x39 }
  }

  private static func lastPlace(_ text: String) -> Int {
    text.utf8.firstIndex(of: 0x2E).map {
      -(text.utf8.distance(from: $0, to: text.utf8.endIndex) - 1)
    } ?? 0
  }
}

/// The numbers with a decimal mark that stand outside of blocks for machines.
private struct ShownNumbers {
  private(set) var all: [(written: WrittenNumber, offset: Int)] = []

  init(in document: Document) {
    let source = document.source
    for block in document.blocks {
      switch block.kind {
      case .code(let code):
        let info = code.info.map { source.string(in: $0) } ?? ""
        if AuthorsParts.hiddenBlocks.contains(info) { continue }
      case .html where source.string(in: block.range).hasPrefix("<!-- yaml"): continue
      default: break
      }
      read(block.range, source)
    }
  }

  private mutating func read(_ range: Range<Int>, _ source: SourceText) {
    let bytes = source.bytes
    func isDigit(_ offset: Int) -> Bool {
      range.contains(offset) && bytes[offset] >= 0x30 && bytes[offset] <= 0x39
    }
    var position = range.lowerBound
    while position < range.upperBound {
      guard isDigit(position) || (bytes[position] == 0x2E && isDigit(position + 1)) else {
        position += 1
        continue
      }
      let start = position
      var mark: Int?
      while position < range.upperBound {
        if isDigit(position) {
          position += 1
        } else if mark == nil, bytes[position] == 0x2E || bytes[position] == 0x2C,
          isDigit(position + 1)
        {
          mark = position
          position += 1
        } else {
          break
        }
      }
      guard let mark else { continue }
      let text = String(
        decoding: bytes[start..<position].map { $0 == 0x2C ? 0x2E : $0 },
        as: UTF8.self
      )
      guard let value = Double(text) else { continue }
      all.append(
        (WrittenNumber(value: value, lastPlace: mark + 1 - position, text: text), start)
      )
    }
  }
}
