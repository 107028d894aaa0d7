import Homework

/// What a question's reader found in some passages.
package struct SectionReading: Sendable {
  package private(set) var readings: [Reading]
  package private(set) var candidates: [Reading]
  package private(set) var unread: [QuestionReader.Unread]
  package private(set) var findings: [Finding]
  package let definitions: StudentDefinitions
  /// What speaks for the question in the passages; empty where nobody asks.
  package let evidence: Evidence

  /// The same with what stands in some passages, counted in what was read, said under another head.
  package func demoting(_ passages: Set<Int>) -> SectionReading {
    guard !passages.isEmpty else { return self }
    var own = self
    for place in own.readings.indices
    where own.readings[place].mood == .own && passages.contains(own.readings[place].passage) {
      own.readings[place].mood = .unplaced
    }
    return own
  }

  /// The readings alone, none of which can be wrong, without those that another question has.
  ///
  /// `certain`: Quantities that only this question asks for: what is said of them is said for it.
  package func unplaced(beside others: Set<Range<Int>>, certain: Set<Int>) -> SectionReading {
    var own = self
    own.readings = readings.filter { !others.contains($0.span.range) && !$0.isGuessed }.map {
      var reading = $0
      if reading.mood != .own || !certain.contains(reading.quantity) { reading.mood = .unplaced }
      return reading
    }
    own.candidates = []
    own.unread = []
    own.findings = []
    return own
  }

  /// The same with text that may hold what is missing.
  package func adding(unread spans: [Span]) -> SectionReading {
    guard !spans.isEmpty else { return self }
    var own = self
    own.unread += spans.map { QuestionReader.Unread(span: $0, isProse: false) }
    return own
  }

  /// The same with readings from elsewhere.
  package func adding(_ others: [Reading]) -> SectionReading {
    guard !others.isEmpty else { return self }
    var own = self
    own.readings += others
    return own
  }

  /// The same with what its values contradict elsewhere.
  package func adding(findings others: [Finding]) -> SectionReading {
    guard !others.isEmpty else { return self }
    var own = self
    own.findings += others
    return own
  }

  package init(_ reader: QuestionReader, isEvidence: Bool) {
    readings = reader.readings
    candidates = reader.candidates
    unread = reader.unread
    findings = reader.findings
    definitions = reader.definitions
    evidence = Evidence(
      named: reader.named,
      right: isEvidence ? reader.right : [],
      restated: reader.restatedCount + reader.settingCount
    )
  }
}
