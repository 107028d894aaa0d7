import Testing

/// Fails if a list is not the expected one to a relative distance; numbers below `size` are held to that of
/// `size`.
func expectClose(
  _ found: [Double],
  _ expected: [Double],
  within tolerance: Double,
  size: Double,
  _ name: String,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let worst = zip(found, expected).map { abs($0 - $1) / max(abs($1), size) }.max() ?? .infinity
  #expect(
    found.count == expected.count && worst <= tolerance,
    "\(name): off by \(worst)",
    sourceLocation: sourceLocation
  )
}
