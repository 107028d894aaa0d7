import Formulas
import Markdown

/// The files that tags of HTML in a text name: `<img src="plot.png">`.
struct HTMLLinks {
  private(set) var all: [(target: String, offset: Int)] = []

  private static let attributes: Set<String> = ["src", "href", "poster", "data", "xlink:href"]

  /// Looks at every tag, also at one that stands in code: a file too many is no leak, because what may
  /// be handed out at all is decided elsewhere.
  init(in source: SourceText) {
    for offset in source.bytes.indices where source.bytes[offset] == 0x3C {
      guard let tag = HTMLOpening(in: source.bytes, at: offset) else { continue }
      for attribute in tag.attributes {
        if Self.attributes.contains(attribute.name) {
          all.append((Self.plain(attribute.value), offset))
        } else if attribute.name == "srcset" {
          // `small.png 480w, large.png 2x`
          for part in attribute.value.split(separator: ",") {
            if let target = String(part).trimmedBytes.split(separator: " ").first {
              all.append((Self.plain(String(target)), offset))
            }
          }
        }
      }
    }
  }

  /// A value without white space around it, and with the character that `&amp;` means.
  private static func plain(_ value: String) -> String {
    value.trimmedBytes.replacingBytes(of: "&amp;", with: "&")
  }
}
