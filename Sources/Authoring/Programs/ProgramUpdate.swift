import Exercises
import Formulas
import Markdown

extension TableUpdate {
  /// Brings the outputs of a chapter's Swift up to date, compiling and running it if need be.
  ///
  /// `seconds`: How long it may run.
  /// `read`: A file beside the chapter that a block says it reads.
  package mutating func runPrograms(seconds: Double, read: (String) -> [UInt8]?) {
    let (blocks, problems) = ProgramBlock.blocks(of: document)
    report(errors: problems)
    guard !blocks.isEmpty, problems.isEmpty else { return }
    let program = ChapterProgram(document: document, blocks: blocks)
    do {
      let run = try ProgramRun(program, BookLibrary.find(), seconds: seconds, read)
      show(run, program)
    } catch let error as Diagnostics {
      report(errors: error.all)
    } catch let error as Diagnostic {
      report(errors: [
        Diagnostic(in: source, at: blocks[0].offset, error.message, help: error.help)
      ])
    } catch {
      preconditionFailure("running a chapter threw \(error)")
    }
  }

  /// Compares with the outputs that are kept; false if there are none for the blocks as they are.
  ///
  /// Nothing is compiled or run.
  mutating func comparePrograms(read: (String) -> [UInt8]?) -> Bool {
    let (blocks, problems) = ProgramBlock.blocks(of: document)
    report(errors: problems)
    guard !blocks.isEmpty, problems.isEmpty else { return true }
    let program = ChapterProgram(document: document, blocks: blocks)
    guard let library = try? BookLibrary.find(),
      let run = ProgramRun(kept: program, library, read)
    else { return false }
    show(run, program)
    return true
  }

  private mutating func show(_ run: ProgramRun, _ program: ChapterProgram) {
    for (block, output) in zip(program.blocks, run.outputs) {
      switch block.kind {
      case .run: updateOutput(output, afterBlock: block.index)
      case .table: updateTable(output, afterBlock: block.index, at: block.offset)
      }
    }
    sortEdits()
  }
}
