import Markdown

/// How a course gets at its files; the library itself opens none.
package struct CourseFiles: Sendable {
  package let read: @Sendable (String) throws -> [UInt8]
  /// The paths of the Markdown files in a folder, sorted.
  package let list: @Sendable (String) throws -> [String]

  package init(
    read: @escaping @Sendable (String) throws -> [UInt8],
    list: @escaping @Sendable (String) throws -> [String]
  ) {
    self.read = read
    self.list = list
  }
}
