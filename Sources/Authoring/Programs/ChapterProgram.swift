import Exercises
import Formulas
import Markdown

/// The blocks of a chapter as one Swift program, from top to bottom.
struct ChapterProgram {
  let document: Document
  let blocks: [ProgramBlock]

  private var source: SourceText { document.source }
  private var path: String { source.path ?? "chapter.md" }

  /// What separates the outputs of blocks; no block prints it.
  static let separator = "\u{1}checker block "

  /// `main.swift`: each block with its place, so that the compiler speaks of the chapter's lines.
  var text: String {
    var lines = [
      "import Exercises", "import Matrices", "import Networks", "",
      "setvbuf(stdout, nil, _IOFBF, 1 << 16)",
    ]
    lines.insert(
      contentsOf: ["#if canImport(Glibc)", "import Glibc", "#else", "import Darwin", "#endif"],
      at: 0
    )
    for (number, block) in blocks.enumerated() {
      lines.append("print(\"\(Self.escapedSeparator)\(number)\"); fflush(stdout)")
      if block.kind == .table {
        lines.append(
          "let checkerTable\(number): ComputedTable = try { () throws -> ComputedTable in"
        )
      }
      lines.append(place(of: block))
      lines += block.lines.map { source.string(in: $0) }
      lines.append("#sourceLocation()")
      if block.kind == .table {
        lines.append("}()")
        lines.append("for line in checkerTable\(number).lines { print(line) }")
      }
      lines.append("fflush(stdout)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static let escapedSeparator = "\\u{1}checker block "

  private func place(of block: ProgramBlock) -> String {
    let line = block.lines.first.map { source.line(at: $0.lowerBound) } ?? 1
    let file = path.replacingBytes(of: "\\", with: "\\\\").replacingBytes(of: "\"", with: "\\\"")
    return "#sourceLocation(file: \"\(file)\", line: \(line))"
  }

  /// Everything that the output depends on but the compiler and the library: the code of the blocks,
  /// without their places, and the files that they read.
  func addContent(to hash: inout ContentHash, _ read: (String) -> [UInt8]?) {
    for block in blocks {
      hash.add(block.kind.rawValue)
      for line in block.lines { hash.add(source.string(in: line)) }
      for file in block.reads {
        hash.add(file)
        hash.add(read(file) ?? [])
      }
    }
  }

  /// The byte of a line and column that the compiler names; columns count bytes of the code.
  func offset(line: Int, column: Int) -> Int? {
    for block in blocks {
      for range in block.lines where source.line(at: range.lowerBound) == line {
        return min(range.lowerBound + max(0, column - 1), range.upperBound)
      }
    }
    return nil
  }
}

/// A 128-bit hash of contents, for telling whether something changed; not for secrets.
struct ContentHash {
  private var first: UInt64 = 0xCBF2_9CE4_8422_2325
  private var second: UInt64 = 0x9E37_79B9_7F4A_7C15

  mutating func add(_ text: String) { add(Array(text.utf8)) }

  /// Adds bytes and their number, so that "ab", "c" is not "a", "bc".
  mutating func add(_ bytes: [UInt8]) {
    mix(UInt64(bytes.count))
    bytes.withUnsafeBytes { buffer in
      var offset = 0
      while offset + 8 <= buffer.count {
        mix(buffer.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        offset += 8
      }
      var last: UInt64 = 0
      while offset < buffer.count {
        last = last << 8 | UInt64(buffer[offset])
        offset += 1
      }
      mix(last)
    }
  }

  private mutating func mix(_ word: UInt64) {
    first = (first ^ word) &* 0x0000_0100_0000_01B3
    first ^= first >> 29
    second = (second &+ word) &* 0xBF58_476D_1CE4_E5B9
    second ^= second >> 31
  }

  /// 32 hexadecimal digits.
  var text: String {
    [first, second].map { word in
      let digits = String(word, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }
}
