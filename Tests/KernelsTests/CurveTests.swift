import Foundation
import Kernels
import Testing

/// Functions of layers against the C library in extended steps: to a unit or two of the last place.
struct CurveTests {
  /// −750 to 750, dense around 0, with the ends and what is no number.
  static let inputs: [Double] = {
    var inputs: [Double] = (-3000...3000).map { Double($0) * 0.0137 }
    inputs += (-750...750).map { Double($0) + 0.123 }
    inputs += (1...300).flatMap { [pow(10, -Double($0)), -pow(10, -Double($0))] }
    inputs += [0, -0.0, 1e300, -1e300, .infinity, -.infinity, .nan]
    while inputs.count % 8 != 0 { inputs.append(1) }
    return inputs
  }()

  private func apply(_ curve: Curve, slope: Double = 1) -> [Double] {
    var a = [Double](repeating: 7, count: Self.inputs.count)
    curve.apply(Self.inputs, a.count, slope: slope, into: &a)
    return a
  }

  private func expect(
    _ curve: Curve,
    slope: Double = 1,
    units: Double,
    least: Double = 0,
    _ function: (Double) -> Double,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    var worst = (units: 0.0, z: 0.0)
    for (z, found) in zip(Self.inputs, apply(curve, slope: slope)) {
      let expected = function(z)
      if expected.isNaN {
        #expect(found.isNaN, "at \(z)", sourceLocation: sourceLocation)
      } else {
        let distance = found == expected ? 0 : abs(found - expected) / max(expected.ulp, least)
        if distance > worst.units || distance.isNaN { worst = (distance, z) }
      }
    }
    #expect(
      worst.units <= units,
      "off by \(worst.units) units at \(worst.z)",
      sourceLocation: sourceLocation
    )
  }

  @Test("The sigmoid is right to its last places, also far out")
  func sigmoid() {
    // Below e^−708 it is as good as 0.
    expect(.sigmoid, units: 3, least: 1e-307) { z in
      z >= 0 ? 1 / (1 + exp(-z)) : exp(z) / (1 + exp(z))
    }
  }

  @Test("tanh keeps its digits near 0")
  func tangent() { expect(.tanh, units: 3) { tanh($0) } }

  @Test("The functions with corners are exact")
  func corners() {
    expect(.linear, units: 0) { $0 }
    expect(.relu, units: 0) { $0 > 0 || $0.isNaN ? $0 : 0 }
    expect(.leakyReLU, slope: 0.3, units: 0) { $0 > 0 || $0.isNaN ? $0 : 0.3 * $0 }
    expect(.hardSigmoid, slope: 0.2, units: 1) { z in
      z.isNaN ? z : min(max((0.5).addingProduct(0.2, z), 0), 1)
    }
  }

  @Test(
    "Slopes at and beside a corner are those from the left",
    arguments: [
      (Curve.relu, 1.0, [0.0, 0, 1, 0, 0, 1, 0, 1]),
      (.leakyReLU, 0.25, [0.25, 0.25, 1, 0.25, 0.25, 1, 0.25, 1]),
      (.hardSigmoid, 0.2, [0.2, 0.2, 0.2, 0, 0, 0, 0.2, 0.2]),
    ]
  )
  func slopes(curve: Curve, slope: Double, expected: [Double]) {
    let z: [Double] = [0, -0.0, 1e-300, -2.5, -3, 2.5, -2.4, 2.4]
    var deltas = [Double](repeating: 1, count: 8)
    curve.multiplyBySlope(&deltas, z: z, a: z, 8, slope: slope)
    #expect(deltas == expected)
  }

  @Test("Softmax sums to 1, pads with 0 and holds at large inputs", arguments: [1, 3, 8, 10, 17])
  func softmaxes(neurons: Int) {
    let width = padded(neurons)
    let examples = 3
    var z = [Double](repeating: 99, count: width * examples)
    for example in 0..<examples {
      for neuron in 0..<neurons {
        z[((neuron / 8) * examples + example) * 8 + neuron % 8] =
          Double(neuron * (example + 1) * 60 - 500)
      }
    }
    var a = z
    softmax(z, examples: examples, neurons: neurons, into: &a)
    for example in 0..<examples {
      let powers = (0..<neurons).map { exp(Double(($0 - neurons + 1) * (example + 1) * 60)) }
      let sum = powers.reduce(0, +)
      for neuron in 0..<width {
        let found = a[((neuron / 8) * examples + example) * 8 + neuron % 8]
        let expected = neuron < neurons ? powers[neuron] / sum : 0
        #expect(abs(found - expected) <= 1e-15 * expected + 1e-300)
      }
    }
  }
}
