import Exercises
import Formulas
import Markdown
import Training
import Yaml

/// A `yaml network` block of a chapter with a `training:` part, from which plans are made.
package struct NetworkBlock: Sendable {
  package let name: String
  package let source: SourceText
  private let node: YamlNode
  private let offset: Int
  private let notation: Notation

  /// The trained networks of a chapter.
  package static func all(in chapter: Chapter, notation: Notation) -> [NetworkBlock] {
    chapter.blocks.compactMap { block in
      guard block.kind == .network, let node = block.node,
        let name = node.entry("name")?.scalar, node.entry("training") != nil
      else { return nil }
      return NetworkBlock(
        name: name,
        source: chapter.document.source,
        node: node,
        offset: block.offset,
        notation: notation
      )
    }
  }

  /// The plan with some dials turned.
  ///
  /// - Throws: `Diagnostics` with everything that is wrong with the block or a setting.
  package func plan(_ settings: [Setting] = []) throws(Diagnostics) -> TrainingPlan {
    let reader = YamlReader(source: source)
    var turned = node
    for setting in settings {
      do throws(Diagnostic) {
        let text = SourceText(setting.value)
        let lines = (1...text.lineStarts.count).map { text.rangeOfLine($0) }
        let value = try YamlParser.parse(lines: lines, of: text)
        let empty = YamlNode(content: .scalar("", isPlain: true), offset: offset)
        turned = setting.applied(to: turned, (value ?? empty).placed(at: offset))
      } catch {
        throw Diagnostics([
          Diagnostic(
            message: "the setting \(setting.name)=\(setting.value): \(error.message)",
            help: error.help
          )
        ])
      }
    }
    guard
      let network = NetworkDefinition(
        turned,
        at: offset,
        reader: reader,
        notation: notation,
        isThorough: true
      ), let plan = TrainingReader(network, reader: reader, notation: notation).plan()
    else { throw blaming(settings, reader.diagnostics) }
    return plan
  }

  /// Errors that are not there without the settings are theirs, and have no place in the chapter.
  private func blaming(_ settings: [Setting], _ diagnostics: [Diagnostic]) -> Diagnostics {
    guard !settings.isEmpty, (try? plan()) != nil else { return Diagnostics(diagnostics) }
    let names = settings.map { "\($0.name)=\($0.value)" }.joined(separator: ", ")
    return Diagnostics(
      diagnostics.map { Diagnostic(message: "with \(names): \($0.message)", help: $0.help) }
    )
  }

  /// The settings of a plan's sweep, each with the one before it as far as it has values.
  package func combinations(of plan: TrainingPlan) -> [[Setting]] {
    plan.sweep.reduce([[]]) { combinations, dial in
      combinations.flatMap { settings in
        dial.values.map { settings + [Setting(name: dial.name, value: $0)] }
      }
    }
  }

  /// Tries each value of a sweep by itself.
  ///
  /// - Throws: `Diagnostics` of the first value that makes no plan.
  package func checkSweep(_ plan: TrainingPlan) throws(Diagnostics) {
    for dial in plan.sweep {
      for value in dial.values { _ = try self.plan([Setting(name: dial.name, value: value)]) }
    }
  }
}
