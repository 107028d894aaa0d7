/// Words with which reports say what was measured.
extension Lexicon {
  /// Words between a number and `than`: a difference of two.
  package static let comparatives: Set<String> = [
    "better", "worse", "higher", "lower", "more", "less", "larger", "smaller", "besser",
    "schlechter",
    "höher", "niedriger", "mehr", "weniger", "größer", "kleiner", "plus", "moins", "mejor", "peor",
    "más",
    "menos", "mayor", "menor", "melhor", "pior", "mais", "maior", "meglio", "peggio", "più", "meno",
  ]
  package static let thans: Set<String> = ["than", "als", "que", "di", "do", "che", "dan"]

  /// What a report says of every number: `we got`, `the model reached`.
  package static let reporting: Set<String> = [
    "we", "i", "our", "my", "it", "its", "this", "got", "has", "have", "had", "having", "reached",
    "achieved", "achieves", "obtained", "model", "network", "net", "gave", "shows", "showed",
    "ended",
    "ends", "up", "with", "came", "out", "were", "was", "equal", "equals", "to", "wir", "haben",
    "hat", "erreicht", "erreichte",
    "erreichen", "erhalten", "netz", "modell", "beträgt", "liegt", "lag", "war", "nous", "avons",
    "obtient", "obtenons", "réseau", "modèle", "atteint", "obtenu", "obtuvimos", "obtiene", "tiene",
    "alcanza", "red", "modelo", "obtivemos", "obteve", "tem", "rede", "alcançou", "abbiamo",
    "ottiene",
    "ottenuto", "ha", "rete", "modello", "raggiunge", "osiąga", "osiągnęła", "sieć", "dosáhla",
    "síť",
    "модель", "сеть", "получили", "достигает", "достигла", "составила", "составляет",
  ]

  /// What keys count, behind their names: `hidden units`, `batch size`, and the ends of German compounds.
  package static let counted: Set<String> = [
    "units", "unit", "neurons", "nodes", "size", "shape", "number", "value", "größe", "grösse",
    "zahl",
    "anzahl", "wert", "grootte", "storlek", "størrelse",
  ]

  /// Words for a shape, in a header.
  package static let sizes: Set<String> = [
    "shape", "größe", "grösse", "taille", "tailles", "tamaño", "tamanho", "dimensione",
    "dimensioni", "dimensión", "dimensiones", "dimensão", "dimensões", "rozmiar", "rozměr",
    "velikost", "размер", "размеры", "размерность", "尺寸", "大小", "形状", "크기", "サイズ", "boyut",
    "kích", "thước", "ukuran", "méret",
  ]

  /// What has a shape: `Tensor Size`, `output dimension`.
  package static let sized: Set<String> = [
    "tensor", "output", "outputs", "volume", "feature", "map", "maps", "activation", "ausgabe",
    "sortie", "salida", "saída", "uscita", "wyjście", "wyjścia", "výstup", "выход", "выхода", "输出",
    "出力", "출력", "tenseur", "tensore",
  ]

  /// Words for the neurons of a hidden layer, in the names of keys.
  package static let hiddenWords: Set<String> = [
    "hidden", "neurons", "neuron", "units", "nodes", "neuronen", "neurones", "neuronas",
    "neurônios", "neuroni", "neurony", "нейронов", "нейроны", "隐藏", "神经元", "隐藏层", "은닉", "뉴런",
  ]

  /// True for `after the last epoch`: words that say when, and of nothing what.
  package static func saysEnd(_ tokens: [String]) -> Bool {
    tokens.contains(where: finals.contains)
      && tokens.allSatisfy {
        finals.contains($0) || ofEnd.contains($0) || LabelTokens.stopWords.contains($0)
      }
  }

  private static let ofEnd: Set<String> = [
    "new", "after", "epoch", "epochs", "nach", "epoche", "époque", "época", "epoca", "epoki",
    "эпохи",
    "training",
  ]

  /// Words for what is added to a weight, in a header.
  package static let corrections: Set<String> = [
    "correction", "corrections", "change", "changes", "korrektur", "änderung", "changement",
    "corrección", "cambio", "ajuste", "correção", "mudança", "variação", "variación",
    "correzione", "variazione", "korekta", "zmiana", "oprava", "změna", "поправка", "изменение",
    "修正量", "变化量", "更新量", "増分", "변화량", "değişim", "perubahan",
  ]

  /// Words beside a value that is of the training, or of a set to choose by.
  package static let trainings: Set<String> = [
    "train", "training", "trained", "val", "valid", "validation", "dev", "epoch", "epochs",
    "entrenamiento", "entraînement", "treinamento", "treino", "addestramento", "trening",
    "обучение", "обучающей", "训练", "验证", "訓練", "検証", "훈련", "검증", "validierung", "valacc",
    "valloss", "trainloss", "trainacc",
  ]

  /// What is measured of a model.
  package static let scored: Set<String> = ["accuracy", "loss", "precision", "recall", "F1"]

  /// Words for the set that a value is of where none is said.
  package static let testings: Set<String> = [
    "test", "testing", "final", "set", "data", "prueba", "teste", "prova", "testowa", "тестовая",
    "测试", "测试集", "テスト", "테스트",
  ]

  /// Words for the best of several.
  package static let bests: Set<String> = [
    "best", "beste", "bester", "bestes", "besten", "mejor", "melhor", "migliore", "meilleur",
    "meilleure", "najlepsza", "najlepszy", "najlepsze", "лучшая", "лучшее", "лучший", "최고",
    "最佳", "最高", "tốt", "nejlepší", "terbaik", "optimal", "maximum",
  ]

  /// Words for cases that went wrong, and for those that went right.
  package static let errorCounts: Set<String> = [
    "mal", "errors", "failed", "failures", "wrong", "misclassified", "mistakes", "échecs",
    "erreurs",
    "errori",
    "fehler", "fouten", "errores", "erros", "błędów", "błędy", "ошибок", "ошибки", "помилок", "오류",
    "틀린", "sai", "错误", "誤り", "chyb",
  ]
  package static let hitCounts: Set<String> = [
    "réussites", "correct", "passed", "hits", "richtige", "aciertos", "acertos", "corretti", "goed",
  ]
  /// Words for a share of hits beside the accuracy.
  package static let hitShares: Set<String> = ["réussite", "trefferquote"]

  /// Units of time and of memory, written onto their number or behind it.
  package static let units: Set<String> = [
    "s", "sec", "secs", "sec.", "ms", "µs", "μs", "min", "mins", "min.", "h", "hr", "hrs",
    "s/epoch", "s/it", "s/step", "ms/step", "ms/epoch", "sec/epoch", "kB", "KB", "MB", "GB", "KiB",
    "MiB", "GiB", "с", "сек", "сек.", "мс", "мин", "秒", "分", "초", "秒/epoch",
  ]

  /// Words for the end of a run: `final loss`, `loss of the last epoch`.
  package static let finals: Set<String> = [
    "final", "last", "end", "letzte", "letzten", "letzter", "finale", "finaler", "finales",
    "endgültige", "dernier", "dernière", "finaux", "último", "última", "ultimo", "ultima",
    "laatste", "uiteindelijke", "końcowa", "końcowy", "końcowe", "ostatnia", "ostatni", "konečná",
    "poslední", "konečný", "последняя", "последний", "конечная", "итоговая", "кінцева", "остання",
    "son", "akhir", "cuối", "最终", "最后", "最終", "最後", "최종", "마지막", "slutlig", "sista",
  ]
}
