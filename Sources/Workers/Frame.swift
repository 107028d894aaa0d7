#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Lists of fields on a pipe: their number, then the length of each before its bytes.
package enum Frame {
  package enum ReadError: Error {
    /// The other side is gone, or sends no frame.
    case ended
    /// It did not come in time.
    case late
  }

  private static let mostFields = 16
  private static let mostBytes = 256 << 20

  /// Writes fields; false if nobody reads them.
  package static func write(_ fields: [[UInt8]], to descriptor: Int32) -> Bool {
    var bytes = header(fields.count)
    for field in fields { bytes += header(field.count) + field }
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        rawWrite(descriptor, buffer.baseAddress.map { $0 + written }, bytes.count - written)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      written += count
    }
    return true
  }

  private static func header(_ number: Int) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
  }

  static func rawWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    guard let bytes else { return 0 }
    #if canImport(Darwin)
      return Darwin.write(descriptor, bytes, count)
    #elseif canImport(Musl)
      return Musl.write(descriptor, bytes, count)
    #else
      return Glibc.write(descriptor, bytes, count)
    #endif
  }

  /// Reads frames from a pipe.
  package struct Reader {
    private let descriptor: Int32

    package init(_ descriptor: Int32) { self.descriptor = descriptor }

    /// The next frame.
    ///
    /// `patience`: The seconds that are left; nil to wait for ever.
    package mutating func read(
      within patience: (() -> Double)? = nil
    ) throws(ReadError) -> [[UInt8]] {
      let count = try number(patience)
      guard count <= Frame.mostFields else { throw .ended }
      var fields: [[UInt8]] = []
      for _ in 0..<count {
        let length = try number(patience)
        guard length <= Frame.mostBytes else { throw .ended }
        fields.append(try bytes(length, patience))
      }
      return fields
    }

    private func number(_ patience: (() -> Double)?) throws(ReadError) -> Int {
      try bytes(4, patience).reversed().reduce(0) { $0 << 8 | Int($1) }
    }

    private func bytes(_ count: Int, _ patience: (() -> Double)?) throws(ReadError) -> [UInt8] {
      var bytes = [UInt8](repeating: 0, count: count)
      var filled = 0
      while filled < count {
        if let patience {
          var poll = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
          let ready = Self.wait(&poll, patience())
          if ready < 0, errno == EINTR { continue }
          guard ready > 0 else { throw .late }
        }
        let got = bytes.withUnsafeMutableBytes { buffer in
          buffer.baseAddress.map { Self.rawRead(descriptor, $0 + filled, count - filled) } ?? 0
        }
        if got < 0, errno == EINTR { continue }
        guard got > 0 else { throw .ended }
        filled += got
      }
      return bytes
    }

    private static func wait(_ descriptor: inout pollfd, _ seconds: Double) -> Int32 {
      poll(&descriptor, 1, Int32(min(seconds * 1000, 1e9).rounded(.up)))
    }

    private static func rawRead(
      _ descriptor: Int32,
      _ bytes: UnsafeMutableRawPointer,
      _ count: Int
    ) -> Int {
      #if canImport(Darwin)
        Darwin.read(descriptor, bytes, count)
      #elseif canImport(Musl)
        Musl.read(descriptor, bytes, count)
      #else
        Glibc.read(descriptor, bytes, count)
      #endif
    }
  }
}
