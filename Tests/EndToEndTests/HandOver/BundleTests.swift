import Foundation
import Testing

/// `lostwrite bundle`: what goes in, what never does, and that nothing half-written stays.
@Suite struct BundleTests {
  private func desk(_ sample: String = "silent-drop") throws -> Desk {
    let desk = try Desk()
    try desk.copySample(sample)
    try desk.writeKey("a.case")
    _ = try Binary.run(["analyze", "logs", "--case", "a.case", "-q"], in: desk.folder)
    return desk
  }

  private func bundle(_ desk: Desk, _ name: String = "out.tar.zst", _ options: String...) throws -> Binary.Run {
    try Binary.run(["bundle", "a.case", name] + options, in: desk.folder)
  }

  private func unpack(_ desk: Desk, _ name: String = "out.tar.zst") throws -> String {
    let run = try Tool.shell("mkdir -p unpacked && zstd -qdc \"$1\" | tar -xf - -C unpacked", name, in: desk.folder)
    #expect(run.status == 0)
    return desk.path("unpacked/lostwrite-bundle")
  }

  /// Files of the desk that no test put there.
  private func leftovers(_ desk: Desk) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: desk.folder.path).filter { $0.contains("partial") }
  }

  @Test func everythingThatSomebodyElseNeedsIsInIt() throws {
    let desk = try desk()
    let run = try bundle(desk)
    #expect(run.status == 0, "\(run.error)")
    #expect(run.error.hasPrefix("note: the bundle is out.tar.zst, SHA-256 "))
    let folder = try unpack(desk)
    for name in ["README.md", "reports/report.html", "reports/report.md", "rules/zero/pack.yaml"] {
      #expect(FileManager.default.fileExists(atPath: "\(folder)/\(name)"), "\(name)")
    }
    let there = try Binary.run(["report", "case.db"], in: URL(fileURLWithPath: folder))
    #expect(there.out == (try String(contentsOfFile: folder + "/reports/report.txt", encoding: .utf8)))
    let manifest = try String(contentsOfFile: folder + "/manifest.json", encoding: .utf8)
    let digest = try Tool.run(["sha256sum", folder + "/case.db"]).text.prefix(64)
    #expect(manifest.contains("\"path\" : \"case.db\",\n      \"sha256\" : \"\(digest)\""))
    #expect(manifest.contains("\"are_included\" : true") && manifest.contains("\"schema\" : 1"))
    let source = try Tool.run(["sha256sum", desk.path("logs/api.cloudwatch.csv")]).text.prefix(64)
    #expect(manifest.contains(source))
    #expect(try leftovers(desk) == [])
  }

  @Test func neitherKeyNorLogsGoIn() throws {
    let desk = try desk()
    _ = try bundle(desk)
    let folder = try unpack(desk)
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder)
    #expect(!names.contains { name in [".key", ".log", ".csv", ".jsonl"].contains { name.hasSuffix($0) } })
    let key = Data((0..<32).map { UInt8($0) })
    for name in names where !FileManager.default.isDirectory("\(folder)/\(name)") {
      #expect(try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)")).range(of: key) == nil)
    }
  }

  @Test func theSameCaseGivesTheSameBytes() throws {
    let desk = try desk()
    _ = try bundle(desk, "1.tar.zst")
    _ = try Tool.shell("mkdir other && cp a.case other/b.case && touch -d 2001-01-01 other/b.case", in: desk.folder)
    let run = try Binary.run(
      ["bundle", "other/b.case", "2.tar.zst"], in: desk.folder, environment: ["TZ": "Asia/Tokyo", "LC_ALL": "C"])
    #expect(run.status == 0)
    #expect(
      try Data(contentsOf: desk.folder.appendingPathComponent("1.tar.zst"))
        == Data(contentsOf: desk.folder.appendingPathComponent("2.tar.zst")))
  }

  @Test func noTokenOfTheLogsIsInIt() throws {
    let desk = try Desk()
    let token = BuriedToken()
    let line =
      "{\"time\":1792576799000,\"level\":50,\"msg\":\"token \(token.text) was refused\",\"headers\":"
      + "{\"authorization\":\"Bearer \(token.text)\"},\"res\":{\"statusCode\":401}}\n"
    try desk.write("api.log", line)
    _ = try desk.analyze("api.log", "--keep-text", "all")
    #expect(try bundle(desk).status == 0)
    let folder = try unpack(desk)
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder)
    where !FileManager.default.isDirectory("\(folder)/\(name)") {
      let data = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)"))
      for piece in token.pieces { #expect(data.range(of: piece) == nil, "\(name)") }
    }
  }

  /// Whoever writes into a case can put a token there; lostwrite itself does not.
  @Test func aCaseThatHoldsATokenIsRefusedAndTheTokenIsNotTold() throws {
    let token = BuriedToken().text
    for place in ["acceptances.reason", "record_texts.text"] {
      let desk = try desk()
      _ = try Binary.run(["accept", "a.case", "1", "--reason", "seen", "--until", "2999-01-01"], in: desk.folder)
      let (table, column) = (place.prefix { $0 != "." }, place.drop { $0 != "." }.dropFirst())
      _ = try Tool.run(["sqlite3", desk.path("a.case"), "UPDATE \(table) SET \(column) = 'Bearer \(token)'"])
      let run = try bundle(desk)
      #expect(run.status == 2)
      #expect(
        run.error.hasPrefix("error: the case holds what looks like a raw credential, in \(place)"), "\(run.error)")
      #expect(!run.error.contains(token.suffix(20)))
      #expect(!FileManager.default.fileExists(atPath: desk.path("out.tar.zst")))
      #expect(try leftovers(desk) == [])
    }
  }

  /// What was deleted stays in the pages of a SQLite file.
  @Test func remainsOfARevokedAcceptanceAreNotInIt() throws {
    let desk = try desk()
    let token = BuriedToken()
    _ = try Binary.run(
      ["accept", "a.case", "1", "--reason", "seen with \(token.text)", "--until", "2999-01-01"], in: desk.folder)
    _ = try Binary.run(["accept", "a.case", "1", "--revoke"], in: desk.folder)
    #expect(try bundle(desk).status == 0)
    let data = try Data(contentsOf: URL(fileURLWithPath: try unpack(desk) + "/case.db"))
    for piece in token.pieces { #expect(data.range(of: piece) == nil) }
  }

  @Test func anExistingFileIsKeptWithoutForce() throws {
    let desk = try desk()
    try desk.write("out.tar.zst", "mine")
    let run = try bundle(desk)
    #expect(run.status == 2)
    #expect(run.error.hasPrefix("error: 'out.tar.zst' exists, and nothing shall be lost"))
    #expect(try String(contentsOfFile: desk.path("out.tar.zst"), encoding: .utf8) == "mine")
    #expect(try bundle(desk, "out.tar.zst", "--force").status == 0)
    #expect(try Binary.run(["verify", "out.tar.zst"], in: desk.folder).status == 0)
    for own in ["a.case", "a.case.key", "logs/api.cloudwatch.csv"] {
      #expect(try bundle(desk, own, "--force").status == 2)
    }
    #expect(try Binary.run(["verify", "a.case"], in: desk.folder).status == 0)
  }

  @Test(arguments: ["missing/out.tar.zst", "."]) func aPlaceThatCannotBeWrittenIsAnError(path: String) throws {
    let desk = try desk()
    let run = try bundle(desk, path)
    #expect(run.status == 2)
    #expect(run.error.hasPrefix("error: ") && run.error.contains("'\(path)'"), "\(run.error)")
    #expect(try leftovers(desk) == [])
  }

  @Test func aFullDiskIsAnErrorAndLeavesNothing() throws {
    let desk = try desk()
    // 2 MB: enough for a copy of the case or not; never for the noise beside it.
    let script =
      "head -c 1500000 /dev/urandom > \"$1/noise\"\n\"$2\" bundle \"$3\" \"$1/out.tar.zst\" 2>&1; echo $?; ls \"$1\""
    try FileManager.default.createDirectory(atPath: desk.path("small"), withIntermediateDirectories: true)
    let out = try Tool.runMounting(script, desk.path("small"), Binary.program.path, desk.path("a.case"))
    guard let out else { return }
    #expect(out.contains("error: cannot write '\(desk.path("small"))/out.tar.zst': "), "\(out)")
    #expect(out.hasSuffix("\n2\nnoise\n"), "\(out)")
  }

  @Test func otherRulesThanThoseOfTheCaseAreLeftOut() throws {
    let desk = try desk()
    try desk.write("mine/zero/pack.yaml", "name: zero\ntitle: mine\n")
    let run = try bundle(desk, "out.tar.zst", "--rules", "mine")
    #expect(run.status == 0, "\(run.error)")
    #expect(run.error.contains("warning: the case was checked with other rules"))
    #expect(!FileManager.default.fileExists(atPath: try unpack(desk) + "/rules"))
    let verdict = try Binary.run(["verify", "out.tar.zst"], in: desk.folder).out.replacing(/\s+/, with: " ")
    #expect(verdict.contains("without the rules, which were not at hand"))
  }

  // MARK: Checking a bundle

  @Test(arguments: [
    ("reports/report.md", "echo more >> $F", "changed     reports/report.md"),
    ("reports/report.md", "rm $F", "missing     reports/report.md"),
    ("extra.txt", "echo more > $F", "unlisted    extra.txt"),
  ])
  func aBundleThatWasChangedDiffers(member: String, edit: String, line: String) throws {
    let desk = try desk()
    _ = try bundle(desk)
    _ = try unpack(desk)
    let script =
      "cd unpacked && F=lostwrite-bundle/\(member) && \(edit) && tar -cf - lostwrite-bundle | zstd -q > ../new.tar.zst"
    _ = try Tool.shell(script, in: desk.folder)
    let run = try Binary.run(["verify", "new.tar.zst"], in: desk.folder)
    #expect(run.status == 1)
    #expect(run.out.contains(line), "\(run.out)")
    #expect(run.out.contains("verdict     differs: 1 file not as in the manifest"))
    let json = try Binary.run(["verify", "new.tar.zst", "--format", "json"], in: desk.folder).out
    #expect(json.contains("\"status\" : 1"))
  }

  @Test func whatIsNoWholeBundleIsAnError() throws {
    let desk = try desk()
    _ = try bundle(desk)
    let whole = try Data(contentsOf: desk.folder.appendingPathComponent("out.tar.zst"))
    try desk.write("cut.tar.zst", whole.prefix(whole.count / 2))
    _ = try Tool.shell("tar -cf - logs | zstd -q > logs.tar.zst", in: desk.folder)
    for (name, message) in [("cut.tar.zst", "cannot read 'cut.tar.zst' to its end"), ("logs.tar.zst", "is no bundle")] {
      let run = try Binary.run(["verify", name], in: desk.folder)
      #expect(run.status == 2, "\(run.out)")
      #expect(run.error.contains(message), "\(run.error)")
    }
  }
}

extension FileManager {
  func isDirectory(_ path: String) -> Bool {
    var isDirectory: ObjCBool = false
    return fileExists(atPath: path, isDirectory: &isDirectory) && isDirectory.boolValue
  }
}
