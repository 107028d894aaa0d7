/// A line that GitHub's runner takes from the output and shows beside the line that it is about.
struct GitHubAnnotation {
  enum Level: String {
    case error, warning, notice
  }

  var level: Level
  var path: String?
  /// From 1; the column as editors count.
  var place: (line: Int, column: Int)?
  var title: String
  var message: String

  /// What a student wrote starts no command of the runner: no line ends in it.
  var line: String {
    var properties: [String] = []
    if let path { properties.append("file=\(Self.escaped(path, isProperty: true))") }
    if let place { properties += ["line=\(place.line)", "col=\(place.column)"] }
    properties.append("title=\(Self.escaped(title, isProperty: true))")
    let text = Self.escaped(message, isProperty: false)
    return "::\(level.rawValue) \(properties.joined(separator: ","))::\(text)\n"
  }

  private static func escaped(_ text: String, isProperty: Bool) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "%": result += "%25"
      case "\r": result += "%0D"
      case "\n": result += "%0A"
      case ":" where isProperty: result += "%3A"
      case "," where isProperty: result += "%2C"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
