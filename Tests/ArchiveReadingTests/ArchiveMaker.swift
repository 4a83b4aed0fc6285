import CArchive
import Foundation

/// Makes archives and compressed bytes in memory.
enum ArchiveMaker {
  enum Format: String, CaseIterable {
    case tar, zip, raw
  }
  enum Filter: String, CaseIterable {
    case none, gzip, zstd, xz, bzip2, lz4
  }

  /// An archive with these members; `raw` takes one.
  static func make(
    _ format: Format, _ filter: Filter, _ members: [(name: String, bytes: [UInt8])], passphrase: String? = nil
  ) -> [UInt8] {
    var out = [UInt8](repeating: 0, count: 1 << 22)
    // libarchive keeps this pointer until the archive is closed.
    let used = UnsafeMutablePointer<Int>.allocate(capacity: 1)
    used.initialize(to: 0)
    defer { used.deallocate() }
    let archive = archive_write_new()
    defer { archive_write_free(archive) }
    switch format {
    case .tar: archive_write_set_format_pax_restricted(archive)
    case .zip: archive_write_set_format_zip(archive)
    case .raw: archive_write_set_format_raw(archive)
    }
    if filter != .none { archive_write_add_filter_by_name(archive, filter.rawValue) }
    if let passphrase {
      archive_write_set_options(archive, "zip:encryption=traditional")
      archive_write_set_passphrase(archive, passphrase)
    }
    out.withUnsafeMutableBytes { buffer in
      archive_write_open_memory(archive, buffer.baseAddress, buffer.count, used)
      for member in members { write(member, to: archive) }
      archive_write_close(archive)
    }
    return Array(out[..<used.pointee])
  }

  static func gzip(_ text: String) -> [UInt8] { make(.raw, .gzip, [("data", Array(text.utf8))]) }

  private static func write(_ member: (name: String, bytes: [UInt8]), to archive: OpaquePointer?) {
    let entry = archive_entry_new()
    defer { archive_entry_free(entry) }
    archive_entry_set_pathname(entry, member.name)
    archive_entry_set_perm(entry, 0o644)
    let isDirectory = member.name.hasSuffix("/")
    archive_entry_set_filetype(entry, isDirectory ? 0o040000 : 0o100000)
    if member.name.hasSuffix("@") {
      archive_entry_set_filetype(entry, 0o120000)
      archive_entry_set_symlink(entry, "elsewhere")
    }
    archive_entry_set_size(entry, Int64(member.bytes.count))
    archive_write_header(archive, entry)
    _ = member.bytes.withUnsafeBytes { archive_write_data(archive, $0.baseAddress, $0.count) }
    archive_write_finish_entry(archive)
  }
}
