/// The words of the headings that a passage stands below: of `### Adam` and of `#### Results` below it.
///
/// The title of the homework is said of all of it, and tells no answer from another.
struct HeadStack {
  private var open: [(level: Int, words: Set<String>, isTitle: Bool)] = []

  var words: Set<String> {
    if open.count == 1 { return open[0].words }
    return open.reduce(into: []) { $0.formUnion($1.isTitle ? [] : $1.words) }
  }

  /// Goes on below a heading; those of its level and below end.
  ///
  /// `isTitle`: True for the heading of the whole homework.
  mutating func enter(_ words: Set<String>, level: Int, isTitle: Bool) {
    while let last = open.last, last.level >= level { open.removeLast() }
    open.append((level, words, isTitle))
  }
}
