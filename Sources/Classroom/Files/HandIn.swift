/// A file that was handed in, and whose it seems to be.
package struct HandIn: Sendable {
  /// Where its bytes are.
  package enum Origin: Sendable, Hashable {
    case file(String)
    /// An entry of an archive: the archive's path and the entry's place in it.
    case entry(archive: String, ZipEntry)
  }

  /// What reports call the file: its path, or `class.zip:doe_hw1.md`.
  package let path: String
  package let origin: Origin
  /// Seconds since 1970 UTC at which it was last changed; nil if nobody knows.
  package let date: Int?
  package var name: HandInName
  /// The student, by the roster's ID where there is a roster.
  package var student: String?
  package var assignment: String?
  /// Why it cannot be graded, as far as that is known before it is read.
  package var problem: String?

  package init(
    path: String,
    origin: Origin,
    date: Int?,
    name: HandInName
  ) {
    self.path = path
    self.origin = origin
    self.date = date
    self.name = name
  }
}
