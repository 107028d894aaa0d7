import CVectors

// eˣ of eight numbers at once, to about one unit in the last place, by the same operations on every
// machine: the C library's differs from one to the next.
extension Lanes {
  /// 2ⁿ and the Taylor sum of eʳ − 1, for x = n ln 2 + r from −708 to 709.
  @inline(__always)
  private static func parts(_ x: Lanes) -> (power: Lanes, rest: Lanes) {
    // The sum has its last place at 1, so that its low bits are the nearest integer.
    let shifted = Lanes(repeating: 0x1.8p52).plusProduct(x, Lanes(repeating: 1.4426950408889634))
    let n = shifted - 0x1.8p52
    let r = x.plusProduct(n, Lanes(repeating: -0x1.62E42FEFA39EFp-1))
      .plusProduct(n, Lanes(repeating: -0x1.ABC9E3B39803Fp-56))
    var sum = Lanes(repeating: 1.0 / 6_227_020_800)
    sum = Lanes(repeating: 1.0 / 479_001_600).plusProduct(sum, r)
    sum = Lanes(repeating: 1.0 / 39_916_800).plusProduct(sum, r)
    sum = Lanes(repeating: 1.0 / 3_628_800).plusProduct(sum, r)
    sum = Lanes(repeating: 1.0 / 362_880).plusProduct(sum, r)
    sum = Lanes(repeating: 1.0 / 40_320).plusProduct(sum, r)
    sum = Lanes(repeating: 1.0 / 5_040).plusProduct(sum, r)
    sum = Lanes(repeating: 1.0 / 720).plusProduct(sum, r)
    sum = Lanes(repeating: 1.0 / 120).plusProduct(sum, r)
    sum = Lanes(repeating: 1.0 / 24).plusProduct(sum, r)
    sum = Lanes(repeating: 1.0 / 6).plusProduct(sum, r)
    sum = Lanes(repeating: 0.5).plusProduct(sum, r)
    return (checker_power_of_two(shifted), r.plusProduct(r * r, sum))
  }

  /// eˣ, for x held between −708 and 709; NaN for NaN.
  @inline(__always)
  static func exp(_ x: Lanes) -> Lanes {
    let (power, rest) = parts(x.clamped(-708, 709))
    return power.plusProduct(power, rest)
  }

  /// eˣ − 1 for x from −700 to 0, with all digits near 0.
  @inline(__always)
  static func expMinusOne(_ x: Lanes) -> Lanes {
    let (power, rest) = parts(x)
    return (power - 1).plusProduct(power, rest)
  }
}
