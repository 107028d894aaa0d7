import Exercises
import Formulas
import Markdown

/// Decides which files that chapters link to are handed out, and says why others are not.
struct LinkedFiles {
  enum Verdict: Equatable {
    /// Handed out under this path.
    case file(CoursePath)
    case refused(String)
    /// No file of the course, or one that is published anyway.
    case elsewhere
  }

  private let disk: PublicationDisk
  /// The folder of the course as it is written, with a slash at its end, or nothing.
  private let folder: String
  /// The same from the root, without links.
  private let root: String
  private let chapters: Set<String>
  /// What is for authors, whatever it is called: rubrics that exercises name, `course.yml`.
  private let authors: Set<String>

  /// `authors`: Paths of further files that are never handed out.
  init(
    _ survey: CourseSurvey,
    folder: String,
    authors: [String],
    disk: PublicationDisk
  ) {
    self.disk = disk
    self.folder = folder
    root = disk.resolved(folder.isEmpty ? "." : folder) ?? ""
    chapters = Set(survey.chapters.compactMap(\.document.source.path).compactMap(disk.resolved))
    let rubrics = survey.chapters.flatMap { Self.rubrics(in: $0) }
    self.authors = Set((authors + rubrics).compactMap(disk.resolved))
  }

  /// The files that the rubrics of a chapter's exercises are, or name among their words.
  private static func rubrics(in chapter: Chapter) -> [String] {
    let base = Self.folder(of: chapter)
    return chapter.exercises.flatMap(\.quantities).flatMap { quantity -> [String] in
      guard case .human(let rubric) = quantity.kind else { return [] }
      let words = rubric.words.map { word in
        String(word.drop { "(\"'<[`".contains($0) }).trimmingEnd { ")\"'>]`,;:.".contains($0) }
      }
      return ([rubric] + words).filter { !$0.isEmpty }.map { base + $0 }
    }
  }

  static func folder(of chapter: Chapter) -> String {
    let path = chapter.document.source.path ?? ""
    return path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
  }

  /// True for a file that is for authors alone.
  func isForAuthors(_ path: String) -> Bool {
    disk.resolved(path).map(authors.contains) ?? false
  }

  /// The path of a file as it is handed out, seen from the course's folder.
  func name(of path: String) -> CoursePath {
    CoursePath(path.hasPrefix(folder) ? String(path.dropFirst(folder.count)) : path)
  }

  /// True if a file lies in the folder of the course after links are followed.
  func isInside(_ path: String) -> Bool {
    disk.resolved(path).flatMap(inner) != nil
  }

  /// The path below the root; nil if it lies elsewhere.
  private func inner(_ resolved: String) -> CoursePath? {
    let base = root == "/" ? root : "\(root)/"
    guard !root.isEmpty, resolved.hasPrefix(base) else { return nil }
    return CoursePath(String(resolved.dropFirst(base.count)))
  }

  /// `base`: The folder of the chapter that links, with a slash at its end.
  func verdict(on target: String, from base: String) -> Verdict {
    let address = LinkAddress(target)
    guard !address.path.isEmpty, !address.isElsewhere else { return .elsewhere }
    guard !address.path.hasPrefix("/") else { return .elsewhere }
    let path = base + address.path
    guard let resolved = disk.resolved(path) else { return .elsewhere }
    if chapters.contains(resolved), !authors.contains(resolved) { return .elsewhere }
    let written = name(of: path)
    guard let real = inner(resolved), !written.isOutside else {
      return .refused("it lies outside of the course")
    }
    // Both names count: that of the link and that of the file behind it.
    let names = [written, real]
    guard !authors.contains(resolved), !names.contains(where: \.isRubric) else {
      return .refused("it is for authors")
    }
    guard names.allSatisfy({ !$0.isHidden && !$0.hasControlCharacter }) else {
      return .refused("its name begins with a dot or holds a control character")
    }
    guard names.allSatisfy(PublishedKind.isAllowed) else {
      return .refused("it is neither a picture nor data")
    }
    guard let bytes = disk.read(path) else { return .refused("it is no file that can be read") }
    guard !PublishedKind.holdsKey(bytes) else { return .refused("an exercise stands in it") }
    return .file(written)
  }
}

extension String {
  /// The text without characters of a kind at its end.
  fileprivate func trimmingEnd(_ isPart: (Character) -> Bool) -> String {
    String(reversed().drop(while: isPart).reversed())
  }
}
