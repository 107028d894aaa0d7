import Foundation
import Testing

/// The tool as a user runs it: arguments in, output and exit status out.
struct Tool {
  let output: String
  let errors: String
  let status: Int32

  /// The package's folder.
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The binary beside the test bundle.
  static let binary: URL = {
    let products = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    let beside = products.appendingPathComponent("checker")
    if FileManager.default.isExecutableFile(atPath: beside.path) { return beside }
    return root.appendingPathComponent(".build/debug/checker")
  }()

  /// Runs the tool.
  ///
  /// `input`: What stands at the standard input, through a pipe; less than a pipe's buffer.
  /// `variables`: Variables of the environment that are set besides.
  init(
    _ arguments: [String],
    in folder: URL = Tool.root,
    input: String? = nil,
    variables: [String: String] = [:]
  ) throws {
    try self.init(Self.binary, arguments, in: folder, input: input, variables: variables)
  }

  /// Runs a script of the shell in which `$checker` is the tool.
  init(shell script: String, in folder: URL) throws {
    try self.init(
      URL(fileURLWithPath: "/bin/bash"),
      ["-c", script],
      in: folder,
      input: nil,
      variables: ["checker": Self.binary.path]
    )
  }

  private init(
    _ program: URL,
    _ arguments: [String],
    in folder: URL,
    input: String?,
    variables: [String: String]
  ) throws {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = folder
    var environment = ProcessInfo.processInfo.environment
    environment["COLUMNS"] = nil
    environment.merge(variables) { $1 }
    process.environment = environment
    // Files, not pipes: a report longer than a pipe's buffer would block.
    let scratch = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: scratch) }
    let outputFile = scratch.appendingPathComponent("out")
    let errorFile = scratch.appendingPathComponent("err")
    for file in [outputFile, errorFile] {
      try Data().write(to: file)
    }
    process.standardOutput = try FileHandle(forWritingTo: outputFile)
    process.standardError = try FileHandle(forWritingTo: errorFile)
    if let input {
      let pipe = Pipe()
      try pipe.fileHandleForWriting.write(contentsOf: Data(input.utf8))
      try pipe.fileHandleForWriting.close()
      process.standardInput = pipe
    }
    try process.run()
    process.waitUntilExit()
    output = String(decoding: try Data(contentsOf: outputFile), as: UTF8.self)
    errors = String(decoding: try Data(contentsOf: errorFile), as: UTF8.self)
    status = process.terminationStatus
  }
}

/// A folder for one test, gone after it.
final class Scratch {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent(
      "checker-\(UUID().uuidString)"
    )
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func write(_ text: String, to name: String) throws { try write(Data(text.utf8), to: name) }

  func write(_ data: Data, to name: String) throws {
    let file = url.appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(),
      withIntermediateDirectories: true
    )
    try data.write(to: file)
  }

  func data(_ name: String) throws -> Data {
    try Data(contentsOf: url.appendingPathComponent(name))
  }

  func text(_ name: String) throws -> String { String(decoding: try data(name), as: UTF8.self) }
}
