import Markdown
import Networks
import Yaml

extension Penalty {
  static let keys = ["l1", "l2", "as", "rows", "biases"]

  /// Reads `{l2: 5, as: nndl, rows: 50000}`; reports what is wrong and returns nil then.
  init?(_ node: YamlNode, _ reader: YamlReader) {
    guard
      let fields = reader.fields(node, of: "\"penalty\"", allowed: Self.keys, at: node.offset)
    else { return nil }
    func strength(_ key: String) -> Double? {
      guard let value = fields[key]?.value else { return 0 }
      guard let text = value.scalar, let number = Double(text), number.isFinite, number >= 0 else {
        reader.report(at: value.offset, "\"\(key)\" is λ of its term, a number from 0")
        return nil
      }
      return number
    }
    guard let l1 = strength("l1"), let l2 = strength("l2") else { return nil }
    guard fields["l1"] != nil || fields["l2"] != nil else {
      reader.report(
        at: node.offset,
        "a penalty without \"l1\" and \"l2\"",
        help: "write one of them, as in {l2: 0.01, as: plain}"
      )
      return nil
    }
    guard let formNode = fields["as"]?.value else {
      reader.report(
        at: node.offset,
        "a penalty wants the key \"as\", which says what λ means",
        help: Self.forms
      )
      return nil
    }
    guard let form = formNode.scalar.flatMap(Form.init(rawValue:)) else {
      reader.report(
        at: formNode.offset,
        "\"as\" does not know \(formNode.scalar.map { "\"\($0)\"" } ?? formNode.kindName)",
        help: Self.forms
      )
      return nil
    }
    var rows = 1
    if let rowsNode = fields["rows"]?.value {
      guard form == .nndl, let count = rowsNode.scalar.flatMap(Int.init), count > 0 else {
        reader.report(
          at: rowsNode.offset,
          form == .nndl
            ? "\"rows\" is the number of rows of training data"
            : "\"rows\" belongs to \"as: nndl\", where λ is divided by it"
        )
        return nil
      }
      rows = count
    } else if form == .nndl {
      reader.report(
        at: node.offset,
        "\"as: nndl\" wants \"rows\", the rows of training data that λ is divided by"
      )
      return nil
    }
    var includesBiases = false
    if let biases = fields["biases"]?.value {
      guard let text = biases.scalar, ["yes", "no"].contains(text) else {
        reader.report(at: biases.offset, "\"biases\" is yes or no: whether they are decayed too")
        return nil
      }
      includesBiases = text == "yes"
    }
    self.init(l1: l1, l2: l2, form: form, rows: rows, includesBiases: includesBiases)
  }

  private static let forms =
    "allowed: nndl (gradient λ/n·w), plain (gradient λ·w), keras (gradient 2λ·w)"
}
