import Formulas
import Markdown

extension Exercise {
  /// The question with the exercise's own numbers in its sentences, without markers and comments.
  package func shownQuestion(notation: Notation) -> String {
    AuthorsParts.removed(from: Self.shown(question, notation: notation, for: self))
  }

  /// A text with the values of its markers computed for an exercise, and without the markers.
  ///
  /// What cannot be computed is left as it stands: `lint` says why.
  package static func shown(
    _ text: String,
    notation: Notation,
    for exercise: Exercise?
  ) -> String {
    guard text.has(ValueMarker.opening),
      let document = try? Document(parsing: SourceText(text), limits: .chapter)
    else { return text }
    let source = document.source
    var reader = SentenceReader(source: source, notation: notation, networks: NetworkList())
    var edits: [Edit] = []
    for marker in ValueMarkers(in: document).markers {
      let value = reader.value(marker, in: exercise)
      let computed = value.flatMap { try? $0.text(in: exercise) }
      edits.append(
        Edit(
          range: marker.range,
          replacement: computed.map { Array($0.utf8) } ?? Array(source.bytes[marker.value])
        )
      )
    }
    return String(decoding: source.applying(edits), as: UTF8.self)
  }
}
