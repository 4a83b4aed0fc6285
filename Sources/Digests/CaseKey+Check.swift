extension CaseKey {
  /// Equal for equal keys, and tells nothing of the key: a case keeps it, so that a wrong key file is noticed before it
  /// makes fingerprints that match none of the case. 32 hex digits.
  public var checkValue: String {
    let constant = Array("the key of a case of lostwrite".utf8)
    return Hex.encode(constant.withUnsafeBytes { fingerprint($0) }.prefix(16))
  }
}
