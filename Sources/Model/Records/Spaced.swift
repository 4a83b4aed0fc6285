extension String {
  /// A word of the vocabulary for reading: `no_answer` as `no answer`.
  public var spaced: String {
    guard utf8.contains(UInt8(ascii: "_")) else { return self }
    return String(decoding: utf8.map { $0 == UInt8(ascii: "_") ? UInt8(ascii: " ") : $0 }, as: UTF8.self)
  }
}
