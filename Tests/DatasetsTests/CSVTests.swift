import Testing

@testable import Datasets

struct CSVTests {
  private func read(
    _ text: String,
    label: CSV.LabelColumn = .last,
    classes: [String]? = nil
  ) throws(DataError) -> Dataset {
    var table = try CSV(Array(text.utf8), path: "d.csv", label: label)
    return try table.dataset(name: "d", classes: classes)
  }

  private func values(_ data: Dataset) -> [[Double]] {
    let features = data.rows.features
    return (0..<features.rows).map { row in
      (0..<features.columns).map { features[row, $0] }
    }
  }

  @Test(
    "Layouts: headers, separators, quotes, ends of lines",
    arguments: [
      "1,2.5,0\n3,-4e1,1\n", "a,b,class\n1,2.5,0\n3,-4e1,1", "1;2.5;0\r\n3;-4e1;1\r\n",
      "1\t2.5\t0\n\n3\t-4e1\t1\n\n", "\u{FEFF}1,2.5,0\n3,-4e1,1\n",
      "\"1\",\"2.5\",\"0\"\n3, -4e1 ,1\n",
    ]
  )
  func layouts(text: String) throws {
    let data = try read(text)
    #expect(values(data) == [[1, 2.5], [3, -40]])
    #expect(data.rows.labels == [0, 1])
    #expect(data.classes == ["0", "1"])
  }

  @Test("Numbers are the doubles that their text names")
  func numbers() throws {
    let texts = [
      "0.1", "123456789.123456", "0.000000000000001", "1e-5", "999999999999999", "-0.3",
      "0.12345678901234567", "5e-324", "1.7976931348623157e308", "12345678901234567890",
    ]
    let data = try read(texts.map { "\($0),0\n" }.joined())
    #expect(values(data).map { $0[0] } == texts.compactMap(Double.init))
  }

  @Test("The class is the first column, the last, or a named one; words are classes too")
  func labels() throws {
    #expect(try read("b,1\na,2\nb,3\n", label: .first).rows.labels == [1, 0, 1])
    #expect(try read("b,1\na,2\n", label: .first).classes == ["a", "b"])
    let named = try read("x,kind,y\n1,cat,2\n3,dog,4\n", label: .named("kind"))
    #expect(values(named) == [[1, 2], [3, 4]])
    #expect(named.classes == ["cat", "dog"])
    let ordered = try read("1,no\n2,yes\n", classes: ["yes", "no"])
    #expect(ordered.rows.labels == [1, 0])
    #expect(try read("1,2.0\n1,0\n").classes == ["0", "1", "2"])
  }

  @Test("Whole numbers up to 255 stay bytes")
  func bytes() throws {
    if case .bytes = try read("0,255,1\n").rows.features.storage {
    } else {
      Issue.record("no bytes")
    }
    if case .bytes = try read("0,256,1\n").rows.features.storage { Issue.record("bytes") }
    if case .bytes = try read("-1,2,1\n").rows.features.storage { Issue.record("bytes") }
  }

  @Test(
    "Everything that cannot be trained with is an error at its line",
    arguments: [
      ("", nil, "is empty; rows of numbers are wanted"),
      ("5\n", 1, "one field; inputs and a class are wanted, with , or ; between them"),
      ("a,b,c\n", nil, "has a header and no row"),
      ("1,2,0\n1,nan,1\n", 2, "column 2 has no value: \"nan\""),
      ("1,2,0\n1,,1\n", 2, "column 2 has no value"),
      ("1,2,0\n1,inf,1\n", 2, "column 2: \"inf\" is not a number that can be trained with"),
      ("1,2,0\n1,1e999,1\n", 2, "column 2: \"1e999\" is not a number that can be trained with"),
      ("x,y,c\n1,2,0\nz,2,1\n", 3, "column \"x\": \"z\" is not a number that can be trained with"),
      ("1,2,0\n1,2\n", 2, "2 fields, the first line has 3"),
      ("1,2,0\n1,2,3,0\n", 2, "4 fields, the first line has 3"),
      ("1,2,0\n1,2,-1\n", 2, "the class -1; whole numbers count from 0"),
      ("1,2,0\n\"1,2,1\n", 2, "a quote that is not closed"),
    ]
  )
  func errors(text: String, line: Int?, message: String) {
    do throws(DataError) {
      _ = try read(text)
      Issue.record("no error")
    } catch {
      #expect(error.message == message)
      #expect(error.line == line)
      #expect(error.path == "d.csv")
    }
  }

  @Test("A class that is none of the named ones, and a column that is none of the header's")
  func names() {
    do throws(DataError) {
      _ = try read("1,cat\n2,cow\n", classes: ["cat", "dog"])
      Issue.record("no error")
    } catch {
      #expect(error.message == "the class \"cow\" is none of the 2: cat, dog")
      #expect(error.line == 2)
    }
    do throws(DataError) {
      _ = try read("x,y\n1,2\n", label: .named("z"))
      Issue.record("no error")
    } catch {
      #expect(error.message == "no column is called \"z\"; found x, y")
    }
  }
}
