import Exercises
import Formulas
import Markdown

/// The numbers with a decimal mark that stand outside of blocks for machines, found by text and value.
struct ShownNumbers {
  /// One way to write a number, with all its places in order.
  private struct Spelling {
    let written: WrittenNumber
    var offsets: [Int]
  }

  /// Sorted by their absolute values.
  private var spellings: [Spelling] = []
  private var byText: [String: Int] = [:]

  init(in document: Document) {
    let source = document.source
    for block in document.blocks {
      switch block.kind {
      case .code(let code):
        let info = code.info.map { source.string(in: $0) } ?? ""
        if AuthorsParts.isHidden(info: info) { continue }
      case .html where source.string(in: block.range).hasPrefix("<!-- yaml"): continue
      default: break
      }
      read(block.range, source)
    }
    spellings.sort { abs($0.written.value) < abs($1.written.value) }
    byText = Dictionary(
      uniqueKeysWithValues: spellings.enumerated().map { ($1.written.text, $0) }
    )
  }

  // MARK: - Finding

  /// The first place of a number that is written just so, outside of a section.
  func first(_ text: String, outside section: Range<Int>) -> Int? {
    guard let offsets = byText[text].map({ spellings[$0].offsets }) else { return nil }
    if let first = offsets.first, first < section.lowerBound { return first }
    let next = offsets.partitioningIndex { $0 >= section.upperBound }
    return next < offsets.count ? offsets[next] : nil
  }

  /// The first place in a section of a number that is written just so.
  func first(_ text: String, in section: Range<Int>) -> Int? {
    byText[text].flatMap { Self.first(of: spellings[$0].offsets, in: section) }
  }

  /// The first place in a section of a number near a value that meets a condition.
  func first(
    within distance: Double,
    of value: Double,
    in section: Range<Int>,
    where isMeant: (WrittenNumber) -> Bool
  ) -> Int? {
    let (low, high) = (abs(value) - distance, abs(value) + distance)
    var index = spellings.partitioningIndex { abs($0.written.value) >= low }
    var first: Int?
    while index < spellings.count, abs(spellings[index].written.value) <= high {
      let spelling = spellings[index]
      index += 1
      guard let place = Self.first(of: spelling.offsets, in: section), place < first ?? .max,
        isMeant(spelling.written)
      else { continue }
      first = place
    }
    return first
  }

  private static func first(of offsets: [Int], in section: Range<Int>) -> Int? {
    let next = offsets.partitioningIndex { $0 >= section.lowerBound }
    return next < offsets.count && offsets[next] < section.upperBound ? offsets[next] : nil
  }

  // MARK: - Reading

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
      if let known = byText[text] {
        spellings[known].offsets.append(start)
      } else if let value = Double(text) {
        byText[text] = spellings.count
        let written = WrittenNumber(value: value, lastPlace: mark + 1 - position, text: text)
        spellings.append(Spelling(written: written, offsets: [start]))
      }
    }
  }
}
