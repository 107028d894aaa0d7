/// Where the numbers of a student come from: a hash of who, for what, and which name.
///
/// The same on every machine and in every later version, and independent for each name: a name that
/// an author adds leaves the numbers of all others as they were. FNV-1a with 64 bits over the UTF-8
/// of the parts, each ended by a byte 0, then the finaliser of SplitMix64. `docs/format.md` states it
/// as a promise, and the tests hold values from another implementation.
struct VariantSeed {
  let student: StudentID
  /// The key of the assignment, empty for the numbers that a chapter shows.
  let assignment: String
  let exercise: String

  /// One of `count` choices, each as likely.
  ///
  /// `attempt`: From 0; the next one is tried where a condition of the author's does not hold.
  func choice(of count: Int, for name: String, attempt: Int) -> Int {
    let hash = hash([student.text, assignment, exercise, name, String(attempt)])
    return Int(hash.multipliedFullWidth(by: UInt64(count)).high)
  }

  private func hash(_ parts: [String]) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for part in parts {
      for byte in Array(part.utf8) + [0] {
        hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
      }
    }
    var generator = SeededGenerator(seed: hash)
    return generator.next()
  }
}
