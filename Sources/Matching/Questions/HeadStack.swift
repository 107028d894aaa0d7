/// The words of the headings that a passage stands below: of `### Adam` and of `#### Results` below it.
struct HeadStack {
  private struct Head {
    let level: Int
    let words: Set<String>
    /// True for the heading of the whole homework: it tells no answer from another.
    let isTitle: Bool
    let namesQuestion: Bool
  }
  private var open: [Head] = []

  var words: Set<String> {
    if open.count == 1 { return open[0].words }
    return open.reduce(into: []) { $0.formUnion($1.isTitle ? [] : $1.words) }
  }

  /// Goes on below a heading; those of its level and below end.
  ///
  /// The question's own title says nothing about a single answer below it, but `Adam` below `Adam and SAM` does.
  mutating func enter(_ words: Set<String>, level: Int, isTitle: Bool, names: ExerciseNames) {
    while let last = open.last, last.level >= level { open.removeLast() }
    let namesQuestion = !open.contains(where: \.namesQuestion) && names.isTitle(words)
    open.append(
      Head(
        level: level,
        words: namesQuestion ? words.subtracting(names.titleWords) : words,
        isTitle: isTitle,
        namesQuestion: namesQuestion
      )
    )
  }
}
