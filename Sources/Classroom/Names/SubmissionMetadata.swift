import Markdown
import Yaml

/// Gradescope's `submission_metadata.yml`: whose the folders `submission_345678` are.
package struct SubmissionMetadata: Sendable {
  package static let fileName = "submission_metadata.yml"

  /// What names the submitters of each folder: their numbers, addresses and names.
  private let submitters: [String: [String]]

  /// - Throws: A `Diagnostic` if it is not YAML.
  package init(_ bytes: [UInt8], path: String) throws(Diagnostic) {
    let source = SourceText(String(decoding: bytes, as: UTF8.self))
    let whole = 0..<source.bytes.count
    guard case .mapping(let folders)? = try YamlParser.parse(lines: [whole], of: source)?.content
    else {
      throw Diagnostic(path: path, message: "says of no submission whose it is")
    }
    var submitters: [String: [String]] = [:]
    for folder in folders {
      guard case .sequence(let people)? = folder.value.entry(":submitters")?.content else {
        continue
      }
      // A group's homework is its first submitter's; the others are named, too.
      submitters[folder.key] = people.flatMap { person in
        [":sid", ":email", ":name"].compactMap { person.entry($0)?.scalar }.filter { !$0.isEmpty }
      }
    }
    self.submitters = submitters
  }

  /// What names the student of a file, from its path; empty if the file says nothing of it.
  package func students(of path: String) -> [String] {
    path.split(separator: "/").lazy.compactMap { submitters[String($0)] }.first ?? []
  }
}
