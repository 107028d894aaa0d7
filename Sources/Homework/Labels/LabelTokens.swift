import Formulas
import Workers

/// The words and symbols of a label, in one spelling: `\frac{\partial C}{\partial w_j}`, `∂C/∂w_j`
/// and `dC/dw_j` are the same symbol.
package struct LabelTokens: Hashable, Sendable {
  package let tokens: [String]
  /// What stands in the brackets of a call at the end: `C(y = 0.2, 0.3)`.
  package let arguments: String?

  package init(tokens: [String], arguments: String?) {
    self.tokens = tokens
    self.arguments = arguments
  }

  private static let longest = 600
  /// A label is read by every question and every rule that looks at it.
  private static let known = Memo<LabelTokens>()

  /// Reads a label; an empty one is what the sentence began with.
  package init(_ text: String, inheriting inherited: [String] = []) {
    let own = Self.known.value(for: text) { LabelTokens(reading: text) }
    self = own.tokens.isEmpty ? LabelTokens(tokens: inherited, arguments: own.arguments) : own
  }

  private init(reading text: String) {
    // A label is short; what is longer is prose, of which the end stands before the value.
    let short =
      text.utf8.count <= Self.longest
      ? text : String(decoding: text.utf8.suffix(Self.longest), as: UTF8.self)
    var plain = Self.plain(Self.derivative(in: short) ?? short)
    arguments = Self.takeArguments(from: &plain)
    tokens = plain.withUTF8 { Self.tokens(of: $0) }
  }

  /// The label without LaTeX's spellings, one space between tokens.
  package static func plain(_ text: String) -> String {
    var plain = Segmentation.isNeeded(text) ? Segmentation.separated(text) : text
    if plain.utf8.last == 0x29 { plain = withoutGap(plain) }
    if plain.utf8.contains(0x5C) {
      plain = withoutFractions(plain)
      plain = withoutAccents(plain)
      for (command, replacement) in commands {
        plain = plain.replacingBytes(of: command, with: replacement)
      }
    }
    // Most labels hold nothing of all this; the first byte of a spelling tells.
    var present: (low: UInt64, high: UInt64, beyond: Bool) = (0, 0, false)
    for byte in plain.utf8 {
      switch byte {
      case 0..<64: present.low |= 1 << UInt64(byte)
      case 64..<128: present.high |= 1 << UInt64(byte - 64)
      default: present.beyond = true
      }
    }
    for (spelling, word, first) in spellings {
      let isPresent =
        first < 64
        ? present.low & (1 << UInt64(first)) != 0
        : first < 128 ? present.high & (1 << UInt64(first - 64)) != 0 : present.beyond
      if isPresent { plain = plain.replacingBytes(of: spelling, with: word) }
    }
    return present.beyond ? withoutMarks(plain) : plain
  }

  /// What is folded in every label, with a byte that has to be there.
  private static let spellings: [(spelling: String, word: String, byte: UInt8)] = [
    ("f1-score", "F1", 0x31), ("F1-score", "F1", 0x31), ("F1-Score", "F1", 0x31),
    ("F1 score", "F1", 0x31), ("f1 score", "F1", 0x31), ("f1_score", "F1", 0x31),
    ("acro-F1", "acro F1", 0x31), ("acro-averaged", "acro average", 0x2D),
    ("cross entropy", "cross-entropy", 0x79),
    ("Cross entropy", "cross-entropy", 0x43),
    ("Cross Entropy", "cross-entropy", 0x45), ("crossentropy", "cross-entropy", 0x79),
    ("fully connected", "dense", 0x79), ("Fully connected", "dense", 0x46),
    ("Fully Connected", "dense", 0x46), ("fully-connected", "dense", 0x79),
    (" / ", "/", 0x2F), ("∂ ", "∂", 0xE2), ("\n", " ", 0x0A), ("\t", " ", 0x09),
    ("\u{A0}", " ", 0xC2), ("`", "", 0x60), ("$", "", 0x24), ("self.", "", 0x2E),
    ("np.", "", 0x2E), ("ⁿᵉʷ", "^new", 0xE2), ("ⁿᵉᵘ", "^new", 0xE2), ("ᵒˡᵈ", "^old", 0xE1),
    ("⁺", "^+", 0xE2), ("^{ ", "^{", 0x5E), ("∕", "/", 0xE2), ("⁄", "/", 0xE2), ("𝜕", "∂", 0xF0),
    ("𝛛", "∂", 0xF0),
  ]

  private static let commands: [(String, String)] = [
    ("\\partial ", "∂"), ("\\partial", "∂"), ("\\part ", "∂"), ("\\part", "∂"),
    ("\\nabla ", "nabla"), ("\\nabla", "nabla"), ("\\Delta ", "Δ"), ("\\Delta", "Δ"),
    ("\\left", ""),
    ("\\right", ""), ("\\texttt", ""), ("\\mathrm{d}", "d"), ("\\mathrm", ""), ("\\text", ""),
    ("\\operatorname", ""),
    ("\\mathbf", ""), ("\\,", " "), ("\\;", " "), ("\\!", ""), ("\\ ", " "), ("\\quad", " "),
    ("\\prime", "'"), ("\\_", "_"),
    ("\\#", ""), ("\\arg\\min", " argmin "), ("\\arg \\min", " argmin "), ("\\argmin", " argmin "),
    ("\\min", " minimum "), ("\\max", " maximum "), ("\\ln", " ln "), ("\\log", " log "),
  ]

  /// `\frac{A}{B}` as A/B.
  private static func withoutFractions(_ text: String) -> String {
    guard text.has("frac{") else { return text }
    var bytes = Array(text.utf8)
    for command in ["\\dfrac{", "\\tfrac{", "\\frac{"].map({ Array($0.utf8) }) {
      var from = 0
      while let start = offset(of: command, in: bytes, from: from) {
        let above = start + command.count
        guard let middle = closing(in: bytes, from: above), middle + 1 < bytes.count,
          bytes[middle + 1] == 0x7B, let end = closing(in: bytes, from: middle + 2)
        else {
          from = above
          continue
        }
        let fraction =
          String(decoding: bytes[above..<middle], as: UTF8.self) + "/"
          + String(decoding: bytes[(middle + 2)..<end], as: UTF8.self)
        let plain = fraction.replacingBytes(of: "\\partial", with: "∂")
          .replacingBytes(of: "\\part", with: "∂")
          .replacingBytes(of: " ", with: "")
        bytes.replaceSubrange(start...end, with: plain.utf8)
        from = start
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func offset(of part: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
    guard bytes.count >= part.count else { return nil }
    return (start..<max(start, bytes.count - part.count + 1)).first {
      bytes[$0] == part[0] && bytes[$0..<($0 + part.count)].elementsEqual(part)
    }
  }

  /// Where the brace closes that stands open at a place.
  private static func closing(in bytes: [UInt8], from start: Int) -> Int? {
    var depth = 1
    for index in start..<max(start, bytes.count) {
      if bytes[index] == 0x7B { depth += 1 }
      if bytes[index] == 0x7D {
        depth -= 1
        if depth == 0 { return index }
      }
    }
    return nil
  }

  /// `\\hat{y}` as yhat, `\\frac{\\partial}{\\partial a} E` as ∂E/∂a.
  private static func withoutAccents(_ text: String) -> String {
    var result = text
    for (command, suffix) in [("\\hat", "hat"), ("\\bar", "bar"), ("\\tilde", "tilde")]
    where result.has(command) {
      for _ in 0..<8 {
        guard let place = result.firstRange(of: command) else { break }
        var end = place.upperBound
        while end < result.endIndex, result[end] == " " { end = result.index(after: end) }
        guard end < result.endIndex else { break }
        if result[end] == "{", let close = closing(in: result, from: result.index(after: end)) {
          let inner = result[result.index(after: end)..<close]
          result.replaceSubrange(place.lowerBound...close, with: inner + suffix)
        } else if result[end].isLetter {
          let letter = String(result[end])
          result.replaceSubrange(place.lowerBound...end, with: letter + suffix)
        } else {
          break
        }
      }
    }
    return result
  }

  private static func closing(in text: String, from start: String.Index) -> String.Index? {
    var depth = 1
    var index = start
    while index < text.endIndex {
      if text[index] == "{" { depth += 1 }
      if text[index] == "}" {
        depth -= 1
        if depth == 0 { return index }
      }
      index = text.index(after: index)
    }
    return nil
  }

  /// The words between spaces, each in its one spelling.
  private static func tokens(of plain: UnsafeBufferPointer<UInt8>) -> [String] {
    var tokens: [String] = []
    var isQuoted = false
    for var word in plain.split(separator: 0x20) {
      // `'train loss'`, which the blank cuts; `tanh'` has a mark of its own.
      if word.first == 0x27, word.count > 1, !word.dropFirst().contains(0x27) {
        isQuoted = true
        word = word.dropFirst()
      } else if isQuoted, let mark = word.lastIndex(of: 0x27), word[mark...].count < 3 {
        isQuoted = false
        word = word[..<mark]
      }
      // `\min_a C`: what it is taken over.
      if word.first == 0x5F, tokens.last == "minimum" || tokens.last == "maximum" { continue }
      if word.starts(with: newPrefix), word.count > newPrefix.count {
        if let token = token(word.dropFirst(newPrefix.count)) { tokens.append(token) }
        tokens.append("new")
        continue
      }
      if let parts = measureParts(of: word) {
        tokens += parts
        continue
      }
      if let (form, time) = timeForm(startOf: word), let token = token(word.dropFirst(form)) {
        tokens += [token, time]
        continue
      }
      guard let (form, time) = timeForm(endOf: word) else {
        if let token = token(word) { tokens += primed(token) }
        continue
      }
      if let token = token(word.dropLast(form)) { tokens.append(token) }
      tokens.append(time)
    }
    // Before the update nothing is new.
    if let place = tokens.firstIndex(where: { ["before", "vor", "antes", "avant"].contains($0) }),
      let new = tokens[place...].prefix(3).firstIndex(of: "new")
    {
      tokens[new] = "old"
    }
    // A step of gradient descent is no gradient.
    if let place = tokens.firstIndex(where: Lexicon.descents.contains) {
      tokens[place] = "new"
      if place > 0, tokens[place - 1] == "gradient" { tokens.remove(at: place - 1) }
    }
    return operated(tokens)
  }

  /// `C|_{y=0.2}` as `C(y=0.2)`.
  private static func takeCondition(from text: inout String) {
    guard text.utf8.last == 0x7D,
      let bar = text.firstRange(of: "|_{") ?? text.firstRange(of: "vert_{")
    else { return }
    let condition = text[bar.upperBound...].dropLast()
    guard condition.utf8.contains(0x3D) else {
      // `dC/dw|_{CE}`: a word says of what.
      if condition.utf8.allSatisfy({ ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A || $0 == 0x2D }) {
        text = "\(text[..<bar.lowerBound]) \(condition)"
      }
      return
    }
    var label = text[..<bar.lowerBound]
    while let last = label.utf8.last, [0x20, 0x5C, 0x72, 0x7C].contains(last) {
      label = label.dropLast()
    }
    text = "\(label)(\(condition))"
  }

  /// `new_w1` is the symbol w1 and the word new.
  private static let newPrefix = Array("new_".utf8)

  /// `w7'` is the symbol w7 after a step; `σ'` and `y'` are names of their own.
  private static func primed(_ token: String) -> [String] {
    guard token.utf8.contains(0x27), token.utf8.first.map({ $0 | 0x20 >= 0x61 }) ?? false,
      token.hasDigit, !token.utf8.contains(0x2F)
    else { return [token] }
    return [token.replacingBytes(of: "'", with: ""), "new"]
  }

  private static func takeArguments(from text: inout String) -> String? {
    while text.utf8.last == 0x20 { text.removeLast() }
    takeCondition(from: &text)
    guard text.utf8.last == 0x29, let open = text.lastIndex(of: "("), open > text.startIndex,
      text[text.index(before: open)].isLetter || text[text.index(before: open)].isNumber
        || text[text.index(before: open)] == "}" || text[text.index(before: open)] == "'"
    else { return nil }
    let arguments = String(text[text.index(after: open)...].dropLast())
    // `ln(1-a)` is a formula, `C(0.2, 0.3)` and `C(y=0.2)` are calls.
    guard arguments.hasDigit, !text[..<open].hasSuffix("ln"),
      arguments.contains("=") || arguments.contains(",") || Double(arguments) != nil
    else { return nil }
    text = String(text[..<open])
    return arguments
  }

  /// Punctuation around a word that is no part of it.
  private static func isOuter(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x2E, 0x2C, 0x3A, 0x3B, 0x21, 0x3F, 0x22, 0x28, 0x29, 0x2A, 0x2D, 0x23, 0x7B, 0x7D: true
    default: false
    }
  }

  /// The bytes of “ ” „ – — after their first one, 0xE2.
  private static func isOuterMark(_ second: UInt8, _ third: UInt8) -> Bool {
    second == 0x80 && [0x93, 0x94, 0x9C, 0x9D, 0x9E].contains(third)
  }

  private static func token(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> String? {
    var (start, end) = (bytes.startIndex, bytes.endIndex)
    while start < end {
      if isOuter(bytes[start]) {
        start += 1
      } else if bytes[start] == 0xE2, start + 2 < end,
        isOuterMark(bytes[start + 1], bytes[start + 2])
      {
        start += 3
      } else {
        break
      }
    }
    while end > start {
      let last = bytes[end - 1]
      if last == 0x29, bytes[start..<end].contains(0x28) { break }
      // The star of `w*` is part of it; around a word it is a mark.
      let isStarred =
        last == 0x2A && end - start > 1 && end - start <= 4 && start == bytes.startIndex
        && (bytes[end - 2] | 0x20) >= 0x61 && (bytes[end - 2] | 0x20) <= 0x7A
      if isStarred { break }
      if isOuter(last) {
        end -= 1
      } else if end - start > 2, bytes[end - 3] == 0xE2, isOuterMark(bytes[end - 2], last) {
        end -= 3
      } else {
        break
      }
    }
    guard start < end else { return nil }
    // `'z1'` in a printed dictionary.
    if end - start > 2, bytes[start] == 0x27, bytes[end - 1] == 0x27 {
      start += 1
      end -= 1
    }
    // `l'itération`: what is left out before a vowel is no part of the word.
    if end - start > 5, let mark = elision(bytes[start..<end]) { start = mark }
    if let word = word(bytes[start..<end]) { return word }
    // `shape(delta)` is `delta.shape`.
    for call in shapeCalls where bytes[end - 1] == 0x29 && bytes[start..<end].starts(with: call) {
      guard let inner = token(bytes[(start + call.count)..<(end - 1)]) else { break }
      return inner + ".shape"
    }
    let written = String(decoding: bytes[start..<end], as: UTF8.self)
    // A word of Cyrillic letters is no symbol of look-alikes.
    if end - start > 5, written.unicodeScalars.allSatisfy({ $0.value >= 0x400 && $0.value < 0x530 })
    {
      let lower = written.lowercased()
      return synonyms[lower] ?? Lexicon.fieldWords[lower] ?? lower
    }
    let spelled = SymbolName.canonical(written)
    let canonical = squared(spelled) ?? spelled
    // Symbols with digits and single letters are no words.
    if canonical.utf8.count == 1 { return canonical }
    if canonical.hasDigit, canonical.isASCII, !canonical.utf8.contains(0x2F) {
      return numbered(canonical) ?? canonical
    }
    let lower = canonical.isASCII ? canonical.asciiLowercased : canonical.lowercased()
    if let word = Self.synonyms[lower] ?? Lexicon.fieldWords[lower] { return word }
    if canonical.utf8.count > 1, stopWords.contains(canonical.utf8.count > 2 ? lower : canonical) {
      return lower
    }
    // A long run of letters is a word, however it begins; shorter ones may be symbols.
    if lower.utf8.count > 3, lower.utf8.allSatisfy({ $0 >= 0x61 && $0 <= 0x7A || $0 == 0x2D }) {
      return lower
    }
    // `Gap` begins a line; `MAE` is a name.
    if lower.utf8.count == 3, lower.utf8.elementsEqual(canonical.asciiLowercased.utf8),
      lower.utf8.allSatisfy({ $0 >= 0x61 && $0 <= 0x7A }),
      canonical.utf8.dropFirst().allSatisfy({ $0 >= 0x61 })
    {
      return lower
    }
    // So is a long run of letters of any language.
    if lower.utf8.count > 4, !lower.utf8.contains(where: { $0 < 0x61 && $0 != 0x2D || $0 == 0x7C }),
      lower.allSatisfy({ $0.isLetter || $0 == "-" }),
      lower.unicodeScalars.first.map({ $0.value < 0x370 || $0.value >= 0x400 }) ?? false
    {
      return lower
    }
    // And a short one with a letter that no symbol has: `Số`, `Là`, `où`.
    if lower.count == 2, lower.utf8.count > 2, lower.allSatisfy(\.isLetter),
      lower.unicodeScalars.allSatisfy({
        $0.value < 0x370 && !"ŷŵẑĥâêîôû".unicodeScalars.contains($0)
          || $0.value >= 0x1EA0 && $0.value < 0x1F00
      })
    {
      return lower
    }
    return differential(canonical)
  }

  private static let shapeCalls = ["shape(", "dim(", "size("].map { Array($0.utf8) }

  /// The token of a word of small letters, which is most of what people write.
  private static func word(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> String? {
    guard bytes.count > 1, bytes.allSatisfy({ $0 >= 0x61 && $0 <= 0x7A }) else { return nil }
    let word = String(decoding: bytes, as: UTF8.self)
    let own = beginsSynonym(bytes[bytes.startIndex]) ? synonyms[word] : nil
    return own ?? Lexicon.fieldWords[word] ?? word
  }

  private static func beginsSynonym(_ byte: UInt8) -> Bool {
    synonymLetters & (1 << UInt32(byte & 0x1F)) != 0
  }

  private static let synonymLetters = synonyms.keys.reduce(UInt32(0)) { letters, word in
    letters | 1 << UInt32((word.utf8.first ?? 0) & 0x1F)
  }

  /// Words that mean the same in the headings of tables and in sentences.
  static let synonyms: [String: String] = [
    "min": "minimum", "smallest": "minimum", "lowest": "minimum", "least": "minimum",
    "kleinste": "minimum", "kleinster": "minimum", "kleinstes": "minimum", "kleinsten": "minimum",
    "niedrigste": "minimum", "niedrigster": "minimum", "niedrigstes": "minimum",
    "größte": "maximum", "größter": "maximum", "größtes": "maximum", "größten": "maximum",
    "minimal": "minimum", "minimum": "minimum", "minima": "minimum", "minimised": "minimum",
    "minimized": "minimum", "max": "maximum", "largest": "maximum", "highest": "maximum",
    "greatest": "maximum", "maximal": "maximum", "maximum": "maximum", "biggest": "maximum",
    "shapes": "shape", "shape": "shape", "dimension": "shape", "dimensions": "shape",
    "dims": "shape", "dim": "shape", "size": "shape", "gradient": "gradient",
    "gradients": "gradient", "derivative": "gradient", "derivatives": "gradient",
    "slope": "gradient", "grad": "gradient", "grads": "gradient", "ableitung": "gradient",
    "ableitungen": "gradient", "gradiente": "gradient", "derivada": "gradient",
    "dérivée": "gradient", "梯度": "gradient", "производная": "gradient", "производной": "gradient",
    "градиент": "gradient", "градиента": "gradient", "pochodna": "gradient", "türev": "gradient",
    "gradyan": "gradient", "导数": "gradient", "偏导数": "gradient", "기울기": "gradient",
    "勾配": "gradient", "偏微分": "gradient", "微分": "gradient", "편미분": "gradient",
    "미분": "gradient", "gradien": "gradient", "turunan": "gradient", "derivace": "gradient",
    "градієнт": "gradient", "похідна": "gradient", "gradientti": "gradient",
    "derivata": "gradient",
    "gradiënt": "gradient", "gradiënten": "gradient", "gradienti": "gradient",
    "градієнта": "gradient",
    "градиенты": "gradient", "gradienten": "gradient", "gradientu": "gradient",
    "afgeleide": "gradient", "updated": "new", "update": "new",
    "updates": "new", "after": "new",
    "neues": "new", "neue": "new", "neuer": "new", "changed": "new", "neu": "new", "new": "new",
    "novo": "new", "nova": "new", "novos": "new", "novas": "new", "nuevo": "new", "nueva": "new",
    "nuevos": "new", "nuevas": "new", "nouveau": "new", "nouvelle": "new", "nouveaux": "new",
    "nowa": "new", "nowe": "new", "nowy": "new", "nová": "new", "nové": "new",
    "новый": "new", "новая": "new", "новое": "new", "новые": "new", "yeni": "new",
    "nuovo": "new", "nuova": "new", "nieuw": "new", "nieuwe": "new", "neuen": "new", "neuem": "new",
    "sesudah": "new", "setelah": "new", "baru": "new", "új": "new", "нові": "new", "нова": "new",
    "нове": "new", "новий": "new", "después": "new", "после": "new", "після": "new",
    "tras": "new", "新值": "new", "新しい値": "new", "새값": "new", "更新值": "new", "旧值": "old", "原值": "old",
    "更新后的": "new", "更新后": "new", "更新後の": "new", "更新後": "new", "갱신된": "new",
    "업데이트된": "new", "新しい": "new",
    "novi": "new", "nový": "new", "新": "new", "新的": "new", "새": "new", "새로운": "new",
    "idxmin": "argmin", "idxmax": "argmax", "avg": "average", "averaged": "average",
    "mean": "average", "average": "average",
    "argmin": "argmin", "argmax": "argmax", "mse": "quadratic", "squared": "quadratic",
    "quadratic": "quadratic", "quadratisch": "quadratic", "quadratische": "quadratic",
    "quadratischen": "quadratic", "quadratique": "quadratic", "cuadrático": "quadratic",
    "cuadrática": "quadratic", "quadrático": "quadratic", "quadrática": "quadratic",
    "kreuzentropie": "cross-entropy", "croisée": "cross-entropy", "cruzada": "cross-entropy",
    "bce": "cross-entropy", "quad": "quadratic",
    "cross-entropy": "cross-entropy",
    "formule": "formula", "fórmula": "formula", "formel": "formula", "公式": "formula",
    "формула": "formula", "формулы": "formula", "формулу": "formula", "wzór": "formula",
    "vzorec": "formula", "képlet": "formula", "formül": "formula", "rumus": "formula",
    "수식": "formula", "공식": "formula",
    "ce": "cross-entropy", "letters": "letters", "general": "letters", "letter": "letters",
  ]

  /// True for a word that says nothing by itself of what is meant: an article, `smallest`, `shape`.
  package static func isPlain(_ token: String) -> Bool {
    stopWords.contains(token) || plainWords.contains(token)
  }

  private static let plainWords: Set<String> = [
    "minimum", "maximum", "argmin", "argmax", "shape", "new", "letters", "gradient", "numbers",
    "rounded", "exactly", "about", "approximately", "also", "again", "result", "therefore", "so",
    "hence", "thus", "total", "final", "finally", "trainable", "learnable", "trainierbare",
    "entraînables", "entrenables", "treináveis", "addestrabili", "обучаемых",
  ]

  /// True for a word that ends what leads to a value: `The vector h is about`.
  package static func leadsOn(_ token: String) -> Bool {
    isPlain(token) && token != "new" && token != "shape" || leading.contains(token)
  }

  private static let leading: Set<String> = [
    "are", "becomes", "become", "roughly", "approx", "follows",
  ]

  /// Words that say nothing about which quantity is meant.
  package static let stopWords: Set<String> = plainStopWords.union(
    // `на` is too short to show of which script it is.
    plainStopWords.filter { $0.count == 2 }.map(SymbolName.canonical)
  )

  private static let plainStopWords = Lexicon.articles.union(Lexicon.conjoining).union([
    "the", "of", "for", "in", "at", "to", "is", "an", "by", "cost", "value", "function", "with",
    "on", "and", "as", "formula", "each", "its", "it", "this", "that", "we", "get", "also", "then",
  ])

  /// `delta.shape` is the symbol delta and the word shape.
  package static func splitShape(_ token: String) -> [String] {
    guard token.hasSuffix(".shape") else { return [token] }
    return [String(token.dropLast(".shape".count)), "shape"]
  }

  /// Symbols are short, or hold something that words do not.
  package static func isSymbol(_ token: String) -> Bool {
    token.count <= 2 || Self.engineNames.contains(token)
      || token.contains { !$0.isLetter && $0 != "-" }
  }

  private static let engineNames: Set<String> = [
    "delta", "deltas", "activations", "zs", "nablaw", "nablab", "weights", "biases", "eta",
  ]
}
