/// What a record means, in words that fit every sync engine. The names are those of dialect files (`event: push_failed`)
/// and of the `events` view; the numbers are stored in the case file and never reused.
public enum EventKind: UInt8, CaseIterable, Sendable {
  // Servers
  case serverStarted = 1
  case serverStopping = 2
  case serverExited = 3
  case serverFailed = 4
  case serviceUnavailable = 5
  case databaseFault = 6
  case timeAnchor = 7

  // Connections
  case connectionOpened = 20
  case connectionClosed = 21
  case connectionRefused = 22
  case clientSeen = 23
  case groupSeen = 24

  // Pushes, seen by the sync server
  case pushForwarded = 40
  case apiCallFailed = 41
  case pushFailed = 42
  case mutationError = 43
  case pushAuthFailed = 44
  case userMismatch = 45
  case pusherDied = 46
  case queryAuthFailed = 47
  case cleanupFailed = 48
  case resultsHydrated = 49

  // Credentials
  case tokenPresented = 60
  case tokenUpdated = 61
  case tokenIssued = 62
  case tokenRejected = 63
  case credentialLogged = 64

  // Mutations, seen by the API server
  case mutationStarted = 80
  case mutationApplied = 81
  case mutationErrored = 82
  case mutationRolledBack = 83
  case mutationAlreadyProcessed = 84
  case mutationOutOfOrder = 85
  case mutationHandled = 86
  case mutationAppError = 87

  // State
  case lastMutationID = 100
  case resultStored = 101

  // Requests
  case apiRequest = 120
  case apiRequestStarted = 121

  // The client's own console
  case clientStarted = 140
  case clientConnecting = 141
  case clientConnected = 142
  case clientPaused = 143
  case clientResumed = 144
  case clientClosed = 145
  case clientMutationFailed = 146
  case clientDisconnected = 147

  /// As dialect files and views spell it: `push_failed`.
  public var name: String { Self.names[self] ?? "" }

  private static let names = Dictionary(uniqueKeysWithValues: allCases.map { ($0, $0.spelled) })
  private static let kinds = Dictionary(uniqueKeysWithValues: allCases.map { ($0.spelled, $0) })

  private var spelled: String {
    var out = ""
    for character in "\(self)" {
      if character.isUppercase {
        // An acronym stays one word: lastMutationID is last_mutation_id, apiRequest is api_request.
        if let last = out.last, last != "_", !(character == "D" && out.hasSuffix("_i")) { out.append("_") }
        out.append(contentsOf: character.lowercased())
      } else {
        out.append(character)
      }
    }
    return out
  }

  /// The kind that a dialect file names.
  public init?(name: String) {
    guard let kind = Self.kinds[name] else { return nil }
    self = kind
  }

  /// Whether an event of this kind alone is routine: its record's text is kept only on request.
  public var isQuiet: Bool {
    switch self {
    case .clientSeen, .groupSeen, .timeAnchor, .apiRequest, .apiRequestStarted, .mutationApplied, .mutationHandled,
      .mutationStarted, .pushForwarded:
      true
    default: false
    }
  }
}
