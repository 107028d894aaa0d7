import Homework

/// Settings in the text against those in the code of a section.
enum CodeAgreement {
  /// Dials that code and text name alike; epochs are looked at on their own.
  private static let dials: Set<String> = ["learning rate", "batch size", "momentum", "dropout"]

  static func findings(_ experiments: Experiments) -> [Finding] {
    experiments.smallest.flatMap { scope -> [Finding] in
      let sentences = experiments.sentences(in: scope)
      let said = settings(sentences.filter { !$0.isCode })
      let coded = settings(sentences.filter(\.isCode))
      let turned = Set(
        experiments.results.filter { scope.contains($0.table.passage) }.flatMap(\.dials)
      )
      return dials.subtracting(turned).sorted().compactMap { dial in
        guard let own = said[dial], let other = coded[dial], own.count == 1, other.count == 1,
          let (text, place) = own.first, let (code, codePlace) = other.first, text != code
        else { return nil }
        return .inconsistent(
          "\(dial) \(text) in the text, \(code) in the code",
          place,
          codePlace
        )
      }
    }
  }

  /// By dial, each value with the first place where it stands.
  private static func settings(_ sentences: [ProseSentence]) -> [String: [String: Range<Int>]] {
    var found: [String: [String: Range<Int>]] = [:]
    for sentence in sentences {
      for (setting, place) in sentence.settings {
        let range = sentence.tokens[place].range
        if found[setting.name]?[setting.value] == nil {
          found[setting.name, default: [:]][setting.value] = range
        }
      }
    }
    return found
  }
}
