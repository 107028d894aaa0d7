import Terminal
import Testing

@testable import Checker

/// Names of files are bytes; as text they lead back to the same bytes.
struct FileNameTests {
  @Test(
    "every name keeps its bytes and is shown readably",
    arguments: [
      ([0x68, 0x77, 0x31], "hw1"),
      ([0xC3, 0xBC, 0x2E, 0x6D, 0x64], "ü.md"),
      ([0x68, 0xE9, 0x2E, 0x6D, 0x64], "h\\xE9.md"),
      ([0xE2, 0x82], "\\xE2\\x82"),
      ([0xED, 0xA0, 0x80], "\\xED\\xA0\\x80"),
      ([0x61, 0x0A, 0x62], "a\\x0Ab"),
      ([0x1B, 0x5B, 0x32, 0x4A], "\\x1B[2J"),
      ([0xF4, 0x8F, 0xB8, 0x81], "\\xF4\\x8F\\xB8\\x81"),
      ([0xF0, 0x9F, 0x98, 0x80], "😀"),
    ] as [([UInt8], String)]
  )
  func bytes(_ bytes: [UInt8], _ shown: String) {
    let text = FileName.text(bytes)
    #expect(FileName.bytes(of: text) == bytes)
    #expect(VisibleText.escaped(text) == shown)
  }

  @Test("every pair of bytes leads back")
  func pairs() {
    for first in 0...255 {
      for second in 0...255 {
        let bytes = [UInt8(first), UInt8(second)]
        #expect(FileName.bytes(of: FileName.text(bytes)) == bytes)
      }
    }
  }

  @Test("a text with a NUL names no file, and not the one before the NUL")
  func null() throws {
    let scratch = try Scratch()
    try scratch.write("secret", to: "key.yml")
    #expect(Files.exists("\(scratch.url.path)/key.yml"))
    #expect(!Files.exists("\(scratch.url.path)/key.yml\u{0}.png"))
  }
}
