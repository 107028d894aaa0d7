import Formulas
import Markdown

/// How the value of a marker is computed.
package struct SentenceValue: Sendable {
  package enum Origin: Sendable {
    /// A formula, over the names of the exercise around it or of a network.
    case formula(PlacedFormula, NetworkDefinition?, NumberFormat)
    /// A cell of a computed table: its rows' labels, then its column's, and the table's name.
    case cell([String], table: String?)
  }

  package let marker: ValueMarker
  package let origin: Origin

  /// The names in its formula.
  package var names: Set<String> {
    if case .formula(let formula, _, _) = origin { Set(formula.expression.names) } else { [] }
  }

  /// Where what computes it stands.
  var offset: Int {
    if case .formula(let formula, _, _) = origin { formula.offset } else { marker.range.lowerBound }
  }

  /// What a reader sees, for formulas.
  ///
  /// `exercise`: The exercise in whose section the marker stands; its givens and its network's names hold.
  func text(in exercise: Exercise?) throws(EvaluationError) -> String? {
    guard case .formula(let formula, let network, let format) = origin else { return nil }
    let evaluator: Evaluator
    if let exercise, network == nil || network?.name == exercise.network?.name {
      let waiting = Set(exercise.quantities.flatMap { $0.keys.map(\.name) })
      evaluator = Evaluator(
        graph: exercise.network?.graph ?? Graph(),
        givens: try exercise.givens.values(at: [], waiting: waiting, for: exercise.network)
      )
    } else {
      evaluator = Evaluator(
        graph: network?.graph ?? Graph(),
        givens: try network.map {
          (network) throws(EvaluationError) in try network.givens.values(at: [], for: network)
        } ?? [:]
      )
    }
    let value = try evaluator.evaluate(formula.expression)
    guard value.isFinite else { throw EvaluationError("the formula has no finite value") }
    return format.printInSentence(value)
  }
}

/// Reads what stands in the markers of a chapter.
struct SentenceReader {
  let source: SourceText
  let notation: Notation
  let networks: NetworkList
  private(set) var problems: [Diagnostic] = []

  init(source: SourceText, notation: Notation, networks: NetworkList) {
    self.source = source
    self.notation = notation
    self.networks = networks
  }

  private mutating func report(_ offset: Int, _ message: String, help: String? = nil) {
    problems.append(Diagnostic(in: source, at: offset, message, help: help))
  }

  /// Reads `formula | 4 decimals | network`, or `cell 0.5, 0.3 of costs`.
  ///
  /// `exercise`: The exercise whose section holds the marker.
  mutating func value(_ marker: ValueMarker, in exercise: Exercise?) -> SentenceValue? {
    // A line break is a space, and the places stay.
    let bytes = source.bytes[marker.content].map { $0 == 0x0A || $0 == 0x0D ? 0x20 : $0 }
    let text = String(decoding: bytes, as: UTF8.self)
    let parts = text.split(separator: "|", omittingEmptySubsequences: false).map {
      String($0).trimmedBytes
    }
    let lead = bytes.prefix { $0 == 0x20 }.count
    let offset = marker.content.lowerBound + lead
    if parts[0].hasPrefix("cell ") {
      guard parts.count == 1 else {
        report(offset, "a cell of a table is shown as the table prints it", help: "drop the `|`")
        return nil
      }
      return SentenceValue(marker: marker, origin: Self.cell(parts[0]))
    }
    guard !parts[0].isEmpty else {
      report(
        offset,
        "a value without a formula",
        help: "write <!--= -ln(0.5) | 4 decimals -->0.6931<!--/-->"
      )
      return nil
    }
    var format = NumberFormat.shortest
    var network: NetworkDefinition?
    for part in parts.dropFirst() {
      if let known = NumberFormat(part) {
        format = known
      } else if let known = networks[part] {
        network = known
      } else if !networks.isBroken(part) {
        report(
          offset,
          "\"\(part)\" is neither a format nor a network",
          help: NearMiss.help(part, among: networks.names + ["4 decimals", "4 digits"])
        )
        return nil
      } else {
        return nil
      }
    }
    do throws(FormulaError) {
      let formula = try Formula(parts[0], notation: notation)
      let own = network ?? exercise?.network
      var known = own?.knownNames ?? []
      if let exercise, network == nil || network?.name == exercise.network?.name {
        known.formUnion(exercise.givens.map(\.name))
      }
      try formula.check(known: { known.contains($0) || $0 == "e" }, suggestions: { known.sorted() })
      return SentenceValue(
        marker: marker,
        origin: .formula(PlacedFormula(formula: formula, offset: offset), network, format)
      )
    } catch {
      let help = [error.help, "\n" + error.picture(of: parts[0])].compactMap { $0 }.joined()
      report(offset + error.range.lowerBound, error.message, help: help)
      return nil
    }
  }

  private static func cell(_ text: String) -> SentenceValue.Origin {
    let parts = String(text.dropFirst("cell ".count)).parts(around: " of ")
    return .cell(labels(parts[0]), table: parts.count == 2 ? parts[1].trimmedBytes : nil)
  }

  /// The labels between the commas that stand in no brackets.
  private static func labels(_ text: String) -> [String] {
    var labels = [""]
    var depth = 0
    for character in text {
      if "([{".contains(character) { depth += 1 }
      if ")]}".contains(character) { depth -= 1 }
      if character == ",", depth <= 0 {
        labels.append("")
      } else {
        labels[labels.count - 1].append(character)
      }
    }
    return labels.map(\.trimmedBytes)
  }
}
