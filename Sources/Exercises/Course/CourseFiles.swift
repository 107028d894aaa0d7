import Markdown

/// How a course gets at its files; the library itself opens none.
package struct CourseFiles {
  package let read: (String) throws -> [UInt8]
  /// The paths of the Markdown files in a folder, sorted.
  package let list: (String) throws -> [String]

  package init(
    read: @escaping (String) throws -> [UInt8],
    list: @escaping (String) throws -> [String]
  ) {
    self.read = read
    self.list = list
  }
}
