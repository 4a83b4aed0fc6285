import CaseStore
import Digests
import Foundation
import Model
import Testing

@testable import Ingest

/// Records read again are those that ingest saw, and what became of their sources is told.
@Suite struct RereaderTests {
  private let bench: Workbench

  init() throws { bench = try Workbench() }

  private func rereader(_ roots: [String] = []) throws -> Rereader {
    Rereader(key: try CaseKey(bytes: [UInt8](repeating: 7, count: 32)), roots: roots)
  }

  /// Ingests with every text kept, reads every record again, and gives both.
  private func both(
    _ paths: [String], roots: [String] = [], comparesDigests: Bool = true, change: () throws -> Void = {}
  ) throws -> (kept: [String], again: [String], sources: [RereadSource]) {
    _ = try bench.ingestRecords(paths) { $0.keptText = .all }
    let kept = try bench.query("SELECT record, text FROM records ORDER BY record")
    try change()
    let lookup = try PlaceLookup(CaseFile(path: bench.path("a.case"), access: .readOnly))
    let places = try kept.compactMap { try lookup.place(Int64($0.prefix { $0 != "|" }) ?? 0) }
    var again: [Int64: String] = [:]
    let sources = try rereader(roots).read(
      places.reversed(), of: lookup.sources(), comparesDigests: comparesDigests
    ) { place, text in
      again[place.record] = "\(place.record)|\(String(decoding: text, as: UTF8.self))"
    }
    return (kept, again.sorted { $0.key < $1.key }.map(\.value), sources)
  }

  private static func run(_ tool: String, _ arguments: [String], in folder: String) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [tool] + arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }

  private static func docker(_ text: String, _ stream: String, _ second: Int, whole: Bool = true) -> String {
    #"{"log":"\#(text)\#(whole ? "\\n" : "")","stream":"\#(stream)","time":"2026-10-21T00:44:\#(10 + second).5Z"}"#
      + "\n"
  }

  private static let sources: [(name: String, text: String)] = [
    ("lines.log", "{\"level\":\"INFO\",\"message\":\"a\"}\nplain words\n\nError: it failed\n    at x (y.js:1)\n"),
    (
      "partials.log",
      docker("{\\\"message\\\":\\\"be", "stdout", 1, whole: false) + docker("between", "stderr", 1)
        + docker("gin\\\"}", "stdout", 1) + docker("after", "stdout", 2)
    ),
    (
      "stack.log",
      docker("Error: it failed", "stderr", 1) + docker("GET / 200", "stdout", 1) + docker("    at x", "stderr", 1)
        + docker("next", "stderr", 9)
    ),
    (
      "cloudwatch.csv",
      "timestamp,message\n1792543481000,\"{\"\"level\"\":30,\"\"msg\"\":\"\"a\"\"}\"\n1792543482000,\"two\nlines\"\n"
    ),
    (
      "document.json",
      #"{"events":[{"timestamp":1792543481000,"message":"one","eventId":"1"},{"timestamp":1792543482000,"message":"two","eventId":"2"}]}"#
    ),
    ("printed.log", "{\n  level: 'info',\n  \"a\": 1\n}\n{\n  \"level\": \"info\",\n  \"a\": 1\n}\nlast\n"),
    ("clients.csv", "clientGroupID,clientID,lastMutationID\ng,c1,4\ng,\"c\n2\",5\n"),
    (
      "clients.json",
      "[\n{\"clientGroupID\":\"g\",\"clientID\":\"c1\",\n\"lastMutationID\":4},{\"clientGroupID\":\"g\"}]\n"
    ),
    (
      "aws.log",
      "2026-10-21T00:44:41.123000+00:00 zero/cache/5b1e9f2c41d0aa31 {\"level\":\"INFO\",\"message\":\"a\"}\n"
        + "2026-10-21T00:44:42.123000+00:00 zero/cache/5b1e9f2c41d0aa31 {\"level\":\"WARN\",\"message\":\"b\"}\n"
    ),
    ("bom.log", "\u{feff}{\"level\":\"INFO\",\"message\":\"a\"}\r\n{\"level\":\"WARN\",\"message\":\"b\"}\r\n"),
  ]

  @Test(arguments: sources.indices) func `a record read again is the record that ingest saw`(index: Int) throws {
    let source = Self.sources[index]
    let path = try bench.write(source.name, source.text)
    let (kept, again, sources) = try both([path])
    #expect(again == kept)
    #expect(kept.count > 1)
    #expect(sources == [RereadSource(source: 1, state: .unchanged, path: path)])
  }

  private static let loki =
    #"{"data":{"resultType":"streams","result":[{"stream":{"app":"api"},"values":[["1792543481000000000","first words"],"#
    + #"["1792543482000000000","second words"]]}]}}"# + "\n"

  @Test func `a record inside a document is read with what stands around it`() throws {
    let path = try bench.write("loki.json", "plain words\n" + Self.loki + "more words\n")
    let (kept, again, _) = try both([path], comparesDigests: false)
    #expect(kept.count == 4)
    #expect(again == kept)
  }

  /// In a stream, what stands before a record is gone: its own bytes are shown, with the words in them.
  @Test func `a record inside a packed document is shown by its own bytes`() throws {
    try bench.write("loki.json", Self.loki)
    try Self.run("gzip", ["loki.json"], in: bench.folder)
    let (kept, again, _) = try both([bench.path("loki.json.gz")])
    #expect(kept == ["1|first words", "2|second words"])
    #expect(again.count == 2)
    #expect(again[0].contains("first words") && !again[0].contains("second"))
    #expect(again[1].contains("second words") && !again[1].contains("first"))
  }

  @Test(arguments: ["gz", "tgz", "zip-like tar"]) func `records of packed sources are read again`(kind: String) throws {
    for source in Self.sources { try bench.write("in/" + source.name, source.text) }
    let path: String
    if kind == "gz" {
      try Self.run("gzip", ["in/lines.log"], in: bench.folder)
      path = bench.path("in/lines.log.gz")
    } else {
      path = bench.path(kind == "tgz" ? "all.tgz" : "all.tar")
      try Self.run("tar", [kind == "tgz" ? "-czf" : "-cf", path, "in"], in: bench.folder)
    }
    let (kept, again, sources) = try both([path])
    #expect(again == kept)
    #expect(!sources.isEmpty && sources.allSatisfy { $0.state == .unchanged })
    #expect(kind == "gz" || sources.contains { $0.path == path + "!in/partials.log" })
  }

  @Test func `bytes that were appended since are told, and change nothing`() throws {
    let path = try bench.write("a.log", "one\ntwo\n")
    let (kept, again, sources) = try both([path]) { try bench.write("a.log", "one\ntwo\n  three\n") }
    #expect(again == kept)
    #expect(sources.map(\.state) == [.grown])
  }

  @Test(arguments: [true, false]) func `records of other bytes are not shown`(comparesDigests: Bool) throws {
    let path = try bench.write("a.log", "one\ntwo\n")
    let (_, again, sources) = try both([path], comparesDigests: comparesDigests) {
      try bench.write("a.log", comparesDigests ? "six\nten\n" : "one\n")
    }
    #expect(again.isEmpty)
    #expect(sources.map(\.state) == [.changed])
  }

  @Test func `a source that is gone is told with the places that were tried`() throws {
    let path = try bench.write("a.log", "one\n")
    let (_, again, sources) = try both([path], roots: ["/nowhere"]) { try FileManager.default.removeItem(atPath: path) }
    #expect(again.isEmpty)
    guard case .missing(let tried) = sources.first?.state else {
      Issue.record("\(sources)")
      return
    }
    #expect(tried.contains(path) && tried.contains("/nowhere/a.log"))
  }

  @Test func `a member that is not in its archive any more is told`() throws {
    try bench.write("in/a.log", "one\n")
    try bench.write("in/b.log", "two\n")
    let path = bench.path("all.tar")
    try Self.run("tar", ["-cf", path, "--sort=name", "in"], in: bench.folder)
    let (_, again, sources) = try both([path]) {
      try Self.run("tar", ["--delete", "-f", path, "in/a.log"], in: bench.folder)
    }
    #expect(again == ["2|two"])
    #expect(sources.map(\.state) == [.missing(tried: [path + "!in/a.log"]), .unchanged])
  }

  @Test func `a source that was moved is found below its new folder`() throws {
    let path = try bench.write("old/pods/a.log", "one\n")
    let (kept, again, sources) = try both([path], roots: [bench.path("new")]) {
      try bench.write("new/pods/a.log", "one\n")
      try bench.write("new/a.log", "other\n")
      try FileManager.default.removeItem(atPath: path)
    }
    #expect(again == kept)
    #expect(sources.map(\.path) == [bench.path("new/pods/a.log")])
  }

  @Test func `standard input and pipes cannot be read again and are not touched`() throws {
    let pipe = bench.path("pipe")
    #expect(mkfifo(pipe, 0o600) == 0)
    let names = ["-", "-!a.log", pipe]
    let sources = Dictionary(
      uniqueKeysWithValues: names.enumerated().map { index, path in
        (Int32(index + 1), SourcePlace(source: Int32(index + 1), path: path, sha256: "", size: 9))
      })
    let places = sources.keys.map { RecordPlace(record: 1, source: $0, offset: 0, length: 4, line: 1) }
    let found = try rereader().read(places, of: sources, comparesDigests: true) { _, _ in Issue.record("was read") }
    #expect(found.map(\.state) == [.unrepeatable, .unrepeatable, .unrepeatable])
  }

  @Test func `a record whose bytes cannot be read the same way shows its first line only, masked`() throws {
    // A token that a line end cuts in two: behind it, the rest would not be recognised.
    let token = "eyJhbGciOiJIUzI1NiJ9." + Data("{\"sub\":\"u1\",\"exp\":1792543481}".utf8).base64EncodedString()
    let path = try bench.write("a.log", "Bearer \(token).c2lnbmF0dXJl\nc2lnbmF0dXJlc2lnbmF0dXJl\n")
    let source = SourcePlace(source: 1, path: path, sha256: "", size: 200)
    let place = RecordPlace(record: 1, source: 1, offset: 0, length: 7, line: 1)
    var shown = ""
    _ = try Rereader(key: try CaseKey(bytes: [UInt8](repeating: 7, count: 32))).read(
      [place], of: [1: SourcePlace(source: 1, path: path, sha256: "", size: 20)], comparesDigests: false
    ) { shown = String(decoding: $1, as: UTF8.self) }
    #expect(shown == "Bearer ")
    shown = ""
    let long = RecordPlace(record: 1, source: 1, offset: 0, length: source.size, line: 1)
    _ = try rereader().read(
      [long], of: [1: SourcePlace(source: 1, path: path, sha256: "", size: 60)], comparesDigests: false
    ) {
      shown = String(decoding: $1, as: UTF8.self)
    }
    #expect(!shown.contains("eyJ") && !shown.contains("c2lnbmF0dXJl") && shown.hasPrefix("Bearer ["))
  }
}
