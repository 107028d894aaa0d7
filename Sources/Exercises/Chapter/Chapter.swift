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
  /// Values in sentences, in order.
  package private(set) var sentences: [SentenceValue] = []
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
    let places = Sections(of: document)
    let siblings = Dictionary(grouping: blocks.filter { $0.kind == .exercise }.map(\.index)) {
      places.heading(of: $0)
    }
    for block in blocks {
      switch block.kind {
      case .network, .tests, .waivers: continue
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
        let section = Section(
          around: block.index,
          of: siblings[places.heading(of: block.index)] ?? [],
          in: document,
          places
        )
        if let exercise = exerciseReader.exercise(block.node, at: block.offset, in: section) {
          exercises.append(exercise)
        }
      }
    }
    diagnostics += reader.diagnostics
    if withTables { readSentences(notation: notation, networks: networks) }
  }

  private mutating func readSentences(notation: Notation, networks: NetworkList) {
    let found = ValueMarkers(in: document)
    var reader = SentenceReader(source: document.source, notation: notation, networks: networks)
    let index = exerciseIndex
    sentences = found.markers.compactMap { marker in
      let exercise = index.innermost(at: marker.range.lowerBound).map { exercises[$0] }
      return reader.value(marker, in: exercise)
    }
    diagnostics += found.problems + reader.problems
  }

  /// Finds the exercise in whose section a place lies: the innermost one, by its position.
  package var exerciseIndex: OffsetIndex { OffsetIndex(exercises.map(\.section)) }
}
