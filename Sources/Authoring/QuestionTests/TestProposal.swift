import Exercises
import Formulas
import Grading

/// A first set of tests for one exercise.
struct TestProposal {
  /// A test as its author would write it.
  struct Draft {
    let name: String
    let answer: [String]
    let gets: [(title: String, outcome: String)]

    /// The lines of the test in a `yaml tests` block.
    var yaml: [String] {
      var lines = ["\(Self.quoted(name)):", "  answer: |"]
      lines += answer.map { $0.isEmpty ? "" : "    \($0)" }
      if gets.count == 1, gets[0].title.isEmpty {
        lines.append("  gets: \(gets[0].outcome)")
      } else {
        lines.append("  gets:")
        lines += gets.map { "    \(Self.quoted($0.title)): \(Self.quoted($0.outcome))" }
      }
      return lines
    }

    private static func quoted(_ text: String) -> String {
      let isPlain = text.unicodeScalars.allSatisfy {
        $0.properties.isAlphabetic || $0.properties.numericType != nil || $0 == " " || $0 == "_"
      }
      if isPlain, text.first?.isLetter ?? false { return text }
      return "'\(text.replacing("'", with: "''"))'"
    }
  }

  let exercise: Exercise
  private(set) var tests: [Draft] = []

  private let settings: CourseSettings
  private let benches: [ExerciseBench]
  private static let students = 100
  private static let mostMistakes = 5

  init(_ exercise: Exercise, settings: CourseSettings) {
    self.exercise = exercise
    self.settings = settings
    var benches = [ExerciseBench(exercise, tests: [], settings: settings)]
    if exercise.isVaried {
      benches += (0..<Self.students).compactMap { seed in
        (try? exercise.variant(for: VariantSweep.student(seed), assignment: "")).map {
          ExerciseBench($0, tests: [], settings: settings)
        }
      }
    }
    self.benches = benches
    guard !layout.lines.isEmpty else { return }
    propose("right", "correct") { "{= \($0.reference)}" }
    proposeLong()
    proposeSingles()
    proposeCarried()
    proposeMistakes()
  }

  // MARK: - Layout

  /// An asked value in one cell, and how a template names it.
  private struct Slot {
    let quantity: ExerciseQuantity
    let keys: [KeyValue]

    var reference: String {
      let plain = quantity.name.utf8.allSatisfy { byte in
        (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A || byte >= 0x30 && byte <= 0x39
          || byte == 0x5F
      }
      let name = plain ? quantity.name : "`\(quantity.name)`"
      guard !keys.isEmpty else { return name }
      let bindings = keys.map { "\($0.key): \(DecimalText.shortest($0.value))" }
      return "\(name)(\(bindings.joined(separator: ", ")))"
    }

    var title: String {
      quantity.name + ExerciseBench.place(keys)
    }

    /// True for what is computed from single numbers.
    var isNumeric: Bool {
      if case .value(_, .shape) = quantity.kind { false } else { true }
    }
  }

  /// The slots of a homework with everything that is computed, and the lines around them.
  private struct Layout {
    var lines: [Line] = []

    enum Line {
      case text(String)
      /// `name = value`
      case value(Slot)
      /// A row of a table: the texts of its keys, then its values.
      case row([String], [Slot])
    }

    var slots: [Slot] {
      lines.flatMap { line -> [Slot] in
        switch line {
        case .text: []
        case .value(let slot): [slot]
        case .row(_, let slots): slots
        }
      }
    }

    /// The layout with some of the slots alone.
    func holding(_ isShown: (Slot) -> Bool) -> Layout {
      var kept = Layout()
      for (index, line) in lines.enumerated() {
        switch line {
        case .text: kept.lines.append(line)
        case .value(let slot): if isShown(slot) { kept.lines.append(line) }
        case .row(let keys, let slots):
          // The header and its rule have no slots; they stay if a row of theirs does.
          let rows = slots.isEmpty ? rows(after: index) : slots
          guard rows.contains(where: isShown) else { continue }
          kept.lines.append(.row(keys, slots))
        }
      }
      return kept
    }

    private func rows(after index: Int) -> [Slot] {
      var slots: [Slot] = []
      for line in lines[index...] {
        guard case .row(_, let own) = line else { break }
        slots += own
      }
      return slots
    }

    func written(_ text: (Slot) -> String) -> [String] {
      let all = lines.map { line in
        switch line {
        case .text(let text): text
        case .value(let slot): "- \(slot.quantity.name) = \(text(slot))"
        case .row(let keys, let slots):
          "| " + (keys + slots.map(text)).joined(separator: " | ") + " |"
        }
      }
      return Array(all.drop(while: \.isEmpty).reversed().drop(while: \.isEmpty).reversed())
    }
  }

  private var layout: Layout {
    let bench = benches[0]
    var layout = Layout()
    var tables: [[String]] = []
    let asked = exercise.quantities.filter { quantity in
      if case .value = quantity.kind { return quantity.isAsked }
      return false
    }
    for quantity in asked {
      let names = quantity.keys.map(\.name)
      guard !names.isEmpty else {
        layout.lines.append(.value(Slot(quantity: quantity, keys: [])))
        continue
      }
      guard !tables.contains(names) else { continue }
      tables.append(names)
      let columns = asked.filter { $0.keys.map(\.name) == names }
      layout.lines.append(.text(""))
      layout.lines.append(.row(names + columns.map(\.name), []))
      layout.lines.append(.row(names.map { _ in "---" } + columns.map { _ in "---" }, []))
      for keys in bench.cells(of: quantity) {
        layout.lines.append(
          .row(
            keys.map { DecimalText.shortest($0.value) },
            columns.map { Slot(quantity: $0, keys: keys) }
          )
        )
      }
      layout.lines.append(.text(""))
    }
    return layout
  }

  // MARK: - Trying

  /// The items that an answer gets with each set of numbers; nil if it cannot be written.
  private func graded(_ lines: [String], _ bench: ExerciseBench) -> [GradedItem]? {
    let text = lines.joined(separator: "\n") + "\n"
    guard let template = try? AnswerTemplate(text, notation: settings.notation) else { return nil }
    let test = QuestionTest(name: "", answer: template, expectations: [], offset: 0)
    let run = QuestionTestRun(test, on: bench)
    return run.failures.isEmpty ? run.items : nil
  }

  /// True if a draft gets what it says with every set of numbers.
  private func holds(_ draft: Draft) -> Bool {
    benches.allSatisfy { bench in
      guard let items = graded(draft.answer, bench) else { return false }
      return draft.gets.allSatisfy { title, wanted in
        let meant = items.filter { item in
          title.isEmpty ? !bench.namesForPersons.contains(item.name) : item.title == title
        }
        return !meant.isEmpty
          && meant.allSatisfy { item in
            let got = item.mistake.map { "\(item.outcome.rawValue): \($0)" }
            return (got ?? item.outcome.rawValue).hasPrefix(wanted)
          }
      }
    }
  }

  private mutating func add(_ draft: Draft) {
    if holds(draft) { tests.append(draft) }
  }

  /// Proposes an answer in which every value is written alike; what else is asked for is missing.
  private mutating func propose(
    _ name: String,
    _ outcome: String,
    _ text: (Slot) -> String
  ) {
    let slots = layout.slots
    let lines = layout.written(text)
    let isAll = exercise.quantities.allSatisfy { quantity in
      guard quantity.isAsked else { return true }
      switch quantity.kind {
      case .value, .human: return true
      case .letters, .formula, .measured: return false
      }
    }
    add(
      Draft(
        name: name,
        answer: lines,
        gets: isAll
          ? [("", outcome)] : Set(slots.map(\.title)).sorted().map { ($0, outcome) }
      )
    )
  }

  // MARK: - Kinds

  /// The single slots that a test is about: the first of each declared answer, numbers only.
  private var leads: [Slot] {
    var seen: Set<Int> = []
    return layout.slots.filter { slot in
      guard let value = try? benches[0].value(of: slot.quantity, at: slot.keys),
        let number = value.number, number != 0
      else { return false }
      return seen.insert(slot.quantity.offset).inserted
    }
  }

  private mutating func proposeLong() {
    // One number of each answer says enough.
    let shown = Set(leads.map(\.title))
    guard !shown.isEmpty else { return }
    add(
      Draft(
        name: "with all digits",
        answer: layout.holding { shown.contains($0.title) }
          .written { "{= \($0.reference) | 12 digits}" },
        gets: shown.sorted().map { ($0, "correct") }
      )
    )
  }

  /// One value that is cut, and one with too few digits.
  private mutating func proposeSingles() {
    for (name, outcome, formats) in [
      ("cut instead of rounded", "truncated", Self.cutFormats),
      ("too few digits", "coarse", Self.coarseFormats),
    ] {
      search: for slot in leads {
        for format in formats(slot.quantity.precision) {
          let draft = Draft(
            name: name,
            answer: written(only: slot, "{= \(slot.reference) | \(format)}"),
            gets: [(slot.title, outcome)]
          )
          if holds(draft) {
            tests.append(draft)
            break search
          }
        }
      }
    }
  }

  private static func cutFormats(_ precision: Precision) -> [String] {
    switch precision {
    case .decimals(let count): ["\(count) decimals cut"]
    case .digits(let count): ["\(count) digits cut"]
    case .ofChange: (3...8).map { "\($0) digits cut" }
    default: []
    }
  }

  private static func coarseFormats(_ precision: Precision) -> [String] {
    switch precision {
    case .decimals(let count): (1..<max(2, count)).reversed().map { "\($0) decimals" }
    case .digits(let count): (1..<max(2, count)).reversed().map { "\($0) digits" }
    default: (2...6).reversed().map { "\($0) digits" }
    }
  }

  /// The lines of an answer that holds one value alone.
  private func written(only slot: Slot, _ text: String) -> [String] {
    guard !slot.keys.isEmpty else { return ["\(slot.quantity.name) = \(text)"] }
    let names = slot.keys.map(\.key) + [slot.quantity.name]
    let values = slot.keys.map { DecimalText.shortest($0.value) } + [text]
    return [
      "| " + names.joined(separator: " | ") + " |",
      "|" + names.map { _ in " --- |" }.joined(),
      "| " + values.joined(separator: " | ") + " |",
    ]
  }

  /// A wrong value, and one that follows from it.
  private mutating func proposeCarried() {
    let plain = layout.slots.filter(\.keys.isEmpty)
    for (index, slot) in plain.enumerated() {
      for other in plain[..<index].reversed() {
        let wrong = "1.13*\(other.reference)"
        let draft = Draft(
          name: "carried",
          answer: [
            "- \(other.quantity.name) = {= \(wrong) | 6 digits}",
            "- \(slot.quantity.name) = {= \(slot.reference) after \(other.reference) = \(wrong)}",
          ],
          gets: [(other.title, "wrong"), (slot.title, "carried")]
        )
        if holds(draft) {
          tests.append(draft)
          return
        }
      }
    }
  }

  /// The known mistakes that a report names, made everywhere.
  private mutating func proposeMistakes() {
    var messages: [String] = []
    for mutant in benches[0].table.groups.flatMap(\.mutants).sorted(by: { $0.rank < $1.rank })
    where mutant.rank <= 0 && !messages.contains(mutant.message) {
      messages.append(mutant.message)
    }
    for message in messages {
      guard tests.count < Self.mostMistakes + 5 else { return }
      if let draft = mistake(message), holds(draft) { tests.append(draft) }
    }
  }

  private func mistake(_ message: String) -> Draft? {
    let groups = benches[0].table.groups
    var changed: Set<String> = []
    var known: Set<String> = []
    for group in groups {
      for (index, target) in group.targets.enumerated() {
        let mutants = group.mutants.filter { $0.message == message }
        guard let widest = mutants.max(by: { $0.extent < $1.extent }) else { continue }
        known.insert(target.title)
        if target.isChanged(widest.values[index]) { changed.insert(target.title) }
      }
    }
    // As few numbers as make the report name it.
    let slots = layout.slots.filter { changed.contains($0.title) }
    // One number alone may be explained otherwise with some student's numbers.
    let fewest = exercise.isVaried ? 2 : 1
    for count in [1, 2, 4, 8, slots.count] where count >= fewest && count <= slots.count {
      let shown = Set(slots.prefix(count).map(\.title))
      let lines = layout.holding { shown.contains($0.title) }.written { slot in
        known.contains(slot.title) && slot.isNumeric
          ? "{= \(slot.reference) with \(message)}" : "{= \(slot.reference)}"
      }
      guard let items = graded(lines, benches[0]) else { return nil }
      let named = items.first { item in
        shown.contains(item.title) && item.outcome == .wrong
          && (item.mistake?.has(message) ?? false)
      }
      guard let named else { continue }
      return Draft(name: message, answer: lines, gets: [(named.title, "wrong: \(message)")])
    }
    return nil
  }
}
