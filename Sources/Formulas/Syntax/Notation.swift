/// How strictly a formula is read.
package struct Notation: Sendable {
  /// Students write products without a sign, LaTeX, `[ ]` for brackets and look-alikes; authors
  /// write the plain notation, where a slip is an error.
  package let isFree: Bool
  /// The names that mean something here, by their canonical spelling.
  package let symbols: [String: String]
  /// What `log` means in this course.
  package let logarithm: String
  /// For authors, the names of the block at hand, by their spelling without Greek letters: `η` and
  /// `eta` are one name, and `dL/dy` is one where it is given.
  private let declared: [String: String]
  private let declaredNames: Set<String>
  /// The declared names with a `/` in them, the longest first.
  let quotients: [String]

  package static let author = Notation(isFree: false, symbols: [:], logarithm: "ln")

  package init(
    isFree: Bool,
    symbols: [String: String],
    logarithm: String
  ) {
    self.init(isFree: isFree, symbols: symbols, logarithm: logarithm, declaring: [])
  }

  private init(
    isFree: Bool,
    symbols: [String: String],
    logarithm: String,
    declaring names: [String]
  ) {
    self.isFree = isFree
    self.symbols = symbols
    self.logarithm = logarithm
    var declared: [String: String] = [:]
    for name in names { declared[SymbolName.spelled(name)] = name }
    self.declared = declared
    declaredNames = Set(names)
    quotients = declaredNames.filter { $0.utf8.contains(0x2F) && !$0.utf8.contains(0x20) }
      .sorted { ($1.utf8.count, $0) < ($0.utf8.count, $1) }
  }

  /// The same notation where names are declared; of two that differ in Greek letters alone the last.
  package func declaring(_ names: [String]) -> Notation {
    Notation(
      isFree: isFree,
      symbols: symbols,
      logarithm: logarithm,
      declaring: declaredNames.sorted() + names
    )
  }

  /// A name as it is declared here.
  package func name(_ name: String) -> String {
    declaredNames.contains(name) ? name : declared[SymbolName.spelled(name)] ?? name
  }

  /// True if a word is a name here, whatever it means elsewhere: `π`, `e`, `log`.
  func declares(_ name: String) -> Bool {
    isFree ? symbols[SymbolName.canonical(name)] != nil : declared[SymbolName.spelled(name)] != nil
  }

  /// The notation of authors in a course where `log` has this meaning.
  package static func author(logarithm: String) -> Notation {
    Notation(isFree: false, symbols: [:], logarithm: logarithm)
  }

  /// The notation of students, for formulas over the given names.
  package static func student(names: [String], logarithm: String = "ln") -> Notation {
    var symbols: [String: String] = [:]
    for name in names { symbols[SymbolName.canonical(name)] = name }
    return Notation(isFree: true, symbols: symbols, logarithm: logarithm)
  }

  /// True for a name that means something here, as a formula's references spell it.
  package func means(_ name: String) -> Bool { symbols[SymbolName.canonical(name)] == name }

  /// The canonical name of a function, or nil if the word names none.
  package func function(_ name: String) -> String? {
    if name == "log" { return logarithm }
    return Self.otherNames[name] ?? (Function.named[name] == nil ? nil : name)
  }

  /// What else functions are called.
  private static let otherNames: [String: String] = [
    "σ": "sigmoid", "sigma": "sigmoid", "logistic": "sigmoid", "σ'": "sigmoid_prime",
    "sigma'": "sigmoid_prime", "sigmoid'": "sigmoid_prime", "dsigmoid": "sigmoid_prime",
    "sigmoid_derivative": "sigmoid_prime", "tanh'": "tanh_prime", "relu'": "relu_prime",
    "ReLU'": "relu_prime", "ReLU": "relu", "lg": "log10", "log_10": "log10", "log₁₀": "log10",
    "ld": "log2", "log_2": "log2", "log₂": "log2", "matmul": "dot",
  ]
}

/// Names in their canonical spelling, in which `w_4`, `w₄`, `w_{4}` and `w4` are one.
package enum SymbolName {
  package static func canonical(_ name: String) -> String {
    if name.utf8.allSatisfy({ ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A }) { return name }
    if name.utf8.allSatisfy({ $0 < 0x80 }) {
      return String(decoding: name.utf8.filter { !isDropped($0) }, as: UTF8.self)
    }
    var result = ""
    for scalar in name.unicodeScalars {
      switch scalar {
      case "_", "{", "}", "\\", " ", "$", "`", ",": continue
      case "′", "’": result += "'"
      default:
        if let spelled = greek[scalar] ?? mark(scalar) {
          result += spelled
        } else if let digit = subscriptDigit(scalar) {
          result += String(digit)
        } else {
          result.unicodeScalars.append(folded(scalar))
        }
      }
    }
    return result
  }

  /// The word for a mark on a letter, the hat of `m̂`.
  package static func mark(_ scalar: Unicode.Scalar) -> String? {
    switch scalar.value {
    case 0x302: "hat"
    case 0x303: "tilde"
    case 0x304, 0x305: "bar"
    default: nil
    }
  }

  /// The bytes of `_{}\ $`,` and the backquote, which say nothing in a name.
  private static func isDropped(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x5F, 0x7B, 0x7D, 0x5C, 0x20, 0x24, 0x60, 0x2C: true
    default: false
    }
  }

  /// The name with its Greek letters as words and its digits on the line, otherwise as it is.
  package static func spelled(_ name: String) -> String {
    if name.utf8.allSatisfy({ $0 < 0x80 }) { return name }
    var result = ""
    for scalar in name.unicodeScalars {
      if let digit = subscriptDigit(scalar) {
        result += String(digit)
      } else if (0x370...0x3FF).contains(scalar.value) || scalar == "ϵ" || scalar == "µ",
        let word = greek[scalar]
      {
        result += word
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Greek letters and signs by the names that LaTeX and code give them.
  static let greek: [Unicode.Scalar: String] = [
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ϵ": "epsilon",
    "ζ": "zeta", "η": "eta", "θ": "theta", "λ": "lambda", "μ": "mu", "µ": "mu", "ν": "nu",
    "ξ": "xi", "π": "pi", "ρ": "rho", "σ": "sigma", "ς": "sigma", "τ": "tau", "φ": "phi",
    "ϕ": "phi", "χ": "chi", "ψ": "psi", "ω": "omega", "Δ": "Delta", "Σ": "Sigma", "Θ": "Theta",
    "∂": "d", "∇": "nabla", "ŷ": "yhat", "∑": "Sigma",
  ]

  static func subscriptDigit(_ scalar: Unicode.Scalar) -> Int? {
    (0x2080...0x2089).contains(scalar.value) ? Int(scalar.value) - 0x2080 : nil
  }

  /// The letter that a mathematical, fullwidth or foreign look-alike is taken for.
  static func folded(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    if scalar.isASCII { return scalar }
    switch scalar.value {
    case 0x1D400...0x1D6A3:
      // Mathematical alphabets: 52 Latin letters each, bold, italic, script and so on.
      let index = (scalar.value - 0x1D400) % 52
      return Unicode.Scalar(index < 26 ? 0x41 + index : 0x61 + index - 26) ?? scalar
    case 0xFF21...0xFF3A, 0xFF41...0xFF5A: return Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
    default: return lookAlikes[scalar] ?? scalar
    }
  }

  private static let lookAlikes: [Unicode.Scalar: Unicode.Scalar] = [
    "а": "a", "с": "c", "е": "e", "о": "o", "р": "p", "х": "x", "у": "y", "і": "i", "ј": "j",
    "ѕ": "s", "А": "A", "В": "B", "С": "C", "Е": "E", "Н": "H", "К": "K", "М": "M", "О": "O",
    "Р": "P", "Т": "T", "Х": "X", "ℎ": "h", "ℓ": "l", "ₓ": "x", "ⱼ": "j", "ᵢ": "i", "ₖ": "k",
    "ₙ": "n", "ₗ": "l", "ₘ": "m", "ᵀ": "T",
  ]
}
