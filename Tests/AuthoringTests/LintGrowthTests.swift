import Exercises
import Markdown
import Synchronization
import Testing

@testable import Authoring

/// The work of `lint` grows as the chapter does: what is counted doubles where the chapter doubles.
struct LintGrowthTests {
  /// How often a chapter's lint asks for a file, and reads one.
  private func questions(_ text: String) throws -> (asked: Int, read: Int) {
    let asked = Atomic<Int>(0)
    let read = Atomic<Int>(0)
    let survey = try CourseReader(
      path: "course.yml",
      files: CourseFiles(read: { _ in Array(text.utf8) }, list: { _ in ["c.md"] })
    ).survey(alone: ["c.md"])
    let subject = LintSubject(
      chapters: survey.chapters,
      survey: survey,
      seeds: 0,
      exists: { _ in
        asked.add(1, ordering: .relaxed)
        return true
      },
      read: { _ in
        read.add(1, ordering: .relaxed)
        return Array("# There\n".utf8)
      }
    )
    _ = LinkCheck().findings(in: survey.chapters[0], of: subject)
    return (asked.load(ordering: .relaxed), read.load(ordering: .relaxed))
  }

  @Test("a file that many links name is looked at once")
  func links() throws {
    for count in [10, 1000] {
      let links = String(
        repeating: "[a](b.md#there) and [c](c.png) and [d](#gone).\n",
        count: count
      )
      let (asked, read) = try questions("# C\n\n\(links)")
      #expect(asked == 2 && read == 1, "\(count) links")
    }
  }

  @Test("anchors of headings that are all alike are numbered on, as GitHub does")
  func anchors() throws {
    let text =
      String(repeating: "# A\n\n", count: 3) + "# A 1\n\n# A\n\n<a id='x'></a> <a name=y>\n"
    let document = try Document(parsing: SourceText(text), limits: .chapter)
    #expect(Anchors(of: document).all == ["a", "a-1", "a-2", "a-1-1", "a-3", "x", "y"])
    // Each heading asks for one number; beginning at 1 again, 20,000 would ask 200 million times.
    let many = String(repeating: "# A\n\n", count: 20_000)
    let large = try Document(parsing: SourceText(many), limits: .chapter)
    #expect(Anchors(of: large).all.count == 20_000)
  }

  @Test("the ranges around an offset are those that a look at every range finds", arguments: 0..<50)
  func ranges(seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed + 1))
    // Sections lie in one another or apart.
    var ranges: [Range<Int>] = []
    func add(_ range: Range<Int>, depth: Int) {
      ranges.append(range)
      guard depth < 4, range.count > 3 else { return }
      var start = range.lowerBound
      while start < range.upperBound {
        let end = min(range.upperBound, start + 1 + Int(generator.next() % 9))
        if generator.next() % 3 > 0 { add(start..<end, depth: depth + 1) }
        start = end
      }
    }
    add(5..<60, depth: 0)
    add(60..<70, depth: 0)
    let index = OffsetIndex(ranges)
    for offset in 0...75 {
      let holding = ranges.indices.filter { ranges[$0].contains(offset) }
      #expect(Set(index.all(at: offset)) == Set(holding))
      let innermost = holding.min { (ranges[$0].count, $0) < (ranges[$1].count, $1) }
      #expect(index.innermost(at: offset) == innermost)
    }
  }

  @Test("columns in a long line are those that counting from its start gives")
  func columns() throws {
    let line = String(repeating: "aé日😀", count: 2000)
    let source = SourceText("# C\n\n\(line)\n\(line)\n")
    for offset in stride(from: 5, to: source.bytes.count, by: 37)
    where source.bytes[offset] & 0xC0 != 0x80 {
      let place = source.location(at: offset)
      let start = source.lineStarts[place.line - 1]
      #expect(place.editorColumn == source.string(in: start..<offset).utf16.count + 1)
      #expect(place.column == offset - start + 1)
    }
  }

  @Test("the sections of all blocks are those that a search from each block finds")
  func sections() throws {
    let text = "a\n\n# A\n\nb\n\n### B\n\nc\n\n## C\n\nd\n\n# D\n\ne\n"
    let document = try Document(parsing: SourceText(text), limits: .chapter)
    let sections = Sections(of: document)
    let found = document.blocks.indices.map { index in
      document.source.string(in: sections.range(around: index)).split(separator: "\n").joined()
    }
    #expect(
      found == [
        "a# Ab### Bc## Cd# De", "a# Ab### Bc## Cd# De", "# Ab### Bc## Cd", "# Ab### Bc## Cd",
        "### Bc", "### Bc", "## Cd", "## Cd", "# De",
      ]
    )
  }

  @Test("a word is compared with so many others at most")
  func nearMisses() {
    let words = (0..<1001).map { "name\($0)" }
    #expect(NearMiss.help("name1x", among: words) == nil)
    #expect(NearMiss.help("nmae7", among: Array(words.prefix(100))) == "did you mean `name7`?")
  }

  @Test("givens are moved one at a time only where they are few")
  func manyGivens() throws {
    for (count, moved) in [(40, 80), (41, 0)] {
      let givens = (0..<count).map { "g\($0): \"0.\($0 + 11)\"" }.joined(separator: ", ")
      let answers = (0..<count).map { "  q\($0): {is: \"g\($0)*2\", to: 3 digits}" }
      let text = """
        # C

        ## E

        ```yaml exercise
        id: e
        given: {\(givens)}
        answers:
        \(answers.joined(separator: "\n"))
        ```
        """
      let survey = try CourseReader(
        path: "course.yml",
        files: CourseFiles(read: { _ in Array(text.utf8) }, list: { _ in ["c.md"] })
      ).survey(alone: ["c.md"])
      let exercise = try #require(survey.chapters.first?.exercises.first)
      let bench = ExerciseBench(exercise, tests: [], settings: CourseSettings())
      #expect(Array(GivenProposals(bench).single(of: bench)).count == moved)
    }
  }
}
