import CSQLite
import Model

/// The functions that lostwrite adds to SQL: `lateness`, `jwt_claim`, `at_offset`, `line`.
final class QueryFunctions {
  static let names = ["lateness", "jwt_claim", "at_offset", "line"]
  static let claims = ["exp", "iat", "iss", "sub", "kid", "alg", "jti"]

  private let token: Statement
  private let text: Statement
  private let readLine: QueryConnection.LineReading?

  init(_ database: Database, line: QueryConnection.LineReading?) throws(StoreError) {
    token = try database.prepare(
      """
      SELECT expires_at, issued_at, issuer, subject, key_id, algorithm, token_id, kind FROM token_rows
      WHERE fingerprint = ?
      """)
    text = try database.prepare("SELECT text FROM record_texts WHERE record = ?")
    readLine = line
  }

  /// Makes the functions known to a connection, which keeps them.
  func install(on handle: OpaquePointer) {
    add("lateness", 2, on: handle) { $0.lateness($1) }
    add("jwt_claim", 2, on: handle) { $0.claim($1) }
    add("at_offset", 2, on: handle) { $0.offset($1) }
    add("line", 1, on: handle) { $0.line($1) }
  }

  private typealias Body = (QueryFunctions, FunctionCall) -> Void
  private final class Function {
    let owner: QueryFunctions
    let body: Body
    init(_ owner: QueryFunctions, _ body: @escaping Body) { (self.owner, self.body) = (owner, body) }
  }

  private func add(_ name: String, _ arguments: Int32, on handle: OpaquePointer, _ body: @escaping Body) {
    let function = Unmanaged.passRetained(Function(self, body)).toOpaque()
    sqlite3_create_function_v2(
      handle, name, arguments, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY, function,
      { context, _, values in
        guard let context, let values, let data = sqlite3_user_data(context) else { return }
        let function = Unmanaged<Function>.fromOpaque(data).takeUnretainedValue()
        function.body(function.owner, FunctionCall(context: context, values: values))
      }, nil, nil, { data in data.map { Unmanaged<Function>.fromOpaque($0).release() } })
  }

  /// Seconds after the token's expiry, negative before it.
  private func lateness(_ call: FunctionCall) {
    guard !call.isNull(0), let at = moment(call, "lateness"), let expiry = expiry(call.text(0)) else { return }
    call.give((Double(at.microseconds) / 1e6 - Double(expiry)).roundedToMilliseconds)
  }

  private func expiry(_ fingerprint: String) -> Int64? {
    defer { token.reset() }
    token.bind(1, fingerprint)
    guard (try? token.step()) == true else { return nil }
    return token.optionalInteger(0)
  }

  private func claim(_ call: FunctionCall) {
    guard !call.isNull(0), !call.isNull(1) else { return }
    guard let column = Self.claims.firstIndex(of: call.text(1)) else {
      return call.fail(
        "jwt_claim: '\(call.text(1))' is not kept of tokens; kept are \(Self.claims.joined(separator: ", "))")
    }
    defer { token.reset() }
    token.bind(1, call.text(0))
    guard (try? token.step()) == true, token.text(7) == "jwt" else { return }
    switch token.value(Int32(column)) {
    case .integer(let number): call.give(number)
    case .text(let text): call.give(text)
    case .null, .real: break
    }
  }

  private func offset(_ call: FunctionCall) {
    guard !call.isNull(1), let at = moment(call, "at_offset", argument: 0) else { return }
    let span = call.isNumber(1) ? MomentText.microseconds(call.number(1) * 1e6) : MomentText.span(call.text(1))
    guard let span else {
      return call.fail("at_offset: '\(call.text(1))' is no span of time; give \(MomentText.acceptedSpans)")
    }
    call.give(Timestamp(microseconds: at.microseconds + span).iso)
  }

  private func line(_ call: FunctionCall) {
    guard let record = call.integer(0) else { return }
    defer { text.reset() }
    text.bind(1, record)
    let kept = (try? text.step()) == true ? text.text(0) : nil
    if let line = kept ?? readLine?(record) { call.give(line) }
  }

  /// A moment as argument; nil for NULL, and for what is none, which is told.
  private func moment(_ call: FunctionCall, _ name: String, argument: Int32 = 1) -> Timestamp? {
    guard !call.isNull(argument) else { return nil }
    if let moment = MomentText.moment(call.text(argument)) { return moment }
    call.fail("\(name): '\(call.text(argument))' is no time; write it like \(MomentText.accepted)")
    return nil
  }
}

/// One call of a function in SQL. Without a result it gives NULL.
private struct FunctionCall {
  let context: OpaquePointer
  let values: UnsafeMutablePointer<OpaquePointer?>

  func isNull(_ index: Int32) -> Bool { sqlite3_value_type(values[Int(index)]) == SQLITE_NULL }
  func isNumber(_ index: Int32) -> Bool {
    [SQLITE_INTEGER, SQLITE_FLOAT].contains(sqlite3_value_type(values[Int(index)]))
  }
  /// A whole number; nil for anything else.
  func integer(_ index: Int32) -> Int64? {
    switch sqlite3_value_numeric_type(values[Int(index)]) {
    case SQLITE_INTEGER: sqlite3_value_int64(values[Int(index)])
    case SQLITE_FLOAT: Int64(exactly: number(index))
    default: nil
    }
  }
  func number(_ index: Int32) -> Double { sqlite3_value_double(values[Int(index)]) }
  func text(_ index: Int32) -> String {
    sqlite3_value_text(values[Int(index)]).map { String(cString: $0) } ?? ""
  }

  func give(_ number: Double) { sqlite3_result_double(context, number) }
  func give(_ number: Int64) { sqlite3_result_int64(context, number) }
  func give(_ text: String) { sqlite3_result_text(context, text, -1, Statement.transient) }
  func fail(_ message: String) { sqlite3_result_error(context, message, -1) }
}

extension Double {
  fileprivate var roundedToMilliseconds: Double { (self * 1_000).rounded() / 1_000 }
}
