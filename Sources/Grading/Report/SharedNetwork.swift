import Exercises
import Homework
import Matching
import Synchronization

/// What other questions of an assignment ask for of the same network: a weight after the step may follow from a
/// delta that the question before it asks for.
struct SharedNetwork: Sendable {
  let computation: ExerciseComputation
  let names: ExerciseNames
  /// Where the answers of other questions stand among the quantities.
  private let places: [Place: Int]
  private let own: Set<String>

  private struct Place: Hashable {
    let question: Int
    let quantity: Int
  }

  /// Nil where no other question has the network, with the same givens.
  init?(of index: Int, in exercises: [Exercise]) {
    let exercise = exercises[index]
    guard let network = exercise.network else { return nil }
    var taken = Set(exercise.quantities.map(\.name) + exercise.givens.map(\.name))
    own = Set(exercise.quantities.map(\.name))
    var others: [ExerciseQuantity] = []
    var places: [Place: Int] = [:]
    for (question, other) in exercises.enumerated()
    where question != index && other.network?.name == network.name
      && Self.texts(other.givens) == Self.texts(exercise.givens)
    {
      for (place, quantity) in other.quantities.enumerated()
      where quantity.keys.isEmpty && quantity.network == nil && taken.insert(quantity.name).inserted
      {
        guard case .value = quantity.kind else { continue }
        places[Place(question: question, quantity: place)] =
          exercise.quantities.count + others.count
        others.append(quantity)
      }
    }
    guard !others.isEmpty else { return nil }
    computation = ExerciseComputation(exercise.knowing(others))
    names = ExerciseNames(computation)
    self.places = places
  }

  private static func texts(_ givens: [Exercise.Given]) -> [String] {
    givens.map { "\($0.name) \($0.formula.formula.expression.text)" }
  }

  /// What the other questions' passages say for them.
  func readings(of sections: [SectionReading]) -> [Reading] {
    sections.enumerated().flatMap { question, section in
      section.readings.compactMap { reading in
        guard reading.mood == .own, reading.value.isSaid,
          let place = places[Place(question: question, quantity: reading.quantity)]
        else { return nil }
        return reading.said(of: place)
      }
    }
  }

  /// True for an item of the question's own.
  func isOwn(_ item: GradedItem) -> Bool { own.contains(item.name) }
}

/// The shared networks of an assignment, each built when a value of its question is first wrong, whichever thread asks.
final class SharedNetworks: Sendable {
  private let exercises: [Exercise]
  private let known = Mutex<[Int: SharedNetwork?]>([:])

  init(_ exercises: [Exercise]) { self.exercises = exercises }

  /// Nil where no other question has the network of question `index`.
  func network(of index: Int) -> SharedNetwork? {
    known.withLock { known in
      if let network = known[index] { return network }
      let network = SharedNetwork(of: index, in: exercises)
      known[index] = .some(network)
      return network
    }
  }
}
