import Testing

@testable import Matrices

struct MatrixTests {
  private let tall = Matrix(rows: 3, columns: 2, elements: [1, 2, 3, 4, 5, 6])
  private let wide = Matrix(rows: 2, columns: 3, elements: [1, -2, 3, 0.5, 0, -1])

  @Test("Elements are stored row by row")
  func layout() {
    #expect(tall[2, 0] == 5)
    #expect(tall.shape == [3, 2])
    #expect(!tall.isVector)
    #expect(Matrix(column: [1, 2]).shape == [2, 1])
    #expect(Matrix(row: [1, 2]).shape == [1, 2])
    #expect(Matrix(row: [1, 2]).isVector && Matrix(column: [1, 2]).isVector)
    #expect(Matrix(rows: 2, columns: 2, repeating: 7).elements == [7, 7, 7, 7])
  }

  @Test("An element can be set alone")
  func setting() {
    var matrix = tall
    matrix[1, 1] = -9
    #expect(matrix.elements == [1, 2, 3, -9, 5, 6])
  }

  @Test("A transpose swaps rows and columns, also of vectors and of nothing but one element")
  func transpose() {
    #expect(tall.transposed == Matrix(rows: 2, columns: 3, elements: [1, 3, 5, 2, 4, 6]))
    #expect(tall.transposed.transposed == tall)
    #expect(Matrix(row: [1, 2, 3]).transposed == Matrix(column: [1, 2, 3]))
    #expect(Matrix(row: [4]).transposed == Matrix(row: [4]))
  }

  /// numpy.dot, by hand: rows of `tall` times columns of `wide`.
  @Test("A product is rows times columns")
  func dot() throws {
    #expect(
      try tall.dot(wide)
        == Matrix(rows: 3, columns: 3, elements: [2, -2, 1, 5, -6, 5, 8, -10, 9])
    )
    #expect(try wide.dot(tall) == Matrix(rows: 2, columns: 2, elements: [10, 12, -4.5, -5]))
    #expect(try Matrix(row: [1, 2]).dot(Matrix(column: [3, 4])) == Matrix(row: [11]))
    #expect(
      try Matrix(column: [1, 2]).dot(Matrix(row: [3, 4]))
        == Matrix(rows: 2, columns: 2, elements: [3, 4, 6, 8])
    )
  }

  /// 1e16 + 1 − 1e16 is 0 in that order and 1 in another: the order of the inner index is a promise.
  @Test("Products are summed in the order of the inner index, without fused steps")
  func order() throws {
    #expect(try Matrix(row: [1e16, 1, -1e16]).dot(Matrix(column: [1, 1, 1])).elements == [0])
    // With a fused multiply-add the rounding error 2^-60 of 1.0000000009313226² would stay.
    let x = 1 + 0x1p-30
    #expect(try Matrix(row: [-1, x]).dot(Matrix(column: [x * x, x])).elements == [0])
  }

  @Test("NaN and infinity pass through products: 0 times infinity is NaN")
  func notFinite() throws {
    let product = try Matrix(row: [0, 1]).dot(Matrix(column: [.infinity, 1]))
    #expect(product.elements[0].isNaN)
  }

  @Test("Sums, differences and Hadamard products go element by element")
  func elementwise() throws {
    let a = Matrix(row: [1, 2])
    let b = Matrix(row: [10, -0.5])
    #expect(try (a + b) == Matrix(row: [11, 1.5]))
    #expect(try (a - b) == Matrix(row: [-9, 2.5]))
    #expect(try a.hadamard(b) == Matrix(row: [10, -1]))
    #expect(0.5 * a == Matrix(row: [0.5, 1]))
    #expect(a.map { $0 * $0 } == Matrix(row: [1, 4]))
  }
}

struct ShapeErrorTests {
  @Test(
    "A shape error names both shapes, and what looks transposed",
    arguments: [
      (
        "dot", [3, 2], [3, 1],
        "`dot` of (3, 2) and (3, 1): the inner sizes 2 and 3 differ; the first looks transposed"
      ),
      (
        "dot", [3, 2], [5, 2],
        "`dot` of (3, 2) and (5, 2): the inner sizes 2 and 5 differ; the second looks transposed"
      ),
      ("dot", [3, 2], [4, 1], "`dot` of (3, 2) and (4, 1): the inner sizes 2 and 4 differ"),
      ("dot", [3], [2], "`dot` of (3,) and (2,): the inner sizes 3 and 2 differ"),
      ("@", [1, 2], [3, 4], "`@` of (1, 2) and (3, 4): the inner sizes 2 and 3 differ"),
      (
        "+", [3, 1], [1, 3],
        "`+` of (3, 1) and (1, 3): elementwise operations want equal shapes; one of them looks transposed"
      ),
      ("*", [3, 1], [2, 1], "`*` of (3, 1) and (2, 1): elementwise operations want equal shapes"),
      ("-", [3], [2], "`-` of (3,) and (2,): elementwise operations want equal shapes"),
    ]
  )
  func message(operation: String, left: [Int], right: [Int], message: String) {
    #expect(ShapeError(operation: operation, left: left, right: right).message == message)
  }

  @Test("Nothing is broadcast: (n, 1) and (1, n) are refused by every operation")
  func noBroadcasting() {
    let column = Matrix(column: [1, 2])
    let row = Matrix(row: [1, 2])
    #expect(throws: ShapeError(operation: "+", left: [2, 1], right: [1, 2])) { try column + row }
    #expect(throws: ShapeError(operation: "-", left: [1, 2], right: [2, 1])) { try row - column }
    #expect(throws: ShapeError(operation: "*", left: [2, 1], right: [1, 2])) {
      try column.hadamard(row)
    }
    #expect(throws: ShapeError(operation: "*", left: [1, 1], right: [1, 2])) {
      try Matrix(row: [2]).hadamard(row)
    }
    #expect(throws: ShapeError(operation: "dot", left: [2, 1], right: [2, 1])) {
      try column.dot(column)
    }
  }
}
