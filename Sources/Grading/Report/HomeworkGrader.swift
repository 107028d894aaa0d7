import Exercises
import Formulas
import Homework
import Markdown
import Matching
import Workers

/// Grades homework of one assignment: a pure function of the course and the homework.
package struct HomeworkGrader: Sendable {
  let assignment: Assignment
  private let settings: CourseSettings
  private let student: String?
  let questions: [(computation: ExerciseComputation, names: ExerciseNames)]
  /// For each question what others ask for of its network.
  private let shared: SharedNetworks
  private let vocabulary: Vocabulary
  private let headings: QuestionHeadings
  private let work: WorkChecker

  /// `student`: Whose numbers the assignment has, where students have numbers of their own.
  package init(_ assignment: Assignment, settings: CourseSettings, student: String? = nil) {
    self.student = student
    self.assignment = assignment
    self.settings = settings
    questions = assignment.questions.map { question in
      let computation = ExerciseComputation(question.exercise)
      return (computation, ExerciseNames(computation))
    }
    shared = SharedNetworks(assignment.questions.map(\.exercise))
    headings = QuestionHeadings(assignment)
    let givens = assignment.questions.flatMap { $0.exercise.givens }
    work = WorkChecker(
      reader: NumberReader(decimalMark: settings.decimalMark),
      exact: Set(givens.flatMap { $0.formula.formula.expression.numbers.map { abs($0) } }),
      names: questions.flatMap { $0.names.plainNames },
      givens: questions.reduce(into: [:]) { all, question in
        for (name, values) in question.names.givenValues where values.count == 1 {
          all[name, default: []] += values
        }
      },
      logarithm: settings.logarithm
    )
    vocabulary = Vocabulary(
      questions.flatMap(\.names.symbolTokens),
      phrases: questions.flatMap(\.names.longNames)
    )
  }

  /// The homework with its statements and tables, as far as it is read before it is graded.
  package func read(_ document: Document) -> Submission {
    Submission(document).read(with: vocabulary)
  }

  /// Grades a homework; the report is the same for any number of workers.
  ///
  /// `findsByValue`: False where nothing is judged, so that nobody learns what is right.
  package func grade(
    _ submission: Submission,
    workers: Workers = .one,
    findsByValue: Bool = true
  ) -> GradedHomework {
    let submission = submission.read(with: vocabulary)
    let (places, readers) = places(submission, workers)
    let retold = ConsistencyChecker(decimalMark: settings.decimalMark).findings(in: submission)
    let sections = openingMostMissing(readings(of: submission, places, readers, workers))
    let contradictions = retold + measured(sections, beside: retold, in: submission.source)
    let steps = work.steps(in: submission, known: known(sections))
    let broken = Set(steps.all.filter { $0.holds == false }.map(\.range))
    // Where a value was read, in any question.
    let taken = sections.flatMap(\.readings).filter(\.value.isSaid).map(\.span.range)
    let questions = workers.map(Array(assignment.questions.indices)) { index in
      let found =
        findsByValue ? lifted(index, of: submission, places, sections[index].readings, taken) : []
      return question(
        index,
        of: submission,
        places,
        sections[index].adding(found),
        sections,
        contradictions,
        broken
      )
    }
    return GradedHomework(
      source: submission.source,
      assignment: assignment.name,
      student: student,
      exercises: questions.map(\.exercise),
      work: steps.all,
      findings: questions.flatMap(\.findings) + contradictions
        + [steps.finding].compactMap { $0 } + hidden(submission)
        + misshapen(submission, beside: taken),
      diagnostics: diagnostics(submission),
      unreadLines: Self.merged(questions.flatMap(\.unreadLines) + outside(submission, places))
    )
  }

  /// What the homework says for quantities without keys, by their names.
  private func known(_ sections: [SectionReading]) -> [String: [Double]] {
    var known: [String: [Double]] = [:]
    for (section, question) in zip(sections, questions) {
      for reading in section.readings where reading.at.isEmpty && reading.numbers.count == 1 {
        let name = question.names.exercise.quantities[reading.quantity].name
        known[name, default: []].append(reading.numbers[0].value)
      }
    }
    return known
  }

  /// How a part of a homework was read, in words: a line for each value, with what its label names.
  ///
  /// `range`: The part, in bytes of the source.
  package func explanation(of submission: Submission, at range: Range<Int>) -> [String] {
    let submission = submission.read(with: vocabulary)
    let (places, readers) = places(submission, .one)
    let readings = readings(of: submission, places, readers)
    var lines: [String] = []
    for (passage, index) in zip(submission.passages, places.questions)
    where passage.range.overlaps(range) {
      guard let index else {
        lines.append("belongs to no question")
        continue
      }
      lines.append("in question \(assignment.questions[index].label)")
      lines += explainer(of: index, submission).lines(
        for: passage,
        at: range,
        readings[index].readings
      )
    }
    return lines
  }

  private func explainer(of index: Int, _ submission: Submission) -> LineExplainer {
    LineExplainer(
      questions[index].names,
      decimalMark: settings.decimalMark,
      source: submission.source
    )
  }

  /// How a homework was read: what every number of it is, and what speaks for each value that was read.
  package func echo(of submission: Submission) -> ReadingEcho {
    let submission = submission.read(with: vocabulary)
    let (places, readers) = places(submission, .one)
    let readings = readings(of: submission, places, readers).map(\.readings)
    let all = Array(readings.joined())
    var echo = ReadingEcho(decimalMark: settings.decimalMark)
    for (passage, index) in zip(submission.passages, places.questions) {
      echo.account.add(
        passage,
        names: index.map { questions[$0].names },
        readings: all,
        in: submission.source
      )
      guard let index else { continue }
      let explainer = explainer(of: index, submission)
      let own = readings[index].filter { passage.range.contains($0.span.range.lowerBound) }
      for reading in own {
        echo.evidence[reading.span.range] = explainer.evidence(for: reading, in: passage)
      }
    }
    return echo
  }

  /// How many values are tied to quantities: all of the reading, and none of the judgement.
  package func valueCount(_ submission: Submission) -> Int {
    let submission = submission.read(with: vocabulary)
    let (places, readers) = places(submission, .one)
    return readings(of: submission, places, readers).reduce(0) { $0 + $1.readings.count }
  }

  /// Where each question is answered, and the sections that were read to find out.
  private func places(
    _ submission: Submission,
    _ workers: Workers
  ) -> (QuestionPlaces, [Section: SectionReading]) {
    var readers = sectionReaders(submission, workers)
    let places = QuestionPlaces(submission, headings) { passages, question in
      let section = Section(passages: passages, question: question)
      let reader = readers[section] ?? self.reader(of: section, in: submission)
      readers[section] = reader
      return reader.evidence
    }
    return (places, readers)
  }

  private struct GradedQuestion: Sendable {
    let exercise: GradedExercise
    let findings: [Finding]
    let unreadLines: [ClosedRange<Int>]
  }

  /// Passages, read as the answer to a question.
  private struct Section: Hashable {
    let passages: Range<Int>
    let question: Int
  }

  /// The sections whose heading names a question by number, read by all workers at once.
  ///
  /// A first look at the headings tells which ones will be asked for.
  private func sectionReaders(
    _ submission: Submission,
    _ workers: Workers
  ) -> [Section: SectionReading] {
    var sections: [Section] = []
    _ = QuestionPlaces(submission, headings) { passages, question in
      let section = Section(passages: passages, question: question)
      if !sections.contains(section) { sections.append(section) }
      return .strong
    }
    // What no heading names is asked for piece by piece, and seldom by every question.
    sections.removeAll { $0.passages.count == 1 }
    let readers = workers.map(sections) { reader(of: $0, in: submission) }
    return Dictionary(zip(sections, readers), uniquingKeysWith: { first, _ in first })
  }

  private func reader(of section: Section, in submission: Submission) -> SectionReading {
    reader(
      of: Array(section.passages),
      section.question,
      in: submission,
      isEvidence: true
    )
  }

  /// `passages`: Their positions in the submission.
  private func reader(
    of passages: [Int],
    _ question: Int,
    in submission: Submission,
    isEvidence: Bool
  ) -> SectionReading {
    var reader = QuestionReader(
      submission,
      questions[question].computation,
      questions[question].names,
      headings,
      settings: settings,
      expectations: expectations(of: question, submission)
    )
    reader.read(passages)
    return SectionReading(reader, isEvidence: isEvidence)
  }

  /// What a homework says for each question.
  ///
  /// First what the passages of each say, once, and then what one borrows of another's.
  private func readings(
    of submission: Submission,
    _ places: QuestionPlaces,
    _ readers: [Section: SectionReading],
    _ workers: Workers = .one
  ) -> [SectionReading] {
    let all = Array(assignment.questions.indices)
    let own = workers.map(all) { ownReading($0, of: submission, places, readers) }
    return workers.map(all) { reading($0, of: submission, places, own) }
  }

  /// What a homework says for a question: its own passages, and for what is missing there the tables of others.
  ///
  /// `readings`: What the passages of each question say for it; nil for a question without any.
  private func reading(
    _ index: Int,
    of submission: Submission,
    _ places: QuestionPlaces,
    _ readings: [SectionReading?]
  ) -> SectionReading {
    var own = readings[index] ?? unplacedReading(index, of: submission, places, readings)
    guard assignment.questions.count > 1 else { return own }
    let read = Set(own.readings.map(\.quantity))
    let names = questions[index].names
    let unread = names.exercise.quantities.indices.filter { quantity in
      names.exercise.quantities[quantity].isAsked && !read.contains(quantity)
    }
    // `79400 parameters` above all headings: what no question has may hold what is missing.
    if !unread.isEmpty {
      let free = submission.passages.indices.filter { places.questions[$0] == nil }
      own = own.adding(
        unread: holders(of: unread, names, among: free.map { submission.passages[$0] }, submission)
      )
    }
    let missing = unread.filter(names.isComputed)
    guard !missing.isEmpty || read.count(where: names.isComputed) > 1 else { return own }
    // `The gradients are in the table below`, which stands under another question.
    let tables = submission.passages.indices.filter { passage in
      guard case .table(let table) = submission.passages[passage].kind,
        let owner = places.questions[passage], owner != index
      else { return false }
      return leavesNumbers(table, readings[owner], in: submission)
    }
    guard !tables.isEmpty else { return own }
    let found = borrowed(tables, for: index, of: submission, places, readings)
    let retold = RetoldValues(
      own.readings,
      found.readings.filter { names.isComputed($0.quantity) && read.contains($0.quantity) },
      name: { names.exercise.quantities[$0].name }
    )
    return own.adding(found.readings.filter { missing.contains($0.quantity) } + retold.same)
      .adding(findings: retold.findings)
  }

  /// What a question's passages say for it; nil if it has none.
  private func ownReading(
    _ index: Int,
    of submission: Submission,
    _ places: QuestionPlaces,
    _ readers: [Section: SectionReading]
  ) -> SectionReading? {
    let own = places.questions.indices.filter { places.questions[$0] == index }
    guard !own.isEmpty else { return nil }
    let range = (own.first ?? 0)..<((own.last ?? -1) + 1)
    let known =
      range.count == own.count ? readers[Section(passages: range, question: index)] : nil
    let reading =
      known
      ?? self.reader(
        of: own,
        index,
        in: submission,
        isEvidence: false
      )
    let others = places.passagesUnderOtherHeads(among: own) { head in
      let text = submission.passages[head].text
      return questions[index].names.speaks(in: text.string(0..<text.bytes.count))
    }
    return reading.demoting(others)
  }

  /// What the passages without a heading say for a question that no section answers: values that its
  /// names alone name.
  private func unplacedReading(
    _ index: Int,
    of submission: Submission,
    _ places: QuestionPlaces,
    _ readings: [SectionReading?]
  ) -> SectionReading {
    let rest = places.questions.indices.filter {
      places.arePlacedByContent[$0] && !submission.passages[$0].isHeading
    }
    let own =
      rest.isEmpty || assignment.questions.count == 1
      ? reader(of: [], index, in: submission, isEvidence: false)
      : borrowed(rest, for: index, of: submission, places, readings)
    // What is missing may stand under another question's heading, wherever its name is said with a number.
    let names = questions[index].names
    let all = Array(names.exercise.quantities.indices)
    return own.adding(unread: holders(of: all, names, among: submission.passages, submission))
  }

  /// What passages that are not a question's say for it, without what those say that they belong to.
  private func borrowed(
    _ passages: [Int],
    for index: Int,
    of submission: Submission,
    _ places: QuestionPlaces,
    _ readings: [SectionReading?]
  ) -> SectionReading {
    let others = Set(passages.compactMap { places.questions[$0] }).flatMap {
      readings[$0]?.readings.map(\.span.range) ?? []
    }
    return reader(
      of: passages,
      index,
      in: submission,
      isEvidence: false
    )
    .unplaced(beside: Set(others), certain: onlyMeasured(of: index))
  }

  /// What the values of a question's own passages answer that no label does.
  private func lifted(
    _ index: Int,
    of submission: Submission,
    _ places: QuestionPlaces,
    _ own: [Reading],
    _ taken: [Range<Int>]
  ) -> [Reading] {
    ValueLift(
      questions[index].names,
      decimalMark: settings.decimalMark,
      expectations: expectations(of: index, submission)
    ).readings(
      of: submission.passages.indices.filter { places.questions[$0] == index }
        .map { submission.passages[$0] },
      beside: own,
      taken: taken,
      in: submission.source
    )
  }

  private func expectations(of index: Int, _ submission: Submission) -> ExerciseJudge {
    ExerciseJudge(
      questions[index].computation,
      names: questions[index].names,
      readings: [],
      source: submission.source,
      settings: settings
    )
  }

  private func question(
    _ index: Int,
    of submission: Submission,
    _ places: QuestionPlaces,
    _ reader: SectionReading,
    _ sections: [SectionReading],
    _ contradictions: [Finding],
    _ broken: Set<Range<Int>>
  ) -> GradedQuestion {
    let unread =
      reader.unread + (places.lines[index] == nil ? unplaced(submission, places) : [])
    func build(
      _ computation: ExerciseComputation,
      _ names: ExerciseNames,
      _ readings: [Reading]
    ) -> ItemBuilder {
      let judge = ExerciseJudge(
        computation,
        names: names,
        readings: readings,
        definitions: reader.definitions,
        source: submission.source,
        settings: settings,
        brokenWork: broken
      )
      var builder = ItemBuilder(
        judge,
        settings: settings,
        isOnlyQuestion: assignment.questions.count == 1,
        candidates: reader.candidates,
        unread: unread
      )
      builder.build(contradictions: contradictions)
      return builder
    }
    func wrongCount(_ builder: ItemBuilder) -> Int {
      builder.items.count { $0.outcome == .wrong }
    }
    var builder = build(questions[index].computation, questions[index].names, reader.readings)
    // What is wrong may follow from what another question of the network asks for.
    if wrongCount(builder) > 0, let shared = shared.network(of: index),
      case let elsewhere = shared.readings(of: sections), !elsewhere.isEmpty
    {
      var other = build(shared.computation, shared.names, reader.readings + elsewhere)
      if wrongCount(other) < wrongCount(builder) {
        other.statements = other.statements.filter(shared.isOwn)
        other.findings = builder.findings
        builder = other
      }
    }
    let question = assignment.questions[index]
    // What a person reads anyway is not called unread.
    let hasReader = builder.items.contains { $0.outcome == .human }
    return GradedQuestion(
      exercise: GradedExercise(
        id: question.exercise.id,
        label: question.label,
        title: question.exercise.title,
        line: places.lines[index],
        items: builder.items,
        statements: builder.statements
      ),
      findings: reader.findings + builder.findings,
      unreadLines: hasReader ? [] : reader.unread.map { submission.source.lines(of: $0.span.range) }
    )
  }
}
