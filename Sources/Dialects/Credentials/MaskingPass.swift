import Model

/// One pass over one text, from left to right.
struct MaskingPass {
  let text: UnsafeRawBufferPointer
  let masker: CredentialMasker
  /// How many layers of base64 the text was taken out of.
  let depth: Int
  var output: [UInt8] = []
  var found: [TokenFacts] = []
  var hasMasked = false
  /// Everything before this is in the output.
  private var written = 0

  init(text: UnsafeRawBufferPointer, masker: CredentialMasker, depth: Int) {
    self.text = text
    self.masker = masker
    self.depth = depth
  }

  mutating func run() {
    var index = 0
    while index < text.count {
      let end = step(at: index)
      index = max(end ?? 0, index + 1)
    }
    output.append(contentsOf: UnsafeRawBufferPointer(rebasing: text[written...]))
  }

  /// Masks what begins at an index; the index behind it, or nil where nothing was masked.
  private mutating func step(at index: Int) -> Int? {
    switch text[index] {
    case UInt8(ascii: "e"): maskToken(at: index)
    case UInt8(ascii: "Z"): maskBase64Token(at: index)
    case UInt8(ascii: "6"): maskHexToken(at: index)
    case UInt8(ascii: "B"), UInt8(ascii: "b"): maskScheme(at: index)
    case UInt8(ascii: ":"): maskURLPassword(at: index) ?? maskValue(behind: index..<index + 1)
    case UInt8(ascii: "="), UInt8(ascii: ","): maskValue(behind: index..<index + 1)
    case UInt8(ascii: "%") where hasPrefix("%3D", at: index) || hasPrefix("%3A", at: index):
      maskValue(behind: index..<index + 3)
    case UInt8(ascii: "-"): maskCookieOption(at: index) ?? maskWellKnown(at: index)
    case UInt8(ascii: "A"), UInt8(ascii: "g"), UInt8(ascii: "s"), UInt8(ascii: "x"): maskWellKnown(at: index)
    default: nil
    }
  }

  /// Puts the mark of a credential in place of a range, and reports it.
  mutating func replace(_ range: Range<Int>, by facts: TokenFacts, isReported: Bool = true) {
    guard range.lowerBound >= written else { return }
    output.append(contentsOf: UnsafeRawBufferPointer(rebasing: text[written..<range.lowerBound]))
    output.append(UInt8(ascii: "["))
    output.append(contentsOf: facts.fingerprint.utf8)
    output.append(UInt8(ascii: "]"))
    written = range.upperBound
    hasMasked = true
    if isReported { found.append(facts) }
  }

  mutating func replaceToken(_ range: Range<Int>, kind: String) {
    replace(range, by: masker.facts(ofToken: canonicalToken(in: range), kind: kind))
  }

  mutating func replaceSecret(_ range: Range<Int>) {
    replace(range, by: masker.facts(ofSecret: Array(text[range])))
  }

  /// Whether the text has these ASCII bytes at an index, whatever their case.
  func hasPrefix(_ prefix: StaticString, at index: Int) -> Bool {
    let count = prefix.utf8CodeUnitCount
    guard index >= 0, text.count - index >= count else { return false }
    for offset in 0..<count where text[index + offset].lowered != prefix.utf8Start[offset].lowered { return false }
    return true
  }

  func byte(at index: Int) -> UInt8? {
    index >= 0 && index < text.count ? text[index] : nil
  }

  /// The end of the run of bytes from an index that satisfy a condition.
  func endOfRun(from index: Int, upTo limit: Int? = nil, while condition: (UInt8) -> Bool) -> Int {
    let end = min(limit ?? text.count, text.count)
    var index = index
    while index < end, condition(text[index]) { index += 1 }
    return index
  }
}
