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

  /// Words for the best of several.
  package static let bests: Set<String> = [
    "best", "beste", "bester", "bestes", "besten", "mejor", "melhor", "migliore", "meilleur",
    "meilleure", "najlepsza", "najlepszy", "najlepsze", "лучшая", "лучшее", "лучший", "최고",
    "最佳", "最高", "tốt", "nejlepší", "terbaik", "optimal", "maximum",
  ]

  /// Words for cases that went wrong, and for those that went right.
  package static let errorCounts: Set<String> = [
    "errors", "failed", "failures", "wrong", "misclassified", "mistakes", "échecs", "erreurs",
    "errori",
    "fehler", "fouten", "errores", "erros", "błędów", "błędy", "ошибок", "ошибки", "помилок", "오류",
    "틀린", "sai", "错误", "誤り", "chyb",
  ]
  package static let hitCounts: Set<String> = [
    "réussites", "correct", "passed", "hits", "richtige", "aciertos", "acertos", "corretti", "goed",
  ]
  /// Words for a share of hits beside the accuracy.
  package static let hitShares: Set<String> = ["réussite", "trefferquote"]
}
