/// libyaml's complaints, in the words of somebody who writes a chapter.
enum YamlProblem {
  static func explain(_ problem: String, found: UInt8?) -> (message: String, help: String?) {
    switch problem {
    case "mapping values are not allowed in this context":
      return (
        "`: ` inside a value that is not quoted", "quote the value: key: \"a: b\""
      )
    case "found character that cannot start any token":
      if found == 0x09 {
        return ("a tab where YAML wants spaces", "indent with spaces")
      }
      let mark = found.map { String(UnicodeScalar($0)) } ?? "?"
      return ("a value cannot start with `\(mark)` in YAML", "quote it: \"\(mark)…\"")
    case "did not find expected alphabetic or numeric character":
      return ("a value that starts with `*` or `&` has a meaning of its own in YAML", "quote it")
    case "did not find expected ',' or '}'", "did not find expected ',' or ']'":
      return (
        "a bracket, comma or quote that YAML cannot place",
        "quote every formula, as in {is: \"[a, b]\"}, and close every bracket"
      )
    case "found unexpected end of stream":
      return ("a quote is opened here or before and never closed", "close it with the same quote")
    case "did not find expected key", "did not find expected '-' indicator":
      return (
        "a line that does not fit the ones above it",
        "indent the keys of one group alike, and quote values that hold brackets or quotes"
      )
    case "could not find expected ':'":
      return ("a key without a `:` after it", "write key: value, with a space after the colon")
    case "block sequence entries are not allowed in this context":
      return ("a list item `- …` where none can stand", "start the list on a line of its own")
    case "did not find expected node content":
      let mark = found.map { String(UnicodeScalar($0)) } ?? "the end"
      return ("a value should stand here, not `\(mark)`", "quote it if it belongs to a value")
    case "did not find expected comment or line break":
      return ("`|` and `>` start a text over several lines in YAML", "quote the value")
    case "found unknown escape character":
      return (
        "a `\\` inside double quotes starts an escape in YAML",
        "use single quotes, '\\sigma(z)', or write \\\\"
      )
    case _ where problem.contains("tag") || problem.contains("'>'"):
      return ("a value that starts with `!` has a meaning of its own in YAML", "quote it")
    case _ where problem.contains("directive") || problem.contains("non-alphabetical"):
      return ("a line that starts with `%` has a meaning of its own in YAML", "quote the key")
    default:
      return (problem, "quote values that hold any of : # [ ] { } * & ! | > % @")
    }
  }
}
