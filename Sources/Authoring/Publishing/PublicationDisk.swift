/// How a publication gets at the files of a course; the library itself opens none.
package struct PublicationDisk: Sendable {
  /// The path of a file or folder from the root, without links; nil if it leads nowhere.
  let resolved: @Sendable (String) -> String?
  /// The bytes of an ordinary file; nil for everything else.
  let read: @Sendable (String) -> [UInt8]?

  package init(
    resolved: @escaping @Sendable (String) -> String?,
    read: @escaping @Sendable (String) -> [UInt8]?
  ) {
    self.resolved = resolved
    self.read = read
  }
}
