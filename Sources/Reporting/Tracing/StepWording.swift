import CaseStore
import Model

/// What happened in a step, in plain words; no word of a log comes in but as a quotation.
struct StepWording {
  let step: TraceStep

  /// Longer quotations are cut to their start.
  private static let quoteLimit = 160

  /// `the API began write #4 (todo.create)`
  var text: String {
    server ?? connection ?? push ?? mutation ?? client ?? step.kind.name.spaced
  }

  /// `token t:1b910a707a65, 68 s after its expiry`; nil without a token.
  var token: String? {
    guard let token = step.token else { return nil }
    guard let late = token.lateness else { return "token \(token.fingerprint)" }
    let span = Wording.duration(microseconds: abs(late))
    return "token \(token.fingerprint), " + (late >= 0 ? "\(span) after its expiry" : "valid for \(span) more")
  }

  /// Whether something went wrong in the step.
  var isBad: Bool {
    switch step.kind {
    case .mutationErrored, .mutationAppError, .mutationRolledBack, .mutationError, .pushFailed, .apiCallFailed,
      .tokenRejected, .connectionRefused, .pushAuthFailed, .queryAuthFailed, .pusherDied, .serverFailed,
      .serviceUnavailable, .databaseFault, .clientMutationFailed, .mutationOutOfOrder, .userMismatch:
      true
    case .apiRequest: (step.status ?? 200) >= 400
    default: false
    }
  }

  // MARK: Words

  private var server: String? {
    switch step.kind {
    case .serverStarted: "the server started" + (step.name.map { ", version \($0)" } ?? "")
    case .serverStopping: "the server is stopping"
    case .serverExited: "a server process ended" + (step.number.map { " with code \($0)" } ?? "")
    case .serverFailed: "the server failed" + quote
    case .serviceUnavailable: "the service was not available" + status + quote
    case .databaseFault: "the database failed" + writes(" for ") + quote
    case .credentialLogged: "this line holds a raw credential (shown masked)"
    case .tokenIssued: "the auth server issued a token" + by
    case .cleanupFailed: "a clean-up call failed" + status + "; no write was in it"
    default: nil
    }
  }

  private var connection: String? {
    switch step.kind {
    case .connectionOpened:
      step.status.map { $0 == 101 ? "" : "\($0)" } ?? "" == ""
        ? "the client connected" + socket + from + by
        : "a connection was answered with \(step.status ?? 0)" + socket + from
    case .connectionClosed:
      "the connection ended" + socket + (step.status.map { ", code \($0)" } ?? "") + (step.name.map { ": \($0)" } ?? "")
    case .connectionRefused: "a connection was refused" + status + quote
    case .tokenPresented: "the client presented its token" + by
    case .tokenUpdated: "the client sent a newer token" + by
    case .tokenRejected: "the API refused the token" + writes(" of ") + status + quote
    case .clientSeen: "the client is mentioned"
    case .groupSeen: "its client group is mentioned"
    default: nil
    }
  }

  private var push: String? {
    switch step.kind {
    case .pushForwarded: "the sync server pushed to the API" + writes(": ")
    case .apiCallFailed: "the API answered the sync server's call" + status(", ", "with ") + quote
    case .pushFailed: "the push" + writes(" of ") + " failed" + status(" ", "with ") + quote
    case .mutationError: "a mutator failed; the line names no write" + quote
    case .pushAuthFailed: "the push was not authorised" + quote
    case .userMismatch: "the API's answer named another user"
    case .pusherDied: "the sync server stopped pushing for this group" + quote
    case .queryAuthFailed: "a query was refused" + status + quote
    case .resultsHydrated: "the sync server loaded \(step.number ?? 0) stored results of writes"
    case .apiRequest:
      "the API answered \(step.status.map(String.init) ?? "?")" + (step.name.map { " to \($0)" } ?? "")
        + (step.number.map { " after \(Wording.duration(microseconds: $0, exact: true))" } ?? "") + by
    case .apiRequestStarted: "the API got a request" + (step.name.map { " for \($0)" } ?? "")
    default: nil
    }
  }

  private var mutation: String? {
    switch step.kind {
    case .mutationStarted: "the API got" + writes(" ") + named + (step.status.map { ", answered \($0)" } ?? "") + by
    case .mutationApplied: "the API applied" + writes(" ") + named
    case .mutationHandled: "the API answered" + writes(" ") + named + outcome
    case .mutationErrored: "the API processed" + writes(" ") + " without effect" + thrown
    case .mutationAppError: "the mutator of" + writes(" ") + " threw" + thrown
    case .mutationRolledBack: "the transaction of" + writes(" ") + " was rolled back" + quote
    case .mutationAlreadyProcessed: "the API had processed" + writes(" ") + " before"
    case .mutationOutOfOrder:
      "the API refused" + writes(" ") + ": out of order" + (step.number.map { ", it expected #\($0)" } ?? "")
    case .lastMutationID: "\(witness) shows last mutation id \(step.number ?? 0)"
    case .resultStored:
      "\(witness) holds the result of" + writes(" ") + (step.name.map { ": \($0)" } ?? ": ok") + quote
    default: nil
    }
  }

  private var client: String? {
    switch step.kind {
    case .clientStarted: "the client started" + by
    case .clientConnecting: "the client connects" + socket
    case .clientConnected: "the client is connected" + socket
    case .clientPaused: "the client pauses and waits for a new login" + quote
    case .clientResumed: "the client goes on"
    case .clientClosed: "the client was closed"
    case .clientMutationFailed:
      "the client was told that" + (step.mutations.isEmpty ? " a write" : writes(" ")) + " failed" + quote
    case .clientDisconnected: "the client lost its connection" + (step.name.map { ": \($0)" } ?? "") + quote
    default: nil
    }
  }

  private var status: String { status(" ", "with ") }
  private func status(_ before: String, _ word: String) -> String {
    step.status.map { "\(before)\(word)\($0)" } ?? ""
  }

  /// `write #4`, `writes #4, #5`
  private func writes(_ before: String) -> String {
    guard !step.mutations.isEmpty else { return "" }
    let list = Wording.list(step.mutations.map { "#\($0)" }, limit: 12)
    return before + (step.mutations.count == 1 ? "write " : "writes ") + list
  }

  /// How a line that only tells that a request is done counts its failures.
  private var outcome: String {
    guard let failed = step.number else { return "; the line does not say how it ended" }
    return failed == 0
      ? "; no write of that request failed" : "; \(failed == 1 ? "1 write" : "\(failed) writes") of that request failed"
  }
  /// The class of an error and its words.
  private var thrown: String { (step.name.map { ": \($0)" } ?? "") + quote }
  private var named: String { step.name.map { " (\($0))" } ?? "" }
  private var socket: String { step.connection.map { " (socket \($0))" } ?? "" }
  private var from: String { step.address.map { " from \($0)" } ?? "" }
  private var by: String { step.user.map { ", user \($0)" } ?? "" }
  private var quote: String {
    guard let detail = step.detail else { return "" }
    let line = detail.count > Self.quoteLimit ? detail.prefix(Self.quoteLimit) + "…" : detail[...]
    return ": \"\(line)\""
  }

  private var witness: String {
    switch step.role {
    case .database: "the database snapshot"
    case .proxy: "the proxy's line"
    case .client: "the client's console"
    case .apiServer: "the API's line"
    default: "the server's line"
    }
  }
}

extension Wording {
  /// As `duration(microseconds:)`, with milliseconds below one second.
  static func duration(microseconds: Int64, exact: Bool) -> String {
    guard exact, microseconds.magnitude < 1_000_000 else { return duration(microseconds: microseconds) }
    return microseconds.magnitude < 1_000 ? "\(microseconds) µs" : "\((microseconds + 500) / 1_000) ms"
  }
}
