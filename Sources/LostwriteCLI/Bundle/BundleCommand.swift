import ArchiveReading
import CaseStore
import CommandLineTable
import Digests
import Foundation
import Model
import RulePacks

/// `lostwrite bundle`: one file with everything that somebody else needs, and no secret.
struct BundleCommand {
  let session: CommandSession

  func run(_ command: ParsedCommand) throws -> ExitStatus {
    let (casePath, path) = (command.arguments[0], command.arguments[1])
    let packs = try AnalyzeRequest.packs(of: command)
    let original = try CaseFile(path: casePath, access: .readOnly)
    let inputs = [casePath, casePath + ".key"] + Self.logs(of: try PlaceLookup(original).sources(), casePath: casePath)
    try Self.check(path, inputs: inputs, force: command.flag("force"))
    let writer = try PackedWriter(path: path)
    defer {
      writer.abandon()
      Interruption.unfinished = nil
    }
    let copy = try CaseCopy(original, beside: writer.partialPath, of: path)
    Interruption.unfinished = writer.partialPath
    let contents = try BundleContents(copy.file, packs: packs)
    let scan = try CredentialScan()
    try scan.check(copy.file)
    for text in contents.texts { try scan.check(text) }
    try write(contents, copy, to: writer)
    try writer.finish()
    if !contents.rules.areIncluded {
      session.console.error(
        "warning: the case was checked with other rules than these, so none are in the bundle; --rules names their "
          + "folder\n")
    }
    session.note("the bundle is \(path), SHA-256 \(try FileDigest.sha256(of: path))")
    return .clean
  }

  /// The files that the sources of a case may be: as they were named, from here or from where the case is.
  private static func logs(of sources: [Int32: SourcePlace], casePath: String) -> [String] {
    let folder = (casePath as NSString).deletingLastPathComponent
    // A member of an archive is named behind it, as `night.tar!api.log`.
    let files = Set(sources.values.map { $0.path.prefix { $0 != "!" } }).map(String.init).sorted()
    return files.flatMap { $0.hasPrefix("/") ? [$0] : [$0, (folder as NSString).appendingPathComponent($0)] }
  }

  private static func check(_ path: String, inputs: [String], force: Bool) throws {
    var status = stat()
    guard stat(path, &status) == 0 else { return }
    guard status.st_mode & S_IFMT == S_IFREG else { throw BundleFault.notAFile(path) }
    for input in inputs {
      var other = stat()
      let isThere = stat(input, &other) == 0
      if isThere, other.st_ino == status.st_ino, other.st_dev == status.st_dev { throw BundleFault.isInput(input) }
    }
    guard force else { throw BundleFault.exists(path) }
  }

  private func write(_ contents: BundleContents, _ copy: CaseCopy, to writer: PackedWriter) throws {
    let manifest = try manifest(contents, copy)
    let folder = BundleManifest.folder
    func add(_ path: String, _ bytes: Data) throws {
      try writer.add(folder + path, size: UInt64(bytes.count)) { write in try bytes.withUnsafeBytes(write) }
    }
    try add(BundleManifest.name, try manifest.json())
    for text in contents.texts { try add(text.path, text.bytes) }
    try writer.add(folder + BundleContents.caseName, size: copy.size) { try copy.eachPart($0) }
  }

  private func manifest(_ contents: BundleContents, _ copy: CaseCopy) throws -> BundleManifest {
    var members = contents.texts.map { text in
      BundleManifest.Member(path: text.path, sha256: FileDigest.sha256(of: text.bytes), size: UInt64(text.bytes.count))
    }
    members.append(.init(path: BundleContents.caseName, sha256: try copy.sha256(), size: copy.size))
    let sources = try PlaceLookup(copy.file).sources().values.sorted { $0.source < $1.source }
    return BundleManifest(
      tool: Product.name, toolVersion: Product.version, caseSchema: try copy.file.schemaVersion(), members: members,
      sources: sources.map { .init(source: $0.source, path: $0.path, sha256: $0.sha256, size: $0.size) },
      rules: contents.rules,
      howToVerify: [
        "lostwrite verify BUNDLE.tar.zst", "sha256sum of each member, below \(BundleManifest.folder)",
        "lostwrite verify \(BundleContents.caseName) --source-root DIR, where the logs are at hand",
      ])
  }
}

/// A copy of a case without remains of what was deleted from it; it has no name, so nothing of it is left behind.
struct CaseCopy {
  let file: CaseFile
  let size: UInt64
  private let bytes: FileHandle

  /// - Parameters:
  ///   - original: the case.
  ///   - partial: a name for it, for as long as it needs one.
  ///   - path: the file that it is made for, to be named in messages.
  /// - Throws: `BundleFault` where there is no room for it.
  init(_ original: CaseFile, beside partial: String, of path: String) throws {
    let name = partial + ".case"
    unlink(name)
    Interruption.unfinished = name
    defer { unlink(name) }
    try Self.copy(original, to: name, for: path)
    file = try CaseFile(path: name, access: .readOnly)
    bytes = try FileHandle(forReadingFrom: URL(fileURLWithPath: name))
    size = try bytes.seekToEnd()
  }

  private static func copy(_ original: CaseFile, to name: String, for path: String) throws {
    do {
      try original.copy(to: name)
    } catch {
      guard error.code == .full || error.code == .statement else { throw error }
      throw BundleFault.noRoom(path, "no room for a copy of the case (\(error.reason))")
    }
  }

  /// Gives all bytes in order, a part at a time.
  func eachPart(_ take: (UnsafeRawBufferPointer) throws -> Void) throws {
    try bytes.seek(toOffset: 0)
    while let part = try bytes.read(upToCount: 1 << 20), !part.isEmpty { try part.withUnsafeBytes(take) }
  }

  func sha256() throws -> String {
    let hash = SHA256Stream()
    try eachPart { hash.update($0) }
    return Hex.encode(hash.finish())
  }
}

/// SHA-256 in hex digits.
enum FileDigest {
  static func sha256(of data: Data) -> String {
    let hash = SHA256Stream()
    data.withUnsafeBytes { hash.update($0) }
    return Hex.encode(hash.finish())
  }

  static func sha256(of path: String) throws -> String {
    let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
    let hash = SHA256Stream()
    while let part = try file.read(upToCount: 1 << 20), !part.isEmpty { part.withUnsafeBytes { hash.update($0) } }
    return Hex.encode(hash.finish())
  }
}
