import Foundation
import Grading
import Testing

/// Whole sheets of one step by hand, computed with loops and rounded at every step: an early error
/// costs once.
struct CarriedTests {
  /// A sheet: the names in the order in which they are computed, and the text of each value.
  private struct Sheet {
    var names: [String] = []
    var texts: [String] = []
    /// The position of the value that was changed.
    var changed: Int?

    var homework: String {
      zip(names, texts).map { "\($0) = \($1)" }.joined(separator: "\n\n")
    }
  }

  private struct Network {
    let w: [Double]
    let b: [Double]
    let x: [Double]
    let y: Double

    init(_ draw: inout MistakeTests.SystemlessGenerator) {
      func number() -> Double { ((draw.uniform() * 3 - 1.5) * 10).rounded() / 10 + 0.05 }
      w = (0..<9).map { _ in number() }
      b = (0..<4).map { _ in number() }
      x = [number(), number()]
      y = (draw.uniform() * 10).rounded() / 10
    }

    /// The sheet of somebody who rounds every number to some digits and goes on with it.
    ///
    /// `slip`: The position of a value that is changed, and by which factor.
    func sheet(digits: Int, slip: (position: Int, factor: Double)? = nil) -> Sheet {
      var sheet = Sheet()
      func write(_ name: String, _ value: Double) -> Double {
        var value = value
        if sheet.names.count == slip?.position, let slip {
          value *= slip.factor
          sheet.changed = sheet.names.count
        }
        let text = MistakeTests.digits(value, digits)
        sheet.names.append(name)
        sheet.texts.append(text)
        return Double(text) ?? 0
      }
      func sigmoid(_ z: Double) -> Double { 1 / (1 + exp(-z)) }
      var z: [Double] = []
      for j in 0..<3 {
        z.append(write("z\(j + 1)", w[2 * j] * x[0] + w[2 * j + 1] * x[1] + b[j]))
      }
      var n: [Double] = []
      for j in 0..<3 { n.append(write("n\(j + 1)", sigmoid(z[j]))) }
      let z4 = write("z4", w[6] * n[0] + w[7] * n[1] + w[8] * n[2] + b[3])
      let a4 = write("a4", sigmoid(z4))
      let delta = write("δ4", (a4 - y) * a4 * (1 - a4))
      var gradients: [(String, Double)] = []
      for j in 0..<3 { gradients.append(("w\(j + 7)", write("dE/dw\(j + 7)", delta * n[j]))) }
      gradients.append(("b4", write("dE/db4", delta)))
      for j in 0..<3 {
        let own = write("δ\(j + 1)", delta * w[6 + j] * n[j] * (1 - n[j]))
        for k in 0..<2 {
          let name = "w\(2 * j + k + 1)"
          gradients.append((name, write("dE/d\(name)", own * x[k])))
        }
        gradients.append(("b\(j + 1)", write("dE/db\(j + 1)", own)))
      }
      for (name, gradient) in gradients {
        let index = (Int(name.dropFirst()) ?? 1) - 1
        let old = name.hasPrefix("w") ? w[index] : b[index]
        _ = write("\(name) new", old - 0.5 * gradient)
      }
      return sheet
    }

    var chapter: String {
      let weights = w.enumerated().map { "w\($0 + 1): \"\($1)\"" }
      let biases = b.enumerated().map { "b\($0 + 1): \"\($1)\"" }
      return """
        ## Step

        ```yaml network
        name: net
        layers: "2 - 3 sigmoid - 1 sigmoid"
        neurons: {hidden 1: [w1, w2, b1], hidden 2: [w3, w4, b2], hidden 3: [w5, w6, b3], output: [w7, w8, w9, b4]}
        names: {z1: "zs[0][0]", z2: "zs[0][1]", z3: "zs[0][2]", z4: "zs[1][0]", n1: "activations[1][0]", n2: "activations[1][1]", n3: "activations[1][2]", a4: "activations[-1][0]"}
        ```

        ```yaml exercise
        id: step
        network: net
        given: {x: "\(x)", y: "\(y)", eta: "0.5", \((weights + biases).joined(separator: ", "))}
        answers:
          z1: {is: "z1", to: 4 digits}
          z2: {is: "z2", to: 4 digits}
          z3: {is: "z3", to: 4 digits}
          n1: {is: "n1", to: 4 digits}
          n2: {is: "n2", to: 4 digits}
          n3: {is: "n3", to: 4 digits}
          z4: {is: "z4", to: 4 digits}
          a4: {is: "a4", to: 4 digits}
          δ4: {is: "deltas[1][0]", to: 4 digits}
          δ1: {is: "deltas[0][0]", to: 4 digits}
          δ2: {is: "deltas[0][1]", to: 4 digits}
          δ3: {is: "deltas[0][2]", to: 4 digits}
          "dE/d{p}": {for: p in parameters, is: "gradient of p", to: 4 digits}
          "{p} new": {for: p in parameters, is: "p - eta * gradient of p", to: 4 digits}
        ```
        """
    }
  }

  @Test("a right sheet that is rounded at every step is accepted, whatever the digits")
  func rounded() throws {
    var draw = MistakeTests.SystemlessGenerator(state: 41)
    for round in 0..<40 {
      let network = Network(&draw)
      let sheet = network.sheet(digits: 4 + round % 3)
      let graded = try TestCourse.grade(sheet.homework, network.chapter)
      let refused = graded.exercises[0].items.filter { !$0.outcome.isAccepted }
      #expect(refused.isEmpty, "\(refused.map { "\($0.name) \($0.text ?? "") \($0.outcome)" })")
      #expect(graded.findings.isEmpty)
    }
  }

  @Test("one early error is wrong, and everything after it is carried")
  func once() throws {
    var draw = MistakeTests.SystemlessGenerator(state: 42)
    for _ in 0..<60 {
      let network = Network(&draw)
      let position = Int(draw.uniform() * 8)
      let factor = [1.1, -1, 0.1, 1.25][Int(draw.uniform() * 4)]
      let sheet = network.sheet(digits: 6, slip: (position, factor))
      let graded = try TestCourse.grade(sheet.homework, network.chapter)
      let wrong = graded.exercises[0].items.filter { $0.outcome == .wrong }
      #expect(
        wrong.map(\.name) == [sheet.names[position]],
        "\(sheet.names[position]) ×\(factor): \(wrong.map { "\($0.name) \($0.text ?? "")" })"
      )
    }
  }

  @Test("in a carried sheet one further changed digit is wrong again")
  func further() throws {
    var draw = MistakeTests.SystemlessGenerator(state: 43)
    var changed = 0
    var found = 0
    var missed: [String] = []
    for _ in 0..<300 {
      let network = Network(&draw)
      var sheet = network.sheet(digits: 4, slip: (Int(draw.uniform() * 3), 1.1))
      let position = 8 + Int(draw.uniform() * Double(sheet.names.count - 8))
      var characters = Array(sheet.texts[position])
      let digits = characters.indices.filter { characters[$0].isNumber }
      guard let first = digits.first(where: { characters[$0] != "0" }) else { continue }
      let chosen = digits.filter { $0 >= first }
      let index = chosen[Int(draw.uniform() * Double(chosen.count))]
      let old = characters[index].wholeNumberValue ?? 0
      characters[index] = Character(String((old + 1 + Int(draw.uniform() * 9)) % 10))
      sheet.texts[position] = String(characters)
      let graded = try TestCourse.grade(sheet.homework, network.chapter)
      changed += 1
      let item = graded.exercises[0].items.first { $0.name == sheet.names[position] }
      if item?.outcome == .wrong {
        found += 1
      } else if missed.count < 12 {
        missed.append(
          "\(sheet.names[position]) \(old) → \(sheet.texts[position]): \(item?.outcome.rawValue ?? "") expected \(item?.expected ?? "") \(item?.from.map(\.name) ?? [])"
        )
      }
    }
    print("\(changed) changed digits, \(found) wrong again")
    #expect(changed > 250)
    #expect(100 * found >= 95 * changed, "\(missed.joined(separator: "\n"))")
  }

  @Test("from a wrong value that makes the rest trivial nothing is carried")
  func trivial() throws {
    var draw = MistakeTests.SystemlessGenerator(state: 44)
    let network = Network(&draw)
    let sheet = network.sheet(digits: 6, slip: (8, 0))
    let graded = try TestCourse.grade(sheet.homework, network.chapter)
    #expect(graded.outcomes("δ4") == [.wrong])
    #expect(graded.outcomes("dE/dw7") == [.wrong])
    #expect(graded.outcomes("dE/db4") == [.wrong])
    #expect(!graded.exercises[0].items.contains { $0.outcome == .carried })
  }
}
