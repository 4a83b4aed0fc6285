import CSQLite
import Model

/// The rows of `mutation_rows` on their way into the case; their numbers follow on those in the table.
final class FedMutations: FedRows {
  static let columns = [
    "grp", "client", "mutation", "usr", "name", "verdict", "cause", "strength", "explanation", "record", "attempts",
    "first_at", "last_at",
  ]
  var rows: [MutationConclusion] = []
  private let verdicts = FixedTexts(Verdict.allCases.map(\.rawValue))
  private let causes = FixedTexts(Cause.allCases.map(\.rawValue))
  private let strengths = FixedTexts(Strength.allCases.map(\.rawValue))

  override var count: Int { rows.count }

  override func give(_ row: Int, _ column: Int32, to context: OpaquePointer?) {
    rows.withUnsafeBufferPointer { rows in
      switch column {
      case 0: sqlite3_result_int64(context, Int64(rows[row].group))
      case 1: sqlite3_result_int64(context, Int64(rows[row].client))
      case 2: sqlite3_result_int64(context, rows[row].mutation)
      case 3: sqlite3_result_int64(context, Int64(rows[row].user))
      case 4: sqlite3_result_int64(context, Int64(rows[row].name))
      case 5: verdicts.give(rows[row].verdict.rawValue, to: context)
      case 6: causes.give(rows[row].cause.rawValue, to: context)
      case 7: strengths.give(rows[row].strength.rawValue, to: context)
      case 8: giveText(rows[row].explanation, to: context)
      case 9: giveNumber(rows[row].record, to: context)
      case 10: sqlite3_result_int64(context, Int64(rows[row].attempts))
      case 11: giveNumber(rows[row].firstAt.stored, to: context)
      default: giveNumber(rows[row].lastAt.stored, to: context)
      }
    }
  }
}

/// The rows of `attempt_rows` on their way into the case.
final class FedAttempts: FedRows {
  static let columns = [
    "mutation_row", "at", "record", "api_record", "status", "outcome", "token", "request", "link", "link_reason",
  ]
  /// Each with the number of its mutation's row.
  var rows: [(mutation: Int64, attempt: AttemptConclusion)] = []
  private let outcomes = FixedTexts([])

  override var count: Int { rows.count }

  override func give(_ row: Int, _ column: Int32, to context: OpaquePointer?) {
    rows.withUnsafeBufferPointer { rows in
      switch column {
      case 0: sqlite3_result_int64(context, rows[row].mutation)
      case 1: giveNumber(rows[row].attempt.at.stored, to: context)
      case 2: sqlite3_result_int64(context, rows[row].attempt.record)
      case 3: giveNumber(rows[row].attempt.apiRecord, to: context)
      case 4: giveNumber(rows[row].attempt.status.map(Int64.init), to: context)
      case 5: outcomes.give(rows[row].attempt.outcome, to: context)
      case 6: sqlite3_result_int64(context, Int64(rows[row].attempt.token))
      case 7: if !rows[row].attempt.request.isEmpty { giveText(rows[row].attempt.request, to: context) }
      case 8: giveText(rows[row].attempt.link, to: context)
      default: giveText(rows[row].attempt.linkReason, to: context)
      }
    }
  }
}

/// The rows of `connection_rows` on their way into the case.
final class FedConnections: FedRows {
  static let columns = [
    "grp", "client", "connection", "usr", "address", "opened_at", "closed_at", "close_code", "close_reason", "token",
    "opened_record", "closed_record",
  ]
  var rows: [ConnectionConclusion] = []

  override var count: Int { rows.count }

  override func give(_ row: Int, _ column: Int32, to context: OpaquePointer?) {
    let row = rows[row]
    let number: Int64? =
      switch column {
      case 0: Int64(row.group)
      case 1: Int64(row.client)
      case 2: Int64(row.connection)
      case 3: Int64(row.user)
      case 4: Int64(row.address)
      case 5: row.openedAt.stored
      case 6: row.closedAt.stored
      case 7: row.closeCode.map(Int64.init)
      case 8: Int64(row.closeReason)
      case 9: Int64(row.token)
      case 10: row.openedRecord
      default: row.closedRecord
      }
    giveNumber(number, to: context)
  }
}

extension FedRows {
  func giveNumber(_ number: Int64?, to context: OpaquePointer?) {
    if let number { sqlite3_result_int64(context, number) }
  }

  /// Hands over a text that SQLite copies.
  func giveText(_ text: String?, to context: OpaquePointer?) {
    guard var text else { return }
    text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { bytes in
        let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        sqlite3_result_text(context, bytes.baseAddress ?? FixedTexts.empty, Int32(bytes.count), transient)
      }
    }
  }
}

/// Texts of low variety, kept so that SQLite need not copy them.
final class FixedTexts {
  // nonisolated(unsafe) because nobody writes to it after it is made.
  nonisolated(unsafe) static let empty: UnsafePointer<CChar> = {
    let zero = UnsafeMutablePointer<CChar>.allocate(capacity: 1)
    zero.initialize(to: 0)
    return UnsafePointer(zero)
  }()
  private var texts: [(text: String, bytes: UnsafeMutableBufferPointer<CChar>)] = []

  init(_ texts: [String]) { for text in texts { add(text) } }

  deinit { for text in texts { text.bytes.deallocate() } }

  func give(_ text: String, to context: OpaquePointer?) {
    let bytes = texts.first { $0.text == text }?.bytes ?? add(text)
    sqlite3_result_text(context, bytes.baseAddress, Int32(bytes.count), nil)
  }

  @discardableResult
  private func add(_ text: String) -> UnsafeMutableBufferPointer<CChar> {
    let bytes = UnsafeMutableBufferPointer<CChar>.allocate(capacity: text.utf8.count)
    _ = bytes.initialize(from: text.utf8.map { CChar(bitPattern: $0) })
    texts.append((text, bytes))
    return bytes
  }
}
