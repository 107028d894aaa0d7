import Homework
import Testing

struct ValueReaderTests {
  private let reader = ValueReader(decimalMark: .point)

  @Test(
    "A verb of staying stands before its value",
    arguments: ["stays -0.6", "remains at -0.6", "bleibt -0.6", "unchanged: -0.6", "-0.6"]
  )
  func verbs(text: String) {
    let value = reader.read(text.replacing(":", with: ""), as: .number)
    guard case .number(let number) = value else {
      Issue.record("\(text): \(value)")
      return
    }
    #expect(number.value == -0.6)
  }

  @Test(
    "A remark in brackets belongs to no number, with brackets of its own or not",
    arguments: ["0.7162 (was 0.7577 in part (a), so it goes down)", "0.7162 (see (3))", "0.7162"]
  )
  func remarks(text: String) {
    guard case .number(let number) = reader.read(text, as: .number) else {
      Issue.record("\(text)")
      return
    }
    #expect(number.text == "0.7162")
  }

  @Test(
    "Words before a shape are none of its sizes",
    arguments: ["28 × 28 × 6", "output 28 × 28 × 6", "output shape (28, 28, 6)", "28x28x6"]
  )
  func shapes(text: String) {
    guard case .shape(let shape) = reader.read(text, as: .shape) else {
      Issue.record("\(text)")
      return
    }
    #expect(shape.numbers == [28, 28, 6])
  }
}
