import Formulas
import Markdown
import Yaml

/// A block of a chapter that machines read: a fence or a comment that starts with `yaml KIND`.
package struct MachineBlock: Sendable {
  package enum Kind: String, CaseIterable, Sendable {
    case table, network, picture, exercise, tests, waivers

    /// True for what grading does without: it is not even parsed then.
    var isForAuthors: Bool { self != .network && self != .exercise }
  }

  package let kind: Kind
  package let node: YamlNode?
  /// The first byte of the block.
  package let offset: Int
  /// The position of the block among the chapter's top-level blocks.
  package let index: Int
}

extension MachineBlock {
  /// The machine-read blocks of a document, top level only: a block inside a longer fence or a
  /// quote is an example.
  ///
  /// `withTables`: False where tables and pictures are not computed; their YAML is left alone then.
  static func blocks(
    of document: Document,
    reader: YamlReader,
    withTables: Bool
  ) -> [MachineBlock] {
    var blocks: [MachineBlock] = []
    for (index, block) in document.blocks.enumerated() {
      guard let (info, lines) = yaml(in: block, document.source) else { continue }
      let words = info.split(separator: " ").map(String.init)
      guard words.count > 1 else { continue }
      guard words.count == 2, let kind = Kind(rawValue: words[1]) else {
        reader.report(
          at: block.range.lowerBound,
          "a block of the kind \"\(words.dropFirst().joined(separator: " "))\" is not known",
          help: NearMiss.help(words[1], among: Kind.allCases.map(\.rawValue))
        )
        continue
      }
      if !withTables, kind.isForAuthors { continue }
      do throws(Diagnostic) {
        let node = try YamlParser.parse(lines: lines, of: document.source)
        blocks.append(
          MachineBlock(kind: kind, node: node, offset: block.range.lowerBound, index: index)
        )
      } catch {
        reader.report(error)
      }
    }
    return blocks
  }

  /// The info string and the lines of a block that starts with `yaml`.
  private static func yaml(
    in block: Block,
    _ source: SourceText
  ) -> (info: String, lines: [Range<Int>])? {
    switch block.kind {
    case .code(let code):
      guard code.isFenced, let info = code.info else { return nil }
      let text = source.string(in: info)
      return text == "yaml" || text.hasPrefix("yaml ") ? (text, block.lines) : nil
    case .html:
      guard let first = block.lines.first else { return nil }
      let text = source.string(in: first).trimmedBytes
      guard text.hasPrefix("<!-- yaml ") else { return nil }
      let info = text.dropFirst("<!-- ".count)
      if text.has("-->"), let end = info.firstRange(of: "-->") {
        return (String(info[..<end.lowerBound]).trimmedBytes, [])
      }
      return (String(info).trimmedBytes, content(ofComment: block, source))
    default: return nil
    }
  }

  /// The lines of a comment between its first line and `-->`.
  ///
  /// libcmark ends comment blocks one line short, so the end is looked for in the source.
  private static func content(ofComment block: Block, _ source: SourceText) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var line = source.line(at: block.range.lowerBound) + 1
    while line <= source.lineStarts.count {
      let range = source.rangeOfLine(line)
      let text = source.string(in: range)
      if text.has("-->"), let end = text.utf8.firstRange(of: "-->".utf8) {
        let length = text.utf8.distance(from: text.startIndex, to: end.lowerBound)
        lines.append(range.lowerBound..<(range.lowerBound + length))
        return lines
      }
      lines.append(range)
      line += 1
    }
    return lines
  }
}
