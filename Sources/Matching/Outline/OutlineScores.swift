/// What speaks for a place in the outline, in nats: the one table of the outline's scores.
///
/// Starting values stand in the design of the reader; where another one stands here, the line says why.
enum OutlineScores {
  /// A label with a question word, or a letter: `Question 2`, `(b)`; others lose as much.
  static let label = 6.0
  /// A bare number, as long as the heads beside it count as the course does.
  static let number = 4.0
  /// A number with parts that the questions do not have: `2.1` where question 2 has none.
  static let numberOfPart = 0.75
  /// Numbers of heads that are the writer's own, for each group of them.
  static let ownNumbers = 1.5
  /// A number that is no label, where the others beside it are said to be labels: the course counts 1, 2, 3
  /// and goes no further, or it leaves numbers out. (The design has 4 for both; headings 1 to 3 in an
  /// assignment of two questions are the writer's own.)
  static let numberBeyond = -10.0
  static let numberLeftOut = -1.0
  /// The whole title of a question, and half of its words or more.
  static let wholeTitle = 9.0
  static let title = 5.0
  /// For each given that is said again and that fewer questions have, at most so much in all.
  static let given = 1.5
  static let mostGivens = 6.0
  /// What the names of the statements may say in all; each says ln((questions + 1) / questions that have it).
  static let mostNames = 8.0
  /// A value of several questions' names that is right in this one, and so much in all: what labels
  /// leave open the values may decide, and four of them say more than a number.
  static let right = 1.25
  static let mostRight = 7.5

  // Going down, from a head to what stands below it.
  static let opens = -0.5
  static let closes = -3.0
  static let changes = -5.0
  static let changesByName = -1.0

  // From one to the next beside it.
  static let forward = -0.3
  static let backward = -1.5
  /// Text behind a question's that says nothing of any.
  static let falls = -1.0
}
