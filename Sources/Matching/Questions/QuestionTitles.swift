import Exercises
import Formulas
import Homework

/// The words of the titles of an assignment's questions: by them a heading names its question.
struct QuestionTitles: Sendable {
  /// For each question the words of its title and those of its id.
  private let words: [[Set<String>]]
  private let titles: Set<[String]>
  /// The words of the keys that one question alone has: `Hidden nodes` is about the key `hidden`.
  private let keys: [String: Int]
  /// All words and numbers of each title: `Época 1` is no `Época 2`.
  private let wholes: [[String]]

  package init(_ assignment: Assignment) {
    words = assignment.questions.map { question in
      [question.exercise.title, question.exercise.id].map { Set(Self.contentWords($0)) }
        .filter { !$0.isEmpty }
    }
    let named = assignment.questions.map { question in
      Set(question.exercise.keyNames.filter { $0.utf8.count > 2 }.flatMap(Self.contentWords))
    }
    keys = named.indices.reduce(into: [:]) { keys, index in
      for word in named[index] where named.count(where: { $0.contains(word) }) == 1 {
        keys[word] = index
      }
    }
    wholes = assignment.questions.map { Self.allWords($0.exercise.title) }
    titles = Set(assignment.questions.map { Self.contentWords($0.exercise.title) })
  }

  /// True for a text that is the title of a question, and nothing else.
  func isTitle(_ text: String) -> Bool {
    let words = Self.contentWords(text)
    return !words.isEmpty && titles.contains(words)
  }

  /// The question whose title or id shares most words with a heading, at least half of them; nil if two
  /// share as many: `Question 1` and `Question 2` are labels, and no titles.
  ///
  /// `above`: The headings around it, which decide between titles that share as many words.
  package func claim(_ heading: String, below above: [String] = []) -> Int? {
    let whole = Self.allWords(heading)
    let same = wholes.indices.filter { wholes[$0] == whole }
    if same.count == 1, !whole.isEmpty { return same[0] }
    if let held = held(in: Set(whole)) { return held }
    let own = Set(Self.contentWords(heading))
    guard !own.isEmpty else { return nil }
    let joined = wholes.indices.filter { Self.holds(whole, joined: wholes[$0]) }
    if joined.count == 1 { return joined[0] }
    var best: (index: Int, share: Double, shared: Double)?
    var tied: Set<Int> = []
    for (index, titles) in words.enumerated() {
      for title in titles {
        let shared = Double(own.intersection(title).count)
        let share = shared / Double(min(title.count, own.count))
        let enough = shared >= 2 || (title.count == 1 && shared == 1)
        guard enough, share >= 0.5 else { continue }
        let known = (best?.share ?? 0, best?.shared ?? 0)
        if (share, shared) > known {
          best = (index, share, shared)
          tied = [index]
        } else if (share, shared) == known {
          tied.insert(index)
        }
      }
    }
    if best == nil { return varied(in: own) }
    guard tied.count > 1 else { return best?.index }
    let around = own.union(above.flatMap(Self.contentWords))
    let counts = tied.sorted().map { index in
      (index, words[index].map { around.intersection($0).count }.max() ?? 0)
    }
    let most = counts.map(\.1).max() ?? 0
    let meant = counts.filter { $0.1 == most }
    return meant.count == 1 ? meant[0].0 : nil
  }

  /// The question whose key a heading is about, with at most one word more.
  private func varied(in words: Set<String>) -> Int? {
    let meant = Set(words.compactMap { keys[$0] })
    return words.count <= 2 && meant.count == 1 ? meant.first : nil
  }

  /// The question all of whose title, of three words and more, stands among these, if none says more of them.
  func held(in words: Set<String>) -> Int? {
    let all = wholes.indices.filter { wholes[$0].count > 2 && words.isSuperset(of: wholes[$0]) }
    let longest = all.map { wholes[$0].count }.max() ?? 0
    let meant = all.filter { wholes[$0].count == longest }
    return meant.count == 1 ? meant[0] : nil
  }

  /// True for a line that holds all of a title.
  func holdsTitle(_ text: String) -> Bool { held(in: Set(Self.allWords(text))) != nil }

  /// True for a title that is written as one word: `CustomMLP` for `Custom MLP`.
  private static func holds(_ words: [String], joined title: [String]) -> Bool {
    let letters = title.joined()
    return title.count > 1 && letters.utf8.count > 5 && words.contains(letters)
  }

  private static func allWords(_ text: String) -> [String] {
    text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }

  private static func contentWords(_ text: String) -> [String] {
    text.lowercased().identifiers.flatMap(parts).filter {
      $0.utf8.count > 1 && !fillers.contains($0) && $0.hasLetter
    }
    // Languages bend the ends of their words.
    .map { $0.count > 7 && !$0.utf8.allSatisfy { $0 < 0x80 } ? String($0.prefix(7)) : $0 }
  }

  /// `パラメータの更新` is the `更新` of something; other words are one.
  private static func parts(_ word: String) -> [String] {
    guard word.utf8.contains(where: { $0 >= 0xE3 }) else { return [word] }
    return word.split { $0 == "の" || $0 == "的" }.map(String.init)
  }

  private static let fillers: Set<String> = [
    "the", "of", "is", "in", "to", "and", "where", "an", "一", "二", "三", "四", "五", "六", "七", "八",
  ]
}
