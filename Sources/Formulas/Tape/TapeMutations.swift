/// The mistakes that change one kind of operation: a factor or a term left out, a sign, another
/// function.
///
/// Each is made at all operations of its kind at once, in all layers; then in one formula alone.
package struct TapeMutations {
  private let tape: Tape
  private var found: [TapeMutation] = []

  /// The operations of a tape that come from the same operation of a formula.
  private struct Group {
    let nodes: [Int]
    let expression: Expression

    init(nodes: [Int], site: Tape.Site) {
      self.nodes = nodes
      expression = site.expression
    }
  }

  package static func all(of tape: Tape) -> [TapeMutation] {
    var mutations = TapeMutations(tape: tape)
    mutations.collect()
    return mutations.found
  }

  private init(tape: Tape) {
    self.tape = tape
  }

  private mutating func collect() {
    var bySite: [Int: [Int]] = [:]
    for (index, node) in tape.nodes.enumerated() where node.site >= 0 {
      bySite[Int(node.site), default: []].append(index)
    }
    var byKind: [Int: [Int]] = [:]
    for site in bySite.keys { byKind[tape.sites[site].kind, default: []].append(site) }
    for alike in alike(bySite.keys.sorted()) {
      let all = alike.flatMap { bySite[$0] ?? [] }.sorted()
      mutate(Group(nodes: all, site: tape.sites[alike[0]]), isEverywhere: true)
    }
    for kind in byKind.keys.sorted() {
      let sites = (byKind[kind] ?? []).sorted()
      let all = sites.flatMap { bySite[$0] ?? [] }
      mutate(Group(nodes: all, site: tape.sites[sites[0]]), isEverywhere: true)
      guard sites.count > 1 else { continue }
      for site in sites {
        mutate(Group(nodes: bySite[site] ?? [], site: tape.sites[site]), isEverywhere: false)
      }
    }
  }

  /// Sites whose mistake is the same wherever it is made: a function anywhere, the powers of a formula.
  private func alike(_ sites: [Int]) -> [[Int]] {
    var groups: [String: [Int]] = [:]
    for site in sites {
      switch tape.sites[site].expression {
      case .call(let name, _): groups[name, default: []].append(site)
      case .binary(.power, _, let exponent):
        groups["**\(exponent.text) \(tape.sites[site].quantity)", default: []].append(site)
      default: break
      }
    }
    return groups.sorted { $0.key < $1.key }.map(\.value).filter { sites in
      Set(sites.map { tape.sites[$0].kind }).count > 1
    }
  }

  private mutating func add(
    _ message: String,
    rank: Int,
    _ group: Group,
    where isMeant: (Tape.Node) -> Bool,
    _ edit: (Tape.Node) -> Tape.Node?
  ) {
    var edits: [Int: Tape.Node] = [:]
    for node in group.nodes where isMeant(tape.nodes[node]) {
      edits[node] = edit(tape.nodes[node])
    }
    if !edits.isEmpty { found.append(TapeMutation(message, rank: rank, edits)) }
  }

  /// Adds a mutation that leaves an operation out: one of its operands stands in its place.
  private mutating func leaveOut(
    _ message: String,
    rank: Int,
    _ group: Group,
    where isMeant: (Tape.Node) -> Bool,
    keeping operand: KeyPath<Tape.Node, Int32>
  ) {
    add(message, rank: rank, group, where: isMeant) { .init(.copy, Int($0[keyPath: operand])) }
  }

  private mutating func mutate(_ group: Group, isEverywhere: Bool) {
    let rank = isEverywhere ? 0 : 1
    switch group.expression {
    case .binary(let operation, let left, let right):
      binary(operation, left, right, group, rank)
    case .negate:
      leaveOut(
        "the minus sign was left out",
        rank: rank,
        group,
        where: { $0.operation == .negate },
        keeping: \.left
      )
    case .call(let name, let arguments): call(name, arguments, group, rank)
    default: break
    }
  }

  private mutating func binary(
    _ operation: Expression.Operation,
    _ left: Expression,
    _ right: Expression,
    _ group: Group,
    _ rank: Int
  ) {
    switch operation {
    case .multiply, .hadamard:
      let isStep = left == .name("eta")
      leaveOut(
        "\(Self.factor(left)) was left out",
        rank: isStep ? TapeMutation.ofStep : rank,
        group,
        where: { $0.operation == .multiply },
        keeping: \.right
      )
      leaveOut(
        "\(Self.factor(right)) was left out",
        rank: rank,
        group,
        where: { $0.operation == .multiply },
        keeping: \.left
      )
      if isStep {
        add(
          "the learning rate was applied twice",
          rank: TapeMutation.ofStep,
          group,
          where: { $0.operation == .multiply }
        ) { .init(.twice, Int($0.left), Int($0.right)) }
      }
    case .add:
      leaveOut(
        "\(Self.term(left)) was left out",
        rank: rank + 1,
        group,
        where: { $0.operation == .add },
        keeping: \.right
      )
      leaveOut(
        "\(Self.term(right)) was left out",
        rank: rank,
        group,
        where: { $0.operation == .add },
        keeping: \.left
      )
      add(
        "\(Self.term(right)) was subtracted",
        rank: rank,
        group,
        where: { $0.operation == .add }
      ) {
        .init(.subtract, Int($0.left), Int($0.right))
      }
    case .subtract:
      subtract(left, right, group, rank)
    case .divide:
      leaveOut(
        "the division by \(Self.text(right)) was left out",
        rank: rank,
        group,
        where: { $0.operation == .divide },
        keeping: \.left
      )
      add(
        "the quotient \(Self.text(left)) / \(Self.text(right)) is the other way round",
        rank: rank,
        group,
        where: { $0.operation == .divide }
      ) {
        .init(.divide, Int($0.right), Int($0.left))
      }
    case .power:
      leaveOut(
        "\(Self.text(left)) was not raised to its power",
        rank: rank + 1,
        group,
        where: { $0.operation == .power },
        keeping: \.left
      )
    case .matrixProduct: outerProduct(left, right, group, rank)
    }
  }

  /// δ aᵀ is one product for each weight; of a sum of products nobody forgets one side.
  private mutating func outerProduct(
    _ left: Expression,
    _ right: Expression,
    _ group: Group,
    _ rank: Int
  ) {
    guard group.nodes.allSatisfy({ tape.nodes[$0].operation == .multiply }) else { return }
    for (kept, dropped) in [(\Tape.Node.left, right), (\Tape.Node.right, left)] {
      leaveOut(
        "\(Self.factor(dropped)) was left out",
        rank: rank,
        group,
        where: { _ in true },
        keeping: kept
      )
    }
  }

  private mutating func subtract(
    _ left: Expression,
    _ right: Expression,
    _ group: Group,
    _ rank: Int
  ) {
    let isUpdate = right.names.contains("eta")
    let sum =
      isUpdate
      ? "the step was added instead of subtracted: gradient ascent"
      : "\(Self.text(right)) was added instead of subtracted"
    add(
      sum,
      rank: isUpdate ? TapeMutation.ofStep : rank,
      group,
      where: { $0.operation == .subtract }
    ) {
      .init(.add, Int($0.left), Int($0.right))
    }
    if !isUpdate {
      add(
        "\(Self.text(left)) − \(Self.text(right)) has the other sign",
        rank: rank,
        group,
        where: { $0.operation == .subtract }
      ) { .init(.subtract, Int($0.right), Int($0.left)) }
      leaveOut(
        "\(Self.text(right)) was left out",
        rank: rank + 1,
        group,
        where: { $0.operation == .subtract },
        keeping: \.left
      )
    }
  }

  private mutating func call(
    _ name: String,
    _ arguments: [Expression],
    _ group: Group,
    _ rank: Int
  ) {
    switch name {
    case "dot" where arguments.count == 2:
      outerProduct(arguments[0], arguments[1], group, rank)
    case "ln", "ln_clipped":
      for other in ["log10", "log2"] {
        guard let function = tape.functions.firstIndex(where: { $0.name == other }) else {
          continue
        }
        add(
          "this is what you get with \(other) instead of ln",
          rank: rank,
          group,
          where: Self.isFunction
        ) {
          .init(.function(function), Int($0.left))
        }
      }
    case "safe_ln":
      for (other, factor) in [("log10", 0.4342944819032518), ("log2", 1.4426950408889634)] {
        add(
          "this is what you get with \(other) instead of ln",
          rank: rank,
          group,
          where: { $0.operation == .safeLn(1) }
        ) { .init(.safeLn(factor), Int($0.left), Int($0.right)) }
      }
    case "sigmoid":
      leaveOut("σ was not applied", rank: rank + 1, group, where: Self.isFunction, keeping: \.left)
    case "sigmoid_prime", "tanh_prime":
      let isSigmoid = name == "sigmoid_prime"
      let activation = isSigmoid ? "σ" : "tanh"
      leaveOut(
        "\(activation)(z) was used where \(activation)′(z) belongs",
        rank: rank,
        group,
        where: Self.isSlope,
        keeping: \.left
      )
      add("\(activation)′ was taken at a instead of z", rank: rank, group, where: Self.isSlope) {
        let slope: Tape.Slope = isSigmoid ? .sigmoidOfActivation : .tanhOfActivation
        return .init(.slope(slope), Int($0.left), Int($0.right))
      }
    case "mean":
      leaveOut(
        "the sum was not divided by the number",
        rank: rank,
        group,
        where: { $0.operation == .divide },
        keeping: \.left
      )
    default: break
    }
  }

  private static func isFunction(_ node: Tape.Node) -> Bool {
    if case .function = node.operation { true } else { false }
  }

  private static func isSlope(_ node: Tape.Node) -> Bool {
    if case .slope = node.operation { true } else { false }
  }

  // MARK: - Words

  private static func factor(_ expression: Expression) -> String {
    switch expression {
    case .name("eta"): "the learning rate"
    case .call("sigmoid_prime", _): "σ′(z)"
    case .call("tanh_prime", _): "tanh′(z)"
    case .call("relu_prime", _): "the slope of ReLU"
    case .call("cost_derivative", _): "the derivative of the cost"
    case .number(0.5): "the factor ½"
    case .call("transpose", let arguments) where arguments.count == 1: factor(arguments[0])
    default: "the factor \(text(expression))"
    }
  }

  private static func term(_ expression: Expression) -> String {
    if let name = expression.names.first, name.hasPrefix("biases"), expression.names.count == 1 {
      return "the bias"
    }
    if case .call("repeat", let arguments) = expression { return term(arguments[0]) }
    return "the term \(text(expression))"
  }

  private static func text(_ expression: Expression) -> String {
    let plain = plain(expression).replacing { name in
      symbols.first { name.hasPrefix($0.list) }.map { .name($0.symbol) }
    }
    let text = plain.text.replacingBytes(of: "`", with: "")
    return text.utf8.count <= 40 ? text : "a part"
  }

  /// A formula as people write it: products for `dot`, no axes, a transpose as a sign.
  private static func plain(_ expression: Expression) -> Expression {
    switch expression {
    case .call("dot", let factors) where factors.count == 2:
      return .binary(.multiply, plain(factors[0]), plain(factors[1]))
    case .call("repeat", let arguments): return plain(arguments[0])
    case .call("transpose", let arguments) where arguments.count == 1: return plain(arguments[0])
    case .call(let name, let arguments)
    where arguments.count == 2 && ["sum", "mean", "softmax"].contains(name):
      return .call(name, [plain(arguments[0])])
    default: return expression.mappingChildren(plain)
    }
  }

  /// The engine's lists by the letters that everybody knows.
  private static let symbols: [(list: String, symbol: String)] = [
    ("activations", "a"), ("zs", "z"), ("weights", "w"), ("biases", "b"), ("deltas", "δ"),
    ("batch_size", "n"),
  ]
}
