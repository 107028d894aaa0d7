import Formulas

/// A path inside the folder of a course, without `.`, `..` and doubled slashes.
package struct CoursePath: Hashable, Sendable {
  /// The names on the way, the file's last.
  package let parts: [String]

  package var text: String { parts.joined(separator: "/") }

  /// A path as it is written; `..` above the first name stays, and leads outside.
  package init(_ text: String) {
    var parts: [String] = []
    for part in text.split(separator: "/").map(String.init) where part != "." {
      if part == "..", let last = parts.last, last != ".." {
        parts.removeLast()
      } else {
        parts.append(part)
      }
    }
    self.parts = parts
  }

  /// True for what no folder of a course can hold as a name of its own.
  package var isOutside: Bool { parts.isEmpty || parts[0] == ".." }

  /// True if a folder or the file is called rubrics, in any case, in the singular or with an ending.
  package var isRubric: Bool {
    parts.contains { part in
      let stem = part.lowercased().prefix { $0 != "." }
      return stem == "rubric" || stem == "rubrics"
    }
  }

  /// True if a name begins with a dot, as those of tools do.
  package var isHidden: Bool { parts.contains { $0.hasPrefix(".") } }

  /// The first control character in it, with which a list of paths could not be read back.
  package var hasControlCharacter: Bool {
    text.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F }
  }

  /// What stands behind the last dots, in lower case: `csv`, or `csv` and `gz`.
  package var endings: [String] {
    (parts.last ?? "").lowercased().split(separator: ".").dropFirst().map(String.init)
  }
}
