// eˣ of eight numbers at once, to about one unit in the last place, by the same operations on every
// machine: the C library's differs from one to the next.
extension Lanes {
  /// 2ⁿ and the Taylor sum of eʳ − 1 for x = n ln 2 + r; `n` is one less than that, in a double.
  @inline(__always)
  private static func parts(_ x: Lanes) -> (halfPower: Lanes, rest: Lanes) {
    // The sum has its last place at 1, so that its low bits are the nearest integer.
    let shifted = Lanes(repeating: 0x1.8p52).addingProduct(x, Lanes(repeating: 1.4426950408889634))
    let n = shifted - 0x1.8p52
    let r = x.addingProduct(n, Lanes(repeating: -0x1.62E42FEFA39EFp-1))
      .addingProduct(n, Lanes(repeating: -0x1.ABC9E3B39803Fp-56))
    var sum = Lanes(repeating: 1.0 / 6_227_020_800)
    sum = Lanes(repeating: 1.0 / 479_001_600).addingProduct(sum, r)
    sum = Lanes(repeating: 1.0 / 39_916_800).addingProduct(sum, r)
    sum = Lanes(repeating: 1.0 / 3_628_800).addingProduct(sum, r)
    sum = Lanes(repeating: 1.0 / 362_880).addingProduct(sum, r)
    sum = Lanes(repeating: 1.0 / 40_320).addingProduct(sum, r)
    sum = Lanes(repeating: 1.0 / 5_040).addingProduct(sum, r)
    sum = Lanes(repeating: 1.0 / 720).addingProduct(sum, r)
    sum = Lanes(repeating: 1.0 / 120).addingProduct(sum, r)
    sum = Lanes(repeating: 1.0 / 24).addingProduct(sum, r)
    sum = Lanes(repeating: 1.0 / 6).addingProduct(sum, r)
    sum = Lanes(repeating: 0.5).addingProduct(sum, r)
    let bits = unsafeBitCast(shifted, to: SIMD8<UInt64>.self) &+ 1022
    let halfPower = unsafeBitCast(bits &<< 52, to: Lanes.self)
    return (halfPower, r.addingProduct(r * r, sum))
  }

  /// eˣ; 0 below −708, infinite above 709.78, NaN for NaN.
  @inline(__always)
  static func exp(_ x: Lanes) -> Lanes {
    let (halfPower, rest) = parts(x)
    var result = Lanes(repeating: 2).addingProduct(Lanes(repeating: 2), rest) * halfPower
    result.replace(with: 0, where: x .< -708)
    result.replace(with: .infinity, where: x .> 709.782712893384)
    return result
  }

  /// eˣ − 1 for x from −700 to 0, with all digits near 0.
  @inline(__always)
  static func expMinusOne(_ x: Lanes) -> Lanes {
    let (halfPower, rest) = parts(x)
    let power = halfPower + halfPower
    return (power - 1).addingProduct(power, rest)
  }
}
