/// How large and how deeply nested a text may be before it is refused.
///
/// libcmark 0.30 takes quadratic time on hostile input, so that these are measured before it sees a
/// byte. Ordinary homework up to 1 MB stays far below all of them.
package struct Limits: Sendable {
  /// The size of the file as it lies on the disk.
  package var bytes: Int
  /// The number of lines.
  package var lines: Int
  /// How many quotes and list items may stand inside each other.
  package var nesting: Int
  /// How many quotes and list items there may be in all; each costs as much as many lines.
  package var containers: Int

  /// Creates limits of one's own.
  package init(bytes: Int, lines: Int, nesting: Int, containers: Int) {
    self.bytes = bytes
    self.lines = lines
    self.nesting = nesting
    self.containers = containers
  }

  /// For a file from a student: 1 MB.
  package static let homework = Limits(
    bytes: 1 << 20,
    lines: 200_000,
    nesting: 16,
    containers: 30_000
  )

  /// For a file from an author: 16 MB.
  package static let chapter = Limits(
    bytes: 16 << 20,
    lines: 2_000_000,
    nesting: 16,
    containers: 500_000
  )
}
