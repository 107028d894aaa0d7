import Grading
import Markdown
import Matching
import Terminal

/// The homework itself, line by line, with what was understood beside it.
///
/// Answers are green, what could not be read or used is yellow, lines that nobody will read are dim.
/// Without colours the words beside a line say the same.
struct ReadPage {
  private let homework: GradedHomework
  private let style: ReportStyle
  private let source: SourceText
  /// What is said beside a line, by line.
  private var remarks: [Int: [(text: String, color: ReportStyle.Color?)]] = [:]
  /// The colour of each byte, where it has one.
  private var colors: [ReportStyle.Color?]

  static func text(_ homework: GradedHomework, style: ReportStyle) -> PaintedText {
    var page = ReadPage(homework, style: style)
    page.collect()
    return page.painted()
  }

  private init(_ homework: GradedHomework, style: ReportStyle) {
    self.homework = homework
    self.style = style
    source = homework.source
    colors = Array(repeating: nil, count: source.bytes.count)
  }

  // MARK: - What is said of a line

  private mutating func collect() {
    for exercise in homework.exercises {
      if let line = exercise.line {
        remark("\(exercise.label)   \(exercise.title)", .bold, at: line)
      }
      for statement in exercise.statements { add(statement) }
      for item in exercise.items where item.outcome == .human && item.rubric != nil {
        guard let range = item.range else { continue }
        remark("\(item.title): for a person", nil, at: source.line(at: range.lowerBound))
      }
    }
    var open: [Int: [String]] = [:]
    for (range, role) in homework.echo?.account.numbers ?? [] where role == .notUnderstood {
      color(range, .yellow)
      open[source.line(at: range.lowerBound), default: []].append(source.string(in: range))
    }
    for (line, numbers) in open {
      remark("not understood: \(numbers.joined(separator: "  "))", .yellow, at: line)
    }
    for finding in homework.findings where finding.kind == .ambiguous {
      guard let place = finding.places.first else { continue }
      remark(finding.message, .yellow, at: source.line(at: place.lowerBound))
    }
    // A line of which a part was read says so by what stands beside it.
    for lines in homework.unreadLines {
      for line in lines where remarks[line] == nil {
        color(source.rangeOfLine(line), .dim)
        remark("not read", .dim, at: line)
      }
    }
  }

  private mutating func add(_ statement: GradedItem) {
    guard let range = statement.range else { return }
    let meaning: ReportStyle.Color = statement.isUnclear ? .yellow : .green
    color(range, meaning)
    let value = statement.read.map { " = \($0)" } ?? ": cannot be read"
    let note = statement.openNote.map { " (\($0))" } ?? ""
    remark("\(statement.title)\(value)\(note)", meaning, at: source.line(at: range.lowerBound))
  }

  private mutating func remark(_ text: String, _ color: ReportStyle.Color?, at line: Int) {
    remarks[line, default: []].append((text, color))
  }

  private mutating func color(_ range: Range<Int>, _ color: ReportStyle.Color) {
    for offset in range { colors[offset] = color }
  }

  // MARK: - The page

  private func painted() -> PaintedText {
    let count = source.lineStarts.count
    let gutter = "\(count)".count + 1
    let rows = (1...count).map { characters(of: $0) }
    let room = max(style.width - gutter - Self.rule.count, 2 * Self.narrowest)
    let longest = rows.map(\.width).max() ?? 0
    let width = max(min(longest, room * 3 / 5), Self.narrowest)
    var lines = [
      style.paint("\(source.path ?? "homework")   read as \(homework.assignment)", .bold)
    ]
    for (index, row) in rows.enumerated() {
      let left = row.wrapped(at: width)
      let right = (remarks[index + 1] ?? []).flatMap { text, color in
        PaintedRow(text, color).wrapped(at: room - width)
      }
      for place in 0..<max(left.count, right.count) {
        let number = place == 0 ? "\(index + 1)" : ""
        let text = place < left.count ? left[place] : PaintedRow()
        var line = style.paint(blanks(gutter - 1 - number.count) + number + " ", .dim)
        line = line + text.painted(style)
        if place < right.count {
          line = line + PaintedText(blanks(width - text.width))
          line = line + style.paint(Self.rule, .dim) + right[place].painted(style)
        }
        lines.append(line)
      }
    }
    let ends = ReadReport.end(homework).map { PaintedText($0) }
    return PaintedText(lines: lines + [""] + ends) + "\n"
  }

  private func blanks(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }

  private static let rule = " │ "
  /// The least width of either column.
  private static let narrowest = 16

  /// The characters of a line as they may reach a terminal, each with its colour.
  private func characters(of line: Int) -> PaintedRow {
    let range = source.rangeOfLine(line)
    var row = PaintedRow()
    var offset = range.lowerBound
    for character in source.string(in: range) {
      row.append(character, colors[offset])
      offset += character.utf8.count
    }
    return row
  }
}
