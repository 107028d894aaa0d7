import Testing

@testable import Markdown

struct SourceTextTests {
  @Test(
    "LF, CRLF and a lone CR end a line",
    arguments: [
      ("", [0]), ("a", [0]), ("a\n", [0]), ("a\nb", [0, 2]), ("a\r\nb", [0, 3]), ("a\rb", [0, 2]),
      ("\n\n", [0, 1]), ("\r\n\r\nx", [0, 2, 4]), ("a\n\rb", [0, 2, 3]),
    ]
  )
  func lineStarts(text: String, starts: [Int]) {
    #expect(SourceText(text).lineStarts == starts)
  }

  @Test("Lines are given without their endings")
  func rangeOfLine() {
    let source = SourceText("ab\r\nc\rd\n")
    #expect((1...3).map { source.string(in: source.rangeOfLine($0)) } == ["ab", "c", "d"])
  }

  @Test("Columns count bytes, editor columns UTF-16 units")
  func location() {
    let source = SourceText("x\né😀z")
    let place = source.location(at: 8)
    #expect(place == SourceLocation(line: 2, column: 7, editorColumn: 4))
    #expect(source.string(in: 8..<9) == "z")
    #expect(source.location(at: 9999).line == 2)
  }

  @Test("A byte order mark is removed and does not count")
  func byteOrderMark() throws {
    let source = try SourceText([0xEF, 0xBB, 0xBF] + Array("# x".utf8))
    #expect(source.byteOrderMarkLength == 3)
    #expect(source.location(at: 2) == SourceLocation(line: 1, column: 3, editorColumn: 3))
    #expect(source.encoding == .utf8 && source.notes.isEmpty)
    #expect(source.bytes.first == UInt8(ascii: "#"))
  }

  @Test("UTF-16 is read in both byte orders", arguments: [true, false])
  func utf16(isLittleEndian: Bool) throws {
    let units = Array("\u{FEFF}σ😀\n".utf16)
    let raw = units.flatMap { unit -> [UInt8] in
      let pair = [UInt8(truncatingIfNeeded: unit), UInt8(unit >> 8)]
      return isLittleEndian ? pair : pair.reversed()
    }
    let source = try SourceText(raw)
    #expect(String(decoding: source.bytes, as: UTF8.self) == "σ😀\n")
    #expect(source.encoding == .utf16)
    #expect(source.notes == ["read as UTF-16, because of its byte order mark"])
  }

  @Test("What is not UTF-8 is read as Windows-1252")
  func windows1252() throws {
    let source = try SourceText(Array("a\n".utf8) + [0x80, 0xD7, 0x96, 0xE9])
    #expect(String(decoding: source.bytes, as: UTF8.self) == "a\n€×–é")
    #expect(source.encoding == .windows1252)
    #expect(source.notes == ["read as Windows-1252, because line 2 is not UTF-8"])
  }

  @Test(
    "Only well-formed UTF-8 counts as such",
    arguments: [
      [0xC0, 0x80], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xC3],
      [0xF0, 0x9F, 0x98], [0xE2, 0x82, 0x41],
    ] as [[UInt8]]
  )
  func malformed(bytes: [UInt8]) throws {
    #expect(try SourceText(bytes).encoding == .windows1252)
  }

  @Test("A file with NUL bytes is refused")
  func binary() {
    let error = #expect(throws: SourceError.self) { try SourceText([0x61, 0x0A, 0x62, 0]) }
    #expect(error?.line == 2)
    #expect(error?.column == 2)
    #expect(
      error?.message
        == "found a NUL byte, allowed is plain text: this is no Markdown file; "
        + "export it as text in UTF-8"
    )
  }

  @Test("A file with control characters that is not UTF-8 is refused")
  func controls() {
    let error = #expect(throws: SourceError.self) { try SourceText([0x89, 0x50, 0x01]) }
    #expect(error?.message.hasPrefix("found a control character 1 byte") == true)
  }

  @Test("Exactly 1 MB of homework is read, one byte more is refused")
  func size() throws {
    let megabyte = [UInt8](repeating: UInt8(ascii: "x"), count: 1 << 20)
    #expect(try SourceText(megabyte).bytes.count == 1 << 20)
    let error = #expect(throws: SourceError.self) { try SourceText(megabyte + [0x78]) }
    #expect(
      error?.message == "found 1048577 bytes, allowed are up to 1048576: "
        + "leave out pasted output and embedded pictures, or split the file"
    )
    #expect(throws: Never.self) { try SourceText(megabyte + [0x78], limits: .chapter) }
  }

  @Test("Too many lines are refused")
  func lines() {
    let raw = [UInt8](repeating: 0x0A, count: 300_000)
    let error = #expect(throws: SourceError.self) { try SourceText(raw) }
    #expect(
      error?.message == "found 300000 lines, allowed are up to 200000: "
        + "leave out pasted output, or split the file"
    )
  }
}
