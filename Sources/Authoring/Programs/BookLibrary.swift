import Markdown

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The compiled `Networks` and `Exercises` that chapters import, and the compiler that takes them.
package struct BookLibrary: Sendable {
  let compiler: String
  /// The folder of the `.swiftmodule` files.
  let modules: String
  /// The folder of `libCheckerBook.a`.
  let archive: String

  /// The modules that a chapter imports, with those that they are made of.
  private static let names = [
    "Exercises", "Formulas", "Markdown", "Matrices", "Networks", "Workers", "Yaml",
  ]

  /// Finds them beside the running program: where it was built, or where it was installed.
  ///
  /// Throws a `Diagnostic` that says what is missing.
  package static func find() throws(Diagnostic) -> BookLibrary {
    guard let compiler = compiler else {
      throw Diagnostic(
        message: "Swift in a chapter wants the compiler `swiftc`, which is not on the PATH",
        help: "install Swift 6; chapters without `swift run` and `swift table` do without"
      )
    }
    let folder = OwnProgram.folder
    for archive in [folder, "\(folder)/../lib/checker"] {
      let modules = "\(archive)/Modules"
      if access("\(archive)/libCheckerBook.a", R_OK) == 0,
        access("\(modules)/Networks.swiftmodule", R_OK) == 0
      {
        return BookLibrary(compiler: compiler, modules: modules, archive: archive)
      }
    }
    throw Diagnostic(
      message: "Swift in a chapter wants libCheckerBook.a and its modules beside checker",
      help: "build or install with make: both are put into place by `make build` and `make install`"
    )
  }

  private static var compiler: String? {
    guard let path = getenv("PATH") else { return nil }
    return String(cString: path).split(separator: ":").map { "\($0)/swiftc" }
      .first { access($0, X_OK) == 0 }
  }

  /// Adds compiler and library to what an output depends on.
  func addContent(to hash: inout ContentHash) {
    var status = stat()
    // The compiler is 100 MB: where it is, how large and how old say enough.
    if stat(compiler, &status) == 0 {
      hash.add("\(compiler) \(status.st_size) \(status.modified)")
    }
    hash.add(archiveDigest)
  }

  /// A digest of the archive and the modules.
  ///
  /// Read anew only where size or time of the archive changed since it was last read.
  private var archiveDigest: String {
    var status = stat()
    let file = "\(archive)/libCheckerBook.a"
    guard stat(file, &status) == 0 else { return "" }
    let stamp = "\(file) \(status.st_size) \(status.modified)"
    var name = ContentHash()
    name.add(stamp)
    let known = ProgramFolder.cache
    if let bytes = known?.read("library-\(name.text)") {
      return String(decoding: bytes, as: UTF8.self)
    }
    var content = ContentHash()
    content.add(ProgramFolder.contents(of: file) ?? [])
    for module in Self.names {
      content.add(ProgramFolder.contents(of: "\(modules)/\(module).swiftmodule") ?? [])
    }
    known?.make()
    known?.write("library-\(name.text)", Array(content.text.utf8))
    return content.text
  }

  // MARK: - Compiling

  /// The arguments that compile `main.swift` in a folder to `program`.
  ///
  /// The C libraries that the modules name are declared anew: their headers are the system's.
  func arguments(in folder: ProgramFolder) -> [String] {
    var arguments = [compiler, "-Onone", "-g", "-no-color-diagnostics", "-I", modules]
    for (module, library, header) in Self.systemModules {
      let map = "\(module).modulemap"
      folder.write(
        map,
        Array(
          "module \(module) [system] {\n  header \"\(module).h\"\n  link \"\(library)\"\n}\n".utf8
        )
      )
      folder.write("\(module).h", Array("#include <\(header)>\n".utf8))
      arguments += ["-Xcc", "-fmodule-map-file=\(folder.file(map))"]
    }
    return arguments + [
      folder.file("main.swift"), "-o", folder.file("program"), "-L", archive, "-lCheckerBook",
    ]
  }

  private static let systemModules = [
    ("CCmark", "cmark", "cmark.h"), ("CYaml", "yaml", "yaml.h"),
  ]
}

extension stat {
  /// The time of the last change, in nanoseconds.
  fileprivate var modified: Int {
    #if os(Linux)
      Int(st_mtim.tv_sec) * 1_000_000_000 + Int(st_mtim.tv_nsec)
    #else
      Int(st_mtimespec.tv_sec) * 1_000_000_000 + Int(st_mtimespec.tv_nsec)
    #endif
  }
}
