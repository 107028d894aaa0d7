import CZlib
import Testing

@testable import Datasets

struct IDXTests {
  /// Three images of 2×2 pixels, and their labels.
  private static let images: [UInt8] =
    [0, 0, 8, 3, 0, 0, 0, 3, 0, 0, 0, 2, 0, 0, 0, 2] + (0..<12).map { $0 * 20 }
  private static let labels: [UInt8] = [0, 0, 8, 1, 0, 0, 0, 3, 2, 0, 1]

  /// Bytes as a `.gz` file, packed by zlib itself.
  private static func packed(_ bytes: [UInt8]) -> [UInt8] {
    var stream = z_stream()
    deflateInit2_(
      &stream,
      6,
      Z_DEFLATED,
      31,
      8,
      Z_DEFAULT_STRATEGY,
      ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size)
    )
    defer { deflateEnd(&stream) }
    var input = bytes
    var output = [UInt8](repeating: 0, count: bytes.count + 100)
    input.withUnsafeMutableBufferPointer { input in
      output.withUnsafeMutableBufferPointer { output in
        stream.next_in = input.baseAddress
        stream.avail_in = UInt32(input.count)
        stream.next_out = output.baseAddress
        stream.avail_out = UInt32(output.count)
        _ = deflate(&stream, Z_FINISH)
      }
    }
    return Array(output.prefix(Int(stream.total_out)))
  }

  private func load(_ images: [UInt8], _ labels: [UInt8], outputs: Int = 3) throws(DataError)
    -> Rows
  {
    let content = ["/d/images": images, "/d/labels": labels]
    let files = DataFiles(folders: ["/d"], exists: { content[$0] != nil }) { content[$0] ?? [] }
    return try DataSource.idx(
      images: "images",
      labels: "labels",
      testImages: nil,
      testLabels: nil,
      classes: outputs
    ).load(files).rows
  }

  @Test("Images and labels, packed or not", arguments: [false, true])
  func rows(isPacked: Bool) throws {
    func file(_ bytes: [UInt8]) -> [UInt8] { isPacked ? Self.packed(bytes) : bytes }
    let rows = try load(file(Self.images), file(Self.labels))
    #expect(rows.labels == [2, 0, 1])
    #expect(rows.features.columns == 4)
    #expect((0..<4).map { rows.features[2, $0] } == [160, 180, 200, 220])
    // Dividing by 255 is the quotient itself, not a product with 1/255.
    let scaled = rows.scaled(.divided(by: 255)).features
    #expect(scaled[1, 3] == 140.0 / 255)
  }

  @Test("A truncated .gz, at whatever byte, is an error that says so")
  func truncated() {
    let packed = Self.packed(Self.images)
    for length in 3..<packed.count {
      do throws(DataError) {
        _ = try load(Array(packed.prefix(length)), Self.labels)
        Issue.record("no error at \(length)")
      } catch {
        #expect(error.message.hasPrefix("is truncated: its packed data ends after"), "\(length)")
        #expect(error.help == "copy the file again")
      }
    }
    var damaged = packed
    damaged[packed.count - 6] ^= 0xFF
    #expect(throws: DataError.self) { try load(damaged, Self.labels) }
  }

  @Test("Heads, lengths and labels that do not fit are errors")
  func errors() {
    func expect(_ images: [UInt8], _ labels: [UInt8], outputs: Int = 3, _ message: String) {
      do throws(DataError) {
        _ = try load(images, labels, outputs: outputs)
        Issue.record("no error: \(message)")
      } catch {
        #expect(error.message == message)
      }
    }
    let (images, labels) = (Self.images, Self.labels)
    expect(Array(images.dropLast()), labels, "is truncated: 11 of 3 × 2 × 2 = 12 values")
    expect(images + [1, 2], labels, "has 2 bytes after its 3 × 2 × 2 values")
    expect([1, 2, 3, 4], labels, "is no IDX file: it does not start with two zero bytes")
    expect(
      [0, 0, 13, 1, 0, 0, 0, 0],
      labels,
      "holds values of the IDX type 0x0d; only bytes (0x08) are read"
    )
    expect([0, 0, 8, 3, 0, 0], labels, "ends within its sizes")
    expect(labels, images, "holds a list; images have rows and columns")
    expect(images, images, "holds 3 × 2 × 2 values; labels are a list")
    expect(images, [0, 0, 8, 1, 0, 0, 0, 2, 0, 1], "2 labels for the 3 images of /d/images")
    expect(images, labels, outputs: 2, "the label 2 of row 1 is none of the 2 classes")
    expect(
      [0, 0, 8, 3, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255],
      labels,
      "says that it has 4294967295 × 4294967295 × 4294967295 values"
    )
  }

  @Test("A file that is nowhere names where it was looked for")
  func missing() {
    let files = DataFiles(folders: ["/a", "/b"], exists: { _ in false }) { _ in [] }
    do throws(DataError) {
      _ = try DataSource.named(.mnist).load(files)
      Issue.record("no error")
    } catch {
      #expect(
        error.message
          == "mnist/train-images-idx3-ubyte was not found, neither packed (.gz) nor plain; searched: /a, /b"
      )
    }
  }
}
