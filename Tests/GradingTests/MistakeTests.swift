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
    case log10 = "log10 instead of ln"
    case log2 = "log2 instead of ln"
    case droppedTerm = "was left out"

    var isUpdate: Bool { [.ascent, .noRate, .rateTwice].contains(self) }

    /// True for mistakes that show in the cost alone.
    var isInCost: Bool { [.missingHalf, .log10, .log2, .droppedTerm].contains(self) }

    /// True for mistakes that a network with this cost can have.
    func fits(isEntropy: Bool) -> Bool {
      switch self {
      case .missingHalf, .factorTwo: !isEntropy
      case .log10, .log2, .droppedTerm: isEntropy
      default: true
      }
    }
  }

  struct Numbers {
    var nablaW: [[[Double]]] = []
    var nablaB: [[Double]] = []
    var weights: [[[Double]]] = []
    var cost = 0.0
  }

  /// A network of sigmoids with as many neurons in each of three layers, computed with loops.
  struct Net {
    let size: Int
    let isEntropy: Bool
    var weights: [[[Double]]]
    var biases: [[Double]]
    var x: [Double]
    var y: [Double]
    var eta: Double

    init(_ draw: inout SystemlessGenerator, size: Int = 3, isEntropy: Bool = false) {
      func number() -> Double { (draw.uniform() * 3 - 1.5).rounded(toPlaces: 2) }
      self.size = size
      self.isEntropy = isEntropy
      let range = 0..<size
      weights = (0..<2).map { _ in range.map { _ in range.map { _ in number() } } }
      biases = (0..<2).map { _ in range.map { _ in number() } }
      x = range.map { _ in number() }
      y = range.map { _ in draw.uniform().rounded(toPlaces: 2) }
      eta = [0.1, 0.3, 0.5, 2][Int(draw.uniform() * 4)]
    }

    static func sigmoid(_ z: Double) -> Double { 1 / (1 + exp(-z)) }

    func run(_ mistake: Mistake?) -> Numbers {
      var activations = [x]
      var zs: [[Double]] = []
      for layer in 0..<2 {
        let isTurned = mistake == .transposedForward
        var z: [Double] = []
        for j in 0..<size {
          var sum = mistake == .noBias ? 0 : biases[layer][j]
          for k in 0..<size {
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
      var numbers = Numbers(nablaW: [[], []], nablaB: [[], []], weights: weights)
      numbers.cost = cost(activations[2], mistake)
      var delta: [Double] = []
      for j in 0..<size {
        let sign: Double = mistake == .outputSwapped ? -1 : 1
        let factor: Double = mistake == .factorTwo ? 2 : 1
        let error = sign * factor * (activations[2][j] - y[j])
        delta.append(isEntropy ? error : error * slope(1, j))
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
          for j in 0..<size {
            var sum = 0.0
            for k in 0..<size { sum += (isTurned ? used[j][k] : used[k][j]) * above[k] }
            delta.append(sum * slope(0, j))
          }
        }
        let error = mistake == .errorOff ? above : delta
        let input = mistake == .layerOff ? activations[layer + 1] : activations[layer]
        numbers.nablaB[layer] = error
        let isTurned = mistake == .gradientTransposed
        for j in 0..<size {
          let row = (0..<size).map { k in isTurned ? error[k] * input[j] : error[j] * input[k] }
          numbers.nablaW[layer].append(row)
          for k in 0..<size { numbers.weights[layer][j][k] -= step * row[k] }
        }
      }
      return numbers
    }

    private func cost(_ output: [Double], _ mistake: Mistake?) -> Double {
      var total = 0.0
      for (a, y) in zip(output, y) {
        guard isEntropy else {
          total += mistake == .missingHalf ? (a - y) * (a - y) : (a - y) * (a - y) / 2
          continue
        }
        func log(_ value: Double) -> Double {
          switch mistake {
          case .log10: Foundation.log10(value)
          case .log2: Foundation.log2(value)
          default: Foundation.log(value)
          }
        }
        total -= y * log(a)
        if mistake != .droppedTerm { total -= (1 - y) * log(1 - a) }
      }
      return total
    }

    /// An exercise that asks for matrices, or for every parameter on its own.
    func chapter(isSingle: Bool = false) -> String {
      var entries: [String] = []
      for layer in 0..<2 {
        for j in 0..<size {
          let names = (0..<size).map { "w\(layer * size * size + j * size + $0 + 1)" }
          let place = layer == 0 ? "hidden" : "output"
          let bias = "b\(layer * size + j + 1)"
          entries.append("\(place) \(j + 1): [\(names.joined(separator: ", ")), \(bias)]")
        }
      }
      let neurons = entries.joined(separator: ", ")
      let matrices = """
          "nabla_w[0]": {is: "nabla_w[0]", to: 4 digits}
          "nabla_w[1]": {is: "nabla_w[1]", to: 4 digits}
          "nabla_b[0]": {is: "nabla_b[0]", to: 4 digits}
          "nabla_b[1]": {is: "nabla_b[1]", to: 4 digits}
          "weights_new[0]": {is: "weights_new[0]", to: 4 decimals}
          "weights_new[1]": {is: "weights_new[1]", to: 4 decimals}
        """
      let single = """
          "dE/d{p}": {for: p in parameters, is: "gradient of p", to: 4 digits}
          "{p} new": {for: p in parameters, is: "p - eta * gradient of p", to: 4 decimals}
        """
      return """
        ## Step

        ```yaml network
        name: net
        layers: "\(size) - \(size) sigmoid - \(size) sigmoid"
        cost: \(isEntropy ? "cross-entropy" : "quadratic")
        neurons: {\(neurons)}
        ```

        ```yaml exercise
        id: step
        network: net
        given: {x: "\(x)", y: "\(y)", eta: "\(eta)", weights: "\(weights)", biases: "\(biases)"}
        answers:
          E: {is: "cost", to: 4 digits}
        \(isSingle ? single : matrices)
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

  /// How often the mistake that was made is named.
  private struct Count {
    var made: [Mistake: Int] = [:]
    var named: [Mistake: Int] = [:]
    var ties = 0
    var tied = 0
    var longestTie = 0

    var total: Int { made.values.reduce(0, +) }
    var found: Int { named.values.reduce(0, +) }

    mutating func add(_ mistake: Mistake, _ graded: GradedHomework) {
      let mistakes = graded.exercises[0].items.filter { $0.outcome == .wrong }.map(\.mistake)
      guard !mistakes.isEmpty else { return }
      made[mistake, default: 0] += 1
      let messages = mistakes.compactMap { $0 }
      for message in messages {
        let count = message.components(separatedBy: ", or ").count
        ties += count
        tied += 1
        longestTie = max(longestTie, count)
      }
      if messages.contains(where: { $0.contains(mistake.rawValue) }) {
        named[mistake, default: 0] += 1
      }
    }

    func show(_ title: String) {
      for mistake in Mistake.allCases where made[mistake] != nil {
        print("\(title) \(mistake): \(named[mistake] ?? 0) of \(made[mistake] ?? 0)")
      }
      let mean = Double(ties) / Double(max(1, tied))
      print(
        "\(title) recall \(found) of \(total), ties of \(mean) on average, at most \(longestTie)"
      )
    }
  }

  @Test("the mistake behind whole matrices is named, alone or in a tie", arguments: [false, true])
  func recall(isEntropy: Bool) throws {
    var draw = SystemlessGenerator(state: 20_261_121)
    var count = Count()
    for _ in 0..<40 {
      let net = Net(&draw, isEntropy: isEntropy)
      for mistake in Mistake.allCases where mistake.fits(isEntropy: isEntropy) {
        let wrong = net.run(mistake)
        var homework = ""
        if mistake.isInCost { homework += "E = \(Self.digits(wrong.cost))\n\n" }
        for layer in [1, 0] where !mistake.isUpdate && !mistake.isInCost {
          homework += "nabla_w[\(layer)] = \(Self.text(wrong.nablaW[layer]))\n\n"
        }
        for layer in [1, 0] where mistake.isUpdate {
          homework += "weights_new[\(layer)] = \(Self.text(wrong.weights[layer]))\n\n"
        }
        count.add(mistake, try TestCourse.grade(homework, net.chapter()))
      }
    }
    count.show(isEntropy ? "entropy" : "quadratic")
    #expect(count.total > 500)
    #expect(10 * count.found >= 9 * count.total)
    #expect(count.longestTie <= 3)
  }

  @Test("the mistake behind single parameters is named, alone or in a tie", arguments: [1, 4])
  func singles(most: Int) throws {
    var draw = SystemlessGenerator(state: 7)
    var count = Count()
    for round in 0..<60 {
      let net = Net(&draw, size: 2 + round % 2, isEntropy: round % 3 == 0)
      for mistake in Mistake.allCases where mistake.fits(isEntropy: net.isEntropy) {
        // Four digits of one new weight hold two or three of its change: they say too little alone.
        if mistake.isUpdate, most == 1 { continue }
        let (wrong, right) = (net.run(mistake), net.run(nil))
        var lines: [String] = []
        if mistake.isInCost {
          lines = ["E = \(Self.digits(wrong.cost))"]
        } else {
          for layer in 0..<2 {
            for j in 0..<net.size {
              for k in 0..<net.size {
                let name = "w\(layer * net.size * net.size + j * net.size + k + 1)"
                let (of, from) =
                  mistake.isUpdate
                  ? (wrong.weights, right.weights) : (wrong.nablaW, right.nablaW)
                let (text, own) = (Self.digits(of[layer][j][k]), Self.digits(from[layer][j][k]))
                guard text != own else { continue }
                lines.append(mistake.isUpdate ? "\(name) new = \(text)" : "dE/d\(name) = \(text)")
              }
            }
          }
          while lines.count > most {
            lines.remove(at: Int(draw.uniform() * Double(lines.count)))
          }
        }
        let homework = lines.joined(separator: "\n\n")
        count.add(mistake, try TestCourse.grade(homework, net.chapter(isSingle: true)))
      }
    }
    count.show("\(most) single")
    #expect(count.total > 750)
    #expect(10 * count.found >= 9 * count.total)
    #expect(count.longestTie <= 3)
  }
}

extension Double {
  fileprivate func rounded(toPlaces places: Int) -> Double {
    let scale = pow(10, Double(places))
    return (self * scale).rounded() / scale
  }
}
