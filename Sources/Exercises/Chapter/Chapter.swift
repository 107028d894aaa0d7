import Formulas
import Markdown
import Yaml

/// A chapter: its networks, computed tables and exercises.
package struct Chapter: Sendable {
  package let document: Document
  package let blocks: [MachineBlock]
  package private(set) var networks: [NetworkDefinition] = []
  /// The names of networks that could not be read.
  private(set) var brokenNetworks: [String] = []
  /// The tables with the positions of their blocks.
  package private(set) var tables: [(definition: TableDefinition, index: Int)] = []
  /// Drawings of networks with the positions of their blocks.
  package private(set) var pictures: [(definition: PictureDefinition, index: Int)] = []
  package private(set) var exercises: [Exercise] = []
  package private(set) var diagnostics: [Diagnostic] = []

  /// `withTables`: False for grading, which does without the computed tables.
  package init(_ document: Document, withTables: Bool = true) {
    self.document = document
    let reader = YamlReader(source: document.source)
    blocks = MachineBlock.blocks(of: document, reader: reader, withTables: withTables)
    diagnostics = reader.diagnostics
  }

  /// Reads the networks; the first of the two steps, because chapters share their networks.
  ///
  /// `isThorough`: False for grading, which computes what it needs and tries no more.
  package mutating func readNetworks(notation: Notation, isThorough: Bool = true) {
    let reader = YamlReader(source: document.source)
    for block in blocks where block.kind == .network {
      if let network = NetworkDefinition(
        block.node,
        at: block.offset,
        reader: reader,
        notation: notation,
        isThorough: isThorough
      ) {
        networks.append(network)
      } else if let name = block.node?.entry("name")?.scalar {
        brokenNetworks.append(name)
      }
    }
    diagnostics += reader.diagnostics
  }

  /// Reads tables and exercises, which may name any of the networks.
  ///
  /// `withTables`: False for grading, which does without the computed tables.
  package mutating func readContents(
    notation: Notation,
    networks: NetworkList,
    withTables: Bool
  ) {
    let reader = YamlReader(source: document.source)
    let exerciseReader = ExerciseReader(reader: reader, notation: notation, networks: networks)
    let tableReader = TableReader(reader: reader, notation: notation, exercises: exerciseReader)
    for block in blocks {
      switch block.kind {
      case .network: continue
      case .table where !withTables, .picture where !withTables: continue
      case .picture:
        if let picture = PictureDefinition(
          block.node,
          at: block.offset,
          reader: reader,
          networks: networks
        ) {
          pictures.append((picture, block.index))
        }
      case .table:
        if let table = tableReader.table(block.node, at: block.offset) {
          tables.append((table, block.index))
        }
      case .exercise:
        let section = Section(around: block.index, in: document)
        if let exercise = exerciseReader.exercise(
          block.node,
          at: block.offset,
          title: section.title,
          question: section.question
        ) {
          exercises.append(exercise)
        }
      }
    }
    diagnostics += reader.diagnostics
  }
}

/// The section of a chapter that holds a block: its heading and its prose.
private struct Section {
  let title: String
  let question: String

  init(around index: Int, in document: Document) {
    let source = document.source
    let blocks = document.blocks
    let start = blocks[..<index].lastIndex { Self.level(of: $0) != nil }
    let level = start.flatMap { Self.level(of: blocks[$0]) } ?? 0
    title =
      start.map { position in
        blocks[position].lines.map { source.string(in: $0) }.joined(separator: " ")
      } ?? "Exercise"
    let first = start.map { $0 + 1 } ?? 0
    let end =
      blocks[(index + 1)...].firstIndex { (Self.level(of: $0) ?? 7) <= level } ?? blocks.count
    var parts: [String] = []
    for block in blocks[first..<end] where !Self.isForMachines(block, source) {
      parts.append(source.string(in: block.range))
    }
    question = parts.joined(separator: "\n\n")
  }

  private static func level(of block: Block) -> Int? {
    if case .heading(let level) = block.kind { level } else { nil }
  }

  private static func isForMachines(_ block: Block, _ source: SourceText) -> Bool {
    switch block.kind {
    case .code(let code):
      code.info.map { source.string(in: $0).hasPrefix("yaml ") } ?? false
    case .html: source.string(in: block.range).hasPrefix("<!--")
    default: false
    }
  }
}
