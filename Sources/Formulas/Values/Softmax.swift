import Matrices

/// Softmax of vectors, safe at any size of z: the largest is taken off before e is raised to them.
package enum Softmax {
  /// The shares e^{z_i} / Σ e^{z_k}, which sum to 1.
  package static func values(_ z: [Double]) -> [Double] {
    guard let largest = z.max() else { return [] }
    let powers = z.map { Elementary.exp($0 - largest) }
    let total = powers.reduce(0, +)
    return powers.map { $0 / total }
  }

  /// The logarithms z_i − ln Σ e^{z_k}, finite for finite z.
  package static func logarithms(_ z: [Double]) -> [Double] {
    guard let largest = z.max() else { return [] }
    let total = z.reduce(0) { $0 + Elementary.exp($1 - largest) }
    return z.map { $0 - largest - Elementary.ln(total) }
  }

  /// The slopes ∂a_i/∂z_k = a_i (δ_ik − a_k), a symmetric matrix.
  package static func jacobian(_ z: [Double]) -> Matrix {
    let a = values(z)
    let count = a.count
    let elements = (0..<(count * count)).map { index in
      let (i, k) = (index / count, index % count)
      return a[i] * ((i == k ? 1 : 0) - a[k])
    }
    return Matrix(rows: count, columns: count, elements: elements)
  }
}

extension Matrix {
  /// Softmax of each column (axis 0) or row (axis 1).
  package func softmax(along axis: Int) -> Matrix { map(along: axis, Softmax.values) }

  /// The logarithm of softmax of each column (axis 0) or row (axis 1).
  package func lnSoftmax(along axis: Int) -> Matrix { map(along: axis, Softmax.logarithms) }
}
