import Exercises
import Grading
import Homework
import Markdown

/// The report as one line of JSON that says each value once, as docs/json.md describes it.
///
/// What is null, empty, false or the same as another field is left out. It is written into bytes, without a tree.
struct CompactReport {
  private(set) var line: [UInt8] = []
  private let source: SourceText

  /// The longest passage that is given to the person who reads it.
  private static let longestPassage = 6000

  /// `student`: Whose homework it is, where it was not graded for numbers of the student's own.
  init(_ homework: GradedHomework, student: String? = nil) {
    source = homework.source
    line.reserveCapacity(4096)
    line.append(0x7B)
    field("version", 1)
    field("submission", homework.source.path)
    field("assignment", homework.assignment)
    field("student", homework.student ?? student)
    field("score", homework.score.value)
    field("possible", homework.possible.value)
    if homework.pending > .zero { field("pending", homework.pending.value) }
    list("exercises", homework.exercises) { $0.write($1) }
    list("work", homework.work.filter { $0.holds == false }) { $0.write($1) }
    list("findings", homework.findings) { $0.write($1) }
    list("diagnostics", homework.diagnostics) { $0.write($1) }
    line.append(0x7D)
  }

  private mutating func write(_ exercise: GradedExercise) {
    field("id", exercise.id)
    field("label", exercise.label)
    field("title", exercise.title)
    field("score", exercise.score.value)
    field("possible", exercise.possible.value)
    if exercise.pending > .zero { field("pending", exercise.pending.value) }
    field("line", exercise.line.map(Double.init))
    list("items", exercise.items) { $0.write($1) }
  }

  private mutating func write(_ item: GradedItem) {
    field("name", item.name)
    if !item.at.isEmpty {
      key("at")
      line.append(0x7B)
      for entry in item.at { field(entry.name, entry.value) }
      line.append(0x7D)
    }
    field("outcome", item.outcome.rawValue)
    if item.isOpen {
      key("open")
      line += Array("true".utf8)
    }
    if let range = item.range {
      let place = source.location(at: range.lowerBound)
      field("line", Double(place.line))
      field("column", Double(place.column))
    }
    field("text", item.text)
    if item.read != item.text { field("read", item.read) }
    field("expected", item.expected)
    field("note", item.note)
    field("mistake", item.mistake)
    if item.isOpen, let passage = item.passage, passage != item.text {
      field("passage", String(passage.prefix(Self.longestPassage)))
    }
    field("rubric", item.rubric)
    field("points", item.points.value)
    field("possible", item.possible.value)
  }

  private mutating func write(_ step: WorkStep) {
    field("line", Double(source.location(at: step.range.lowerBound).line))
    field("text", step.text)
    field("note", step.note)
  }

  private mutating func write(_ finding: Finding) {
    field("kind", finding.kind.rawValue)
    field("message", finding.message)
    let lines = finding.places.map { source.location(at: $0.lowerBound).line }
    guard !lines.isEmpty else { return }
    key("lines")
    line += Array("[\(lines.map(String.init).joined(separator: ","))]".utf8)
  }

  private mutating func write(_ diagnostic: Diagnostic) {
    field("severity", diagnostic.severity.rawValue)
    field("line", (diagnostic.location?.line).map(Double.init))
    field("message", diagnostic.message)
  }

  // MARK: - JSON

  private mutating func key(_ name: String) {
    if line.last != 0x7B { line.append(0x2C) }
    text(name)
    line.append(0x3A)
  }

  private mutating func field(_ name: String, _ value: String?) {
    guard let value else { return }
    key(name)
    text(value)
  }

  private mutating func field(_ name: String, _ value: Double?) {
    guard let value, value.isFinite else { return }
    key(name)
    let isWhole = value == value.rounded() && abs(value) < 1e15
    line += Array((isWhole ? String(Int(value)) : "\(value)").utf8)
  }

  private mutating func list<Element>(
    _ name: String,
    _ elements: [Element],
    _ write: (inout CompactReport, Element) -> Void
  ) {
    guard !elements.isEmpty else { return }
    key(name)
    line.append(0x5B)
    for (place, element) in elements.enumerated() {
      if place > 0 { line.append(0x2C) }
      line.append(0x7B)
      write(&self, element)
      line.append(0x7D)
    }
    line.append(0x5D)
  }

  /// A string: what JSON cannot hold, and what a terminal would obey, as `\u00XX`.
  private mutating func text(_ text: String) {
    line.append(0x22)
    for byte in text.utf8 {
      switch byte {
      case 0x22, 0x5C: line += [0x5C, byte]
      case 0x0A: line += [0x5C, 0x6E]
      case 0..<0x20, 0x7F:
        let hex = String(byte, radix: 16)
        line += Array("\\u00\(byte < 0x10 ? "0" : "")\(hex)".utf8)
      default: line.append(byte)
      }
    }
    line.append(0x22)
  }
}
