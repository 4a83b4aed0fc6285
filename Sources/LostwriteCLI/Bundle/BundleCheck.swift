import ArchiveReading
import Digests
import Foundation
import Reporting

/// Compares the files of a bundle with its manifest.
struct BundleCheck {
  /// Larger manifests are not believed.
  private static let manifestLimit: UInt64 = 256 << 20

  /// - Parameter path: the bundle.
  /// - Returns: what every file is compared with the manifest.
  /// - Throws: `BundleFault` where it is no bundle, or cannot be read to its end.
  static func run(_ path: String) throws -> BundleReport {
    var found: [String: BundleManifest.Member] = [:]
    var manifest: Data?
    do {
      try PackedFile.eachMember(of: path) { name, stream in
        guard name.hasPrefix(BundleManifest.folder) else {
          found[name] = .init(path: name, sha256: "", size: 0)
          return
        }
        let name = String(name.dropFirst(BundleManifest.folder.count))
        let isManifest = name == BundleManifest.name
        var bytes = Data()
        let member = try read(name, stream) { if isManifest { bytes.append(contentsOf: $0) } }
        if isManifest { manifest = bytes } else { found[name] = member }
      }
    } catch let fault as ReadFault {
      throw BundleFault.unreadable(path, fault.description)
    }
    guard let manifest else { throw BundleFault.noManifest(path) }
    return compare(found, with: try decode(manifest, path), path)
  }

  private static func read(
    _ name: String, _ stream: any ByteStream, _ take: (UnsafeRawBufferPointer) -> Void
  ) throws -> BundleManifest.Member {
    let hash = SHA256Stream()
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 64)
    defer { buffer.deallocate() }
    var size: UInt64 = 0
    while true {
      let count = try stream.read(into: buffer)
      guard count > 0 else { break }
      let part = UnsafeRawBufferPointer(rebasing: buffer[..<count])
      hash.update(part)
      size += UInt64(count)
      if size <= manifestLimit { take(part) }
    }
    return .init(path: name, sha256: Hex.encode(hash.finish()), size: size)
  }

  private static func decode(_ data: Data, _ path: String) throws -> BundleManifest {
    let manifest: BundleManifest
    do { manifest = try BundleManifest(json: data) } catch {
      throw BundleFault.badManifest(path, "it is not JSON of this kind")
    }
    guard manifest.format == BundleManifest.format else {
      throw BundleFault.badManifest(path, "its format is '\(manifest.format)'")
    }
    guard manifest.schema <= BundleManifest.currentSchema else {
      throw BundleFault.badManifest(path, "its schema is \(manifest.schema); use a newer lostwrite")
    }
    return manifest
  }

  private static func compare(
    _ found: [String: BundleManifest.Member], with manifest: BundleManifest, _ path: String
  ) -> BundleReport {
    var rest = found
    var members = manifest.members.map { member in
      let now = rest.removeValue(forKey: member.path)
      return BundleReport.Member(
        path: member.path, finding: now == nil ? .missing : now == member ? .same : .changed, size: member.size)
    }
    for extra in rest.keys.sorted() {
      members.append(.init(path: extra, finding: .unlisted, size: rest[extra]?.size ?? 0))
    }
    return BundleReport(
      path: path, toolVersion: manifest.toolVersion, members: members, sources: manifest.sources.count,
      hasRules: manifest.rules.areIncluded)
  }
}
