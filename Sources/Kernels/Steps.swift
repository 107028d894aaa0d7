// One step of each optimiser, element by element, with the epsilons where Keras has them.
//
// `w`: parameters; `g`: their gradient; the other lists are what an optimiser remembers. Counts are
// whole numbers of blocks.

/// g = g · scale + λ₂ w + λ₁ sgn w: the mean over a batch, and the penalty's part.
package func finishGradient(
  _ g: UnsafeMutablePointer<Double>,
  _ w: UnsafePointer<Double>,
  _ count: Int,
  scale: Double,
  l1: Double,
  l2: Double
) {
  for offset in stride(from: 0, to: count, by: laneCount) {
    var lanes = g.lanes(offset) * scale
    if l1 != 0 || l2 != 0 {
      let weights = w.lanes(offset)
      let (zero, one) = (Lanes(), Lanes(repeating: 1))
      let sign = zero.whereLess(weights, one, else: weights.whereLess(zero, 0 - one, else: zero))
      lanes.add(l2, weights)
      lanes.add(l1, sign)
    }
    g.store(lanes, offset)
  }
}

/// target = target + factor · other.
package func add(
  _ factor: Double,
  _ other: UnsafePointer<Double>,
  to target: UnsafeMutablePointer<Double>,
  _ count: Int
) {
  for offset in stride(from: 0, to: count, by: laneCount) {
    var lanes = target.lanes(offset)
    lanes.add(factor, other.lanes(offset))
    target.store(lanes, offset)
  }
}

/// Each number times a factor.
package func scale(_ list: UnsafeMutablePointer<Double>, by factor: Double, _ count: Int) {
  for offset in stride(from: 0, to: count, by: laneCount) {
    list.store(list.lanes(offset) * factor, offset)
  }
}

/// v = μ v − η g; w = w + v, or w + μ v − η g after Nesterov.
package func momentumStep(
  _ w: UnsafeMutablePointer<Double>,
  _ g: UnsafePointer<Double>,
  velocity v: UnsafeMutablePointer<Double>,
  _ count: Int,
  rate: Double,
  momentum: Double,
  isNesterov: Bool
) {
  for offset in stride(from: 0, to: count, by: laneCount) {
    let step = g.lanes(offset) * rate
    let velocity = v.lanes(offset) * momentum - step
    v.store(velocity, offset)
    w.store(w.lanes(offset) + (isNesterov ? velocity * momentum - step : velocity), offset)
  }
}

/// s = ρ s + (1 − ρ) g²; w = w − η g / √(s + ε), with the mean of g taken out of s if it is centred,
/// and through a velocity if there is momentum.
package func rmspropStep(
  _ w: UnsafeMutablePointer<Double>,
  _ g: UnsafePointer<Double>,
  squares s: UnsafeMutablePointer<Double>,
  means: UnsafeMutablePointer<Double>?,
  velocity v: UnsafeMutablePointer<Double>?,
  _ count: Int,
  rate: Double,
  rho: Double,
  momentum: Double,
  epsilon: Double
) {
  for offset in stride(from: 0, to: count, by: laneCount) {
    let gradient = g.lanes(offset)
    let square = s.lanes(offset) * rho + gradient * gradient * (1 - rho)
    s.store(square, offset)
    var size = square + epsilon
    if let means {
      let mean = means.lanes(offset) * rho + gradient * (1 - rho)
      means.store(mean, offset)
      size -= mean * mean
    }
    var step = gradient * rate / size.squareRoot()
    if let v {
      step += v.lanes(offset) * momentum
      v.store(step, offset)
    }
    w.store(w.lanes(offset) - step, offset)
  }
}

/// s = s + g²; w = w − η g / √(s + ε).
package func adagradStep(
  _ w: UnsafeMutablePointer<Double>,
  _ g: UnsafePointer<Double>,
  squares s: UnsafeMutablePointer<Double>,
  _ count: Int,
  rate: Double,
  epsilon: Double
) {
  for offset in stride(from: 0, to: count, by: laneCount) {
    let gradient = g.lanes(offset)
    let square = s.lanes(offset) + gradient * gradient
    s.store(square, offset)
    w.store(w.lanes(offset) - gradient * rate / (square + epsilon).squareRoot(), offset)
  }
}

/// m = m + (g − m)(1 − β₁); s = s + (g² − s)(1 − β₂); w = w − α m / (√s + ε), with the largest s so
/// far in AMSGrad.
///
/// `rate`: α = η √(1 − β₂ᵗ) / (1 − β₁ᵗ) at step t, from 1.
package func adamStep(
  _ w: UnsafeMutablePointer<Double>,
  _ g: UnsafePointer<Double>,
  means m: UnsafeMutablePointer<Double>,
  squares s: UnsafeMutablePointer<Double>,
  largest: UnsafeMutablePointer<Double>?,
  _ count: Int,
  rate: Double,
  beta1: Double,
  beta2: Double,
  epsilon: Double
) {
  for offset in stride(from: 0, to: count, by: laneCount) {
    let gradient = g.lanes(offset)
    let mean = m.lanes(offset) + (gradient - m.lanes(offset)) * (1 - beta1)
    m.store(mean, offset)
    var square = s.lanes(offset) + (gradient * gradient - s.lanes(offset)) * (1 - beta2)
    s.store(square, offset)
    if let largest {
      let before = largest.lanes(offset)
      square = square.whereLess(before, before, else: square)
      largest.store(square, offset)
    }
    w.store(w.lanes(offset) - mean * rate / (square.squareRoot() + epsilon), offset)
  }
}

/// m = m + (g − m)(1 − β₁); u = max(β₂ u, |g|); w = w − α m / (u + ε).
///
/// `rate`: α = η / (1 − β₁ᵗ) at step t, from 1.
package func adamaxStep(
  _ w: UnsafeMutablePointer<Double>,
  _ g: UnsafePointer<Double>,
  means m: UnsafeMutablePointer<Double>,
  sizes u: UnsafeMutablePointer<Double>,
  _ count: Int,
  rate: Double,
  beta1: Double,
  beta2: Double,
  epsilon: Double
) {
  for offset in stride(from: 0, to: count, by: laneCount) {
    let gradient = g.lanes(offset)
    let mean = m.lanes(offset) + (gradient - m.lanes(offset)) * (1 - beta1)
    m.store(mean, offset)
    let before = u.lanes(offset) * beta2
    let size = gradient.magnitude.whereLess(before, before, else: gradient.magnitude)
    u.store(size, offset)
    w.store(w.lanes(offset) - mean * rate / (size + epsilon), offset)
  }
}
