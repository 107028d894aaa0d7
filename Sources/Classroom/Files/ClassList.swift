import Markdown

/// All that a class handed in: which file counts for whom, and what is nobody's.
package struct ClassList: Sendable {
  /// Files that count, by student and assignment.
  package private(set) var current: [HandIn] = []
  /// Files before which a newer one of the same student counts, with that one's path.
  package private(set) var older: [(file: HandIn, newer: String)] = []
  /// Files that belong to nobody or to no assignment, with the reason.
  package private(set) var strays: [HandIn] = []

  /// Sorts files by whose they are.
  ///
  /// - Parameters:
  ///   - files: The files, each with what its name and its front matter say.
  ///   - roster: Who is in the class; without one every name is a student.
  ///   - assignment: The assignment of files that name none; nil if there are several.
  package init(_ files: [HandIn], roster: Roster?, assignment: String?) {
    var byOwner: [Owner: [HandIn]] = [:]
    for var file in files {
      file.assignment = file.assignment ?? file.name.assignment ?? assignment
      Self.resolveStudent(&file, roster)
      guard file.problem == nil, let student = file.student, let assignment = file.assignment else {
        file.problem = file.problem ?? Self.problem(file)
        strays.append(file)
        continue
      }
      byOwner[Owner(student: student, assignment: assignment), default: []].append(file)
    }
    for files in byOwner.values {
      let sorted = files.sorted(by: Self.isOlder)
      guard let newest = sorted.last else { continue }
      current.append(newest)
      older += sorted.dropLast().map { ($0, newest.path) }
    }
    current.sort {
      ($0.assignment ?? "", $0.student ?? "") < ($1.assignment ?? "", $1.student ?? "")
    }
    older.sort { $0.file.path < $1.file.path }
    strays.sort { $0.path < $1.path }
  }

  /// Leaves only the files for which a condition holds.
  mutating func keep(where isKept: (HandIn) -> Bool) {
    current = current.filter(isKept)
    older = older.filter { isKept($0.file) }
    strays = strays.filter(isKept)
  }

  private struct Owner: Hashable {
    let student: String
    let assignment: String
  }

  private static func resolveStudent(_ file: inout HandIn, _ roster: Roster?) {
    let named = (file.student.map { [$0] } ?? []) + file.name.students
    guard let roster else {
      file.student = named.first
      return
    }
    file.student = roster.student(named: named)?.id
    if file.student == nil, let first = named.first {
      file.problem = "\"\(first)\" is nobody of the roster"
    }
  }

  private static func problem(_ file: HandIn) -> String {
    file.student == nil
      ? "the name says of no student whose it is" : "the name says of no assignment which it is"
  }

  /// The order in time: the date, then the count of uploads, then the name.
  private static func isOlder(_ first: HandIn, _ second: HandIn) -> Bool {
    if first.name.attempt != second.name.attempt { return first.name.attempt < second.name.attempt }
    if let one = first.date, let other = second.date, one != other { return one < other }
    return first.path < second.path
  }
}
