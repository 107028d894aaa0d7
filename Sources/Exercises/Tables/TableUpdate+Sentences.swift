import Formulas
import Markdown

extension TableUpdate {
  /// Recomputes a value in a sentence.
  mutating func update(
    _ value: SentenceValue,
    in exercise: Exercise?,
    _ tables: TableCells
  ) throws(Diagnostic) {
    let text: String
    switch value.origin {
    case .formula:
      do throws(EvaluationError) {
        text = try value.text(in: exercise) ?? ""
      } catch {
        throw Diagnostic(in: source, at: value.offset, error.message, help: error.help)
      }
    case .cell(let labels, let name):
      do throws(TableCells.Problem) {
        text = try tables.text(of: labels, name: name, before: value.offset)
      } catch {
        throw Diagnostic(in: source, at: value.offset, error.message, help: error.help)
      }
    }
    let range = value.marker.value
    let found = source.string(in: range)
    guard found != text else { return }
    differences.append(
      Diagnostic(
        found.isEmpty ? .note : .warning,
        in: source,
        at: range.lowerBound,
        "a value in a sentence: \(found.isEmpty ? "nothing" : found) stands here, computed is \(text)"
      )
    )
    replace(range, with: Array(text.utf8))
  }
}
