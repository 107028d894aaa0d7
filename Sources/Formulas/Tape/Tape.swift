/// A graph taken apart into single numbers: one node for each operation, in an order in which every
/// node comes after what it is made of.
///
/// A tape is computed in a microsecond, and again with some nodes pinned to what a student wrote, or
/// with one operation changed: from it come carried values and the names of mistakes.
package struct Tape: Sendable {
  package enum Operation: Hashable, Sendable {
    /// A number that a formula writes.
    case constant(Double)
    /// A number that is given.
    case given(Double)
    case add, subtract, multiply, divide, power
    case negate
    /// The left operand as it is: what a mistake makes of an operation.
    case copy
    /// A product or a difference, times a number.
    case scaledProduct(Double)
    case scaledDifference(Double)
    /// The left operand squared, times the right one: a factor taken twice.
    case twice
    /// A multiple of the left operand, one of the right one, and a number.
    case affine(Double, Double, Double)
    /// The difference of an output and its target, times a (1 − a): a slope that does not belong there.
    case slopedDifference
    /// A function of minus the left operand.
    case reflected(Int)
    /// What stands for an element of softmax; the operands are its range of the list.
    case softmaxSlip(position: Int, SoftmaxSlip)
    /// A cross-entropy over a range of the list: the outputs, then their targets.
    case crossEntropy(isBinary: Bool)
    /// A function of one number, by its place among the tape's functions.
    case function(Int)
    /// σ′ or tanh′ at a weighted input (on the right), computed from the activation there (on the
    /// left), as people do.
    case slope(Slope)
    /// ln of the left operand times a number, from the right one where that is this logarithm.
    case safeLn(Double)
    /// `leaky_relu` and its slope, with the slope on the left as second operand.
    case leaky(isSlope: Bool)
    /// The element of softmax at a position, or its logarithm; the operands are a range of the list.
    case softmax(position: Int, isLogarithm: Bool)
  }

  /// What people take for softmax.
  package enum SoftmaxSlip: Hashable, Sendable {
    /// e^z without the division.
    case power
    /// z / Σ z, without e.
    case share
    /// σ(z).
    case sigmoid
  }

  package enum Slope: Hashable, Sendable {
    /// For σ: a (1 − a).
    case sigmoid
    /// For tanh: 1 − a².
    case tanh
    /// For ReLU: 1 where a > 0.
    case relu
    /// For ReLU: 1 where z > 0.
    case reluOfInput
    /// For σ: σ′ at the activation instead of the weighted input.
    case sigmoidOfActivation
    /// For tanh: tanh′ at the activation instead of the weighted input.
    case tanhOfActivation
    /// 1 − a.
    case oneMinus
    /// a (1 + a).
    case plus
    /// a², where "1 −" was forgotten.
    case square
    /// z (1 − z).
    case ofInput
    /// σ′(z), for another function.
    case sigmoidOfInput
    /// tanh′(z), for another function.
    case tanhOfInput
    /// Always so much.
    case always(Double)
  }

  package struct Node: Sendable {
    package var operation: Operation
    /// The operands; for softmax, where they begin and end in `operands`.
    package var left: Int32 = -1
    package var right: Int32 = -1
    /// The place of the formula that the operation comes from; −1 for what no formula writes.
    package var site: Int32 = -1
    /// How the result is rounded, if a student rounds it.
    package var rounding: Rounding?

    package init(_ operation: Operation, _ left: Int = -1, _ right: Int = -1, site: Int = -1) {
      self.operation = operation
      self.left = Int32(left)
      self.right = Int32(right)
      self.site = Int32(site)
    }
  }

  /// The operation of a quantity's formula that nodes come from, one for each element.
  package struct Site: Sendable {
    package let quantity: String
    package let expression: Expression
    /// Equal for the same operation of other layers.
    package let kind: Int
  }

  package internal(set) var nodes: [Node] = []
  package internal(set) var operands: [Int32] = []
  package internal(set) var functions: [(name: String, apply: @Sendable (Double) -> Double)] = []
  package internal(set) var sites: [Site] = []
  /// For each sum and difference the size below which it is 0 but for rounding; 0 for other nodes.
  var floors: [Double] = []

  package init() {}

  package var count: Int { nodes.count }

  /// The nodes that a node is made of.
  package func operands(of index: Int) -> [Int] { operands(of: nodes[index]) }

  /// For each node, whether some nodes are made of it.
  package func parts(of targets: [Int]) -> [Bool] {
    var isPart = [Bool](repeating: false, count: nodes.count)
    for target in targets { isPart[target] = true }
    // Every node comes after its operands.
    for index in nodes.indices.reversed() where isPart[index] {
      for operand in operands(of: index) { isPart[operand] = true }
    }
    return isPart
  }

  /// The nodes that an operation takes.
  package func operands(of node: Node) -> [Int] {
    switch node.operation {
    case .constant, .given: return []
    case .negate, .function, .slope, .copy, .reflected: return [Int(node.left)]
    case .softmax, .softmaxSlip, .crossEntropy:
      return operands[Int(node.left)..<Int(node.right)].map(Int.init)
    default: return [Int(node.left), Int(node.right)]
    }
  }

  /// Computes every node.
  package func values() -> [Double] {
    var values = [Double](repeating: 0, count: nodes.count)
    compute(Array(nodes.indices), in: &values)
    return values
  }

  /// Computes every node for other givens.
  ///
  /// `change`: What a given becomes, from its node and its value.
  package func values(changing change: (Int, Double) -> Double) -> [Double] {
    var values = [Double](repeating: 0, count: nodes.count)
    values.withUnsafeMutableBufferPointer { values in
      for index in nodes.indices {
        if case .given(let value) = nodes[index].operation {
          values[index] = change(index, value)
        } else {
          values[index] = settled(value(of: nodes[index], values), index)
        }
      }
    }
    return values
  }

  /// Computes some nodes again, in increasing order; the others keep their values.
  package func compute(_ order: [Int], in values: inout [Double]) {
    values.withUnsafeMutableBufferPointer { values in
      for index in order { values[index] = settled(value(of: nodes[index], values), index) }
    }
  }

  /// Computes some nodes again, in increasing order, with a mistake in them.
  package func compute(
    _ order: some Sequence<Int>,
    with mutation: TapeMutation,
    in values: inout [Double]
  ) {
    let places = mutation.places
    var next = 0
    values.withUnsafeMutableBufferPointer { values in
      for index in order {
        while next < places.count, places[next] < index { next += 1 }
        let isEdited = next < places.count && places[next] == index
        let node = isEdited ? mutation.replacements[next] : nodes[index]
        values[index] = settled(value(of: node, values), index)
      }
    }
  }

  /// All values with a mistake, from those without it: only what is made of it is computed again.
  ///
  /// `needed`: The nodes that matter, with all that they are made of.
  package func values(
    _ values: [Double],
    with mutation: TapeMutation,
    needed: [Bool]
  ) -> [Double] {
    var values = values
    var isChanged = [Bool](repeating: false, count: nodes.count)
    var next = 0
    values.withUnsafeMutableBufferPointer { values in
      for index in mutation.start..<nodes.count where needed[index] {
        while next < mutation.places.count, mutation.places[next] < index { next += 1 }
        let isEdited = next < mutation.places.count && mutation.places[next] == index
        let node = isEdited ? mutation.replacements[next] : nodes[index]
        guard isEdited || depends(node, on: isChanged) else { continue }
        let value = settled(value(of: node, values), index)
        isChanged[index] = value != values[index]
        values[index] = value
      }
    }
    return values
  }

  private func depends(_ node: Node, on isChanged: [Bool]) -> Bool {
    switch node.operation {
    case .constant, .given: return false
    case .softmax, .softmaxSlip, .crossEntropy:
      return operands[Int(node.left)..<Int(node.right)].contains { isChanged[Int($0)] }
    default:
      return (node.left >= 0 && isChanged[Int(node.left)])
        || (node.right >= 0 && isChanged[Int(node.right)])
    }
  }

  /// The value of a node where those of its operands are known.
  package func value(of node: Node, _ values: UnsafeMutableBufferPointer<Double>) -> Double {
    let value = result(of: node, values)
    return node.rounding.map { $0.rounded(value) } ?? value
  }

  private func result(of node: Node, _ values: UnsafeMutableBufferPointer<Double>) -> Double {
    switch node.operation {
    case .constant(let value), .given(let value): return value
    case .add: return values[Int(node.left)] + values[Int(node.right)]
    case .subtract: return values[Int(node.left)] - values[Int(node.right)]
    case .multiply: return values[Int(node.left)] * values[Int(node.right)]
    case .divide: return values[Int(node.left)] / values[Int(node.right)]
    case .power: return Elementary.power(values[Int(node.left)], values[Int(node.right)])
    case .negate: return -values[Int(node.left)]
    case .copy: return values[Int(node.left)]
    case .scaledProduct(let factor):
      return factor * (values[Int(node.left)] * values[Int(node.right)])
    case .scaledDifference(let factor):
      return factor * (values[Int(node.left)] - values[Int(node.right)])
    case .twice: return values[Int(node.left)] * values[Int(node.left)] * values[Int(node.right)]
    case .function(let index): return functions[index].apply(values[Int(node.left)])
    case .affine(let a, let b, let c):
      return a * values[Int(node.left)] + b * values[Int(node.right)] + c
    case .slopedDifference:
      let a = values[Int(node.left)]
      return (a - values[Int(node.right)]) * a * (1 - a)
    case .reflected(let index): return functions[index].apply(-values[Int(node.left)])
    case .softmaxSlip(let position, let slip):
      let inputs = operands[Int(node.left)..<Int(node.right)].map { values[Int($0)] }
      return slip.value(of: inputs, at: position)
    case .crossEntropy(let isBinary):
      let both = operands[Int(node.left)..<Int(node.right)].map { values[Int($0)] }
      return Self.crossEntropy(both, isBinary: isBinary)
    case .slope(let slope):
      return slope.value(a: values[Int(node.left)], z: node.right < 0 ? 0 : values[Int(node.right)])
    case .safeLn(let factor):
      return factor * Elementary.safeLn(values[Int(node.left)], values[Int(node.right)])
    case .leaky(let isSlope):
      let (x, slope) = (values[Int(node.left)], values[Int(node.right)])
      return isSlope ? (x > 0 ? 1 : slope) : (x > 0 || x.isNaN ? x : slope * x)
    case .softmax(let position, let isLogarithm):
      let inputs = operands[Int(node.left)..<Int(node.right)].map { values[Int($0)] }
      return (isLogarithm ? Softmax.logarithms(inputs) : Softmax.values(inputs))[position]
    }
  }

  // MARK: - Growing

  /// Adds a node and gives its place.
  mutating func add(_ node: Node) -> Int {
    nodes.append(node)
    return nodes.count - 1
  }

  mutating func function(_ name: String) -> Int? {
    if let known = functions.firstIndex(where: { $0.name == name }) { return known }
    guard let apply = Elementary.functions[name] else { return nil }
    functions.append((name, apply))
    return functions.count - 1
  }
}
