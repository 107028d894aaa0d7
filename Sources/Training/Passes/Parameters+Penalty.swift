import Networks

extension Parameters {
  /// The term for large weights; 0 without one.
  func term(_ penalty: Penalty?) -> Double {
    guard let penalty else { return 0 }
    let lists = penalty.includesBiases ? lists : weights
    return lists.reduce(0) { sum, list in
      var (absolute, squares) = (0.0, 0.0)
      for place in 0..<list.count {
        let value = list.first[place]
        absolute += abs(value)
        squares += value * value
      }
      return sum + penalty.absoluteFactor * absolute + 0.5 * penalty.squareFactor * squares
    }
  }
}
