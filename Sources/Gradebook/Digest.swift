import CDigest

/// The SHA-256 of bytes, as `sha256sum` prints it.
package enum Digest {
  package static func sha256(_ bytes: [UInt8]) -> String {
    var text = [CChar](repeating: 0, count: 65)
    bytes.withUnsafeBufferPointer { buffer in
      _ = SHA256Data(buffer.baseAddress, buffer.count, &text)
    }
    return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
