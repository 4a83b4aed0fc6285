/// The meanings that keys of a record can have; their spellings are data (`keys.yaml`).
public enum Slot: UInt16, CaseIterable, Sendable {
  case group = 1
  case client, connection, user, subject, mutation, mutations, mutator, result, failed, handled
  case error, errorName, errorCode, reason, status, method, url, requestLine, request, trace
  case durationMilliseconds, durationSeconds, durationMicroseconds
  case expiresAt, issuedAt, tokenID, address, direction, lastMutationID, success, failures, upstream

  /// As `keys.yaml` spells it: `expires_at`.
  public var name: String {
    var out = ""
    for character in "\(self)" {
      if character.isUppercase {
        if !(character == "D" && out.hasSuffix("_i")) { out.append("_") }
        out.append(contentsOf: character.lowercased())
      } else {
        out.append(character)
      }
    }
    return out
  }

  /// Slots from this number on belong to fields that dialect entries name themselves.
  static let firstOfEntries: UInt16 = 64
}
