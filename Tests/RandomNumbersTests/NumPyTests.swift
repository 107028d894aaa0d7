import Foundation
import Testing

@testable import RandomNumbers

/// Sessions of 1,000 seeds against digests of what NumPy and Python draw; the first line of the file
/// names the versions and the script.
struct NumPyTests {
  @Test("Every call of every session draws NumPy's numbers, bit for bit, for 1,000 seeds")
  func digests() throws {
    let golden = try Goldens()
    let found = try Sessions.digests()
    #expect(golden.digests.count == 95)
    for (call, groups) in golden.digests {
      #expect(found[call] == groups, "\(call)")
    }
    #expect(Set(found.keys) == Set(golden.digests.keys))
  }

  @Test("The first normal numbers are the ones that NumPy prints", arguments: [0, 2, 42])
  func firstNumbers(seed: Int) throws {
    let golden = try Goldens()
    var generator = Generator(seed: UInt64(seed))
    #expect(golden.looks["default_rng(\(seed))"] == generator.standardNormal(4))
    var state = RandomState(seed: UInt32(seed))
    #expect(golden.looks["RandomState(\(seed))"] == state.randn(4))
  }

  @Test("What cannot be drawn is refused with what was asked for")
  func errors() throws {
    func message(_ body: () throws -> Void) -> String? {
      do {
        try body()
        return nil
      } catch { return "\(error)" }
    }
    var generator = Generator(seed: 1)
    var state = RandomState(seed: 1)
    #expect(
      message { _ = try generator.integers(3, 3, 1) }
        == "no whole number from 3 up to, not including, 3"
    )
    #expect(
      message { _ = try state.randint(5, -2, 1) }
        == "no whole number from 5 up to, not including, -2"
    )
    #expect(
      message { _ = try generator.choice(3, 4, replace: false) }
        == "a choice of 4 from 3 without putting back"
    )
    #expect(message { _ = try state.choice(0, 1) } == "a choice of 1 from nothing")
    #expect(message { _ = try state.choice(0, 0) } == nil)
    #expect(
      message { _ = try generator.choice(1, probabilities: [0.5, 0.25]) }
        == "probabilities from 0 to 1 that sum to 1 are wanted, not to 0.75"
    )
    #expect(
      message { _ = try state.choice(2, replace: false, probabilities: [1, 0]) }
        == "fewer than 2 probabilities are above 0"
    )
    #expect(message { _ = try RandomState(seeds: []) } == "a list of seeds without a seed")
  }
}

/// What `Tests/Goldens/numpy_random.py` wrote.
private struct Goldens {
  var digests: [String: [String]] = [:]
  var looks: [String: [Double]] = [:]

  init() throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Goldens/numpy.txt")
    for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n").dropFirst() {
      let parts = line.split(separator: "|")
      let values = parts[1].split(separator: " ").map(String.init)
      if parts[0].hasPrefix("look: ") {
        looks[String(parts[0].dropFirst(6))] = values.compactMap(Double.init)
      } else {
        digests[String(parts[0])] = values
      }
    }
  }
}
