import Homework
import Testing

/// What a cell of a notebook shows is the value of the names on its last line.
struct CodeCellTests {
  @Test(
    "The last line names what is shown",
    arguments: [
      ("Z1 = X @ W1\nprint(Z1)", ["Z1"]), ("A1", ["A1"]), ("dW2, db2", ["dW2", "db2"]),
      ("np.round(W2_new, 4)", ["W2_new"]), ("print(np.round(P, 3))", ["P"]), ("W.round(2)", ["W"]),
      ("print(dW)\nprint(db)", ["dW", "db"]),
      ("print(Z.shape, db.shape)", ["shape of Z", "shape of db"]),
      ("for w in ws:\n  print(w)\nprint(db)", ["db"]),
    ]
  )
  func names(code: String, names: [String]) {
    #expect(CodeCell(code)?.names == names)
  }

  @Test(
    "Other last lines show nothing that has a name",
    arguments: ["Z1 = X @ W1", "print(\"loss\", loss)", "sum(w.size for w in ws)", "a + b", ""]
  )
  func nothing(code: String) {
    #expect(CodeCell(code) == nil)
  }

  @Test("What is printed in several lines has a value for each name")
  func several() {
    let cell = CodeCell("db = D.sum()\nprint(dW)\nprint(X @ W)\nprint(db.shape)")
    #expect(cell?.names == ["dW", nil, "shape of db"])
    #expect(
      cell?.values(in: "[[1 2]\n [3 4]]\n[5 6]\n(3,)") == ["[[1 2]\n [3 4]]", "[5 6]", "(3,)"]
    )
    #expect(cell?.values(in: "[[1 2]\n [3 4]]\n[5 6]") == nil)
  }

  @Test("A tuple has a value for each name")
  func tuple() {
    let cell = CodeCell("dW2, db2")
    #expect(cell?.values(in: "(array([[1, 2],\n [3, 4]]),\n array([5, 6]))")?.count == 2)
    #expect(cell?.values(in: "array([5, 6])") == nil)
  }
}
