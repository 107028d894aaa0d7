/// A block of a document: what libcmark found, with the bytes it was made of.
package struct Block: Sendable {
  /// What kind of block this is.
  package enum Kind: Sendable {
    case heading(level: Int)
    case paragraph
    case table(Table)
    /// A table of pandoc, in the dialect of homework.
    case ruled(RuledTable)
    case code(CodeBlock)
    case html
    case quote
    case list(ordered: Bool, start: Int)
    case item
    case thematicBreak
  }

  /// What kind of block this is.
  package let kind: Kind
  /// From the first byte after the prefixes of its containers to the end of its last line.
  package let range: Range<Int>
  /// The content of each line of a leaf block.
  ///
  /// Prefixes of containers (`> `, the indentation of lists), the number signs of a heading and its
  /// underline are left out, and so are line endings. Of a code block, these are the lines between
  /// the fences; a tab of which a prefix takes only some columns stays.
  package let lines: [Range<Int>]
  /// The blocks in a quote, a list or an item.
  package let children: [Block]
}

/// A block of code, fenced or indented.
package struct CodeBlock: Sendable {
  /// The words after the opening fence, without white space around them.
  package let info: Range<Int>?
  package let isFenced: Bool
  /// The number of backticks or tildes of the opening fence, 0 if there is none.
  package let fenceLength: Int
  /// Whether there is a closing fence; an indented block needs none.
  package let isClosed: Bool
  /// The line of the opening fence, or the first line of an indented block.
  package let openingLine: Int
  package let closingLine: Int?
}

/// A table, with pipes or with tabs.
package struct Table: Sendable {
  /// One cell: its content without the white space around it.
  package struct Cell: Sendable, Equatable {
    /// An empty range at the place of the cell if it is blank.
    package let range: Range<Int>
  }

  /// What the colons of a delimiter row say.
  package enum Alignment: Sendable, Equatable { case none, left, center, right }

  /// How the cells are separated.
  package enum Form: Sendable, Equatable {
    /// Pipes and a delimiter row, as GitHub Flavored Markdown has it.
    case gfm
    /// Tabs, without a delimiter row.
    case tabs
  }

  /// The cells that a row has beyond the columns of the header; readers ignore them.
  package struct Excess: Sendable, Equatable {
    /// The index of the row.
    package let row: Int
    package let cells: [Cell]
  }

  package let header: [Cell]
  package let alignments: [Alignment]
  /// The rows, each with as many cells as the header; what a row lacks is blank.
  package let rows: [[Cell]]
  package let excess: [Excess]
  package let form: Form
  /// From the first byte of the header to the end of the last row.
  package let range: Range<Int>
  package let headerLine: Int
  /// The source line of each row.
  package let lineOfRow: [Int]
}
