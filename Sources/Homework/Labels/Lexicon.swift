/// The words by which people say what a statement is about, in the languages of the courses.
///
/// A new wording is a word here and a homework in the tests.
package enum Lexicon {
  // MARK: - Before and after a step

  package static let befores: Set<String> = [
    "before", "vorher", "vor", "antes", "avant", "prima", "до", "przed", "之前", "更新前", "önce",
  ]
  package static let laters: Set<String> = [
    "after", "nachher", "danach", "nach", "después", "despues", "depois", "après", "apres", "dopo",
    "после", "після", "po", "之后", "更新后", "更新後", "sonra", "sesudah", "setelah", "sau", "után",
  ]
  package static let afters: Set<String> = [
    "after", "nach", "después", "despues", "tras", "após", "après", "dopo", "после", "після",
    "sesudah", "setelah", "sau", "után", "sonra", "efter",
  ]

  /// What lies between the values before and those after: `after the update`.
  package static let steps: Set<String> = [
    "update", "updates", "updating", "updated", "step", "steps", "iteration", "iterations",
    "epoch", "epochs", "training", "schritten", "pasos", "passos", "paso",
    "aktualisierung", "schritt", "actualización", "atualização", "passo", "iteración",
  ]

  package static let several: Set<String> = [
    "two", "three", "four", "five", "ten", "zwei", "drei", "vier", "zehn", "dos", "tres", "dois",
    "três", "deux", "trois",
  ]

  package static let nexts: Set<String> = [
    "second", "2nd", "next", "another", "third", "3rd", "fourth", "zweiter", "zweite", "zweites",
    "nächste", "nächster", "segundo", "segunda", "siguiente", "próxima", "próximo", "deuxième",
  ]

  /// What is gone through again with other parameters.
  package static let rounds: Set<String> = [
    "forward", "iteration", "epoch", "pass", "round", "durchlauf", "vorwärtsdurchlauf", "iteración",
    "época", "iteração", "itération", "pasada",
  ]

  package static let news: Set<String> = [
    "new", "updated", "neuen", "aktualisierten", "nuevos", "nuevas", "novos", "novas", "nouveaux",
  ]

  package static let parameters: Set<String> = [
    "weights", "parameters", "values", "weight", "biases", "gewichten", "parametern", "pesos",
    "parámetros", "parâmetros", "poids",
  ]

  package static let withs: Set<String> = [
    "with", "using", "use", "mit", "con", "com", "avec", "for",
  ]

  /// Verbs before a value that does not change: `bleibt 0,9`.
  package static let stays: Set<String> = [
    "stays", "stay", "remains", "remain", "unchanged", "still", "keeps", "bleibt", "bleiben",
    "unverändert", "weiterhin", "queda", "sigue", "fica", "continua", "reste", "restent",
    "quedan", "siguen", "ficam", "rimane", "rimangono", "resta", "restano", "blijft", "blijven",
    "förblir", "pozostaje", "pozostają", "zůstává", "zůstávají", "kalır", "остаётся", "остается",
    "остаются", "прежними", "залишаються", "залишається", "不变", "不變", "変わらない", "그대로",
  ]

  /// Small words between such a verb and its value.
  package static let places: Set<String> = [
    "at", "the", "bei", "auf", "en", "em", "igual", "à", "a",
  ]

  /// Words beside a parameter's name that make it no new value.
  package static let notNew: Set<String> = [
    "old", "initial", "change", "difference", "delta", "step", "änderung", "cambio", "variation",
    "mudança", "variazione", "wijziging", "zmiana", "изменение", "perubahan", "değişim", "变化", "変化",
  ]

  /// Words that stand for what was spoken of.
  package static let pronouns: Set<String> = ["this", "that", "it", "which", "das", "dies", "es"]

  /// Words that lead on to a further value: `-0.2525 and`.
  package static let conjunctions: Set<String> = [
    "and", "or", "und", "oder", "y", "e", "et", "o", "ou", "dan", "en", "och", "og", "oraz", "és",
    "ve", "và", "и", "та",
  ]
  /// Of those the words that are no symbol.
  static let conjoining: Set<String> = conjunctions.filter { $0.utf8.count > 1 }

  /// What leads from a derivative to what it is taken by; in a list the derivative itself is said once.
  package static let respects = [
    "with respect to ", "w.r.t. ", "wrt ", "con respecto a ", "respecto a ", "respecto de ",
    "com respeito a ", "em relação a ", "par rapport à ", "bezüglich ",
  ]

  /// A label with what an earlier one of its sentence began with: `with respect to w2` behind `the
  /// derivative with respect to w1`.
  ///
  /// `lead`: What stood before these words last, and stands there then.
  package static func completed(_ label: String, after lead: inout String) -> String {
    for phrase in respects where label.has(phrase) {
      let before = label.parts(around: phrase).first?.trimmedBytes ?? ""
      let isAlone = before.isEmpty || ["and", "und", "y", "e", "et"].contains(before)
      if isAlone, !lead.isEmpty { return "\(lead) \(label)" }
      if !isAlone { lead = before }
      return label
    }
    return label
  }

  /// True for a word that says of what the word before it is: `de`, `d'apprentissage`.
  package static func goesOn(_ word: String) -> Bool {
    ofs.contains(word) || word.hasPrefix("d'") || word.hasPrefix("d’")
  }

  private static let ofs: Set<String> = ["de", "of", "du", "des", "di", "do", "da", "van", "der"]

  /// Headers of columns that count steps.
  package static let stepCounters: Set<String> = [
    "t", "k", "n", "i", "step", "iteration", "iter", "schritt", "étape", "etape", "paso", "passo",
    "krok", "шаг", "крок", "adım", "stap", "langkah", "round", "update", "pattern", "sample",
    "example", "pola", "muestra", "ejemplo", "exemplo", "exemple", "beispiel", "пример", "приклад",
  ]

  /// Headers of what a case is made of.
  package static let descriptions: Set<String> = [
    "network", "model", "architecture", "layers", "activation", "optimizer", "optimiser", "dataset",
    "data", "netz", "modell", "architektur", "réseau", "modèle", "red", "modelo", "arquitectura",
    "rede", "rete", "modello", "сеть", "модель", "sieć", "ağ", "网络", "模型", "モデル", "모델",
  ]

  /// `Is`, where it stands right behind its number.
  static let copulas = [
    "です", "である", "だ", "となる", "となります", "になる", "になります", "이다", "입니다", "이고", "이며",
  ]

  // MARK: - No statement of the writer's own

  /// Words that set another part or time against this one.
  package static let contrasts: Set<String> = [
    "whereas", "unlike", "earlier", "previously", "compare", "compared", "comparison", "previous",
    "chapter", "otherwise", "während", "anders", "vorher", "antes", "instead", "initially",
  ]

  /// Words right before a name that gets a value that is wished for, or one of the beginning.
  package static let wishes: Set<String> = ["want", "ideally", "wish", "goal", "anfangs"]
  package static let starts: Set<String> = ["start", "starts", "starting", "begin"]
  package static let pasts: Set<String> = ["had", "was", "were", "got", "hatte", "hatten", "war"]

  /// Words behind a value, or before it, that take it back.
  package static let denials: Set<String> = [
    "wrong", "false", "incorrect", "falsch", "mistaken", "typo", "incorrecto", "errado", "faux",
  ]
  package static let doubts: Set<String> = ["doubt", "bezweifle"]

  /// Words that suppose what is not so.
  package static let suppositions: Set<String> = [
    "suppose", "supposing", "assume", "assuming", "imagine", "angenommen", "supongamos", "suponha",
  ]
  package static let thens: Set<String> = ["then", "dann", "entonces", "então", "alors"]
  package static let ifs: Set<String> = ["if", "wenn", "si", "se", "falls"]
  package static let unreals: Set<String> = [
    "were", "would", "wäre", "wären", "hätte", "fuera", "fosse",
  ]

  package static let mistakes: Set<String> = ["mistake", "pitfall"]

  /// Words of a value that is no result.
  package static let guesses: Set<String> = [
    "guess", "guessed", "estimate", "estimated", "roughly", "draft", "entwurf", "schätzung",
    "geschätzt",
  ]
  package static let tries: Set<String> = [
    "try", "attempt", "versuch", "version", "draft", "intento", "essai", "tentativa", "tentativo",
    "poging",
  ]

  /// Words of a value that was found by small steps, and what they say it of: a numerical check, and no
  /// numerical example.
  package static let numericals: Set<String> = [
    "numerical", "numeric", "numerische", "finite", "numérica", "numérico",
  ]
  package static let checks: Set<String> = [
    "check", "gradient", "gradients", "derivative", "derivatives", "difference", "differences",
    "verification", "approximation", "ableitung", "gradienten", "derivada",
  ]
  /// The same in one word, alone before a name or behind a value.
  package static let numerically: Set<String> = [
    "numerically", "numerisch", "gradcheck", "numéricamente", "numericamente",
  ]

  package static let withouts: Set<String> = [
    "without", "ohne", "sin", "sem", "sans", "senza", "zonder", "bez", "без", "utan", "uten",
  ]

  /// Words before a number that is a difference.
  package static let amounts: Set<String> = ["by", "um"]

  /// Words behind a number that counts something about a value.
  package static let measures: Set<String> = [
    "decimals", "digits", "times", "decimal", "nachkommastellen", "stellen", "dezimalstellen",
  ]

  /// Words that lead to what is meant in the end.
  package static let results: Set<String> = [
    "answer", "answers", "result", "final", "finally", "therefore", "hence", "thus", "correct",
    "correction", "corrected", "ergebnis", "endergebnis", "lösung", "antwort", "korrektur",
    "resultado", "respuesta", "resposta", "corrección", "correção", "réponse",
  ]

  // MARK: - Something else than the question

  /// Words before a given that gets another value: `for x = (0, 0)`.
  package static let conditions: Set<String> = [
    "for", "with", "at", "if", "when", "using", "für", "mit", "bei", "wenn", "con", "para", "com",
    "si",
  ]

  /// Headings of what answers no question.
  package static let asides: Set<String> = [
    "appendix", "anhang", "comparison", "vergleich", "comparación", "comparação", "apéndice",
  ]

  package static let others: Set<String> = [
    "other", "previous", "last", "old", "another", "anderen", "vorigen", "otro", "otra", "outro",
    "outra",
  ]

  /// What may be another one than the question's.
  package static let settings: Set<String> = [
    "network", "example", "exercise", "question", "year", "week", "homework", "netz", "beispiel",
    "aufgabe", "red", "ejemplo", "rede", "exemplo",
  ]

  /// Words before the label of a part.
  package static let parts: Set<String> = [
    "part", "question", "exercise", "teil", "aufgabe", "parte",
  ]

  package static let ordinals: Set<String> = ["first", "second", "third", "ersten", "zweiten"]

  /// Of these an exercise has one: the first network is another one.
  package static let networks: Set<String> = ["network", "net", "netz", "model", "red", "rede"]

  /// Those who say something else than the writer.
  package static let authorities: Set<String> = [
    "book", "textbook", "lecture", "slides", "buch", "skript", "vorlesung", "libro", "livro",
    "paper", "internet",
  ]

  // MARK: - Words that join others

  /// Chinese and Japanese words between two that say something, the longest first.
  static let joining = [
    "我们得到", "就是", "因此", "所以", "于是", "最后", "可得", "得到", "等于", "约为", "我们", "其中",
    "である", "です", "から", "より", "的", "为", "為", "是", "有", "在", "即", "则", "共", "了", "は", "が",
    "を", "に", "の", "で", "と", "も",
  ]

  /// Korean particles at the end of a word, the longest first.
  static let particles = [
    "에서는", "으로", "에서", "까지", "은", "는", "이", "가", "을", "를", "의", "에", "로",
  ]

  /// Words right before a value, without a space between, that join it to the name before them.
  static let verbsBeforeValues = [
    "约等于", "等于", "约为", "大约是", "达到", "得到", "变为", "变成", "分别为", "为", "為", "是", "有", "は", "が",
  ]

  // MARK: - Words of the field

  /// Articles and words for `of`, in lower case: they say nothing of what is meant.
  static let articles: Set<String> = [
    "der", "die", "das", "dem", "den", "des", "ein", "eine", "einer", "von", "vom", "für", "bei",
    "de", "del", "des", "du", "le", "la", "les", "el", "los", "las", "un", "une", "una", "au",
    "aux", "en", "em", "im", "am", "an", "della", "dei", "delle", "degli", "il", "van", "het",
    "een", "avec", "mit", "con", "med", "на", "по", "для", "при", "из", "na", "dla", "przy",
    "pour", "dans", "para", "voor", "för", "på", "pro", "při", "від", "от", "за", "için", "untuk",
    "dari", "pada", "của", "cho", "tại", "az",
  ]

  /// What reports call the same thing in several languages, and its abbreviations.
  static let fieldWords: [String: String] = {
    var table: [String: String] = [:]
    for (word, others) in [
      (
        "minimum",
        "menor mínimo mínima minimo minima minimale minimaler minimales minimalen niedrigste niedrigster niedrigstes geringste najmniejsza najmniejszy najmniejsze minimalna nejmenší наименьшее наименьший наименьшая минимум минимальное минимальный минимальная 最小 最小值 最小値 최소 최솟값 terkecil minste lägsta"
      ),
      (
        "maximum",
        "mayor maior máximo máxima massimo massima maximale maximaler höchste höchster höchstes größte größter größtes największa największy największe maksymalna největší наибольшее наибольший наибольшая максимум максимальное максимальный максимальная 最大 最大值 最大値 최대 최댓값 terbesar största högsta"
      ),
      (
        "parameters",
        "param params parameter parameters paramètre paramètres parámetro parámetros parâmetro parâmetros parametern parametri 参数 参数量 パラメータ パラメータ数 파라미터 параметров параметры parametrów parametry parametrů parametre parametreler параметрів параметри parametrar paraméterek"
      ),
      (
        "number",
        "número numero anzahl nombre aantal count liczba число числа числе количество количества количестве počet sayısı jumlah cantidad quantidade кількість antal száma"
      ),
      (
        "training",
        "train training entraînement entrenamiento treino treinamento trainings addestramento 训练 訓練 훈련 обучающая обучающей обучающих навчальна навчальній навчальної тренувальна тренувальній тренировочная тренировочной treningowa treningowym treningowej trénovací träning eğitim pelatihan"
      ),
      (
        "validation",
        "val valid validation validación validação validierung validierungs validazione validatie 验证 検証 검증 валидационная валидационной валідаційна валідаційній walidacyjna walidacyjnym walidacyjnej validační validering doğrulama validasi"
      ),
      (
        "test",
        "test testing prueba teste тест 测试 テスト 테스트 тестовая тестовой тестовом тестовых тестова тестовій тестової testowa testowym testowej testovací teszt uji"
      ),
      (
        "accuracy",
        "acc accuracy accuracies exactitud acurácia genauigkeit exactitude accuratezza nauwkeurigheid точность 准确率 正解率 정확도 dokładność skuteczność přesnost presnosť doğruluk akurasi acuracia 精度 准确度 正确率 точности точністю точність точності noggrannhet pontosság"
      ),
      (
        "loss",
        "loss losses perte pérdida perda verlust perdita verlies потери 损失 損失 손실 strata straty ztráta kayıp потеря потерь втрати втрат förlust veszteség"
      ),
      (
        "epoch",
        "epoch epochs époque époques época épocas epoche epochen epoca epoche эпоха эпохи エポック 에폭 에포크 epoka epoki epok эпох epocha epochy"
      ),
      (
        "recall",
        "recall rappel trefferquote richiamo 召回率 再現率 재현율 revocação revocación exhaustividad полнота czułość duyarlılık"
      ),
      (
        "precision",
        "precision précision precisão precisión präzision precyzja precisione 精确率 適合率 정밀도"
      ),
      ("class", "class classe clase klasse klasa класс 类别 クラス 클래스"),
      ("layer", "layer couche capa camada schicht strato laag 层 層 층"),
      (
        "neurons",
        "neurons neurone neurones neuronas neurônios neuronen neuroni neuronów 神经元 ニューロン 뉴런 нейронов нейроны нейронах нейронами нейронам нейронів нейрони neuronach neuronami"
      ),
      (
        "hidden",
        "hidden cachée caché cachées cachés oculta oculto ocultas ocultos escondida versteckte verdeckte verborgene nascosto nascosta"
      ),
    ] {
      for other in others.split(separator: " ") { table[String(other)] = word }
    }
    return table
  }()

  /// Words that stand beside those of the field in a program's name for a measure: `best_val_acc`.
  static let ofMeasures: Set<String> = [
    "err", "error", "final", "best", "mean", "avg", "average", "last", "score", "rate", "time",
    "num",
    "learning", "batch", "size", "units", "dropout", "momentum", "weight", "decay", "model",
  ]

  /// What was before anything was learned, which is no result where the name does not say so.
  package static let beginnings: Set<String> = [
    "initial", "initially", "untrained", "inicial", "initiale", "iniziale", "anfänglich",
    "anfängliche", "anfangs", "początkowa", "początkowy", "начальная", "начальный", "начальное",
    "початкова", "початковий", "počáteční",
    "kezdeti", "awal", "başlangıç",
    "初始", "初期", "초기",
  ]

  /// What a measure is taken on, as the words of the field have it.
  static let dataSets: Set<String> = ["training", "test", "validation"]

  /// What a number may be of any part of a network.
  package static let kinds: Set<String> = [
    "number", "parameters", "weights", "biases", "value", "result", "count", "total",
  ]

  /// How adjectives begin that count: `однослойный`, `zweischichtig`, `two-layer`.
  private static let counting: [(beginnings: [String], value: Int)] = [
    (["одно", "single-", "one-", "1-", "ein", "jedno"], 1),
    (["двух", "дво", "two-", "2-", "zwei", "dwu", "dvou"], 2),
    (["трёх", "трех", "три", "three-", "3-", "drei", "trój", "trzy", "tří"], 3),
    (["четырёх", "четырех", "чотири", "four-", "4-", "vier", "cztero", "čtyř"], 4),
    (["пяти", "five-", "5-", "fünf", "pięcio", "pěti"], 5),
  ]

  /// Whole numbers in words, as they stand before what they count.
  package static let numbers: [String: Int] = {
    var table: [String: Int] = [:]
    for (value, words) in [
      (
        1,
        "one single ein eine einer eins un une uno una um uma один одна одного jeden jedna jedno één"
      ),
      (2, "two zwei deux dos due dois duas два две двух dwa dwie dva dvě twee"),
      (3, "three drei trois tres tre três три трёх трех trzy tři drie"),
      (4, "four vier quatre cuatro quattro quatro четыре cztery čtyři"),
      (5, "five fünf cinq cinco cinque пять pięć pět vijf"),
    ] {
      for word in words.split(separator: " ") { table[String(word)] = value }
    }
    return table
  }()

  /// How words for the same thing begin in several languages, so that a key is known by another one's.
  package static let stems: [[String]] = [
    [
      "layer", "слой", "слоя", "слоё", "слое", "слои", "schicht", "couche", "capa", "camada",
      "strat", "warstw", "vrstv", "шар", "lag", "lager", "réteg", "katman", "lapis", "lớp",
    ],
    ["epoch", "эпох", "епох", "époque", "época", "epoche", "epoca", "epok"],
    [
      "neuron", "нейрон", "neurone", "neurona", "neurôni", "nöron", "nơ-ron", "node", "unit",
      "hidden", "knoten", "einheit", "unité", "unidad", "unidade", "nodi", "nodo", "węz", "uzl",
    ],
  ]

  /// What an adjective counts, and how many of it; nil for another word.
  package static func counted(_ word: String) -> (value: Int, rest: Substring)? {
    for (beginnings, value) in counting {
      for beginning in beginnings where word.hasPrefix(beginning) {
        let rest = word.dropFirst(beginning.count)
        return rest.count > 3 ? (value, rest) : nil
      }
    }
    return nil
  }

  /// What counts things in Korean, Chinese and Japanese, right behind the number.
  static let counters: Set<Character> = [
    "개", "장", "张", "个", "枚", "個", "幅", "次", "번", "회", "步", "轮",
  ]

  // MARK: - What others say, and what is taken back

  /// Verbs and words of somebody else's opinion, unless the writer stands before them.
  package static let opinions: Set<String> = [
    "thinks", "claims", "believes", "somebody", "someone", "meint", "behauptet", "glaubt", "jemand",
    "piensa", "cree", "dice", "alguien", "croit", "pense", "quelqu", "acha", "diz", "alguém",
    "crede",
    "qualcuno", "denkt", "beweert", "iemand",
  ]
  package static let writers: Set<String> = [
    "i", "we", "ich", "wir", "yo", "nosotros", "je", "nous", "eu", "nós", "io", "noi", "ik", "wij",
  ]

  /// Heads of what was taken out.
  package static let deletions: Set<String> = [
    "deleted", "struck", "crossed", "removed", "scrapped", "discarded", "gestrichen", "gelöscht",
    "verworfen", "tachado", "borrado", "barré", "supprimé", "riscado", "apagado", "cancellato",
    "geschrapt",
  ]

  /// Words right before a verb or a value that deny it.
  package static let negations: Set<String> = ["not", "nicht", "no", "não", "non", "niet", "kein"]

  /// Words between a number and the whole one that comes of it: `187.5, so 188`.
  package static let consequences: Set<String> = [
    "so", "hence", "thus", "therefore", "rounded", "i.e", "ie", "ceil", "also", "aufgerundet",
    "gerundet", "dus", "sea", "decir", "entonces", "redondeado", "donc", "soit", "arrondi", "seja",
    "portanto", "arredondado", "quindi", "cioè", "arrotondato", "→", "->", "即", "所以", "つまり", "то",
    "значит",
  ]

  /// Stems of what is done to 187.5 to get 188, in all forms of their words.
  private static let roundings = [
    "round", "rund", "rond", "redond", "arredond", "arroton", "zaokr", "округл", "yuvar", "bulat",
    "tròn", "pyörist", "kerekít", "取整", "舍入", "切り上", "切り捨", "四捨", "올림", "내림",
  ]

  /// True for a word between a number and the whole one that comes of it.
  package static func leadsToWhole(_ word: String) -> Bool {
    let word = word.lowercased()
    return consequences.contains(word.filter { $0.isLetter || $0 == "→" })
      || roundings.contains(where: word.has)
  }

  /// A word without the accents of Latin letters.
  package static func withoutAccents(_ word: String) -> String {
    String(word.map { accented[$0] ?? $0 })
  }

  private static let accented: [Character: Character] = {
    var table: [Character: Character] = [:]
    for (plain, letters) in [
      ("a", "àáâãäåāă"), ("c", "çćč"), ("e", "èéêëēėęě"), ("i", "ìíîïī"), ("n", "ñńň"),
      ("o", "òóôõöøō"), ("u", "ùúûüūů"), ("y", "ýÿ"), ("s", "śš"), ("z", "źżž"), ("l", "ł"),
    ] as [(Character, String)] {
      for letter in letters { table[letter] = plain }
    }
    return table
  }()

  /// The going down of gradient descent.
  static let descents: Set<String> = [
    "descent", "descendente", "descenso", "descente", "discesa", "abstieg", "gradientenabstieg",
    "afdaling", "下降",
  ]

  /// Articles run together with words for `of` and `in`; some of them are symbols, too.
  package static let contractions: Set<String> = [
    "da", "do", "das", "dos", "no", "na", "nos", "nas", "di", "du", "dal", "nel", "del", "al",
  ]
}
