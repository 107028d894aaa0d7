import Foundation
import Grading
import Testing

/// Wrong numbers that no mistake of the computation produces are given no false name.
struct MistakePrecisionTests {
  private static let names = ["w1", "w2", "w3", "w4", "w5", "w6", "w7", "w8", "w9"]
  private static let biases = ["b1", "b2", "b3", "b4"]

  /// Back-propagation through a 2-3-1 network of sigmoids with loops.
  private static func gradients(
    _ w: [Double],
    _ b: [Double],
    _ x: [Double],
    _ y: Double
  ) -> [Double] {
    func sigmoid(_ z: Double) -> Double { 1 / (1 + exp(-z)) }
    var a: [Double] = []
    for j in 0..<3 { a.append(sigmoid(w[2 * j] * x[0] + w[2 * j + 1] * x[1] + b[j])) }
    let output = sigmoid(w[6] * a[0] + w[7] * a[1] + w[8] * a[2] + b[3])
    let delta = (output - y) * output * (1 - output)
    var hidden: [Double] = []
    for j in 0..<3 { hidden.append(delta * w[6 + j] * a[j] * (1 - a[j])) }
    var all: [Double] = []
    for j in 0..<3 { all += [hidden[j] * x[0], hidden[j] * x[1]] }
    all += a.map { delta * $0 }
    return all + hidden + [delta]
  }

  private static func chapter(
    _ w: [Double],
    _ b: [Double],
    _ x: [Double],
    _ y: Double
  ) -> String {
    let values = zip(names + biases, w + b).map { "\($0): \"\($1)\"" }.joined(separator: ", ")
    return """
      ## Step

      ```yaml network
      name: net
      layers: "2 - 3 sigmoid - 1 sigmoid"
      neurons: {hidden 1: [w1, w2, b1], hidden 2: [w3, w4, b2], hidden 3: [w5, w6, b3], output: [w7, w8, w9, b4]}
      ```

      ```yaml exercise
      id: step
      network: net
      given: {x: "\(x)", y: "\(y)", eta: "0.5", \(values)}
      answers:
        "dE/d{p}": {for: p in parameters, is: "gradient of p", to: 4 digits, points: 1 each}
      ```
      """
  }

  @Test("a random digit or a number from another cell is no mistake of the computation")
  func precision() throws {
    var draw = MistakeTests.SystemlessGenerator(state: 77)
    var slips = 0
    var named = 0
    var misnamed = 0
    var examples: [String] = []
    for round in 0..<150 {
      func number() -> Double { ((draw.uniform() * 4 - 2) * 100).rounded() / 100 }
      let w = (0..<9).map { _ in number() }
      let b = (0..<4).map { _ in number() }
      let x = [number(), number()]
      let y = (draw.uniform() * 100).rounded() / 100
      let gradients = Self.gradients(w, b, x, y)
      let chapter = Self.chapter(w, b, x, y)
      for isCopy in [false, true] {
        var texts = gradients.map { MistakeTests.digits($0) }
        let place = Int(draw.uniform() * 13)
        if isCopy {
          let source = (place + 1 + Int(draw.uniform() * 12)) % 13
          // ∂E/∂b of a weight's own neuron is what comes of forgetting the input: one number, two names.
          if place < 9, source == 9 + [0, 0, 1, 1, 2, 2, 3, 3, 3][place] { continue }
          texts[place] = texts[source]
        } else {
          var characters = Array(texts[place])
          let digits = characters.indices.filter { characters[$0].isNumber }
          let first = digits.first { characters[$0] != "0" } ?? 0
          let chosen = digits.filter { $0 >= first }
          let index = chosen[Int(draw.uniform() * Double(chosen.count))]
          characters[index] = Character(String(1 + Int(draw.uniform() * 9)))
          texts[place] = String(characters)
        }
        let homework = zip(Self.names + Self.biases, texts).map { "dE/d\($0) = \($1)" }
          .joined(separator: "\n\n")
        let graded = try TestCourse.grade(homework, chapter)
        for item in graded.exercises[0].items where item.outcome == .wrong {
          slips += 1
          guard let mistake = item.mistake else { continue }
          named += 1
          // That a number was copied is no mistake of the computation.
          let slips = ["digit", "sign", "decimal point", "that is the value of"]
          if !slips.contains(where: mistake.contains) {
            misnamed += 1
            if examples.count < 8 {
              examples.append("\(round) \(isCopy) \(item.name) \(item.text ?? ""): \(mistake)")
            }
          }
        }
      }
    }
    print("\(slips) slips, \(named) named, \(misnamed) falsely")
    #expect(slips > 200)
    #expect(100 * misnamed <= 3 * slips, "\(examples.joined(separator: "\n"))")
  }
}
