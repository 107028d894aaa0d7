extension Tape {
  /// ∂target/∂node for every node that a target is made of, at some values.
  ///
  /// `order`: The nodes between what is held and the target, in increasing order.
  package func slopes(of target: Int, through order: [Int], at values: [Double]) -> [Int: Double] {
    var slopes = [target: 1.0]
    var values = values
    values.withUnsafeMutableBufferPointer { values in
      for index in order.reversed() {
        guard let slope = slopes[index], slope != 0 else { continue }
        let node = nodes[index]
        for operand in Set(operands(of: node)) {
          slopes[operand, default: 0] += slope * partial(of: node, by: operand, values)
        }
      }
    }
    return slopes
  }

  /// The slope of one operation by one of its operands, as a central difference.
  private func partial(
    of node: Node,
    by operand: Int,
    _ values: UnsafeMutableBufferPointer<Double>
  ) -> Double {
    let (left, right) = (Int(node.left), Int(node.right))
    switch node.operation {
    case .add: return left == right ? 2 : 1
    case .subtract: return left == right ? 0 : operand == left ? 1 : -1
    case .multiply where left != right: return values[operand == left ? right : left]
    case .negate: return -1
    case .copy: return 1
    default: break
    }
    let own = values[operand]
    let step = 1e-6 * max(abs(own), 1e-3)
    values[operand] = own + step
    let above = value(of: node, values)
    values[operand] = own - step
    let below = value(of: node, values)
    values[operand] = own
    let slope = (above - below) / (2 * step)
    return slope.isFinite ? slope : 0
  }

  /// The tape with a mistake in it.
  package func changed(by mutation: TapeMutation) -> Tape {
    var tape = self
    for (node, edit) in mutation.edits { tape.nodes[node] = edit }
    return tape
  }

  /// The values of some nodes where those of `rounded` are rounded before they are gone on with.
  package func compute(
    _ order: [Int],
    rounding rounded: Set<Int>,
    by rounding: Rounding,
    in values: inout [Double]
  ) {
    values.withUnsafeMutableBufferPointer { values in
      for index in order {
        let value = settled(value(of: nodes[index], values), index)
        values[index] = rounded.contains(index) ? rounding.rounded(value) : value
      }
    }
  }
}
