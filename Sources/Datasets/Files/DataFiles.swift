/// The library's way to files of data.
package struct DataFiles {
  /// The bytes of a file.
  let read: (String) throws(DataError) -> [UInt8]
  let exists: (String) -> Bool
  /// Folders that are searched in their order.
  let folders: [String]

  package init(
    folders: [String],
    exists: @escaping (String) -> Bool,
    read: @escaping (String) throws(DataError) -> [UInt8]
  ) {
    self.folders = folders
    self.exists = exists
    self.read = read
  }

  /// Where a file lies, packed or not; nil if it is nowhere.
  func path(of file: String) -> String? {
    let names = [file, file + ".gz"]
    if file.hasPrefix("/") { return names.first(where: exists) }
    return folders.flatMap { folder in names.map { "\(folder)/\($0)" } }.first(where: exists)
  }

  /// A file, unpacked if its first bytes say that it is packed.
  package func contents(
    of file: String,
    help: String?
  ) throws(DataError) -> (bytes: [UInt8], path: String) {
    guard let path = path(of: file) else {
      let places = folders.isEmpty ? "no folder of data is named" : folders.joined(separator: ", ")
      throw DataError(
        "\(file) was not found, neither packed (.gz) nor plain; searched: \(places)",
        help: help
      )
    }
    let bytes = try read(path)
    guard bytes.starts(with: [0x1F, 0x8B]) else { return (bytes, path) }
    return (try Inflater.inflate(bytes, .gzip, path: path), path)
  }
}
