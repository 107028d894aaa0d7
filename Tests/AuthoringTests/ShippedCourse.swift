import Exercises
import Foundation

/// The course that ships, from the disk.
enum ShippedCourse {
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static let reader = CourseReader(
    path: root.appendingPathComponent("course.yml").path,
    files: CourseFiles(
      read: { [UInt8](try Data(contentsOf: URL(fileURLWithPath: $0))) },
      list: { folder in
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
          .filter { $0.hasSuffix(".md") }.map { "\(folder)/\($0)" }
      }
    )
  )
}
