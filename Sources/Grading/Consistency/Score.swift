import Formulas

/// A score of a model: what is measured, on which rows, for which class.
struct Score: Hashable, Sendable {
  enum Metric: String, Sendable {
    case accuracy, error, precision, recall, f1, support, loss

    /// True where a larger number is a better one.
    var isBetterLarge: Bool { self != .loss && self != .error }
  }

  enum Rows: String, Sendable {
    case train, validation, test
  }

  enum Average: String, Sendable {
    case macro, weighted, micro
  }

  var metric: Metric
  var rows: Rows?
  var average: Average?
  /// The class that it is about, as it is written.
  var label: String?

  /// The score as a report names it.
  var name: String {
    var words = [rows?.rawValue, average?.rawValue].compactMap { $0 }
    switch metric {
    case .f1: words.append("F1")
    case .error: words.append("error rate")
    default: words.append(metric.rawValue)
    }
    return words.joined(separator: " ") + (label.map { " of class \($0)" } ?? "")
  }

  static let metrics: [String: Metric] = [
    "accuracy": .accuracy, "accuracies": .accuracy, "acc": .accuracy, "genauigkeit": .accuracy,
    "precision": .precision, "recall": .recall, "sensitivity": .recall, "f1": .f1,
    "f1-score": .f1, "f1score": .f1, "f-score": .f1, "f1_score": .f1, "support": .support,
    "loss": .loss, "cost": .loss, "verlust": .loss, "pérdida": .loss, "perda": .loss,
    "perte": .loss, "exactitud": .accuracy, "acurácia": .accuracy, "exactitude": .accuracy,
    "정확도": .accuracy, "정확도는": .accuracy, "정확도가": .accuracy, "손실": .loss, "准确率": .accuracy,
    "损失": .loss, "正解率": .accuracy, "損失": .loss,
    "val_accuracy": .accuracy, "val_acc": .accuracy, "test_accuracy": .accuracy,
    "train_accuracy": .accuracy, "test_acc": .accuracy, "train_acc": .accuracy, "val_loss": .loss,
    "test_loss": .loss, "train_loss": .loss,
  ]

  static let rows: [String: Rows] = [
    "train": .train, "training": .train, "trained": .train, "validation": .validation,
    "val": .validation, "dev": .validation, "test": .test, "testing": .test,
    "held-out": .test, "trainings": .train, "entrenamiento": .train, "treino": .train,
    "treinamento": .train, "entraînement": .train, "validierung": .validation,
    "validación": .validation, "validação": .validation, "prueba": .test, "teste": .test,
    "훈련": .train, "학습": .train, "검증": .validation, "테스트": .test, "训练": .train, "验证": .validation,
    "测试": .test, "訓練": .train, "テスト": .test, "val_accuracy": .validation, "val_acc": .validation,
    "test_accuracy": .test, "train_accuracy": .train, "test_acc": .test, "train_acc": .train,
    "val_loss": .validation, "test_loss": .test, "train_loss": .train,
  ]

  static let averages: [String: Average] = [
    "macro": .macro, "weighted": .weighted, "micro": .micro, "macro-averaged": .macro,
    "weighted-average": .weighted, "macro-average": .macro, "macro-f1": .macro,
    "makro": .macro, "宏": .macro, "宏平均": .macro, "マクロ平均": .macro, "매크로": .macro,
    "ponderada": .weighted, "ponderado": .weighted, "ponderata": .weighted, "pesata": .weighted,
    "pondérée": .weighted, "gewichtet": .weighted, "gewichteter": .weighted,
    "gewichtetes": .weighted, "gewogen": .weighted, "ważona": .weighted, "vážený": .weighted,
    "взвешенное": .weighted, "взвешенная": .weighted, "ağırlıklı": .weighted, "加权": .weighted,
    "加权平均": .weighted, "加重平均": .weighted, "가중": .weighted,
  ]

  /// The score that the words of a header name.
  init?(header: Set<String>) {
    let metrics = Set(header.compactMap { Self.metrics[$0] })
    // `test error`, `error rate`; an error alone is a δ.
    let isError =
      header.contains("error") && header.contains { Self.rows[$0] != nil || $0 == "rate" }
    guard metrics.count < 2, let metric = metrics.first ?? (isError ? .error : nil) else {
      return nil
    }
    let rows = Set(header.compactMap { Self.rows[$0] })
    guard rows.count < 2 else { return nil }
    self.metric = metric
    self.rows = rows.first
    average = header.compactMap { Self.averages[$0] }.first
  }

  init(_ metric: Metric) { self.metric = metric }
}

/// A number that a homework gives for a score, with what its digits leave open.
struct ReportedNumber: Sendable {
  let value: Double
  /// The unit of its last place.
  let unit: Double
  let text: String
  let range: Range<Int>

  /// `isShare`: True for what lies between 0 and 1: larger numbers are percentages.
  init(_ number: WrittenNumber, isPercent: Bool, isShare: Bool, range: Range<Int>) {
    let isHundredths = isPercent || (isShare && number.value > 1 && number.value <= 100)
    value = isHundredths ? number.value / 100 : number.value
    unit = isHundredths ? number.unit / 100 : number.unit
    text = isPercent ? "\(number.text) %" : number.text
    self.range = range
  }

  /// True if the number is another one, rounded or cut.
  func agrees(with exact: Double) -> Bool {
    let distance = abs(value - exact)
    let noise = 1e-9 * max(unit, abs(exact))
    // A cut loses less than a unit: 0.704 is not cut to 0.703.
    return distance <= 0.5 * unit + noise || (abs(value) <= abs(exact) && distance < unit - noise)
  }

  /// True if two numbers may be the same one, rounded to their digits.
  func agrees(with other: ReportedNumber) -> Bool {
    unit >= other.unit ? agrees(with: other.value) || isNear(other) : other.agrees(with: self)
  }

  private func isNear(_ other: ReportedNumber) -> Bool {
    abs(value - other.value) <= 0.5 * (unit + other.unit) * (1 + 1e-9)
  }
}
