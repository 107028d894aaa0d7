import CYaml
import Markdown

/// Reads YAML into nodes that know their place in the file.
///
/// The one file that talks to libyaml. Its events, not its documents, are used: events carry
/// marks for everything, and scalars keep the text that was written.
package struct YamlParser {
  private let source: SourceText
  private let text: YamlText
  private var parser = yaml_parser_t()

  /// Parses lines of a source text as one YAML document.
  ///
  /// - Returns: The document's value, or nil if it is empty.
  /// - Throws: A `Diagnostic` at its place if the text is not YAML, in an author's words.
  package static func parse(
    lines: [Range<Int>],
    of source: SourceText
  ) throws(Diagnostic) -> YamlNode? {
    var parser = YamlParser(text: YamlText(lines: lines, of: source), source: source)
    return try parser.document()
  }

  private init(text: YamlText, source: SourceText) {
    self.text = text
    self.source = source
  }

  private mutating func document() throws(Diagnostic) -> YamlNode? {
    // The parser keeps a pointer to the bytes, so they are pinned for as long as it lives.
    let input = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(1, text.bytes.count))
    _ = input.initialize(from: text.bytes)
    defer { input.deallocate() }
    yaml_parser_initialize(&parser)
    defer { yaml_parser_delete(&parser) }
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(&parser, input.baseAddress, text.bytes.count)

    var root: YamlNode?
    while true {
      let event = try next()
      switch event.kind {
      case .end: return root
      case .structure: continue
      case .closing: throw error(at: event.index, "a closing bracket without an opening one")
      case .scalar, .sequence, .mapping:
        guard root == nil else {
          throw error(at: event.index, "a second YAML document; one block holds one")
        }
        root = try node(from: event, depth: 0)
      }
    }
  }

  private mutating func node(from event: Event, depth: Int) throws(Diagnostic) -> YamlNode {
    guard depth < 32 else { throw error(at: event.index, "values nested more than 32 deep") }
    let offset = text.sourceOffset(ofCharacter: event.index)
    switch event.kind {
    case .scalar(let value, let isPlain):
      return YamlNode(content: .scalar(value, isPlain: isPlain), offset: offset)
    case .sequence:
      var items: [YamlNode] = []
      while true {
        let item = try next()
        if case .closing = item.kind { break }
        items.append(try node(from: item, depth: depth + 1))
      }
      return YamlNode(content: .sequence(items), offset: offset)
    case .mapping:
      return YamlNode(content: .mapping(try entries(depth: depth)), offset: offset)
    case .closing, .structure, .end:
      throw error(at: event.index, "the text ends inside a value")
    }
  }

  private mutating func entries(depth: Int) throws(Diagnostic) -> [YamlEntry] {
    var entries: [YamlEntry] = []
    var names: Set<String> = []
    while true {
      let key = try next()
      if case .closing = key.kind { return entries }
      guard case .scalar(let name, _) = key.kind else {
        throw error(
          at: key.index,
          "a bracket where a key should stand",
          help: "quote the key, or the value before it, if brackets belong to it"
        )
      }
      guard names.insert(name).inserted else {
        throw error(at: key.index, "the key \"\(name)\" stands here a second time")
      }
      let value = try node(from: try next(), depth: depth + 1)
      entries.append(
        YamlEntry(
          key: name,
          keyOffset: text.sourceOffset(ofCharacter: key.index),
          value: value
        )
      )
    }
  }

  private func error(at index: Int, _ message: String, help: String? = nil) -> Diagnostic {
    Diagnostic(in: source, at: text.sourceOffset(ofCharacter: index), message, help: help)
  }
}

// MARK: - Events

extension YamlParser {
  private struct Event {
    enum Kind {
      case scalar(String, isPlain: Bool)
      case sequence, mapping, closing, structure, end
    }

    let kind: Kind
    let index: Int
  }

  private mutating func next() throws(Diagnostic) -> Event {
    var event = yaml_event_t()
    guard yaml_parser_parse(&parser, &event) == 1 else { throw syntaxError() }
    defer { yaml_event_delete(&event) }
    let index = Int(event.start_mark.index)
    switch event.type {
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      if scalar.anchor != nil || scalar.tag != nil { throw markError(at: index) }
      let value = String(
        decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length),
        as: UTF8.self
      )
      let isPlain = scalar.style == YAML_PLAIN_SCALAR_STYLE
      if isPlain { try checkComment(after: value, at: index) }
      if scalar.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE {
        try checkEscapes(from: index, to: Int(event.end_mark.index))
      }
      return Event(kind: .scalar(value, isPlain: isPlain), index: index)
    case YAML_SEQUENCE_START_EVENT: return Event(kind: .sequence, index: index)
    case YAML_MAPPING_START_EVENT: return Event(kind: .mapping, index: index)
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT:
      return Event(kind: .closing, index: index)
    case YAML_ALIAS_EVENT:
      throw error(
        at: index,
        "a value that starts with `*` is an alias in YAML",
        help: "quote it: \"*…\""
      )
    case YAML_STREAM_END_EVENT, YAML_NO_EVENT: return Event(kind: .end, index: index)
    default: return Event(kind: .structure, index: index)
    }
  }

  private func markError(at index: Int) -> Diagnostic {
    let mark = text.byte(atCharacter: index).map { String(UnicodeScalar($0)) } ?? "&"
    return error(
      at: index,
      "a value that starts with `\(mark)` has a meaning of its own in YAML",
      help: "quote it: \"\(mark)…\""
    )
  }

  /// Refuses `"\\theta"`: YAML would make a tab and `heta` of it, in silence.
  private func checkEscapes(from start: Int, to end: Int) throws(Diagnostic) {
    var position = start
    while position < end {
      guard text.byte(atCharacter: position) == 0x5C else {
        position += 1
        continue
      }
      let escaped = text.byte(atCharacter: position + 1) ?? 0
      let next = text.byte(atCharacter: position + 2) ?? 0
      // `\\`, `\"` and a line break by itself are meant.
      if (escaped | 0x20) >= 0x61, (escaped | 0x20) <= 0x7A, (next | 0x20) >= 0x61,
        (next | 0x20) <= 0x7A
      {
        throw error(
          at: position,
          "a `\\` inside double quotes starts an escape in YAML",
          help: "use single quotes, '\\sigma(z)', or write \\\\"
        )
      }
      position += 2
    }
  }

  /// Refuses `is: a #b`: YAML would drop everything from the `#` on, in silence.
  private func checkComment(after value: String, at index: Int) throws(Diagnostic) {
    var position = index + value.unicodeScalars.count
    guard text.byte(atCharacter: position) == 0x20 else { return }
    while text.byte(atCharacter: position) == 0x20 { position += 1 }
    guard text.byte(atCharacter: position) == 0x23,
      let next = text.byte(atCharacter: position + 1), next != 0x20, next != 0x0A
    else { return }
    throw error(
      at: position,
      "` #` starts a comment in YAML; the rest of the line would be lost",
      help: "quote the value, or write a space after the `#` if it is a comment"
    )
  }

  private func syntaxError() -> Diagnostic {
    let problem = parser.problem.map { String(cString: $0) } ?? "the text is not YAML"
    // A key without a colon is noticed at the next one; the context is the key itself.
    let isKey = problem == "could not find expected ':'"
    let index = Int(isKey ? parser.context_mark.index : parser.problem_mark.index)
    let (message, help) = YamlProblem.explain(problem, found: text.byte(atCharacter: index))
    return error(at: index, message, help: help)
  }
}
