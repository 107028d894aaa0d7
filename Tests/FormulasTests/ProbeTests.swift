import Testing
@testable import Formulas
@Suite(.serialized) struct Probe {
  static let n = Notation.student(names: ["a", "y", "z"])
  @Test(arguments: ["ln("]) //D
  func deep(unit: String) async {
    let text = String(repeating: unit, count: 3990 / unit.count) + "a"
    let c = ContinuousClock().now
    do { let f = try Formula(text, notation: Self.n); print("DEEP", unit, "ok", f.expression.text.count, ContinuousClock().now - c) } catch { print("DEEP", unit, error, ContinuousClock().now - c) }
  }
  @Test(arguments: ["+", "*", "-", "/", "@"])
  func wide(op: String) async {
    let text = "a" + String(repeating: op + "a", count: 1990)
    let c = ContinuousClock().now
    do {
      let f = try Formula(text)
      let g = try Formula(text)
      print("WIDE", op, f.expression == g.expression, f.expression.text.count, f.expression.names, f.hashValue != 0, ContinuousClock().now - c)
      print("WIDE", ScalarProgram(f.expression, variables: ["a"])?([1]) as Any)
      print("WIDE", try Evaluator(graph: Graph(), givens: ["a": .number(1)]).evaluate(f.expression))
    } catch { print("WIDE", op, error) }
  }
  @Test func hostileNumber() {
    for text in ["\\" + String(repeating: "a", count: 20000), String(repeating: "1", count: 200000), String(repeating: "1,111", count: 50000), String(repeating: "1 ", count: 100000), String(repeating: "\\frac", count: 30000) + "1", String(repeating: "…", count: 50000) + "1", "1 " + String(repeating: "\u{300}", count: 100000)] {
      let c = ContinuousClock().now
      let r = NumberReader().read(text)
      print("NUM", text.prefix(8), "\(r)".prefix(90), ContinuousClock().now - c)
    }
  }
  @Test func product() {
    let c = ContinuousClock().now
    do { print("PROD", try Evaluator(graph: Graph()).evaluate(Formula("sum(dot(zeros(1000,1000), zeros(1000,1000)))").expression)) } catch { print("PROD", error) }
    print("PROD", ContinuousClock().now - c)
    do { print("PROD", try Evaluator(graph: Graph()).evaluate(Formula("sum(dot(zeros(1000000,1), zeros(1,1000000)))").expression)) } catch { print("PROD", error) }
  }
}
