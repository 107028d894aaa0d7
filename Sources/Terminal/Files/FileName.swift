#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The names of files as text, whatever bytes they have.
///
/// A name on the disk is bytes. What in it is no UTF-8, or is a control character, is kept as a
/// scalar of its own for each byte (U+10FE00 to U+10FEFF, in the last private plane), so that the way
/// back leads to the same file; reports show it as `\xE9`.
package enum FileName {
  private static let base: UInt32 = 0x10FE00

  /// The byte that a scalar stands for; nil for a scalar that stands for itself.
  package static func byte(of scalar: Unicode.Scalar) -> UInt8? {
    scalar.value >= base && scalar.value < base + 256 ? UInt8(scalar.value - base) : nil
  }

  /// Returns the name with these bytes.
  package static func text(_ bytes: some Sequence<UInt8>) -> String {
    let bytes = Array(bytes)
    if bytes.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) {
      return String(decoding: bytes, as: UTF8.self)
    }
    var text = String.UnicodeScalarView()
    var parser = Unicode.UTF8.ForwardParser()
    // The parser says how much of invalid text it passed over, but not which bytes: it gets a copy.
    var rest = bytes[...]
    while true {
      var input = rest.makeIterator()
      switch parser.parseScalar(from: &input) {
      case .valid(let encoded):
        let scalar = Unicode.UTF8.decode(encoded)
        if scalar.value < 0x20 || scalar.value == 0x7F || byte(of: scalar) != nil {
          for byte in encoded { text.append(scalarOf(byte)) }
        } else {
          text.append(scalar)
        }
        rest = rest.dropFirst(encoded.count)
      case .error(let length):
        for byte in rest.prefix(length) { text.append(scalarOf(byte)) }
        rest = rest.dropFirst(length)
      case .emptyInput: return String(text)
      }
      parser = Unicode.UTF8.ForwardParser()
    }
  }

  private static func scalarOf(_ byte: UInt8) -> Unicode.Scalar {
    Unicode.Scalar(base + UInt32(byte)) ?? "\u{FFFD}"
  }

  /// Returns the name at a pointer of the C library.
  package static func text(_ pointer: UnsafePointer<CChar>) -> String {
    text(UnsafeBufferPointer(start: pointer, count: strlen(pointer)).map { UInt8(bitPattern: $0) })
  }

  /// The bytes of a name, as they are on the disk.
  package static func bytes(of text: String) -> [UInt8] {
    guard text.utf8.contains(0xF4) else { return Array(text.utf8) }
    return text.unicodeScalars.flatMap { scalar in
      byte(of: scalar).map { [$0] } ?? Array(UTF8.encode(scalar).map { Array($0) } ?? [])
    }
  }

  /// What stands after the program's name on the command line.
  package static var arguments: [String] {
    (1..<max(1, Int(CommandLine.argc))).compactMap {
      CommandLine.unsafeArgv[$0].map { text($0) }
    }
  }
}

extension String {
  /// Calls the C library with the path that this text names.
  ///
  /// A text with a NUL is no path; the C library would silently take what stands before it.
  package func withPath<Result>(_ body: (UnsafePointer<CChar>) throws -> Result) rethrows -> Result
  {
    var bytes = FileName.bytes(of: self).map { CChar(bitPattern: $0) }
    if bytes.contains(0) { bytes = [] }
    return try (bytes + [0]).withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { preconditionFailure("a path without bytes") }
      return try body(base)
    }
  }
}
