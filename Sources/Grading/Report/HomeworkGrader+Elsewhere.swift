import Exercises
import Homework
import Matching

/// What may answer a question that its own passages do not answer: names with numbers elsewhere, and what nobody understood.
extension HomeworkGrader {
  /// The passages that say the name of one of some quantities, with a number or over the column of a table.
  func holders(
    of quantities: [Int],
    _ names: ExerciseNames,
    among passages: [Passage],
    _ submission: Submission
  ) -> [Span] {
    let holders = passages.filter { passage in
      switch passage.kind {
      case .text:
        guard passage.text.bytes.count < 4096 else { return false }
        let text = passage.text.string(0..<passage.text.bytes.count)
        return text.hasDigit && names.mentions(LabelTokens(text).tokens, among: quantities)
      case .table(let table):
        return Grid(table, in: submission.source).header.contains {
          names.mentions($0.tokens, among: quantities)
        }
      case .heading, .code: return false
      }
    }
    return holders.map { Span(text: submission.source.string(in: $0.range), range: $0.range) }
  }

  /// True if a table has numbers beside its row labels that its own question did not read.
  func leavesNumbers(
    _ table: WrittenTable,
    _ own: SectionReading?,
    in submission: Submission
  ) -> Bool {
    let taken = Set(own?.readings.map(\.span.range) ?? [])
    return Grid(table, in: submission.source).records.contains { row in
      row.dropFirst().contains { $0.text.hasDigit && !taken.contains($0.range) }
    }
  }

  /// What a question wants measured and no other question has a name for.
  func onlyMeasured(of index: Int) -> Set<Int> {
    let quantities = questions[index].names.exercise.quantities
    return Set(
      quantities.indices.filter { quantity in
        guard case .measured = quantities[quantity].kind else { return false }
        let label = LabelTokens(quantities[quantity].name).tokens
        return questions.indices.allSatisfy {
          $0 == index || questions[$0].names.quantitiesNamed(inFull: label).isEmpty
        }
      }
    )
  }

  /// Where hardly anything of a question was read, what no question understood may hold the rest: the
  /// homework is ordered in another way than the questions are, layer by layer.
  func openingMostMissing(_ sections: [SectionReading]) -> [SectionReading] {
    let unread = sections.map { section in
      section.unread.map(\.span).filter { $0.text.hasDigit }
    }
    return sections.enumerated().map { index, section in
      let quantities = questions[index].names.exercise.quantities
      let asked = quantities.indices.filter { quantities[$0].isAsked }
      let read = Set(section.readings.filter { $0.mood == .own }.map(\.quantity))
      guard section.unread.isEmpty, asked.count > 1,
        asked.count(where: read.contains) * 2 < asked.count
      else { return section }
      return section.adding(unread: Array(unread.joined()))
    }
  }

  /// The text that belongs to no question: a question without a section may be answered there.
  func unplaced(
    _ submission: Submission,
    _ places: QuestionPlaces
  ) -> [QuestionReader.Unread] {
    zip(submission.passages, places.questions).compactMap { passage, question in
      guard question == nil, !passage.isHeading else { return nil }
      let text = submission.source.string(in: passage.range)
      return QuestionReader.Unread(
        span: Span(text: text, range: passage.range),
        isProse: text.words.count >= 3
      )
    }
  }
}
