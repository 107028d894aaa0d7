import Homework

/// Which question each head of a homework, and each passage without one, answers: the assignment of the tree with
/// the highest score (Viterbi's algorithm over the children of each node).
struct Outline {
  let tree: OutlineTree
  /// The question of each node; nil for none.
  private(set) var questions: [Int?]
  /// True for nodes whose statements were looked at and say something.
  let speaks: [Bool]
  /// The nodes whose numbers are the writer's own.
  private var ownNumbers: Set<Int> = []

  private let count: Int
  private let areConsecutive: Bool
  /// What titles, labels with words and the statements say: for each node, question by question.
  private let scores: [[Double]]
  /// What the head of each node says by itself.
  private let claims: [Claims]
  private let leads: Set<Int>
  /// For each node the best score of all that stands below it, by its own state.
  private var below: [[Double]] = []

  private enum Number {
    case question(Int)
    case part(of: Int)
    case strange
  }

  /// `isLead`: True for a short passage that may say what the next one is about, `leadsOn`: for one that does.
  init(
    _ tree: OutlineTree,
    _ headings: QuestionHeadings,
    isLead: (Int) -> Bool,
    leadsOn: (Int) -> Bool,
    evidence: (Range<Int>, Int) -> Evidence
  ) {
    self.tree = tree
    count = headings.count
    areConsecutive = headings.areConsecutive
    let claims = tree.nodes.map { Claims(of: $0, headings) }
    var scores = [Array(repeating: 0.0, count: count)]
    var speaks = [false]
    var leads: Set<Int> = []
    for (index, node) in tree.nodes.enumerated().dropFirst() {
      let own = claims[index]
      // A head inside a question that claims nothing says no more than what is around it.
      let isSilent =
        node.heading != nil && own.named.isEmpty
        && tree.isInside(index) { !claims[$0].named.isEmpty }
      let content =
        isSilent
        ? Array(repeating: 0, count: count)
        : Self.content(of: node, own, count, isLead: isLead, evidence)
      speaks.append(content.contains { $0 > 0 })
      if node.heading == nil, !speaks[index], leadsOn(node.passages.lowerBound) {
        leads.insert(index)
      }
      scores.append(zip(own.scores(count), content).map(+))
    }
    self.scores = scores
    self.speaks = speaks
    self.claims = claims
    self.leads = leads
    questions = []
    solve()
  }

  /// True if the head of a node says by its title or its label which question it answers.
  func isNamed(_ node: Int) -> Bool {
    ownNumbers.contains(node) ? claims[node].titled != nil : !claims[node].named.isEmpty
  }

  // MARK: - What speaks for a question

  /// What a head says by itself.
  private struct Claims {
    private(set) var titled: Int?
    private var isWholeTitle = false
    private var labelled: Int?
    private var isBareNumber = false
    /// True for `2.1`, which says itself of what it is a part.
    private(set) var isPart = false

    init(of node: OutlineTree.Node, _ headings: QuestionHeadings) {
      guard let heading = node.heading else { return }
      titled = headings.titled(heading, below: node.above)
      isWholeTitle = titled != nil && headings.isTitle(heading)
      guard let label = node.label else { return }
      labelled = headings.question(label, inside: node.outer)
      isBareNumber = !label.hasWord && !label.isLetter
      isPart = labelled.map { headings.partCount(of: $0) < label.parts.count } ?? false
    }

    /// What a bare number says.
    var number: Number? {
      guard isBareNumber else { return nil }
      return labelled.map { isPart ? .part(of: $0) : .question($0) } ?? .strange
    }

    var named: Set<Int> { Set([titled, labelled].compactMap { $0 }) }

    /// True for `Question 2` and for the whole title of a question: numbers below it count its parts.
    var isExplicit: Bool { isWholeTitle || labelled != nil && !isBareNumber }

    /// The question that the title names, where the label says no other.
    var agreed: Int? {
      titled.flatMap { isWholeTitle || $0 == labelled ? $0 : nil }
    }

    /// The question that the label alone names.
    var onlyLabelled: Int? { titled == nil ? labelled : nil }

    /// For each question; a bare number counts by what the numbers beside it say.
    func scores(_ count: Int) -> [Double] {
      (0..<count).map { question in
        var score = 0.0
        if question == titled {
          score += isWholeTitle ? OutlineScores.wholeTitle : OutlineScores.title
        }
        if let labelled, !isBareNumber {
          score += question == labelled ? OutlineScores.label : -OutlineScores.label
        }
        return score
      }
    }
  }

  /// What the statements of a node say for each question; reading them for every question is dear, and
  /// left out where head and statements agree.
  private static func content(
    of node: OutlineTree.Node,
    _ claims: Claims,
    _ count: Int,
    isLead: (Int) -> Bool,
    _ evidence: (Range<Int>, Int) -> Evidence
  ) -> [Double] {
    var decided = Array(repeating: 0.0, count: count)
    if let agreed = claims.agreed {
      decided[agreed] = OutlineScores.mostNames
      return decided
    }
    if let labelled = claims.onlyLabelled, evidence(node.passages, labelled).isConvincing {
      decided[labelled] = OutlineScores.mostNames + OutlineScores.mostRight
      return decided
    }
    var found = (0..<count).map { evidence(node.passages, $0) }
    // `For y = 0.2:` above a table says what the table is about.
    let first = node.passages.lowerBound
    if node.heading == nil, first > 0, found.allSatisfy(\.isEmpty), isLead(first - 1) {
      found = (0..<count).map { evidence((first - 1)..<node.passages.upperBound, $0) }
    }
    return Evidence.scores(found)
  }

  // MARK: - The best assignment

  /// The state of a node that answers no question.
  private var none: Int { count }

  private mutating func solve() {
    below = Array(repeating: Array(repeating: 0, count: count + 1), count: tree.nodes.count)
    for index in tree.nodes.indices.reversed() where !tree.nodes[index].children.isEmpty {
      for state in index == 0 ? none...none : 0...none {
        below[index][state] = best(tree.nodes[index].children, under: state).score
      }
    }
    var states = Array(repeating: none, count: tree.nodes.count)
    for index in tree.nodes.indices where !tree.nodes[index].children.isEmpty {
      let children = tree.nodes[index].children
      let found = best(children, under: states[index])
      for (child, state) in zip(children, found.states) { states[child] = state }
      if !found.areNumbered {
        ownNumbers.formUnion(children.filter { claims[$0].number != nil })
      }
    }
    questions = states.map { $0 == none ? nil : $0 }
  }

  /// The best states of the nodes under one in a state, whether their numbers are the course's or the writer's.
  private func best(_ children: [Int], under parent: Int) -> Chain {
    guard children.contains(where: { claims[$0].number != nil }) else {
      return chain(children, under: parent, areNumbered: true)
    }
    var own = chain(children, under: parent, areNumbered: false)
    if let head = children.first.flatMap({ tree.nodes[$0].parent }), claims[head].isExplicit,
      !children.contains(where: { claims[$0].isPart })
    {
      return own
    }
    let course = chain(children, under: parent, areNumbered: true)
    own.score -= OutlineScores.ownNumbers
    return own.score > course.score ? own : course
  }

  /// The best states of nodes beside each other.
  private struct Chain {
    var score: Double
    let states: [Int]
    /// True if their numbers are the course's.
    let areNumbered: Bool
  }

  private func chain(_ children: [Int], under parent: Int, areNumbered: Bool) -> Chain {
    var totals: [Double] = []
    var steps: [[Int]] = []
    for child in children {
      var next = Array(repeating: 0.0, count: count + 1)
      var from = Array(repeating: none, count: count + 1)
      let arrivals = Arrivals(totals, none: none)
      for state in 0...none {
        let (score, source) = arrivals.best(
          at: state,
          isHead: tree.nodes[child].heading != nil,
          isFree: leads.contains(child)
        )
        from[state] = source
        next[state] =
          score + down(from: parent, to: state, at: child) + below[child][state]
          + self.score(of: child, in: state, areNumbered: areNumbered)
      }
      totals = next
      steps.append(from)
    }
    var state = totals.indices.max { totals[$0] < totals[$1] } ?? none
    let score = totals[state]
    var states: [Int] = []
    for from in steps.reversed() {
      states.append(state)
      state = from[state]
    }
    return Chain(score: score, states: states.reversed(), areNumbered: areNumbered)
  }

  private func score(of node: Int, in state: Int, areNumbered: Bool) -> Double {
    let score = state == none ? 0 : scores[node][state]
    guard areNumbered, let number = claims[node].number else { return score }
    switch number {
    case .strange:
      return score + (areConsecutive ? OutlineScores.numberBeyond : OutlineScores.numberLeftOut)
    case .question(let question):
      return score + (question == state ? OutlineScores.number : -OutlineScores.number)
    case .part(let question):
      return score + (question == state ? OutlineScores.numberOfPart : -OutlineScores.numberOfPart)
    }
  }

  private func down(from parent: Int, to state: Int, at child: Int) -> Double {
    if parent == state { return 0 }
    if parent == none { return tree.nodes[child].heading == nil ? 0 : OutlineScores.opens }
    if state == none { return OutlineScores.closes }
    return claims[child].named.contains(state) ? OutlineScores.changesByName : OutlineScores.changes
  }

  /// The best way from the states of the node before to each state of a node.
  private struct Arrivals {
    private let totals: [Double]
    private let none: Int
    /// The best question before each one, and the best behind it.
    private var before: [Int?] = []
    private var behind: [Int?] = []

    init(_ totals: [Double], none: Int) {
      self.totals = totals
      self.none = none
      guard !totals.isEmpty else { return }
      before = Array(repeating: nil, count: none)
      behind = before
      for state in 0..<none where state > 0 {
        let last = before[state - 1] ?? state - 1
        before[state] = totals[state - 1] > totals[last] ? state - 1 : last
      }
      for state in (0..<none).reversed() where state + 1 < none {
        let next = behind[state + 1] ?? state + 1
        behind[state] = totals[state + 1] >= totals[next] ? state + 1 : next
      }
    }

    /// How the best way to a state comes to its score.
    ///
    /// `isHead`: False for text under no head, which goes on with the question before it.
    /// `isFree`: True for a line that leads to the next: where the question may change, it changes there.
    func best(at state: Int, isHead: Bool, isFree: Bool) -> (score: Double, from: Int) {
      guard !totals.isEmpty else {
        return (isHead || state == none ? 0 : OutlineScores.opens, none)
      }
      var best = (score: totals[state], from: state)
      func take(_ source: Int?, at price: Double) {
        guard let source, totals[source] + price > best.score else { return }
        best = (totals[source] + price, source)
      }
      if state == none {
        let question = totals.indices.dropLast().max { totals[$0] < totals[$1] }
        take(question, at: isHead ? 0 : OutlineScores.falls)
      } else {
        take(before[state], at: isFree ? 0.9 * OutlineScores.forward : OutlineScores.forward)
        take(behind[state], at: OutlineScores.backward)
        take(none, at: isHead ? 0 : OutlineScores.opens)
      }
      return best
    }
  }
}
