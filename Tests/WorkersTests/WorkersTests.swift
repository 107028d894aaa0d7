import Synchronization
import Testing
import Workers

struct WorkersTests {
  @Test(arguments: [1, 2, 3, 8])
  func resultsComeInTheOrderOfTheirItems(count: Int) {
    let items = Array(0..<1000)
    #expect(Workers(count: count).map(items) { String($0 * $0) } == items.map { String($0 * $0) })
  }

  @Test func everyItemIsTakenOnce() {
    let taken = Mutex<[Int]>([])
    _ = Workers(count: 4).map(Array(0..<500)) { item in taken.withLock { $0.append(item) } }
    #expect(taken.withLock { $0.sorted() } == Array(0..<500))
  }

  @Test func anEmptyListNeedsNoThread() {
    #expect(Workers.all.map([Int]()) { $0 }.isEmpty)
  }

  @Test func listsInsideListsEnd() {
    let sums = Workers(count: 4).map(Array(0..<20)) { row in
      Workers(count: 4).map(Array(0..<20)) { $0 * row }.reduce(0, +)
    }
    #expect(sums == (0..<20).map { 190 * $0 })
  }

  @Test func bothFunctionsAreRun() {
    let (word, number) = Workers(count: 2).both({ "one" }, { 1 })
    #expect(word == "one")
    #expect(number == 1)
  }
}

extension WorkersTests {
  @Test(arguments: [1, 2, 3, 8])
  func eachResultIsHandedOutInItsOrder(count: Int) {
    let found = Mutex<[Int]>([])
    Workers(count: count).forEach(Array(0..<500), { $0 * $0 }) { square in
      found.withLock { $0.append(square) }
    }
    #expect(found.withLock { $0 } == (0..<500).map { $0 * $0 })
  }

  @Test func whatIsDoneIsNotHeldBack() {
    let found = Mutex<[Int]>([])
    Workers.one.forEach(
      [1, 2, 3],
      { item in
        // Nothing but what came before is handed out, and all of that.
        (item, found.withLock { $0.count })
      }
    ) { item, before in
      #expect(before == item - 1)
      found.withLock { $0.append(item) }
    }
  }
}
