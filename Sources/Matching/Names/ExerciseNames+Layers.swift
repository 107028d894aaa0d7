import Homework

/// Layers that a homework calls by their kind and number: `Convolution Layer 2` for the conv2 of the exercise.
extension ExerciseNames {
  /// The tokens of names that some words speak of in this way.
  func layers(in tokens: [String]) -> [String] {
    guard tokens.count < 12, tokens.contains(where: { Int($0) != nil }) else { return [] }
    return tokens.indices.flatMap { place -> [String] in
      guard let kind = Lexicon.layerKinds.first(where: { $0.words.contains(tokens[place]) }),
        let number = tokens[(place + 1)...].prefix(3).first(where: { Int($0) != nil })
      else { return [] }
      return kind.names.map { "\($0)\(number)" }.filter(nameTokens.contains)
    }
  }

  /// The count that is asked of the only part that some words name: `fc2 parameters` below `fc2`.
  func total(of words: Set<String>) -> Int? {
    let meant = patterns.indices.filter { index in
      exercise.quantities[index].isAsked && exercise.quantities[index].keys.isEmpty
        && expectations[index] == .number
        && patterns[index].contains { pattern in
          pattern.symbols.count == 1 && words.contains(pattern.symbols[0])
            && !pattern.words.isEmpty && pattern.words.allSatisfy(Lexicon.kinds.contains)
        }
    }
    return meant.count == 1 ? meant[0] : nil
  }

  /// What a word of kind and the symbol in what leads to it name together: `parameters` below `**conv2.**`.
  func quantities(ofKind label: [String], ledBy context: Set<String>) -> [Int] {
    guard !context.isEmpty, Lexicon.totals.isDisjoint(with: label),
      label.allSatisfy({ Lexicon.kinds.contains($0) || LabelTokens.isPlain($0) })
    else { return [] }
    return exercise.quantities.indices.filter { index in
      patterns[index].contains { pattern in
        !pattern.symbols.isEmpty && pattern.symbols.allSatisfy(context.contains)
          && pattern.words.contains { label.contains($0) && Lexicon.kinds.contains($0) }
          && pattern.words.allSatisfy { label.contains($0) || context.contains($0) }
      }
    }
  }

  /// The only answer of a measure that is named without the set it is of, `accuracy` for the test accuracy, where
  /// nothing beside it speaks of training.
  ///
  /// `around`: Words that may say the rest of its name. `words`: What stands beside the value.
  func measured(byKind label: [String], in around: Set<String>, beside words: Set<String>) -> Int? {
    guard label.contains(where: Lexicon.scored.contains), words.isDisjoint(with: Lexicon.trainings)
    else { return nil }
    let meant = askedFirst.filter { index in
      guard case .measured = exercise.quantities[index].kind else { return false }
      return patterns[index].contains { pattern in
        pattern.symbols.allSatisfy { label.contains($0) || around.contains($0) }
          && pattern.words.contains { label.contains($0) && Lexicon.scored.contains($0) }
          && pattern.words.allSatisfy {
            label.contains($0) || around.contains($0) || Lexicon.testings.contains($0)
          }
          && label.allSatisfy {
            pattern.words.contains($0) || pattern.symbols.contains($0) || LabelTokens.isPlain($0)
              || Lexicon.reporting.contains($0)
          }
      }
    }
    return meant.count == 1 ? meant[0] : nil
  }
}

extension Lexicon {
  static let totals: Set<String> = [
    "total", "sum", "summe", "gesamt", "insgesamt", "totale", "totaal", "suma", "razem", "celkem",
    "итого", "всего", "разом", "合计", "总计", "合計", "합계", "toplam",
  ]

  /// How exercises call a kind of layer for short, and what it is called in words.
  static let layerKinds: [(names: [String], words: Set<String>)] = [
    (
      ["conv", "c"],
      [
        "conv", "convolution", "convolutional", "conv2d", "faltung", "faltungsschicht",
        "convolucional", "convolución", "convolução", "convolutivo", "convolutiva", "convolutie",
        "splotowa", "splot", "konvoluční", "свёртка", "свёрточный", "свертка", "сверточный",
        "evrişim", "konvolusi", "卷积", "卷积层", "畳み込み", "畳み込み層", "합성곱", "컨볼루션",
      ]
    ),
    (
      ["pool", "p", "s"],
      [
        "pool", "pooling", "max-pooling", "maxpool", "maxpooling", "max-pool", "havuzlama", "池化",
        "池化层", "プーリング", "プーリング層", "풀링", "пулинг", "subsampling",
      ]
    ),
    (
      ["dense", "fc", "d", "f", "linear"],
      [
        "dense", "fc", "linear", "fully-connected", "connected", "densa", "полносвязный",
        "全连接层", "全连接", "全結合層", "완전연결",
      ]
    ),
  ]
}
