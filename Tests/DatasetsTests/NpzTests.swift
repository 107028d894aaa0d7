import Foundation
import Testing

@testable import Datasets

/// NumPy's files, which `Tests/Goldens/npz.py` wrote, and our own.
struct NpzTests {
  private func bytes(_ name: String) throws -> [UInt8] {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Goldens/\(name)")
    return Array(try Data(contentsOf: file))
  }

  @Test("Arrays of every type and order are read", arguments: ["plain.npz", "packed.npz"])
  func types(name: String) throws {
    let file = try Npz(bytes(name), path: name)
    func expect(_ name: String, _ shape: [Int], _ elements: [Double]) throws {
      let array = try #require(file[name])
      #expect(array.shape == shape, "\(name)")
      #expect(array.elements == elements, "\(name)")
    }
    try expect("doubles", [2, 3], [0.1, -2.5, 1e300, Double.pi, 0, -1e-300])
    try expect("columns", [2, 3, 4], (0..<24).map(Double.init))
    try expect("floats", [2], [Double(Float(0.1)), 2.5])
    try expect("halves", [3], [0.5, -65504, 0x1p-24])
    try expect("big", [2], [1.5, -3.25])
    try expect("bytes", [1, 2], [-128, 127])
    try expect("words", [2], [65535, 1])
    try expect("longs", [2], [-5, 1_099_511_627_776])
    try expect("truths", [2], [1, 0])
    try expect("scalar", [], [7.5])
    try expect("empty", [0, 3], [])
    #expect(file.arrays.count == 11)
  }

  @Test("A single array is read too")
  func alone() throws {
    let file = try Npz(bytes("alone.npy"), path: "alone.npy")
    #expect(file.arrays.map(\.name) == ["arr_0"])
    #expect(file.arrays[0].array.shape == [2, 3])
  }

  @Test("What is written is read again, with the same bits and the same bytes each time")
  func written() throws {
    let arrays: [(name: String, array: Npy)] = [
      ("weights_0", Npy(shape: [2, 2], elements: [0.1, -0.0, 1e-310, .pi])),
      ("biases_0", Npy(shape: [3], elements: [1, 2, 3])),
    ]
    let bytes = Npz(arrays).bytes
    #expect(bytes == Npz(arrays).bytes)
    let read = try Npz(bytes, path: "w.npz")
    #expect(read.arrays.map(\.name) == ["weights_0", "biases_0"])
    for (one, other) in zip(arrays, read.arrays) {
      #expect(one.array.shape == other.array.shape)
      #expect(one.array.elements.map(\.bitPattern) == other.array.elements.map(\.bitPattern))
    }
  }

  private func message(_ bytes: [UInt8], _ path: String) -> String? {
    do throws(DataError) {
      _ = try Npz(bytes, path: path)
      return nil
    } catch {
      return error.message
    }
  }

  @Test("A file that is no archive, cut off, damaged or of words is refused")
  func errors() throws {
    #expect(message(Array("hello".utf8), "a") == "is no .npz file")
    let plain = try bytes("plain.npz")
    #expect(message(Array(plain.dropLast(40)), "a") == "is truncated: it has no directory")
    var damaged = plain
    let place = try #require(damaged.firstIndex(of: 0x93)) + 128
    damaged[place] ^= 1
    #expect(message(damaged, "a") == "doubles.npy is damaged: its check sum differs")
    #expect(
      message(try bytes("words.npz"), "a")
        == "array words: elements of the type <U1; numbers are wanted"
    )
    // No prefix and no flipped byte may crash.
    for length in stride(from: 0, to: plain.count, by: 7) {
      #expect(message(Array(plain.prefix(length)), "a") != nil)
    }
    for place in stride(from: 0, to: plain.count, by: 5) {
      var other = plain
      other[place] ^= 0x41
      _ = message(other, "a")
    }
  }
}
