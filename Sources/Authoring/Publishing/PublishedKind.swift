import Exercises
import Formulas

/// What is handed out beside chapters: pictures and data, known by their endings.
///
/// A list of what is allowed, because there are too many ways to write what is not: `.markdown`,
/// `.YML`, a program.
package enum PublishedKind {
  package static let pictures: Set<String> = [
    "png", "jpg", "jpeg", "gif", "svg", "webp", "avif", "bmp", "ico", "tif", "tiff", "pdf",
  ]
  package static let data: Set<String> = [
    "csv", "tsv", "txt", "dat", "json", "npy", "npz", "idx", "h5", "mat", "xlsx", "parquet",
  ]

  /// True if a file with this path is a picture or data; packed data too (`digits.csv.gz`).
  static func isAllowed(_ path: CoursePath) -> Bool {
    var endings = path.endings
    if endings.last == "gz" {
      endings.removeLast()
      // The names of MNIST: `train-images-idx3-ubyte.gz`.
      guard let inner = endings.last else { return path.text.hasSuffix("-ubyte.gz") }
      return data.contains(inner)
    }
    return endings.last.map { pictures.contains($0) || data.contains($0) } ?? false
  }

  private static let keys = ["yaml exercise", "yaml tests", "yaml waivers"].map { Array($0.utf8) }

  /// True if an exercise stands in a file, whatever it is called.
  static func holdsKey(_ bytes: [UInt8]) -> Bool {
    var position = 0
    while let found = bytes[position...].firstIndex(of: 0x79) {
      if keys.contains(where: { bytes[found...].starts(with: $0) }) { return true }
      position = found + 1
    }
    return false
  }
}
