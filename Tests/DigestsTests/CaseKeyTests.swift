import Digests
import Foundation
import Testing

@Suite final class CaseKeyTests {
  private let path = NSTemporaryDirectory() + "case-key-" + UUID().uuidString + ".key"

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  private func fingerprint(_ key: CaseKey, _ text: String) -> String {
    Hex.encode(Array(text.utf8).withUnsafeBytes { key.fingerprint($0) })
  }

  // Expected values computed with Python's `hmac` for key bytes 0, 1, … 31.
  @Test(arguments: [
    ("", "d38b42096d80f45f826b44a9d5607de72496a415d3f4a1a8c88e3bb9da8dc1cb"),
    ("secret", "723f228d66d0f98dd0b43d22396eda3938365077ed1737631b6ca62d2dca6b43"),
  ])
  func aFingerprintIsHMACWithSHA256(text: String, expected: String) throws {
    let key = try CaseKey(bytes: Array(0..<32))
    #expect(fingerprint(key, text) == expected)
    #expect(fingerprint(key, text) == expected)
  }

  @Test func anotherKeyGivesAnotherFingerprint() throws {
    let one = try CaseKey(bytes: Array(0..<32))
    let two = try CaseKey(bytes: Array(1..<33))
    #expect(fingerprint(one, "secret") != fingerprint(two, "secret"))
  }

  @Test func threadsAgree() async throws {
    let key = try CaseKey(bytes: Array(0..<32))
    let codes = await withTaskGroup(of: [UInt8].self) { group in
      for _ in 0..<50 { group.addTask { Array("t".utf8).withUnsafeBytes { key.fingerprint($0) } } }
      return await group.reduce(into: Set<[UInt8]>()) { $0.insert($1) }
    }
    #expect(codes.count == 1)
  }

  @Test func aNewKeyIsPrivateAndKept() throws {
    let made = try CaseKey.loadOrCreate(at: path)
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    #expect(attributes[.size] as? Int == 32)
    let loaded = try CaseKey.loadOrCreate(at: path)
    #expect(fingerprint(made, "a") == fingerprint(loaded, "a"))
    #expect(!made.isTooOpen && !loaded.isTooOpen)
  }

  @Test func twoNewKeysDiffer() throws {
    let one = try CaseKey.loadOrCreate(at: path)
    try FileManager.default.removeItem(atPath: path)
    let two = try CaseKey.loadOrCreate(at: path)
    #expect(fingerprint(one, "a") != fingerprint(two, "a"))
  }

  @Test(arguments: [(0o600, false), (0o400, false), (0o640, true), (0o604, true)])
  func permissionsWiderThanTheOwnerAreTold(mode: Int, isTooOpen: Bool) throws {
    _ = try CaseKey.loadOrCreate(at: path)
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    #expect(try CaseKey.loadOrCreate(at: path).isTooOpen == isTooOpen)
  }

  @Test(arguments: [0, 31, 33])
  func aFileOfAnotherSizeIsRefusedAndNotTouched(size: Int) throws {
    try Data(repeating: 7, count: size).write(to: URL(fileURLWithPath: path))
    let fault = #expect(throws: CaseKeyFault.self) { try CaseKey.loadOrCreate(at: self.path) }
    #expect(fault?.description.hasPrefix("key file '\(path)' has \(size) bytes, expected 32\n help: ") == true)
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)).count == size)
  }

  @Test func whatCannotBeAKeyFileIsRefused() throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    let folder = #expect(throws: CaseKeyFault.self) { try CaseKey.loadOrCreate(at: self.path) }
    #expect(folder?.description == "key file '\(path)' is not a regular file")
    let missing = #expect(throws: CaseKeyFault.self) { try CaseKey.loadOrCreate(at: "\(self.path)/no/such.key") }
    #expect(missing?.description.hasPrefix("cannot create key file") == true)
    #expect(throws: CaseKeyFault.self) { try CaseKey(bytes: [1, 2]) }
  }
}
