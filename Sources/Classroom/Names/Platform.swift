/// How learning platforms name what they hand out, as each of them documents it.
package enum Platform: String, Sendable, CaseIterable {
  case canvas, moodle, gradescope, blackboard, sakai, github

  /// The patterns of a platform's file names, the more telling ones first.
  private var patterns: [String] {
    switch self {
    // `doejane_LATE_4711_981234_hw1-1.md`: sortable name, user, submission; `-1` is a second upload.
    case .canvas:
      ["{student}_LATE_{number}_{digits}_{file}", "{student}_{number}_{digits}_{file}"]
    // `Jane Doe_4711_assignsubmission_file_/hw1.md`, or all in one name.
    case .moodle:
      [
        "{name}_{number}_assignsubmission_file_/{file}",
        "{name}_{number}_assignsubmission_file/{file}",
        "{name}_{number}_assignsubmission_file_{file}",
      ]
    // `assignment_12_export/submission_345678/hw1.md`; whose it is says submission_metadata.yml.
    case .gradescope: ["submission_{number}/{file}"]
    // `Homework 1_jdoe_attempt_2026-10-12-23-59-00_hw1.md`.
    case .blackboard:
      ["*_{student}_attempt_*-*-*-*-*-*_{file}", "*_{student}_attempt_*-*-*_{file}"]
    // `Doe, Jane(jdoe)/Submission attachment(s)/hw1.md`.
    case .sakai: ["{name}({student})/Submission attachment(s)/{file}"]
    // A folder of repositories is told by the names of assignments: see `NameReader`.
    case .github: []
    }
  }

  /// All patterns, parsed once.
  static let known: [(platform: Platform, pattern: NamePattern)] = allCases.flatMap { platform in
    platform.patterns.compactMap { text in (try? NamePattern(text)).map { (platform, $0) } }
  }
}
