import Exercises
import Formulas
import Markdown

/// Links, pictures and rubrics that lead nowhere.
struct LinkCheck: LintCheck {
  static let name = "links"
  static let summary = "a relative link, a picture, an anchor or a rubric that is not there"

  func findings(in chapter: Chapter, of subject: LintSubject) -> [LintFinding] {
    let source = chapter.document.source
    let path = source.path ?? ""
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    var targets = LinkTargets(chapter, subject, folder: folder)
    let links = Links(in: chapter.document).all.compactMap { link in
      targets.problem(of: link.target).map { message, help in
        LintFinding(Self.name, in: source, at: link.offset, message, help: help)
      }
    }
    let rubrics = chapter.exercises.flatMap { exercise in
      exercise.quantities.compactMap { quantity -> LintFinding? in
        guard case .human(let rubric) = quantity.kind, rubric.hasSuffix(".md"),
          !subject.exists(folder + rubric)
        else { return nil }
        return LintFinding(
          Self.name,
          in: source,
          at: quantity.offset,
          "there is no rubric at \(folder + rubric)",
          help: "write it, or put the words of the rubric here: human: \"one point for …\"",
          answer: quantity.declaration
        )
      }
    }
    return links + rubrics
  }
}

/// What the links of one chapter lead to: each file is looked at once, however many links name it.
private struct LinkTargets {
  private let subject: LintSubject
  private let folder: String
  private let own: Document
  /// By path; the path of the chapter itself is empty.
  private var anchors: [String: Set<String>?] = [:]
  private var isThere: [String: Bool] = [:]
  /// How many headings were compared with broken anchors.
  private(set) var comparisons = 0

  /// How many headings are compared, in all, to find those that were meant.
  private static let mostComparisons = 20_000

  init(_ chapter: Chapter, _ subject: LintSubject, folder: String) {
    own = chapter.document
    self.subject = subject
    self.folder = folder
  }

  mutating func problem(of target: String) -> (message: String, help: String?)? {
    let address = LinkAddress(target)
    guard !target.isEmpty, !address.isElsewhere else { return nil }
    var path = ""
    if !address.path.isEmpty {
      path = address.path.hasPrefix("/") ? String(address.path.dropFirst()) : folder + address.path
      guard exists(path) else { return ("the link leads to \(path), which is not there", nil) }
      guard address.path.hasSuffix(".md") else { return nil }
    }
    guard let wanted = address.anchor, !wanted.isEmpty, let anchors = anchors(at: path),
      !anchors.contains(wanted)
    else { return nil }
    comparisons += anchors.count
    return (
      "no heading has the anchor #\(wanted)",
      comparisons > Self.mostComparisons ? nil : NearMiss.help(wanted, among: anchors.sorted())
    )
  }

  private mutating func exists(_ path: String) -> Bool {
    if let known = isThere[path] { return known }
    let found = subject.exists(path)
    isThere[path] = found
    return found
  }

  /// The anchors of a chapter; nil for a file that cannot be read.
  private mutating func anchors(at path: String) -> Set<String>? {
    if let known = anchors[path] { return known }
    var document: Document? = own
    if !path.isEmpty {
      document = subject.read(path)
        .flatMap { try? SourceText($0, path: path, limits: .chapter) }
        .flatMap { try? Document(parsing: $0, limits: .chapter) }
    }
    let found = document.map { Anchors(of: $0).all }
    anchors[path] = .some(found)
    return found
  }
}
