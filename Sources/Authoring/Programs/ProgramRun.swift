import Exercises
import Formulas
import Markdown

/// What the blocks of a chapter print, compiled and run once for each content.
struct ProgramRun {
  /// The text of each block, without the line end after it.
  let outputs: [String]

  /// What the compiler, and what a chapter's program, may take at most.
  private static let compiling = BoundedProcess.Bounds(seconds: 120, megabytes: 16_384, output: 64)
  private static let megabytes = 4096

  /// The outputs that are kept for a program; nil if it was never run as it is.
  init?(kept program: ChapterProgram, _ library: BookLibrary, _ read: (String) -> [UInt8]?) {
    self.init(program, keptAs: Self.file(for: program, library, read))
  }

  private init?(_ program: ChapterProgram, keptAs file: String) {
    guard let bytes = ProgramFolder.cache?.read(file) else { return nil }
    let outputs = Self.split(String(decoding: bytes, as: UTF8.self))
    guard outputs.count == program.blocks.count else { return nil }
    self.outputs = outputs
  }

  /// Compiles and runs a program.
  ///
  /// `seconds`: How long it may run.
  /// Throws `Diagnostics` at the chapter's lines.
  init(
    _ program: ChapterProgram,
    _ library: BookLibrary,
    seconds: Double,
    _ read: (String) -> [UInt8]?
  ) throws {
    let file = Self.file(for: program, library, read)
    if let kept = ProgramRun(program, keptAs: file) {
      self = kept
      return
    }
    guard let folder = ProgramFolder.temporary() else {
      throw Diagnostics([Diagnostic(message: "no temporary folder can be made for the compiler")])
    }
    defer { folder.remove() }
    folder.write("main.swift", Array(program.text.utf8))
    try Self.compile(program, library, folder)
    let text = try Self.run(program, folder, seconds)
    outputs = Self.split(text)
    guard outputs.count == program.blocks.count else {
      throw Diagnostics([
        Diagnostic(
          in: program.document.source,
          at: program.blocks[max(0, min(outputs.count, program.blocks.count) - 1)].offset,
          "the program ended before its last block",
          help: "do not call exit in a chapter"
        )
      ])
    }
    ProgramFolder.cache?.make()
    ProgramFolder.cache?.write(file, Array(text.utf8))
  }

  /// The name under which outputs are kept: a hash of all that they depend on.
  private static func file(
    for program: ChapterProgram,
    _ library: BookLibrary,
    _ read: (String) -> [UInt8]?
  ) -> String {
    var hash = ContentHash()
    hash.add("checker programs 1")
    library.addContent(to: &hash)
    program.addContent(to: &hash, read)
    return "\(hash.text).outputs"
  }

  /// The outputs between the separators.
  private static func split(_ text: String) -> [String] {
    let parts = text.replacingBytes(of: ChapterProgram.separator, with: "\u{0}")
      .split(separator: "\u{0}", omittingEmptySubsequences: false).dropFirst()
    return parts.map { part in
      // The number of the block ends with the line.
      var lines = part.split(separator: "\n", omittingEmptySubsequences: false).dropFirst()
      while lines.last?.isEmpty ?? false { lines = lines.dropLast() }
      return lines.joined(separator: "\n")
    }
  }

  // MARK: - Compiling

  private static func compile(
    _ program: ChapterProgram,
    _ library: BookLibrary,
    _ folder: ProgramFolder
  ) throws {
    let process = BoundedProcess(
      library.arguments(in: folder),
      in: folder.path,
      output: folder.file("compiler.out"),
      errors: folder.file("compiler.err"),
      environment: environment(folder),
      compiling
    )
    guard process.end != .status(0) else { return }
    let said = ["compiler.err", "compiler.out"]
      .map { String(decoding: folder.read($0) ?? [], as: UTF8.self) }.joined()
    let source = program.document.source
    var diagnostics = said.split(separator: "\n").compactMap {
      CompilerMessage(String($0), path: source.path ?? "chapter.md")
    }.map { message in
      Diagnostic(
        in: source,
        at: program.offset(line: message.line, column: message.column)
          ?? program.blocks[0].offset,
        message.text
      )
    }
    if diagnostics.isEmpty {
      let why = process.end == .late ? "it took more than \(Int(compiling.seconds)) s" : last(said)
      diagnostics = [
        Diagnostic(
          in: source,
          at: program.blocks[0].offset,
          "the chapter's Swift cannot be compiled: \(why)"
        )
      ]
    }
    throw Diagnostics(diagnostics)
  }

  // MARK: - Running

  private static func run(
    _ program: ChapterProgram,
    _ folder: ProgramFolder,
    _ seconds: Double
  ) throws -> String {
    let source = program.document.source
    let chapter = source.path ?? ""
    let running = BoundedProcess.Bounds(seconds: seconds, megabytes: megabytes)
    let process = BoundedProcess(
      [folder.file("program")],
      in: chapter.lastIndex(of: "/").map { String(chapter[..<$0]) } ?? ".",
      output: folder.file("program.out"),
      errors: folder.file("program.err"),
      environment: environment(folder),
      running
    )
    let output = String(decoding: folder.read("program.out") ?? [], as: UTF8.self)
    guard process.end != .status(0) else { return output }
    let said = String(decoding: folder.read("program.err") ?? [], as: UTF8.self)
    let reached = max(0, split(output).count - 1)
    let block = program.blocks[min(reached, program.blocks.count - 1)]
    let line = CrashReport(said).line(in: chapter)
    throw Diagnostics([
      Diagnostic(
        in: source,
        at: line.flatMap { program.offset(line: $0, column: 1) } ?? block.offset,
        "the chapter's Swift stopped: \(reason(process.end, said, running))",
        help: line == nil ? "it was in the block here, or before its output was written" : nil
      )
    ])
  }

  private static func reason(
    _ end: BoundedProcess.End,
    _ said: String,
    _ running: BoundedProcess.Bounds
  ) -> String {
    if let fatal = CrashReport(said).message { return fatal }
    switch end {
    case .late: return "it ran for more than \(Int(running.seconds)) s"
    case .signal(24), .signal(9): return "it used more than its time or memory"
    case .signal(25): return "it printed more than \(running.output) MB"
    case .signal(let signal): return "signal \(signal)"
    case .status(let status): return "status \(status)" + (said.isEmpty ? "" : ": \(last(said))")
    case .notStarted: return "it could not be started"
    }
  }

  private static func last(_ text: String) -> String {
    String(text.split(separator: "\n").last ?? "nothing was said")
  }

  /// The same variables everywhere: what a program prints depends on the chapter alone.
  private static func environment(_ folder: ProgramFolder) -> [String] {
    [
      "PATH=/usr/local/bin:/usr/bin:/bin", "HOME=\(folder.path)", "TMPDIR=\(folder.path)",
      "LC_ALL=C", "TZ=UTC", "SWIFT_DETERMINISTIC_HASHING=1",
      "SWIFT_BACKTRACE=enable=yes,color=no,interactive=no,registers=none,images=none,limit=20",
    ]
  }
}
