import CaseStore
import Model

extension TraceReport {
  /// The same for programs; docs/asking-a-case.md has its keys.
  ///
  /// - Returns: the document, keys sorted; ends with a line break.
  /// - Throws: what `JSONEncoder` throws.
  public func json() throws -> String {
    try JSONReport.encode(
      Document(
        asked: asked, total: trace.steps.count, leftOutWithoutTime: trace.leftOutWithoutTime,
        writes: trace.writes.map(WriteItem.init), events: trace.steps.prefix(limit).map(StepItem.init)))
  }

  private struct Document: Encodable {
    var schema = JSONReport.schema
    var asked: [String]
    var total: Int
    var leftOutWithoutTime: Int
    var writes: [WriteItem]
    var events: [StepItem]
  }

  struct WriteItem: Encodable {
    var writeKey: String
    var clientId: String
    var mutationId: Int64
    var userId: String?
    var name: String?
    var verdict: String
    var cause: String
    var strength: String
    var explanation: String

    init(_ write: TracedWrite) {
      writeKey = write.key
      clientId = write.client
      mutationId = write.mutation
      userId = write.user
      name = write.name
      verdict = write.verdict.rawValue
      cause = write.cause.rawValue
      strength = write.strength.rawValue
      explanation = write.explanation
    }
  }

  private struct StepItem: Encodable {
    var at: String?
    var timeInterpolated: Bool
    var source: String
    var line: Int
    var record: Int64
    var kind: String
    var what: String
    var clientGroupId: String?
    var clientId: String?
    var connectionId: String?
    var userId: String?
    var mutationIds: [Int64]
    var status: Int?
    var number: Int64?
    var name: String?
    var requestId: String?
    var detail: String?
    var token: String?
    var tokenExpiredByS: Double?
    var decides: [String: String]

    init(_ step: TraceStep) {
      at = step.at.isKnown ? step.at.iso : nil
      timeInterpolated = step.isTimeInterpolated
      source = step.source
      line = step.line
      record = step.record
      kind = step.kind.name
      what = StepWording(step: step).text
      clientGroupId = step.clientGroup
      clientId = step.client
      connectionId = step.connection
      userId = step.user
      mutationIds = step.mutations
      status = step.status
      number = step.number
      name = step.name
      requestId = step.request
      detail = step.detail
      token = step.token?.fingerprint
      tokenExpiredByS = step.token?.lateness.map { Double(($0 + 500).floored(to: 1_000)) / 1_000_000 }
      decides = Dictionary(step.decides.map { ($0.key, $0.verdict.rawValue) }, uniquingKeysWith: { first, _ in first })
    }
  }
}

extension Int64 {
  fileprivate func floored(to unit: Int64) -> Int64 { self - (self % unit + unit) % unit }
}
