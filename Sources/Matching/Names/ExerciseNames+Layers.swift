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
}

extension Lexicon {
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
