import Foundation
import Markdown
import Testing
@testable import Grading

struct ScratchTests {
  @Test func pairs() throws {
    let text = try String(contentsOfFile: "/tmp/t/scratch.md", encoding: .utf8)
    let vocabulary = Vocabulary(["C","y","a","delta","nablaw[-1]","w1","w2","w7","z1","z2","h1","h2","E","o","H","p","q","dE/dw1","xj","w3","eta"])
    let s = Submission(try Document(parsing: SourceText(text))).read(with: vocabulary)
    for p in s.passages { print("PASSAGE", p.kind, p.text.string(0..<p.text.bytes.count))
      for c in p.clauses { print("  CLAUSE |\(c.span.text)| head=\(c.heading)")
        for q in c.pairs { print("     |\(q.label.text)| -> |\(q.value.text)| says=\(q.says) chain=\(q.continuesChain) cont=\(q.isContinued) sent=\(q.isSentence)") } } }
  }
}
