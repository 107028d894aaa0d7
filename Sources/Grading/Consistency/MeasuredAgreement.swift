import Exercises
import Formulas
import Homework
import Markdown
import Matching

/// What was measured for one question, against each other: the best of several runs, errors and successes against the
/// accuracy, F1 against precision and recall.
///
/// It compares what was read for answers that the exercise names, so the numbers of no other run come in; a value
/// contradicts only where no reading of the others explains it.
struct MeasuredAgreement {
  /// What a measured answer is, by the words of its names.
  private enum Kind: Hashable {
    case share, loss, precision, recall, f1
    /// Cases that went wrong, and cases that went right, of so many.
    case errors(of: Double)
    case hits(of: Double)
  }

  private struct Answer {
    let quantity: Int
    let kind: Kind?
    let words: Set<String>
    let isBest: Bool
    let readings: [(number: WrittenNumber, reading: Reading)]
  }

  private let exercise: Exercise
  private let answers: [Answer]

  private let source: SourceText

  /// `source`: Where the readings stand.
  init(_ exercise: Exercise, _ readings: [Reading], in source: SourceText) {
    self.exercise = exercise
    self.source = source
    let own = Dictionary(
      grouping: readings.filter { $0.mood == .own && $0.value.isSaid },
      by: \.quantity
    )
    answers = exercise.quantities.indices.compactMap { index in
      let quantity = exercise.quantities[index]
      guard case .measured(let interval, _) = quantity.kind, quantity.isAsked, let said = own[index]
      else { return nil }
      let words = Set(([quantity.name] + quantity.called).flatMap { LabelTokens($0).tokens })
      return Answer(
        quantity: index,
        kind: Self.kind(words, interval),
        words: Set(LabelTokens(quantity.name).tokens),
        isBest: !words.isDisjoint(with: Lexicon.bests),
        readings: said.compactMap { reading in
          if case .number(let number) = reading.value { return (number, reading) }
          return nil
        }
      )
    }
  }

  private static func kind(_ words: Set<String>, _ interval: ValueInterval?) -> Kind? {
    if words.contains("F1") { return .f1 }
    if words.contains("precision") { return .precision }
    if words.contains("recall") { return .recall }
    if let all = interval?.upper, all >= 50, all == all.rounded(), all < 1e9, all != 100 {
      if !words.isDisjoint(with: Lexicon.errorCounts) { return .errors(of: all) }
      if !words.isDisjoint(with: Lexicon.hitCounts) { return .hits(of: all) }
      return nil
    }
    if words.contains("loss") { return .loss }
    return words.contains("accuracy") || !words.isDisjoint(with: Lexicon.hitShares) ? .share : nil
  }

  var findings: [Finding] { best + counts + harmonic }

  // MARK: - The best of several

  /// The best of the values at all keys, and the key at which it stands.
  private var best: [Finding] {
    answers.filter { $0.isBest && exercise.quantities[$0.quantity].keys.isEmpty }.flatMap { best in
      best.readings.prefix(1).compactMap { number, reading -> Finding? in
        let rest = best.words.subtracting(Lexicon.bests).filter { !LabelTokens.isPlain($0) }
        if let key = key(named: rest) { return bestKey(key, number, reading) }
        return bestValue(rest, best.kind, number, reading)
      }
    }
  }

  private func bestValue(
    _ words: Set<String>,
    _ kind: Kind?,
    _ number: WrittenNumber,
    _ reading: Reading
  ) -> Finding? {
    guard kind == .share || kind == .loss else { return nil }
    let runs = answers.filter {
      !$0.isBest && $0.kind == kind && !exercise.quantities[$0.quantity].keys.isEmpty
        && words.isSubset(of: $0.words)
    }
    let all = runs.flatMap(\.readings)
    guard runs.contains(where: { $0.readings.count > 1 }),
      let top = all.max(by: { kind == .loss ? $0.0.value > $1.0.value : $0.0.value < $1.0.value }),
      !all.contains(where: { isSame($0.number, number) && isSame($0.number, top.number) }),
      !isSame(number, top.number)
    else { return nil }
    return .inconsistent(
      "\(number.text) is not the best of these: \(top.number.text) is better",
      reading.span.range,
      top.reading.span.range
    )
  }

  private func bestKey(_ key: String, _ number: WrittenNumber, _ reading: Reading) -> Finding? {
    // It may be the best under any of the measures, and at any values of the other keys.
    var tops: [(value: Double, reading: Reading)] = []
    for run in answers
    where (run.kind == .share || run.kind == .loss)
      && exercise.quantities[run.quantity].keys.map(\.name) == [key] && run.readings.count > 1
    {
      let values = run.readings.map(\.number.value)
      let best = (run.kind == .loss ? values.min() : values.max()) ?? 0
      for (number, reading) in run.readings where number.value == best {
        if let at = reading.at.first { tops.append((at.value, reading)) }
      }
    }
    guard let first = tops.first, !tops.contains(where: { $0.value == number.value }) else {
      return nil
    }
    return .inconsistent(
      "\(number.text) is not the best \(key): at \(first.reading.at[0].text) it is better",
      reading.span.range,
      first.reading.span.range
    )
  }

  private func key(named words: Set<String>) -> String? {
    let keys = Set(exercise.quantities.flatMap { $0.keys.map(\.name) })
    return keys.sorted().first { key in
      let own = Set(LabelTokens(key).tokens)
      let others = Lexicon.otherNames(of: key).map { Set(LabelTokens($0).tokens) }
      return words.contains(key) || own.isSubset(of: words)
        || others.contains { $0.isSubset(of: words) }
        || words.subtracting(["number"]).count == 1 && asksFor(key, words.subtracting(["number"]))
    }
  }

  /// True if the question calls a key by these words right before its symbol.
  private func asksFor(_ key: String, _ words: Set<String>) -> Bool {
    let question = exercise.shownQuestion(notation: CourseSettings().notation)
    return words.isSubset(of: Set(ExerciseNames.words(for: key, in: question)))
  }

  // MARK: - Counts

  /// Errors and successes that no accuracy of the question gives; either may be wrong.
  private var counts: [Finding] {
    answers.flatMap { answer -> [Finding] in
      let all: Double
      switch answer.kind {
      case .errors(of: let count), .hits(of: let count): all = count
      default: return []
      }
      let keys = exercise.quantities[answer.quantity].keys.map(\.name)
      let shares = answers.filter { $0.kind == .share }.flatMap(\.readings)
      return answer.readings.compactMap { number, reading -> Finding? in
        let count = number.value
        // At the same keys stands the accuracy of the same run.
        let same = shares.filter { $0.reading.keys == reading.keys }
        let beside = keys.isEmpty ? shares : same
        guard let first = beside.first, count == count.rounded(),
          !beside.contains(where: { explains($0.number, count, of: all, answer.kind) })
        else { return nil }
        return .mutual(
          "\(number.text) of \(Int(all)) does not follow from the accuracy \(first.number.text)",
          reading.span.range,
          first.reading.span.range
        )
      }
    }
  }

  private func explains(
    _ share: WrittenNumber,
    _ count: Double,
    of all: Double,
    _ kind: Kind?
  ) -> Bool {
    let isPercent = share.value > 1
    let unit = (isPercent ? 0.01 : 1) * share.unit
    let value = isPercent ? share.value / 100 : share.value
    let hits = if case .errors = kind { all - count } else { count }
    return abs(hits / all - value) <= 0.5 * unit + 0.51 / all
  }

  // MARK: - F1

  /// F1 that is not the harmonic mean of the precision and the recall at the same keys; any of them may be wrong.
  private var harmonic: [Finding] {
    answers.filter { $0.kind == .f1 }.flatMap { answer -> [Finding] in
      let isMean = !answer.words.isDisjoint(with: ["macro", "average", "weighted", "micro"])
      guard !isMean else { return [] }
      return answer.readings.compactMap { f1, reading -> Finding? in
        let rest = answer.words.subtracting(["F1"])
        func beside(_ kind: Kind) -> (number: WrittenNumber, reading: Reading)? {
          let own = answers.filter {
            $0.kind == kind && $0.words.subtracting(["precision", "recall"]) == rest
          }
          let same = own.flatMap(\.readings).filter { $0.reading.keys == reading.keys }
          return same.count == 1 ? same[0] : nil
        }
        guard let precision = beside(.precision), let recall = beside(.recall) else { return nil }
        func mean(_ p: Double, _ r: Double) -> Double { p + r > 0 ? 2 * p * r / (p + r) : 0 }
        let (p, r) = (precision.number, recall.number)
        let low = mean(p.value - 0.5 * p.unit, r.value - 0.5 * r.unit)
        let high = mean(p.value + 0.5 * p.unit, r.value + 0.5 * r.unit)
        // Rounded numbers of the same scale; one unit more for what was cut.
        let isExplained = f1.value + f1.unit >= low && f1.value - f1.unit <= high
        guard !isExplained, (p.value > 1) == (f1.value > 1),
          !areMeans([p.text, r.text, f1.text])
        else { return nil }
        return .mutual(
          "F1 \(f1.text) is not 2PR/(P + R) of the precision \(p.text) and the recall \(r.text)",
          reading.span.range,
          precision.reading.span.range,
          recall.reading.span.range
        )
      }
    }
  }

  /// True if a line of the homework has these numbers as means over the classes: `macro avg 0.38 0.37 0.34`.
  private func areMeans(_ texts: [String]) -> Bool {
    (1...source.lineStarts.count).contains { line in
      let text = source.string(in: source.rangeOfLine(line))
      return text.lowercased().identifiers.contains { Score.averages[$0] != nil }
        && texts.allSatisfy(text.has)
    }
  }

  /// True for the same share, in per cent or not, at the digits of the coarser one.
  private func isSame(_ first: WrittenNumber, _ second: WrittenNumber) -> Bool {
    for scale in [1.0, 100, 0.01] {
      let unit = max(first.unit, second.unit * scale)
      if abs(first.value - second.value * scale) <= 0.51 * unit { return true }
    }
    return false
  }
}
