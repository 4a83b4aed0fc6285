import Foundation
import Testing

/// However deep a token is buried, nothing of it comes out.
@Suite struct BuriedTokenTests {
  @Test(arguments: ["notable", "all"])
  func noPieceOfATokenStays(kept: String) throws {
    let desk = try Desk()
    var tokens: [(place: String, token: BuriedToken)] = []
    for burial in BuriedToken.burials {
      for saying in BuriedToken.sayings {
        let token = BuriedToken()
        tokens.append(("\(burial.name): \(saying)", token))
        try desk.write("logs/\(tokens.count).log", burial.bury(saying.replacing("@", with: token.text)) + "\n")
      }
    }
    let run = try desk.analyze("logs", "--keep-text", kept)
    #expect(run.status == 1, "\(run.error)")
    #expect(run.out.contains("from \(tokens.count) sources"), "\(run.out.prefix(200))")
    let json = try Binary.run(["report", "a.case", "--format", "json"], in: desk.folder)
    var haystack = try Data(contentsOf: URL(fileURLWithPath: desk.path("a.case")))
    for text in [run.out, run.error, json.out, json.error] { haystack += Data(text.utf8) }
    let windows = Windows(haystack)
    for (place, token) in tokens {
      let isThere = token.pieces.contains(where: windows.contains)
      #expect(!isThere, "\(place)")
    }
  }

  /// All pieces of twelve bytes, by a hash of their own: a search for each would take minutes.
  private struct Windows {
    private var hashes: Set<UInt64> = []

    init(_ data: Data) {
      let bytes = [UInt8](data)
      guard bytes.count >= 12 else { return }
      for start in 0...bytes.count - 12 where bytes[start] > 0x20 && bytes[start + 11] > 0x20 {
        hashes.insert(Self.hash(bytes[start..<start + 12]))
      }
    }

    func contains(_ piece: Data) -> Bool { hashes.contains(Self.hash([UInt8](piece)[...])) }

    private static func hash(_ bytes: ArraySlice<UInt8>) -> UInt64 {
      bytes.reduce(14_695_981_039_346_656_037) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 }
    }
  }
}
