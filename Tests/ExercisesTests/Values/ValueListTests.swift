import Testing

@testable import Exercises

struct ValueListTests {
  @Test(
    "Lists and ranges keep their decimals",
    arguments: [
      ("0.2, 0.5, 0.8", ["0.2", "0.5", "0.8"]),
      (
        "0.1 ... 0.9 by 0.1", ["0.1", "0.2", "0.3", "0.4", "0.5", "0.6", "0.7", "0.8", "0.9"]
      ),
      ("1 ... 4", ["1", "2", "3", "4"]),
      ("0…1 by 0.25", ["0.00", "0.25", "0.50", "0.75", "1.00"]),
      ("0.1 ... 0.35 by 0.1", ["0.10", "0.20", "0.30"]),
      ("-2 ... 2 by 2", ["-2", "0", "2"]),
      ("-0.3 ... 0.3 by 0.3", ["-0.3", "0.0", "0.3"]),
      ("5", ["5"]),
      ("0.01, 0.1 ... 0.3 by 0.1, 9", ["0.01", "0.1", "0.2", "0.3", "9"]),
      ("2 ... 2", ["2"]),
      ("0.50", ["0.50"]),
    ]
  )
  func entries(text: String, expected: [String]) throws {
    let list = try ValueList(text)
    #expect(list.entries.map(\.text) == expected)
    #expect(list.values == expected.map { Double($0) ?? .nan })
  }

  @Test("Every value of a long range is the decimal that its digits say")
  func decimals() throws {
    let values = try ValueList("0.001 ... 0.999 by 0.001").values
    #expect(values.count == 999)
    // Double's own reading of decimal text is correctly rounded.
    #expect(values == (1...999).map { Double("0.\(String(1000 + $0).dropFirst())") ?? .nan })
  }

  @Test(
    "What is no list is refused in words",
    arguments: [
      ("0.1, , 0.3", "an empty place in the list \"0.1, , 0.3\"", nil),
      ("0.1,", "an empty place in the list \"0.1,\"", nil),
      ("", "an empty place in the list \"\"", nil),
      (
        "0.1, x", "\"x\" is not a number",
        "write numbers with commas between them, or a range: 0.1 ... 0.9 by 0.1"
      ),
      (
        "0.1 ...", "\"0.1 ...\" is not a range of decimals",
        "write a range as FIRST ... LAST by STEP, for example 0.1 ... 0.9 by 0.1"
      ),
      (
        "a ... b", "\"a ... b\" is not a range of decimals",
        "write a range as FIRST ... LAST by STEP, for example 0.1 ... 0.9 by 0.1"
      ),
      (
        "0.9 ... 0.1 by 0.1", "the range \"0.9 ... 0.1 by 0.1\" is empty",
        "FIRST is at most LAST and STEP is greater than 0"
      ),
      (
        "0.1 ... 0.9 by 0", "the range \"0.1 ... 0.9 by 0\" is empty",
        "FIRST is at most LAST and STEP is greater than 0"
      ),
      (
        "0 ... 1000000", "the range \"0 ... 1000000\" has 1000001 values",
        "at most 100000 are allowed"
      ),
    ]
  )
  func refused(text: String, message: String, help: String?) {
    let error = #expect(throws: ValueList.Problem.self) { try ValueList(text) }
    #expect(error?.message == message)
    if help != nil || text != "0.1 ..." { #expect(error?.help == help) }
  }

  @Test("A range never loses digits of what was written", arguments: ["1e-3 ... 5e-3 by 1e-3"])
  func scientific(text: String) {
    // Either the decimals 0.001 … 0.005, or a refusal; never 0, 0, 0 … by silent rounding.
    if let list = try? ValueList(text) {
      #expect(list.values == [0.001, 0.002, 0.003, 0.004, 0.005])
    }
  }

  @Test("Ranges of many lists are bounded together")
  func bounded() {
    let text = Array(repeating: "1 ... 90000", count: 2).joined(separator: ", ")
    let error = #expect(throws: ValueList.Problem.self) { try ValueList(text) }
    #expect(error?.message == "180000 values; at most 100000")
  }
}

struct ChoiceRuleTests {
  @Test("A rule says how many, between what, and for what")
  func reading() throws {
    let rule = try ChoiceRule("at least 3 strictly between 0 and 1")
    #expect(rule.minimum == 3 && rule.forEach == nil)
    #expect(
      rule.interval?.lower == 0 && rule.interval?.upper == 1 && rule.interval?.isStrict == true
    )
    let each = try ChoiceRule("at least 9 for each y")
    #expect(each.minimum == 9 && each.forEach == "y" && each.interval == nil)
    let closed = try ChoiceRule("2 between -1.5 and 2 for each a")
    #expect(closed.minimum == 2 && closed.forEach == "a")
    #expect(closed.interval?.lower == -1.5 && closed.interval?.isStrict == false)
    #expect(try ChoiceRule("4").minimum == 4)
  }

  @Test(
    "What is no rule is refused in words",
    arguments: [
      ("", "\"\" does not say how many values are chosen"),
      ("at least", "\"at least\" does not say how many values are chosen"),
      ("some", "\"some\" does not say how many values are chosen"),
      ("0", "\"0\" does not say how many values are chosen"),
      ("10001", "\"10001\" does not say how many values are chosen"),
      ("3 between 1", "\"3 between 1\" does not say between which two numbers"),
      ("3 between 1 and 0", "\"3 between 1 and 0\" does not say between which two numbers"),
      ("3 between a and b", "\"3 between a and b\" does not say between which two numbers"),
      ("3 strictly", "\"strictly\" wants \"between A and B\""),
      ("exactly 3", "\"exactly 3\" does not say how many values are chosen"),
      ("3 nicely", "\"nicely\" is not understood in \"3 nicely\""),
      ("3 for each y z", "\"z\" is not understood in \"3 for each y z\""),
    ]
  )
  func refused(text: String, message: String) {
    let error = #expect(throws: ChoiceRule.Problem.self) { try ChoiceRule(text) }
    #expect(error?.message == message)
  }

  @Test("`for each` without a key is refused")
  func forEachWithoutKey() {
    #expect(throws: ChoiceRule.Problem.self) { try ChoiceRule("3 for each") }
  }

  @Test("Ends belong to the interval unless it is strict; NaN and infinity never do")
  func allows() throws {
    let strict = try ChoiceRule("3 strictly between 0 and 1")
    let closed = try ChoiceRule("3 between 0 and 1")
    let free = try ChoiceRule("3")
    #expect(!strict.allows(0) && !strict.allows(1) && strict.allows(1e-9))
    #expect(closed.allows(0) && closed.allows(1) && !closed.allows(1.0000001))
    for rule in [strict, closed, free] {
      #expect(!rule.allows(.nan) && !rule.allows(.infinity) && !rule.allows(-.infinity))
    }
    #expect(free.allows(-1e9))
  }

  @Test(
    "The example has as many different values as the rule wants, and the rule allows them",
    arguments: [1, 2, 3, 7, 9, 10, 11, 99, 100, 1000],
    [
      "", " strictly between 0 and 1", " between 0 and 1", " between -3 and 12.5",
      " strictly between 0.98 and 0.99", " strictly between 100 and 101", " between -1 and 1",
      " strictly between 0 and 1000000",
    ]
  )
  func example(count: Int, interval: String) throws {
    let rule = try ChoiceRule("at least \(count)\(interval)")
    let entries = rule.example.entries
    #expect(entries.count == count)
    #expect(Set(entries.map(\.value)).count == count)
    #expect(entries.allSatisfy { rule.allows($0.value) && Double($0.text) == $0.value })
  }

  @Test("Example values are the obvious ones")
  func obvious() throws {
    #expect(
      try ChoiceRule("at least 9 strictly between 0 and 1").example.entries.map(\.text)
        == ["0.1", "0.2", "0.3", "0.4", "0.5", "0.6", "0.7", "0.8", "0.9"]
    )
    #expect(
      try ChoiceRule("3 between 0 and 1").example.entries.map(\.text) == ["0", "0.5", "1"]
    )
  }
}
