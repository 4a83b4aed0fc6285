import CaseStore
import Correlation
import Dialects
import Digests
import Foundation
import Ingest
import Model
import RulePacks
import Rules

/// Log lines of a few servers, written in a test and read by the whole pipeline.
///
/// Seconds count from 2026-10-21T10:00:00Z (1792576800 since 1970).
struct Scene {
  static let start: Int64 = 1_792_576_800
  private var files: [String: String] = [:]
  /// Whether standard error was collected beside standard output.
  private let showsErrors: Bool

  init(version: String? = "0.25.13", showsErrors: Bool = true, start: Double = 0) {
    self.showsErrors = showsErrors
    guard let version else { return }
    sync(start, #""worker":"runner","protocolVersion":45,"port":4848,"message":"starting server@\#(version) ""#)
  }

  /// A line in Docker's envelope, which gives it its time.
  mutating func add(_ file: String, _ seconds: Double, _ line: String, stream: String = "stdout") {
    let text = line.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    files[file, default: ""] += #"{"log":"\#(text)\n","stream":"\#(stream)","time":"\#(Self.time(seconds))"}"# + "\n"
  }

  /// The files of another scene, in a folder; under another name where one is given.
  mutating func add(_ other: Scene, in folder: String, as name: String? = nil) {
    for (own, text) in other.files { files[folder + "/" + (name ?? own)] = text }
  }

  /// A whole file as it is.
  mutating func add(file: String, text: String) { files[file] = text }

  /// A line of zero-cache; `fields` stand behind level and pid.
  mutating func sync(_ seconds: Double, level: String = "INFO", _ fields: String) {
    // Both streams were collected unless a test says otherwise: the first line stands for every other of them.
    let isFirst = files["zero-cache.log"] == nil && showsErrors
    add(
      "zero-cache.log", seconds, #"{"level":"\#(level)","pid":1,\#(fields)}"#,
      stream: isFirst || (level != "INFO" && showsErrors) ? "stderr" : "stdout")
  }

  mutating func api(_ seconds: Double, _ line: String) { add("api.log", seconds, line) }
  mutating func console(_ seconds: Double, _ line: String) { add("client.log", seconds, line) }

  // MARK: What zero-cache prints

  /// The server ends in order.
  mutating func stop(_ seconds: Double) {
    sync(seconds, #""worker":"runner","component":"process-manager","message":"initiating drain (SIGTERM)""#)
  }

  /// A sign of life of a client.
  mutating func poke(_ seconds: Double, _ client: String = "c1", group: String = "g1", socket: String = "w1") {
    sync(
      seconds,
      #""worker":"syncer","component":"view-syncer","clientGroupID":"\#(group)","clientID":"\#(client)","wsID":"\#(socket)","message":"starting poke from 1 to 2""#
    )
  }

  mutating func pushFailed(
    _ seconds: Double, _ ids: [Int], client: String = "c1", group: String = "g1", status: Int = 401,
    body: String = "Unauthorized"
  ) {
    let list = ids.map { #"{"id":\#($0),"clientID":"\#(client)"}"# }.joined(separator: ",")
    sync(
      seconds, level: "WARN",
      #""worker":"syncer","clientGroupID":"\#(group)","component":"pusher","kind":"PushFailed","origin":"zeroCache","reason":"http","status":\#(status),"bodyPreview":"\#(body)","message":"The server behind ZERO_MUTATE_URL returned a push error.","mutationIDs":[\#(list)]"#
    )
  }

  /// A mutation of the group ended in an error; the line names no id.
  mutating func mutationError(_ seconds: Double, group: String = "g1") {
    sync(
      seconds, level: "WARN",
      #""worker":"syncer","clientGroupID":"\#(group)","component":"pusher","error":"app","message":"The server behind ZERO_MUTATE_URL returned a mutation error.""#
    )
  }

  mutating func handshakeRefused(_ seconds: Double, user: String = "u1", expires: Int64) {
    sync(
      seconds, level: "ERROR",
      #""worker":"syncer","errorKind":"AuthInvalidated","code":"ERR_JWT_EXPIRED","name":"JWTExpired","claim":"exp","reason":"check_failed","payload":{"sub":"\#(user)","iat":1792570000,"exp":\#(expires)},"errorMsg":"\"exp\" claim timestamp check failed","message":"Sending error on WebSocket {\"kind\":\"AuthInvalidated\"}""#
    )
  }

  // MARK: What proxies and APIs print

  /// The line of a socket, written when it ends.
  mutating func socket(
    _ opened: Double, _ closed: Double, _ client: String = "c1", group: String = "g1", user: String = "u1",
    last: Int, socket: String = "w1"
  ) {
    let url =
      "/sync/v45/connect?clientID=\(client)&clientGroupID=\(group)&userID=\(user)&lmid=\(last)&wsid=\(socket)"
    add(
      "proxy.log", closed,
      #"{"time":"\#(Self.time(closed))","remote_addr":"192.0.2.7","request":"GET \#(url) HTTP/1.1","status":101,"request_time":\#(closed - opened)}"#
    )
  }

  /// A request that a proxy passed on, or tried to.
  mutating func passed(
    _ seconds: Double, _ request: String, _ status: Int, upstream: Bool = false, by name: String = "proxy.log"
  ) {
    let more = upstream ? #","upstream_addr":"127.0.0.1:4001""# : ""
    add(
      name, seconds,
      #"{"time":"\#(Self.time(seconds))","remote_addr":"192.0.2.7","request":"\#(request) HTTP/1.1","status":\#(status),"request_time":0.01,"request_id":"r\#(Int(seconds * 1000))"\#(more)}"#
    )
  }

  /// A mutation that went through, by the API's own line.
  mutating func applied(_ seconds: Double, _ id: Int, client: String = "c1", group: String = "g1") {
    api(
      seconds,
      #"{"level":"info","msg":"mutation","clientGroupID":"\#(group)","clientID":"\#(client)","mutationID":\#(id),"mutator":"todo.create","result":"ok"}"#
    )
  }

  static func time(_ seconds: Double) -> String {
    let millis = Int((seconds * 1000).rounded())
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    let rest = String(1000 + millis % 1000).dropFirst()
    return "2026-10-21T10:\(two(millis / 60_000)):\(two(millis / 1000 % 60)).\(rest)Z"
  }

  // MARK: Running

  func run() throws -> Outcome {
    let file = try correlate()
    return try Outcome(file, findings: try RuleSet(packs: .embedded).evaluate(on: file))
  }

  /// The correlated case, in memory.
  func correlate() throws -> CaseFile {
    let file = try CaseFile(path: ":memory:", access: .create)
    try ingest(into: file)
    _ = try Correlator(case: file, packs: .embedded).run()
    return file
  }

  /// Reads the lines into a case, as a night does.
  ///
  /// - Parameters:
  ///   - file: the case.
  ///   - name: the folder that they lie in; one of its own where nil.
  /// - Throws: where a file cannot be written or the case not be filled.
  func ingest(into file: CaseFile, from name: String? = nil) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("lostwrite-" + (name ?? UUID().uuidString))
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in files {
      let path = folder.appendingPathComponent(name)
      try FileManager.default.createDirectory(at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: path)
    }
    let key = try CaseKey(bytes: [UInt8](repeating: 7, count: 32))
    let dialects = try DialectSet(packs: .embedded)
    _ = try Ingestor(case: file, dialects: dialects, key: key, options: IngestOptions(threads: 1))
      .ingest(paths: [folder.path])
  }
}
