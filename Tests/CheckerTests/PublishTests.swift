import Foundation
import Testing

/// `publish` hands out chapters without keys, pictures and data inside the course, and nothing else.
struct PublishTests {
  private static let exercise = """

    ```yaml exercise
    id: q
    answers:
      a: {is: "2", to: exactly}
      why: {human: notes/how.csv, points: 1}
      how: {human: "see notes/points.csv, one point each", points: 1}
    ```

    """

  private func course(_ text: String) throws -> Scratch {
    let scratch = try Scratch()
    try scratch.write(
      "chapters: [chapters/c.md]\nassignments: {hw1: {1: q}}\n",
      to: "course/course.yml"
    )
    try scratch.write("# C\n\n## Q\n\n\(text)\n\(Self.exercise)", to: "course/chapters/c.md")
    for name in [
      "notes/how.csv", "notes/points.csv", "RUBRICS/r.csv", "Rubric.txt", "rubrics/r.md", "x.yml",
      "x.YML", "x.yaml", "x.markdown", "x.MD", "x.mdown", "x.mkd", "x.Markdown", "x.py", "x.swift",
      "x", ".hidden.csv", "sub.png/inner.md", "key.tar.gz",
    ] {
      try scratch.write("SECRET", to: "course/chapters/\(name)")
    }
    try scratch.write("```yaml exercise\nSECRET", to: "course/chapters/disguised.txt")
    try scratch.write("SECRET", to: "outside.csv")
    let chapters = scratch.url.path + "/course/chapters"
    for (link, target) in [
      ("out.csv", "../../outside.csv"), ("away", "../.."), ("yml.csv", "x.yml"),
      ("how2.csv", "notes/how.csv"),
    ] {
      try FileManager.default.createSymbolicLink(
        atPath: "\(chapters)/\(link)",
        withDestinationPath: target
      )
    }
    mkfifo("\(chapters)/pipe.csv", 0o644)
    return scratch
  }

  /// The published files, and all that stands in them.
  private func published(_ scratch: Scratch) throws -> (names: Set<String>, text: String) {
    let root = scratch.url.path + "/out"
    let names = try FileManager.default.subpathsOfDirectory(atPath: root).filter { name in
      var isFolder: ObjCBool = false
      return FileManager.default.fileExists(atPath: "\(root)/\(name)", isDirectory: &isFolder)
        && !isFolder.boolValue
    }
    let text = try names.map { try scratch.text("out/\($0)") }.joined()
    return (Set(names), text)
  }

  private static let own: Set<String> = [
    ".checker-published", "chapters/c.md", "homework/hw1.md",
  ]

  @Test(
    "what is neither picture nor data, or is for authors, or lies outside, stays",
    arguments: [
      "x.yml", "x.YML", "x%2Eyml", "x.%79ml", "x.yaml", "x.markdown", "x.MD", "x.mdown", "x.mkd",
      "x.Markdown", "x.py", "x.swift", "x", ".hidden.csv", "../course.yml", "notes/how.csv",
      "notes/../notes/how.csv", "./notes//how.csv", "notes%2Fhow.csv", "notes/points.csv",
      "how2.csv", "RUBRICS/r.csv", "./rubrics/../RUBRICS/r.csv", "rubrics/r.md", "%52UBRICS/r.csv",
      "Rubric.txt", "sub.png", "sub.png/inner.md", "out.csv", "away/outside.csv",
      "../../outside.csv", "%2e%2e/%2e%2e/outside.csv", "yml.csv", "pipe.csv", "disguised.txt",
      "x.yml%00.csv", "x.yml#a.csv", "x.yml?b.csv", "key.tar.gz", "/etc/passwd", "x.yml ",
    ]
  )
  func kept(_ target: String) throws {
    let scratch = try course(
      """
      [a](<\(target)>), ![b](\(target)), [c][ref], <img src="\(target)"> and
      <a href='\(target)'>d</a>.

      <picture><source srcset="\(target) 2x"><img alt="e" src=\(target)></picture>

      [ref]: \(target)
      """
    )
    let run = try Tool(["publish", "out", "--course", "course"], in: scratch.url)
    #expect(run.status == 0, "\(run.errors)")
    let (names, text) = try published(scratch)
    #expect(names == Self.own)
    #expect(!text.contains("SECRET"))
  }

  @Test(
    "pictures and data that are linked go with the chapter, in every spelling",
    arguments: [
      "[a](../data/d.csv)", "![a](../data/d.csv)", "[a](<../data/d.csv>)", "[a](..//data/./d.csv)",
      "[a](../%64ata/d.csv \"title\")", "[a](../data/d.csv#rows)", "[a](../data/d.csv?x=1)",
      "[a](../data/d\\.csv)",
      "[a]\n\n[a]: ../data/d.csv", "[a]\n\n[a]:\n  <../data/d.csv>", "<img src=\"../data/d.csv\">",
      "<IMG SRC='../data/d.csv'>", "<img src=../data/d.csv>", "x <img srcset=\"../data/d.csv 2x\">",
      "| a |\n| --- |\n| [b](../data/d.csv) |", "> [a](../data/d.csv)", "- [a](../data/d.csv)",
      "[![a](../data/d.csv)](https://example.org)",
    ]
  )
  func handedOut(_ text: String) throws {
    let scratch = try course(text)
    try scratch.write("1,2\n", to: "course/data/d.csv")
    let run = try Tool(["publish", "out", "--course", "course"], in: scratch.url)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output == "copied data/d.csv\n3 files in out\n")
    #expect(try published(scratch).names == Self.own.union(["data/d.csv"]))
  }

  @Test("a file that is not handed out is said, with the reason")
  func said() throws {
    let scratch = try course("See [the recipe](x.yml).")
    let run = try Tool(["publish", "out", "--course", "course"], in: scratch.url)
    #expect(
      run.errors
        == "course/chapters/c.md:5:18: note: x.yml is not handed out: it is neither a picture nor data\n"
    )
  }

  @Test(
    "a link that only authors see hands out nothing",
    arguments: [
      "<!-- [a](d.csv) -->", "<div hidden>[a](d.csv)</div>", "[//]: # (d.csv)",
      "```yaml waivers\nlinks: \"[a](d.csv)\"\n```",
    ]
  )
  func hiddenLinks(_ text: String) throws {
    let scratch = try course(text)
    try scratch.write("SECRET\n", to: "course/chapters/d.csv")
    let run = try Tool(["publish", "out", "--course", "course"], in: scratch.url)
    #expect(run.status == 0, "\(run.errors)")
    #expect(try published(scratch).names == Self.own)
  }

  @Test("a chapter with another ending is published as a chapter, a rubric is none")
  func chapters() throws {
    let scratch = try Scratch()
    try scratch.write("assignments: {hw1: {1: q}}\n", to: "course.yml")
    try scratch.write("# A\n\n[z](z.markdown), [why](why.md)\n", to: "chapters/a.md")
    try scratch.write(
      "# Z\n\n## Q\n\nVisible.\n\n```yaml exercise\nid: q\nanswers:\n"
        + "  a: {is: \"2\", to: exactly}\n  why: {human: why.md, points: 1}\n```\n\n<!-- SECRET -->\n",
      to: "chapters/z.markdown"
    )
    try scratch.write("SECRET", to: "chapters/why.md")
    try scratch.write("SECRET", to: "chapters/Rubrics/a.md")
    let run = try Tool(["publish", "out"], in: scratch.url)
    #expect(run.status == 0, "\(run.errors)")
    let (names, text) = try published(scratch)
    #expect(
      names == [".checker-published", "chapters/a.md", "chapters/z.markdown", "homework/hw1.md"]
    )
    #expect(!text.contains("SECRET") && text.contains("Visible."))
  }

  @Test("a homework among the chapters is none")
  func homework() throws {
    let scratch = try Scratch()
    try scratch.write("chapters: [.]\n", to: "course.yml")
    try scratch.write("# A\n", to: "a.md")
    try scratch.write("---\nassignment: hw1\n---\n\nSECRET\n", to: "answers/hw1.md")
    let run = try Tool(["publish", "out"], in: scratch.url)
    #expect(run.status == 0)
    #expect(run.errors.hasPrefix("./answers/hw1.md:1:1: note: is a homework and no chapter"))
    // What is published is no chapter of the next run.
    #expect(try Tool(["publish", "out"], in: scratch.url).output == "1 files in out\n")
    #expect(try published(scratch).names == [".checker-published", "a.md"])
  }

  @Test("a chapter that is a link out of the course is not published")
  func chapterOutside() throws {
    let scratch = try course("Text.")
    try FileManager.default.createSymbolicLink(
      atPath: scratch.url.path + "/course/chapters/z.md",
      withDestinationPath: "../../outside.csv"
    )
    try scratch.write("chapters: [chapters/c.md, chapters/z.md]\n", to: "course/course.yml")
    let run = try Tool(["publish", "out", "--course", "course"], in: scratch.url)
    #expect(run.status == 2)
    #expect(run.errors.hasPrefix("course/chapters/z.md: error: a chapter outside"), "\(run.errors)")
    try FileManager.default.removeItem(atPath: scratch.url.path + "/course/chapters/z.md")
    try scratch.write("# O\n", to: "other/o.md")
    try scratch.write("chapters: [../other/o.md, chapters]\n", to: "course/course.yml")
    #expect(try Tool(["publish", "out", "--course", "course"], in: scratch.url).status == 2)
    #expect(!FileManager.default.fileExists(atPath: scratch.url.path + "/other/other"))
  }

  @Test(
    "what no reader sees is not published",
    arguments: [
      "<div hidden>SECRET\n\n- SECRET\n\n</div>", "<template>SECRET</template>",
      "<TEMPLATE>\nSECRET\n\nSECRET\n</TEMPLATE>", "<script>\n// SECRET\n</script>",
      "<style>/* SECRET */</style>", "<div style=\"color: red; Display : none\">SECRET</div>",
      "<span style='visibility:hidden'>SECRET</span>", "<div\n  class=x\n  hidden\n>SECRET</div>",
      "<div hidden=\"until-found\">a<div>b</div>SECRET</div>",
      "<input type=hidden value=\"SECRET\">",
      "<dialog>SECRET</dialog>", "<p hidden>SECRET", "Text <span hidden>SECRET</span> more.",
      "<?SECRET?>", "<!SECRET>", "<![CDATA[SECRET]]>", "<!-- SECRET", "[//]: # (SECRET)",
      "[//]: <> (SECRET)", "[comment]: # \"SECRET\"", "[//]: #\n  (SECRET)", "[//]: # (a\nSECRET)",
      "[unused]: https://example.org \"SECRET\"", "<img hidden alt=\"SECRET\" src=\"a.png\">",
      "> <div hidden>\n> SECRET\n> </div>", "- <template>SECRET</template>",
      "> ~~~yaml  Exercise\n> SECRET\n> ~~~", "- item\n\n  ```yaml tests\n  SECRET\n  ```",
      "> ```yaml waivers\n> SECRET\n> ```",
    ]
  )
  func hidden(_ text: String) throws {
    let scratch = try Scratch()
    try scratch.write("assignments: {hw1: {1: q}}\n", to: "course.yml")
    try scratch.write(
      "---\ntitle: Shown\nnotes: SECRET\n# SECRET\nteacher:\n  - SECRET\n---\n\n"
        + "# C\n\n## Q <!-- SECRET -->\n\n"
        + "```yaml exercise\nid: q\nanswers: {a: {is: \"2\", to: exactly}}\n```\n\nBefore.\n\n\(text)\n",
      to: "chapters/c.md"
    )
    let run = try Tool(["publish", "out"], in: scratch.url)
    #expect(run.status == 0, "\(run.errors)")
    for file in ["out/chapters/c.md", "out/homework/hw1.md"] {
      let text = try scratch.text(file)
      #expect(!text.contains("SECRET") && text.contains("Before."), "\(text)")
    }
    #expect(try scratch.text("out/chapters/c.md").hasPrefix("---\ntitle: Shown\n---\n"))
  }

  @Test(
    "what readers see stays",
    arguments: [
      "<details><summary>s</summary>SHOWN</details>", "`<div hidden>SHOWN</div>`",
      "```html\n<template>SHOWN</template>\n```", "    <div hidden>SHOWN", "$a <b$ SHOWN",
      "<div class=\"hidden\">SHOWN</div>", "<div data-hidden>SHOWN</div>",
      "[SHOWN]\n\n[SHOWN]: https://example.org \"SHOWN\"", "<script src=\"SHOWN.js\"></script>",
      "````\n```yaml exercise\nSHOWN\n```\n````", "<div hidden>x</div> SHOWN",
      "<p hidden>x\n\nSHOWN", "<dialog open>SHOWN</dialog>", "[note]: this is a sentence SHOWN",
    ]
  )
  func shown(_ text: String) throws {
    let scratch = try course(text)
    let run = try Tool(["publish", "out", "--course", "course"], in: scratch.url)
    #expect(run.status == 0, "\(run.errors)")
    #expect(try scratch.text("out/chapters/c.md").contains("SHOWN"))
  }

  @Test(
    "a name of an assignment is a name",
    arguments: ["../../evil", "/tmp/evil", ".evil", "a\\\\b", "a\\x07b"]
  )
  func assignments(_ name: String) throws {
    let scratch = try course("Text.")
    try scratch.write("assignments: {\"\(name)\": {1: q}}\n", to: "course/course.yml")
    let run = try Tool(["publish", "a/b/out", "--course", "course"], in: scratch.url)
    #expect(run.status == 2)
    #expect(run.errors.contains("is no name of an assignment"), "\(run.errors)")
    #expect(!FileManager.default.fileExists(atPath: scratch.url.path + "/a"))
  }
}
