import Markdown
import Terminal
import Workers

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The converter of other formats, where it is installed.
enum Pandoc {
  /// Where the program is; nil if it is not installed.
  static let path: String? = {
    let folders = getenv("PATH").map { String(cString: $0) } ?? ""
    return folders.split(separator: ":").map { "\($0)/pandoc" }
      .first { path in path.withPath { access($0, X_OK) } == 0 }
  }()

  private static let longest = 20.0

  /// Markdown of another format; nothing that the file names is read (`--sandbox`).
  static func markdown(
    _ bytes: [UInt8],
    from format: String,
    path: String
  ) throws(Diagnostic) -> [UInt8] {
    guard let program = Self.path else { return bytes }
    do {
      return try Filter.output(
        of: program,
        ["--sandbox", "--from", format, "--to", "markdown", "--wrap", "preserve"],
        input: bytes,
        within: longest
      )
    } catch {
      throw Diagnostic(path: path, message: "could not be made Markdown by pandoc: \(error.reason)")
    }
  }
}
