import ArgumentParser
import Gradebook
import Markdown
import Terminal

/// The gradebook that a command works on.
struct BookOptions: ParsableArguments {
  @Option(help: "The gradebook.")
  var gradebook = "gradebook.sqlite"

  func open() throws(Diagnostic) -> Gradebook {
    try Gradebook(gradebook, makingNew: false, exists: Files.exists(gradebook))
  }
}
