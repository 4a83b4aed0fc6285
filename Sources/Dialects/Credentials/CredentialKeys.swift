/// What the value of a key is, judged by the key's name.
enum CredentialKey {
  /// A token, with the kind of its facts.
  case token(kind: String)
  /// A password, a secret or a key: no token.
  case secret
  /// A token where its value is opaque: `auth` also names objects, modes and results.
  case opaque
  /// The value of an Authorization header or the like: a scheme may stand before the credential.
  case authorization
  /// `name=value` pairs.
  case cookie

  /// - Parameters:
  ///   - name: The key as it stands in the text.
  ///   - isInBlob: Whether it stands in decoded base64, where every key that speaks of credentials counts.
  /// - Returns: What its value is, or nil for a key of no credential.
  static func of(_ name: some Sequence<UInt8>, isInBlob: Bool) -> CredentialKey? {
    guard isInBlob || mayNameCredential(name) else { return nil }
    let lowered = name.map(\.lowered)
    let plain = lowered.filter { $0 != UInt8(ascii: "_") && $0 != UInt8(ascii: "-") }
    if let key = exact[plain] ?? exact[withoutVariable(plain)] { return key }
    if hasSuffix(plain, among: tokenEndings) { return .token(kind: "bearer") }
    if hasSuffix(plain, among: secretEndings) { return .secret }
    if hasSuffix(plain, among: placeEndings) { return nil }
    if hasSuffix(lowered, among: ["_token", "-token"]) {
      return .token(kind: "bearer")
    }
    if !isInBlob, plain.elementsEqual("auth".utf8) { return .opaque }
    if isInBlob, ["token", "auth", "secret", "password"].contains(where: { contains(plain, $0) }) {
      return .token(kind: "bearer")
    }
    return nil
  }

  /// False for most keys, and for none that names a credential: each of those has a k, w, z or b, or ends as `secret`
  /// or `auth`.
  private static func mayNameCredential(_ name: some Sequence<UInt8>) -> Bool {
    var ending: UInt32 = 0
    for byte in name {
      let lowered = byte.lowered
      switch lowered {
      case UInt8(ascii: "k"), UInt8(ascii: "w"), UInt8(ascii: "z"), UInt8(ascii: "b"): return true
      case UInt8(ascii: "_"), UInt8(ascii: "-"): continue
      default: ending = ending << 8 | UInt32(lowered)
      }
    }
    return ending & 0xff_ffff == 0x72_6574 || ending == 0x6175_7468  // ret, auth
  }

  private static let exact: [[UInt8]: CredentialKey] = {
    let names: [String: CredentialKey] = [
      "authorization": .authorization, "proxyauthorization": .authorization, "xapikey": .secret,
      "xauthtoken": .token(kind: "bearer"), "cookie": .cookie, "setcookie": .cookie, "cookies": .cookie,
      "token": .token(kind: "bearer"), "jwt": .token(kind: "bearer"), "bearer": .token(kind: "bearer"),
      "sessiontoken": .token(kind: "session"), "pwd": .secret, "passwd": .secret,
    ]
    return Dictionary(uniqueKeysWithValues: names.map { (Array($0.key.utf8), $0.value) })
  }()

  /// `http_cookie`, `sent_http_set_cookie`: headers as nginx names its variables, and so the keys of its JSON logs.
  private static func withoutVariable(_ name: [UInt8]) -> [UInt8] {
    for variable in ["http", "senthttp", "upstreamhttp"] where name.starts(with: variable.utf8) {
      return Array(name.dropFirst(variable.utf8.count))
    }
    return name
  }

  private static let tokenEndings = ["accesstoken", "refreshtoken", "idtoken", "authtoken", "sessiontoken"]
  /// They name a place in a list.
  private static let placeEndings = ["pagetoken", "continuationtoken", "nexttoken", "cursortoken", "synctoken"]
  private static let secretEndings = [
    "password", "passwd", "secret", "apikey", "privatekey", "secretkey", "secretaccesskey",
  ]

  private static func hasSuffix(_ name: [UInt8], among endings: [String]) -> Bool {
    endings.contains { ending in
      name.count >= ending.utf8.count && name.suffix(ending.utf8.count).elementsEqual(ending.utf8)
    }
  }

  private static func contains(_ name: [UInt8], _ word: String) -> Bool {
    guard name.count >= word.utf8.count else { return false }
    return (0...name.count - word.utf8.count).contains { name[$0...].starts(with: word.utf8) }
  }
}
