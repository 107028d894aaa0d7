import Markdown
import Networks

/// A sentence that counts: `the 4s are most often read as 9, 21 times`, `137 of 150 are right`.
struct ConfusionCount {
  private enum Claim {
    case taken(label: Int, as: Int, count: Int?, isMost: Bool)
    case right(count: Int, of: Int?)
    case wrong(count: Int)
    case predicted(label: Int, count: Int)
  }

  private let claim: Claim
  let range: Range<Int>

  private static let takings: Set<String> = [
    "read", "taken", "mistaken", "confused", "classified", "misclassified", "predicted",
    "recognized", "recognised", "labeled", "labelled", "misread", "called", "seen",
  ]
  private static let counted: Set<String> = [
    "times", "cases", "images", "samples", "examples", "digits", "instances",
  ]

  /// What a sentence counts about a matrix.
  static func all(in sentence: ProseSentence, _ matrix: ReportedConfusion) -> [ConfusionCount] {
    guard !sentence.isAboutOthers else { return [] }
    return right(in: sentence) + wrong(in: sentence) + predicted(in: sentence, matrix)
      + taken(in: sentence, matrix)
  }

  /// How many are wrong: `10 images are wrong`.
  private static func wrong(in sentence: ProseSentence) -> [ConfusionCount] {
    let tokens = sentence.tokens
    // `Number of errors: 465/10000`
    if let place = tokens.firstIndex(where: { ["errors", "misclassifications"].contains($0.word) }),
      place + 2 < tokens.count, tokens[place + 1].isMark(":") || tokens[place + 1].isMark("="),
      let count = tokens[place + 2].count
    {
      return [ConfusionCount(claim: .wrong(count: count), range: tokens[place + 2].range)]
    }
    let words: Set<String> = ["wrong", "misclassified", "wrongly", "incorrect", "incorrectly"]
    guard sentence.contains(words), !sentence.contains(["class", "as", "for", "with", "most"])
    else {
      return []
    }
    let counts = tokens.indices.filter { tokens[$0].number != nil }
    guard counts.count == 1, let place = counts.first, let count = tokens[place].count,
      place + 1 < tokens.count, let next = tokens[place + 1].word,
      counted.contains(next) || ["are", "were"].contains(next)
    else { return [] }
    return [ConfusionCount(claim: .wrong(count: count), range: tokens[place].range)]
  }

  /// How often a class is predicted: `the 2 is predicted 49 times`.
  private static func predicted(
    in sentence: ProseSentence,
    _ matrix: ReportedConfusion
  ) -> [ConfusionCount] {
    let tokens = sentence.tokens
    guard let verb = tokens.firstIndex(where: { $0.word == "predicted" }), verb + 2 < tokens.count,
      verb >= 2, tokens[verb + 2].word == "times", let count = tokens[verb + 1].count,
      ["is", "was", "are", "were"].contains(tokens[verb - 1].word ?? ""),
      let name = tokens[verb - 2].text, let label = matrix.place(of: name)
    else { return [] }
    let range = Range(covering: tokens[verb - 2].range, tokens[verb + 1].range)
    return [ConfusionCount(claim: .predicted(label: label, count: count), range: range)]
  }

  private static func right(in sentence: ProseSentence) -> [ConfusionCount] {
    guard sentence.contains(["correct", "correctly", "right", "rightly"]),
      !sentence.contains(["class", "digit", "class's", "each"])
    else { return [] }
    let tokens = sentence.tokens
    for (index, token) in tokens.enumerated() where index + 2 < tokens.count {
      let isOf = tokens[index + 1].word == "of" || tokens[index + 1].isMark("/")
      guard let hits = token.count, isOf else { continue }
      var next = index + 2
      while next < tokens.count, ["the", "all", "out", "of"].contains(tokens[next].word ?? "") {
        next += 1
      }
      guard next < tokens.count, let total = tokens[next].count, total >= hits else { continue }
      let range = Range(covering: token.range, tokens[next].range)
      return [ConfusionCount(claim: .right(count: hits, of: total), range: range)]
    }
    return []
  }

  private static func taken(
    in sentence: ProseSentence,
    _ matrix: ReportedConfusion
  ) -> [ConfusionCount] {
    let tokens = sentence.tokens
    func label(_ place: Int) -> Int? {
      switch tokens[place].content {
      case .number(let number) where number.lastPlace >= 0: matrix.place(of: number.text)
      case .word(let word): matrix.place(of: word)
      default: nil
      }
    }
    guard let verb = tokens.firstIndex(where: { $0.word.map(takings.contains) ?? false }),
      let link = tokens[verb...].firstIndex(where: {
        ["as", "for", "with", "to"].contains($0.word ?? "")
      })
    else { return [] }
    // The class that is taken stands last before the verb, the other one first after `as`.
    let before = tokens[..<verb].indices.reversed()
    guard let own = before.first(where: { label($0) != nil }).flatMap(label),
      let other = tokens[(link + 1)...].indices.first(where: { label($0) != nil }),
      other <= link + 4, let taken = label(other), taken != own,
      !sentence.contains(["not", "never"])
    else { return [] }
    var count: Int?
    var said = [tokens[0].range, tokens[other].range]
    // `21 times`, or `21 of the 4s are read as 9`.
    for index in tokens.indices where index != other {
      guard let number = tokens[index].count, index + 1 < tokens.count,
        tokens[index + 1].word.map({ counted.contains($0) || $0 == "of" }) ?? false
      else { continue }
      count = number
      said.append(tokens[index].range)
      break
    }
    let isMost =
      sentence.contains(["most", "mostly", "often"]) && sentence.contains(["most", "mostly"])
    guard count != nil || isMost else { return [] }
    return [
      ConfusionCount(
        claim: .taken(label: own, as: taken, count: count, isMost: isMost),
        range: Range(covering: said)
      )
    ]
  }

  /// Why the matrix says something else; nil if it does not.
  func contradiction(
    in matrix: ReportedConfusion,
    _ orientation: ConfusionMatrix.Orientation
  ) -> String? {
    switch claim {
    case .right(let count, let total):
      guard total == nil || total == matrix.total else { return nil }
      return count == matrix.hits
        ? nil
        : "\(count) are said to be right; on the diagonal of the confusion matrix are \(matrix.hits) of \(matrix.total)"
    case .wrong(let count):
      let wrong = matrix.total - matrix.hits
      return count == wrong
        ? nil
        : "\(count) are said to be wrong; beside the diagonal of the confusion matrix are \(wrong)"
    case .predicted(let label, let count):
      let exact = matrix.labels.indices.reduce(0) {
        $0 + matrix.count(of: $1, as: label, orientation)
      }
      return count == exact
        ? nil
        : "in the confusion matrix \(matrix.labels[label]) is predicted \(exact) times, not \(count)"
    case .taken(let label, let other, let count, let isMost):
      let exact = matrix.count(of: label, as: other, orientation)
      let (own, name) = (matrix.labels[label], matrix.labels[other])
      if let count, count != exact {
        return "in the confusion matrix \(own) is taken for \(name) \(exact) times, not \(count)"
      }
      guard isMost else { return nil }
      let others = matrix.labels.indices.filter { $0 != label }
      let most = others.map { matrix.count(of: label, as: $0, orientation) }.max() ?? 0
      guard exact < most,
        let place = others.first(where: { matrix.count(of: label, as: $0, orientation) == most })
      else { return nil }
      return
        "in the confusion matrix \(own) is most often taken for \(matrix.labels[place]), \(most) times; "
        + "for \(name) \(exact) times"
    }
  }
}
