/// How a written number compares with an expected one.
package struct Judgement: Hashable, Sendable {
  package enum Fit: Hashable, Sendable {
    /// Right at the last place printed, with the digits asked for.
    case correct
    /// The same, cut instead of rounded.
    case truncated
    /// Right as far as it goes, with fewer digits than asked for.
    case coarse
    case wrong
  }

  package let fit: Fit
  /// What a student should know although it costs nothing.
  package let note: String?

  package init(_ fit: Fit, note: String? = nil) {
    self.fit = fit
    self.note = note
  }
}

extension Precision {
  /// Judges a number at the last place it prints, then by the digits that were asked for.
  ///
  /// Right is: within half a unit of the last place (both roundings of a tie), cut, or, from the
  /// ninth digit on, within two units. Digits beyond the asked place cost nothing when they are
  /// wrong. NaN and infinities equal nothing; zero only what is printed as zero or lies below the
  /// asked place.
  package func judge(_ written: WrittenNumber, against expected: ExpectedNumber) -> Judgement {
    guard expected.value.isFinite, written.value.isFinite else { return Judgement(.wrong) }
    let comparison = Comparison(written: written, expected: expected)
    if expected.value == 0 { return judgeZero(written, expected) }
    if let allowed = allowedDistance(from: expected) {
      if comparison.distance <= allowed + comparison.noise { return Judgement(.correct) }
      return comparison.fitsPrinted && written.value != 0
        ? Judgement(.coarse) : Judgement(.wrong)
    }
    guard let place = askedPlace(of: expected) else {
      return judgeExactly(comparison)
    }
    if written.lastPlace <= place { return judgeLong(comparison, askedPlace: place) }
    return judgeShort(comparison, askedPlace: place, expected)
  }

  private func judgeZero(_ written: WrittenNumber, _ expected: ExpectedNumber) -> Judgement {
    if written.value == 0 { return Judgement(.correct) }
    if let place = askedPlace(of: expected), abs(written.value) < 0.5 * PowersOfTen.power(place) {
      return Judgement(.correct)
    }
    if let allowed = allowedDistance(from: expected), abs(written.value) <= allowed {
      return Judgement(.correct)
    }
    // A computer prints 1.4e-17 where terms cancel.
    if isRounded, abs(written.value) <= max(1e-15, 1e-12 * expected.largestTerm) {
      return Judgement(.correct, note: "a zero, as floating point prints it")
    }
    return Judgement(.wrong)
  }

  private func judgeExactly(_ comparison: Comparison) -> Judgement {
    if comparison.distance <= max(1e-12 * abs(comparison.expected), comparison.noise) {
      return Judgement(.correct)
    }
    return Judgement(.wrong)
  }

  /// At least as many digits as asked for.
  private func judgeLong(_ comparison: Comparison, askedPlace: Int) -> Judgement {
    if comparison.fitsRounded { return Judgement(.correct) }
    if comparison.fitsCut { return Judgement(.truncated, note: "cut instead of rounded") }
    if comparison.fitsLongSum {
      return Judgement(
        .correct,
        note: "the last digit is off, as when rounded terms are added up"
      )
    }
    // Digits beyond the asked place are left away in the same way on both sides; rounding one and
    // cutting the other would let a whole unit pass.
    let unit = PowersOfTen.power(askedPlace)
    let written = comparison.written.value / unit
    let expected = comparison.expected / unit
    func cut(_ x: Double) -> Double { (x + (x < 0 ? -1e-9 : 1e-9)).rounded(.towardZero) }
    if abs(written - expected) <= 0.5 + 1e-9
      || written.rounded(.toNearestOrAwayFromZero) == expected.rounded(.toNearestOrAwayFromZero)
      || (cut(written) == cut(expected) && (written < 0) == (expected < 0))
    {
      let isPlain = abs(written - written.rounded()) < 1e-9
      return Judgement(
        .correct,
        note: isPlain ? nil : "right to the place asked for, not in the digits after it"
      )
    }
    return Judgement(.wrong)
  }

  /// Fewer digits than asked for.
  private func judgeShort(
    _ comparison: Comparison,
    askedPlace: Int,
    _ expected: ExpectedNumber
  ) -> Judgement {
    // Dropped final zeros are not fewer digits: 0.5 is 0.5000.
    let unit = PowersOfTen.power(askedPlace)
    let inUnits = expected.value / unit
    let writtenInUnits = comparison.written.value / unit
    let ties = [inUnits.rounded(.toNearestOrAwayFromZero), inUnits.rounded(.toNearestOrEven)]
    if ties.contains(where: { abs($0 - writtenInUnits) < 1e-6 }) { return Judgement(.correct) }
    let cut = (inUnits + (inUnits < 0 ? -1e-9 : 1e-9)).rounded(.towardZero)
    if abs(cut - writtenInUnits) < 1e-6, comparison.written.value != 0 {
      return Judgement(.truncated, note: "cut instead of rounded")
    }
    // At least one digit of the quantity has to be there: 1 says nothing about 0.7136.
    guard comparison.fitsPrinted, comparison.written.value != 0,
      let first = WrittenNumber.leadingPlace(of: expected.value),
      comparison.written.lastPlace <= first
    else { return Judgement(.wrong) }
    if case .ofChange(_, let base) = self {
      let change = expected.value - (expected.base ?? 0)
      guard let leading = WrittenNumber.leadingPlace(of: change),
        comparison.written.lastPlace <= leading
      else {
        return Judgement(.wrong, note: "shows no digit of the change from \(base)")
      }
    }
    return Judgement(.coarse)
  }
}

/// The distance of a written number from an expected one, seen from the last place printed.
private struct Comparison {
  let written: WrittenNumber
  let expected: Double
  let distance: Double
  /// What floating point itself may add to a distance.
  let noise: Double

  init(written: WrittenNumber, expected: ExpectedNumber) {
    self.written = written
    self.expected = expected.value
    distance = abs(written.value - expected.value)
    noise = max(1e-9 * written.unit, 4 * abs(expected.value).ulp)
  }

  var fitsRounded: Bool { distance <= 0.5 * written.unit + noise }

  var fitsCut: Bool {
    // A cut loses less than one unit: a value that ends at this place is not cut to another one.
    abs(written.value) <= abs(expected) + noise && distance < written.unit - noise
      && (written.value == 0 || (written.value < 0) == (expected < 0))
  }

  var fitsPrinted: Bool { fitsRounded || fitsCut }

  var fitsLongSum: Bool {
    written.significantDigits >= 9 && distance <= 2 * written.unit + noise
  }
}
