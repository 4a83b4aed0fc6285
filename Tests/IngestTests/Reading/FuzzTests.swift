import Foundation
import Model
import Testing

@testable import Ingest

/// Damaged input: never a crash, every byte counted once, every record inside its source, and the same wherever blocks
/// are cut. The seeds are fixed; `LOSTWRITE_FUZZ_ROUNDS` makes a longer run of other seeds.
@Suite struct FuzzTests {
  private static let rounds = ProcessInfo.processInfo.environment["LOSTWRITE_FUZZ_ROUNDS"].flatMap(Int.init) ?? 40

  @Test(arguments: 0..<8)
  func damagedInputIsReadWhole(worker: Int) {
    var random = Generator(state: UInt64(worker) &* 0x9e37_79b9 &+ 17)
    let seeds = Self.seeds
    for round in 0..<Self.rounds {
      let source = Self.damaged(seeds, &random)
      let whole = Reading.read(source)
      guard whole.ledger.total == UInt64(source.count) else {
        Issue.record("worker \(worker), round \(round): \(whole.ledger) of \(source.count) bytes")
        return
      }
      for record in whole.records {
        let end = record.span.offset + record.span.length
        guard end <= UInt64(source.count), record.span.length > 0, record.span.line <= whole.ledger.lines else {
          Issue.record("worker \(worker), round \(round): \(record.span) of \(source.count) bytes")
          return
        }
      }
      let lines = Int.random(in: 1...4, using: &random)
      let cut = Reading.read(source, linesPerBlock: lines)
      guard cut.records == whole.records, cut.ledger == whole.ledger else {
        Issue.record("worker \(worker), round \(round): other records with \(lines) lines in a block")
        return
      }
    }
  }

  /// Lines of all formats.
  private static var seeds: [[UInt8]] {
    let texts =
      EnvelopeTests.lines.map(\.source) + BatchTests.documents.map(\.text)
      + [
        "2026-11-22T10:12:48.100+00:00 [\n  'pid=1',\n  'worker=a'\n] first {\"x\":1}",
        "Error: boom\n    at f (a.js:1:2)\nCaused by: y\n}",
        "[\n  {\n    \"timestamp\": 1795342998629,\n    \"message\": \"x\"\n  },\n  {\n  }\n]",
        "<14>Nov 22 10:23:18 srv app[7]: words", "10.0.0.1 - - [22/Nov/2026:10:23:29 +0000] \"GET /s HTTP/1.1\" 200 1",
        "clientID=c PushFailed:\n\nFetch failed 401",
        "2026-10-21T00:44:41.123456+00:00 zero/cache/0d1b7b8f3a4e {\"msg\":\"m\"}",
        "2026-10-21T00:44:41 --> POST /api 200 5ms",
        "kube.zero: [1795342998.629000000, {\"log\":\"x\",\"stream\":\"stderr\"}]",
      ]
    return texts.map { Array($0.utf8) }
  }

  private static let pieces: [[UInt8]] =
    [
      "{", "}", "[", "]", "\"", "\\", "\n", "\r\n", "] ", "\u{1B}[31m", ",", ":", "{\"", "\"}", "}{", "[{", "\\u",
      "%22", " ", "\t", "null", "1e999", "99999999999999999999",
    ].map {
      Array($0.utf8)
    } + [[0], [0xFF], [0xEF, 0xBB, 0xBF], [0xF0, 0x9F]]

  private static func damaged(_ seeds: [[UInt8]], _ random: inout Generator) -> [UInt8] {
    var source: [UInt8] = []
    for _ in 0..<Int.random(in: 1...12, using: &random) {
      source += seeds[Int.random(in: 0..<seeds.count, using: &random)] + [0x0A]
    }
    for _ in 0..<Int.random(in: 0...10, using: &random) where !source.isEmpty {
      let at = Int.random(in: 0..<source.count, using: &random)
      let end = min(source.count, at + Int.random(in: 1...40, using: &random))
      switch Int.random(in: 0..<6, using: &random) {
      case 0: source.removeSubrange(at..<end)
      case 1: source.insert(contentsOf: source[at..<end], at: Int.random(in: 0...source.count, using: &random))
      case 2: source[at] ^= UInt8(1) << UInt8.random(in: 0...7, using: &random)
      case 3: source.removeSubrange(at...)
      default: source.insert(contentsOf: pieces[Int.random(in: 0..<pieces.count, using: &random)], at: at)
      }
    }
    return source
  }

  /// Equal numbers in every run.
  private struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9e37_79b9_7f4a_7c15
      var value = (state ^ state >> 30) &* 0xbf58_476d_1ce4_e5b9
      value = (value ^ value >> 27) &* 0x94d0_49bb_1331_11eb
      return value ^ value >> 31
    }
  }
}
