#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The running program, beside which its own files lie.
package enum OwnProgram {
  /// The folder that holds it, without links on the way.
  package static var folder: String {
    #if os(Linux)
      let link = "/proc/self/exe"
    #else
      let link = CommandLine.arguments[0]
    #endif
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
    let isResolved = realpath(link, &buffer) != nil
    let path =
      isResolved
      ? String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      : CommandLine.arguments[0]
    return path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
  }
}
