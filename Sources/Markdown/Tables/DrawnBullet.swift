/// The bullets that PDF and Word draw before the items of a list.
package enum DrawnBullet {
  /// The bytes of each.
  package static let all = ["•", "·", "◦", "▪", "‣", "●", "○", "■", "∙"].map { Array($0.utf8) }
}
