import Homework

/// The words by which a sentence says what a number is, in the languages of the courses: what kind of
/// quantity it speaks of, and what makes a number another's.
///
/// A new wording is a word in the file of its language and a sentence in `SentenceTests`.
enum SentenceWords {
  /// What a word does in a sentence.
  enum Role: Hashable, Sendable {
    // What kind of quantity is spoken of.
    case activation, weightedInput, prediction, cost, gradient, new
    // What it belongs to.
    case weight, bias, neuron, hidden, output, ordinal
    /// `iteration 1`: the number behind it counts.
    case counter
    /// `target 1`, `inputs 0.5`: the number behind it is a given's.
    case given
    /// `from 0.94 to …`, `it was −0.29`: the number behind it was before the step.
    case before
    /// `0.5から`: the number before it was before the step.
    case after
    /// `than 0.5`: the number behind it is compared with.
    case than
    /// `minus the gradient`, `times`: what is behind it goes into a calculation.
    case operation
    /// `because w6 = −0.8`: what follows up to the next mark is a reason.
    case reason
    /// `gives`, `to`: the number behind it is a result.
    case result
    /// `is`, `of`: what stands before it says what the number behind it is.
    case copula
    case denial, unit, unreal
    /// `0.47 is wrong`, `the initial w5`: what is said counts for nothing here.
    case correction
    /// `my neighbour got`: said of something else.
    case elsewhere
  }

  private static let languages = [
    english, german, french, spanish, portuguese, italian, dutch, chinese, japanese, korean,
  ]

  /// A phrase, by the place of its language in `languages`.
  private struct Phrase {
    let language: Int
    let words: [String]
    let role: Role
  }

  /// The phrases of all languages by the word that they begin with: by language, the longest first.
  private static let phrases: [String: [Phrase]] = {
    var table: [String: [Phrase]] = [:]
    for (language, lists) in languages.enumerated() {
      for (role, list) in lists {
        for entry in entries(of: list) {
          let words = entry.utf8.split(separator: 0x20).map { String(Substring($0)) }
          guard let first = words.first else { continue }
          table[first, default: []].append(Phrase(language: language, words: words, role: role))
        }
      }
    }
    for (word, phrases) in table where phrases.count > 1 {
      table[word] = phrases.sorted {
        ($0.language, $1.words.count) < ($1.language, $0.words.count)
      }
    }
    return table
  }()

  private static func entries(of list: String) -> [String] {
    list.utf8.split(separator: 0x2C).map { String(Substring($0)).trimmedBytes }
  }

  /// The languages of a sentence, the one that knows most of its words first.
  static func languages(of words: [String]) -> [Int] {
    var counts = Array(repeating: 0, count: languages.count)
    for word in words {
      var last = -1
      for phrase in phrases[word] ?? [] where phrase.language != last {
        last = phrase.language
        counts[last] += 1
      }
    }
    return counts.indices.filter { counts[$0] > 0 }.sorted {
      (counts[$1], $0) < (counts[$0], $1)
    }
  }

  /// The longest phrase with which words begin, and what it does.
  static func phrase(_ words: [String], in languages: [Int]) -> (count: Int, role: Role)? {
    guard let first = words.first, let known = phrases[first] else { return nil }
    for language in languages {
      let found = known.first { $0.language == language && words.starts(with: $0.words) }
      if let found { return (found.words.count, found.role) }
    }
    return nil
  }

  /// The entries of languages without spaces, the longest first by their first character.
  static let unspaced: [Character: [(word: String, role: Role)]] = {
    var table: [Character: [(word: String, role: Role)]] = [:]
    for language in [chinese, japanese, korean] {
      for (role, list) in language {
        for word in entries(of: list) {
          if let first = word.first { table[first, default: []].append((word, role)) }
        }
      }
    }
    return table.mapValues { $0.sorted { $0.word.count > $1.word.count } }
  }()

  /// The role of a word by itself.
  static func role(_ word: String) -> Role? {
    phrases[word]?.first { $0.words.count == 1 }?.role
  }

  /// Which of several an ordinal speaks of, from 0.
  static let ordinals: [String: Int] = {
    var table: [String: Int] = [:]
    for list in ordinalWords {
      for (place, words) in list.enumerated() {
        for word in words.split(separator: " ") { table[String(word)] = place }
      }
    }
    return table
  }()

  /// For each language the words for the first, the second and so on.
  private static let ordinalWords = [
    ["first 1st", "second 2nd", "third 3rd", "fourth 4th", "fifth 5th", "sixth 6th"],
    [
      "erste erster erstes ersten erstem", "zweite zweiter zweites zweiten zweitem",
      "dritte dritter drittes dritten", "vierte vierter viertes vierten",
      "fünfte fünfter fünftes fünften", "sechste sechster sechstes sechsten",
    ],
    [
      "premier première", "deuxième second seconde", "troisième", "quatrième", "cinquième",
      "sixième",
    ],
    [
      "primer primera primero", "segunda segundo", "tercer tercera tercero", "cuarta cuarto",
      "quinta quinto", "sexta sexto",
    ],
    [
      "primeira primeiro", "segunda segundo", "terceira terceiro", "quarta quarto", "quinta quinto",
      "sexta sexto",
    ],
    [
      "primo prima", "secondo seconda", "terzo terza", "quarto quarta", "quinto quinta",
      "sesto sesta",
    ],
    ["eerste", "tweede", "derde", "vierde", "vijfde", "zesde"],
    ["pertama", "kedua", "ketiga", "keempat", "kelima", "keenam"],
    ["första", "andra", "tredje", "fjärde", "femte", "sjätte"],
    [
      "pierwsza pierwszy pierwsze", "druga drugi drugie", "trzecia trzeci trzecie",
      "czwarta czwarty czwarte", "piąta piąty piąte", "szósta szósty szóste",
    ],
    [
      "první", "druhá druhý druhé", "třetí", "čtvrtá čtvrtý čtvrté", "pátá pátý páté",
      "šestá šestý",
    ],
    [
      "первая первый первое первой", "вторая второй второе", "третья третий третье третьей",
      "четвёртая четвёртый четвертая", "пятая пятый", "шестая шестой",
    ],
    [
      "перша перший перше першої", "друга другий друге другої", "третя третій третє",
      "четверта четвертий", "п'ята п'ятий", "шоста шостий",
    ],
    ["birinci ilk", "ikinci", "üçüncü", "dördüncü", "beşinci", "altıncı"],
    ["első", "második", "harmadik", "negyedik", "ötödik", "hatodik"],
    ["第一", "第二", "第三", "第四", "第五", "第六"],
    ["一番目", "二番目", "三番目", "四番目", "五番目", "六番目"],
    ["첫", "두", "세", "네", "다섯", "여섯"],
  ]

  /// What makes a number before it an ordinal: `2番目`.
  static let ordinalMarks: Set<String> = ["番目", "번째", "つ目", "個目"]

  /// True for a word of what is computed before the step: `cost`, `prediction`.
  static func isOfForwardPass(_ word: String) -> Bool {
    switch role(word) {
    case .activation, .weightedInput, .prediction, .cost, .output: true
    default: false
    }
  }
}
