import Exercises
import Homework
import Markdown
import Matching

/// What is said of a homework as a whole, whatever its questions are.
extension HomeworkGrader {
  /// Values that the page does not show: no answer is read from them, and a person should know.
  func hidden(_ submission: Submission) -> [Finding] {
    guard !submission.hidden.isEmpty else { return [] }
    return [
      Finding(
        .hidden,
        "what stands here is not shown on the page: no answer is read from it",
        at: submission.hidden
      )
    ]
  }

  /// Costs that are written down with a slip, where no question asks for them.
  func misshapen(_ submission: Submission, beside read: [Range<Int>]) -> [Finding] {
    CrossEntropyForm.findings(in: submission).filter { finding in
      !finding.places.contains { place in read.contains { $0.overlaps(place) } }
    }
  }

  /// What was measured for the same question and does not go together, where nothing else says so.
  func measured(
    _ sections: [SectionReading],
    beside known: [Finding],
    in source: SourceText
  ) -> [Finding] {
    sections.enumerated().flatMap { index, section in
      MeasuredAgreement(questions[index].names.exercise, section.readings, in: source).findings
        + retold(index, section.readings)
    }
    .filter { finding in
      !known.contains { other in
        other.places.contains { place in finding.places.first.map(place.overlaps) ?? false }
      }
    }
  }

  /// What a summary of measured values says otherwise than the logs and tables that it is made of.
  private func retold(_ index: Int, _ readings: [Reading]) -> [Finding] {
    let exercise = questions[index].names.exercise
    let measured = readings.filter { reading in
      if case .measured = exercise.quantities[reading.quantity].kind { return reading.mood == .own }
      return false
    }
    return RetoldValues.summaries(among: measured) { exercise.quantities[$0].name }
  }

  /// The lines of text that belong to no question; headings are not meant to be read.
  func outside(_ submission: Submission, _ places: QuestionPlaces) -> [ClosedRange<Int>] {
    zip(submission.passages, places.questions).compactMap { passage, question in
      guard question == nil else { return nil }
      if case .heading = passage.kind { return nil }
      return passage.lines
    }
  }

  func diagnostics(_ submission: Submission) -> [Diagnostic] {
    let source = submission.source
    return source.notes.map { Diagnostic(.note, path: source.path, message: $0) }
      + submission.document.notes.map {
        Diagnostic(.note, in: source, at: $0.range.lowerBound, $0.message)
      }
  }

  static func merged(_ ranges: [ClosedRange<Int>]) -> [ClosedRange<Int>] {
    var merged: [ClosedRange<Int>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = merged.last, range.lowerBound <= last.upperBound + 1 {
        merged[merged.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
      } else {
        merged.append(range)
      }
    }
    return merged
  }
}
