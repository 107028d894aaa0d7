import Datasets
import Exercises
import Training
import Yaml

extension TrainingReader {
  func data(_ fields: [String: YamlEntry]) -> TrainingPlan.Data? {
    guard let node = fields["data"]?.value else { return nil }
    let isCSV = node.scalar?.lowercased().contains(".csv") ?? false
    for key in ["labels", "classes"] where !isCSV {
      guard let entry = fields[key] else { continue }
      reader.report(at: entry.keyOffset, "\"\(key)\" is for CSV files; other data has its own")
    }
    if case .mapping = node.content { return idx(node).map { .source($0) } }
    guard let text = reader.text(node, of: "data") else { return nil }
    if text == "given" {
      guard ["x", "y"].allSatisfy({ name in network.givens.contains { $0.name == name } }) else {
        reader.report(
          at: node.offset,
          "\"data: given\" wants x and y in the network's \"given\"",
          help: "several examples want batch: mean, and a row or column for each"
        )
        return nil
      }
      return .given
    }
    if let name = DataSource.Name(rawValue: text) { return .source(.named(name)) }
    guard text.lowercased().hasSuffix(".csv") || text.lowercased().hasSuffix(".csv.gz") else {
      report(
        node,
        "data",
        text,
        among: DataSource.Name.allCases.map(\.rawValue) + ["given", "FILE.csv"]
      )
      return nil
    }
    let label = fields["labels"].flatMap { reader.text($0.value, of: "labels") } ?? "last"
    let classes = fields["classes"].flatMap { reader.texts($0.value, of: "classes") }
    return .source(.csv(file: text, label: CSV.LabelColumn(label), classes: classes))
  }

  private func idx(_ node: YamlNode) -> DataSource? {
    let allowed = ["images", "labels", "test images", "test labels"]
    guard let fields = reader.fields(node, of: "\"data\"", allowed: allowed, at: node.offset) else {
      return nil
    }
    let files = allowed.map { key in fields[key].flatMap { reader.text($0.value, of: key) } }
    guard let images = files[0], let labels = files[1], (files[2] == nil) == (files[3] == nil)
    else {
      reader.report(
        at: node.offset,
        "files in IDX come in pairs: images and labels, test images and test labels"
      )
      return nil
    }
    return .idx(
      images: images,
      labels: labels,
      testImages: files[2],
      testLabels: files[3],
      classes: max(architecture.outputs, 2)
    )
  }

  func scaling(_ node: YamlNode?) -> Scaling? {
    guard let node, let text = reader.text(node, of: "scale") else { return nil }
    guard let scaling = Scaling(text) else {
      reader.report(
        at: node.offset,
        "\"\(text)\" is not known for \"scale\"",
        help: "allowed: " + Scaling.allowed
      )
      return nil
    }
    return scaling
  }

  func parts(_ fields: [String: YamlEntry]) -> TrainingPlan.Parts {
    var parts = TrainingPlan.Parts()
    if let node = fields["order"]?.value {
      if node.scalar == "shared" {
        parts.order = .shared
      } else {
        parts.order = random(node, "order", shufflesOnly: true).map { .own($0) }
      }
    }
    // A part that cannot be read is not the rest as well.
    parts.training =
      fields["train"] == nil ? .rest : rows(fields["train"]?.value, "train") ?? .first(1)
    parts.validation = rows(fields["validation"]?.value, "validation")
    parts.test = rows(fields["test"]?.value, "test")
    if let node = fields["validation split"]?.value,
      let share = number(node, "validation split", Self.above0...Self.below1)
    {
      if parts.validation != nil {
        reader.report(at: node.offset, "both \"validation\" and \"validation split\"")
      }
      parts.validationSplit = share
    }
    let rests = [parts.training, parts.validation, parts.test].count { $0 == .rest }
    if rests > 1 {
      let node = (fields["test"] ?? fields["validation"])?.value
      reader.report(
        at: node?.offset ?? 0,
        "only one part can be the rest",
        help: "\"train\" is the rest unless it says otherwise"
      )
    }
    return parts
  }

  func start(_ node: YamlNode?) -> TrainingPlan.Start? {
    let isNNDL = architecture.convention == .nndl
    var (weights, biases): (Initialiser, Initialiser) =
      isNNDL
      ? (.nndl, .normal(mean: 0, deviation: 1))
      : (.scaledUniform(.mean, scale: 1), .constant(0))
    var order: StartRule.Order = isNNDL ? .biasesFirst : .layers
    guard let node else { return .drawn(StartRule(weights: weights, biases: biases, order: order)) }
    if let text = node.scalar {
      if text == "given" { return .given }
      if text.hasSuffix(".npz") || text.hasSuffix(".npy") { return .file(text) }
      reader.report(
        at: node.offset,
        "\"\(text)\" is no start",
        help: "write its keys, {weights: glorot-uniform, biases: zeros}; or given; or a file .npz"
      )
      return nil
    }
    guard
      let fields = reader.fields(
        node,
        of: "\"start\"",
        allowed: TrainingKeys.start.names,
        at: node.offset
      )
    else { return nil }
    weights = initialiser(fields["weights"]?.value, "weights") ?? weights
    biases = initialiser(fields["biases"]?.value, "biases") ?? biases
    order = choice(fields["order"]?.value, "order", StartRule.Order.allCases) ?? order
    let own = random(fields["random"]?.value, "random", shufflesOnly: false)
    var isAnew = false
    if let node = fields["each layer"]?.value, let text = reader.text(node, of: "each layer") {
      if !["anew", "on"].contains(text) {
        report(node, "each layer", text, among: ["anew", "on"])
      }
      isAnew = text == "anew"
      if isAnew, fields["random"] == nil {
        reader.report(
          at: node.offset,
          "\"each layer: anew\" wants a generator: random: \"default_rng(2)\""
        )
      }
    }
    return .drawn(
      StartRule(
        weights: weights,
        biases: biases,
        order: order,
        random: own,
        isAnewForEachLayer: isAnew
      )
    )
  }

  private func initialiser(_ node: YamlNode?, _ key: String) -> Initialiser? {
    guard let node, let text = reader.text(node, of: key) else { return nil }
    guard let initialiser = Initialiser(text) else {
      report(node, key, text, among: Initialiser.names)
      return nil
    }
    return initialiser
  }
}
