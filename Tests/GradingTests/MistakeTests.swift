import Foundation
import Grading
import Testing

/// Mistakes are made here, in a back-propagation of its own, and named by the grader.
struct MistakeTests {
  /// Mistakes that courses see, with words of which one has to be in the report.
  enum Mistake: String, CaseIterable {
    case forgotSlope = "σ′(z) was left out"
    case activationForSlope = "σ(z) was used where σ′(z) belongs"
    case slopeAtActivation = "σ′ was taken at a instead of z"
    case notTransposed = "the weights were not transposed on the way back"
    case transposedForward = "the weights were transposed on the way forward"
    case gradientTransposed = "the gradient of the weights is transposed"
    case ascent = "gradient ascent"
    case noRate = "the learning rate was left out"
    case rateTwice = "the learning rate was applied twice"
    case updatedFirst = "the weight was updated before it was used for the layer below"
    case outputSwapped = "sign"
    case factorTwo = "a factor 2 too many"
    case missingHalf = "the division by 2 was left out"
    case noBias = "the bias was left out"
    case layerOff = "the activation of the layer above was used"
    case errorOff = "the error of the layer above was used"
  }

  struct Numbers {
    var nablaW: [[[Double]]] = []
    var nablaB: [[Double]] = []
    var weights: [[[Double]]] = []
    var cost = 0.0
  }

  /// A 3-3-3 network of sigmoids with the quadratic cost, computed with loops.
  struct Net {
    var weights: [[[Double]]]
    var biases: [[Double]]
    var x: [Double]
    var y: [Double]
    var eta: Double

    init(_ draw: inout SystemlessGenerator) {
      func number() -> Double { (draw.uniform() * 3 - 1.5).rounded(toPlaces: 2) }
      weights = (0..<2).map { _ in (0..<3).map { _ in (0..<3).map { _ in number() } } }
      biases = (0..<2).map { _ in (0..<3).map { _ in number() } }
      x = (0..<3).map { _ in number() }
      y = (0..<3).map { _ in draw.uniform().rounded(toPlaces: 2) }
      eta = [0.1, 0.3, 0.5, 2][Int(draw.uniform() * 4)]
    }

    static func sigmoid(_ z: Double) -> Double { 1 / (1 + exp(-z)) }

    func run(_ mistake: Mistake?) -> Numbers {
      var activations = [x]
      var zs: [[Double]] = []
      for layer in 0..<2 {
        let isTurned = mistake == .transposedForward
        var z: [Double] = []
        for j in 0..<3 {
          var sum = mistake == .noBias ? 0 : biases[layer][j]
          for k in 0..<3 {
            let weight = isTurned ? weights[layer][k][j] : weights[layer][j][k]
            sum += weight * activations[layer][k]
          }
          z.append(sum)
        }
        zs.append(z)
        activations.append(z.map(Self.sigmoid))
      }
      func slope(_ layer: Int, _ j: Int) -> Double {
        let a = activations[layer + 1][j]
        switch mistake {
        case .forgotSlope: return 1
        case .activationForSlope: return a
        case .slopeAtActivation: return Self.sigmoid(a) * (1 - Self.sigmoid(a))
        default: return a * (1 - a)
        }
      }
      var squares = 0.0
      for j in 0..<3 { squares += pow(activations[2][j] - y[j], 2) }
      var numbers = Numbers(nablaW: [[], []], nablaB: [[], []], weights: weights)
      numbers.cost = mistake == .missingHalf ? squares : squares / 2
      var delta: [Double] = []
      for j in 0..<3 {
        let sign: Double = mistake == .outputSwapped ? -1 : 1
        let factor: Double = mistake == .factorTwo ? 2 : 1
        delta.append(sign * factor * (activations[2][j] - y[j]) * slope(1, j))
      }
      let step =
        mistake == .noRate ? 1 : mistake == .rateTwice ? eta * eta : mistake == .ascent ? -eta : eta
      var above = delta
      for layer in (0..<2).reversed() {
        if layer == 0 {
          let used = mistake == .updatedFirst ? numbers.weights[1] : weights[1]
          above = delta
          let isTurned = mistake == .notTransposed
          delta = []
          for j in 0..<3 {
            var sum = 0.0
            for k in 0..<3 { sum += (isTurned ? used[j][k] : used[k][j]) * above[k] }
            delta.append(sum * slope(0, j))
          }
        }
        let error = mistake == .errorOff ? above : delta
        let input = mistake == .layerOff ? activations[layer + 1] : activations[layer]
        numbers.nablaB[layer] = error
        let isTurned = mistake == .gradientTransposed
        for j in 0..<3 {
          let row = (0..<3).map { k in isTurned ? error[k] * input[j] : error[j] * input[k] }
          numbers.nablaW[layer].append(row)
          for k in 0..<3 { numbers.weights[layer][j][k] -= step * row[k] }
        }
      }
      return numbers
    }

    var chapter: String {
      """
      ## Step

      ```yaml network
      name: net
      layers: "3 - 3 sigmoid - 3 sigmoid"
      ```

      ```yaml exercise
      id: step
      network: net
      given: {x: "\(x)", y: "\(y)", eta: "\(eta)", "weights[0]": "\(weights[0])", "weights[1]": "\(weights[1])", "biases[0]": "\(biases[0])", "biases[1]": "\(biases[1])"}
      answers:
        E: {is: "cost", to: 4 digits}
        "nabla_w[0]": {is: "nabla_w[0]", to: 4 digits}
        "nabla_w[1]": {is: "nabla_w[1]", to: 4 digits}
        "nabla_b[0]": {is: "nabla_b[0]", to: 4 digits}
        "nabla_b[1]": {is: "nabla_b[1]", to: 4 digits}
        "weights_new[0]": {is: "weights_new[0]", to: 4 decimals}
        "weights_new[1]": {is: "weights_new[1]", to: 4 decimals}
      ```
      """
    }
  }

  /// Splitmix, so that every run draws the same.
  struct SystemlessGenerator {
    var state: UInt64

    mutating func uniform() -> Double {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return Double((z ^ (z >> 31)) >> 11) / 9_007_199_254_740_992
    }
  }

  static func digits(_ value: Double, _ count: Int = 4) -> String {
    guard value != 0 else { return "0" }
    let places = max(0, count - 1 - Int(floor(log10(abs(value)))))
    return String(format: "%.\(places)f", value)
  }

  static func text(_ matrix: [[Double]]) -> String {
    "[\(matrix.map { "[\($0.map { digits($0) }.joined(separator: ", "))]" }.joined(separator: ", "))]"
  }

  @Test("the mistake that was made is named, alone or in a tie")
  func recall() throws {
    var draw = SystemlessGenerator(state: 20_261_121)
    var made: [Mistake: Int] = [:]
    var named: [Mistake: Int] = [:]
    var ties = 0
    var tied = 0
    for _ in 0..<60 {
      let net = Net(&draw)
      for mistake in Mistake.allCases {
        let wrong = net.run(mistake)
        var homework = ""
        if mistake == .missingHalf { homework += "E = \(Self.digits(wrong.cost))\n\n" }
        let isUpdate = [.ascent, .noRate, .rateTwice].contains(mistake)
        for layer in [1, 0] where !isUpdate && mistake != .missingHalf {
          homework += "nabla_w[\(layer)] = \(Self.text(wrong.nablaW[layer]))\n\n"
        }
        for layer in [1, 0] where isUpdate {
          homework += "weights_new[\(layer)] = \(Self.text(wrong.weights[layer]))\n\n"
        }
        let graded = try TestCourse.grade(homework, net.chapter)
        let mistakes = graded.exercises[0].items.filter { $0.outcome == .wrong }.map(\.mistake)
        guard !mistakes.isEmpty else { continue }
        made[mistake, default: 0] += 1
        let messages = mistakes.compactMap { $0 }
        for message in messages {
          ties += message.components(separatedBy: ", or ").count
          tied += 1
        }
        if messages.contains(where: { $0.contains(mistake.rawValue) }) {
          named[mistake, default: 0] += 1
        }
      }
    }
    let total = made.values.reduce(0, +)
    let found = named.values.reduce(0, +)
    for mistake in Mistake.allCases {
      print("\(mistake): \(named[mistake] ?? 0) of \(made[mistake] ?? 0)")
    }
    print("recall \(found) of \(total), ties of \(Double(ties) / Double(max(1, tied))) on average")
    #expect(total > 700)
    #expect(10 * found >= 9 * total)
  }
}

extension Double {
  fileprivate func rounded(toPlaces places: Int) -> Double {
    let scale = pow(10, Double(places))
    return (self * scale).rounded() / scale
  }
}
