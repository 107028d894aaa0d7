/// Puts spaces where languages write none: between Chinese or Japanese words that say something and
/// those that only join them, between scripts, and before the particles of Korean.
///
/// There is no dictionary: a run of characters between two joining words is one word, as it is in the
/// name that the course gave it.
package enum Segmentation {
  /// True for a text that may hold such a script: most texts do not.
  static func isNeeded(_ text: String) -> Bool {
    text.utf8.contains { $0 >= 0xE3 && $0 <= 0xED }
  }

  /// True for a text that holds such a script.
  package static func isUnspaced(_ text: String) -> Bool {
    isNeeded(text) && text.contains(where: isUnspaced)
  }

  package static func isUnspaced(_ character: Character) -> Bool { Script(character) != .other }

  /// The text with its words apart.
  static func separated(_ text: String) -> String {
    var words: [String] = []
    var run = ""
    var script = Script.other
    func end() {
      guard !run.isEmpty else { return }
      switch script {
      case .han: words += parted(run)
      case .hangul: words.append(withoutParticle(run))
      case .other: words.append(run)
      }
      run = ""
    }
    for character in text {
      let own = Script(character)
      if own != script {
        end()
        script = own
      }
      run.append(character)
    }
    end()
    return words.joined(separator: " ")
  }

  private enum Script {
    case han, hangul, other

    init(_ character: Character) {
      switch character.unicodeScalars.first?.value ?? 0 {
      case 0x3005, 0x3007, 0x3040...0x30FF, 0x3400...0x9FFF: self = .han
      case 0xAC00...0xD7A3: self = .hangul
      default: self = .other
      }
    }
  }

  /// A run of Chinese or Japanese characters without the words that join others.
  private static func parted(_ run: String) -> [String] {
    var parts: [String] = []
    var own = ""
    var rest = run[...]
    while let character = rest.first {
      if let join = Lexicon.joining.first(where: { rest.hasPrefix($0) }) {
        if !own.isEmpty { parts.append(own) }
        own = ""
        rest = rest.dropFirst(join.count)
      } else {
        own.append(character)
        rest = rest.dropFirst()
      }
    }
    if !own.isEmpty { parts.append(own) }
    return parts
  }

  /// `정확도는` without the particle that says what the word does in its sentence.
  private static func withoutParticle(_ word: String) -> String {
    for particle in Lexicon.particles
    where word.hasSuffix(particle) && word.count > particle.count + 1 {
      return String(word.dropLast(particle.count))
    }
    return word
  }
}
