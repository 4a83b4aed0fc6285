import CArchive
import Foundation

/// Writes a tar archive packed with zstd that takes its name when it is complete.
///
/// The bytes depend on names, order and contents of the members alone: no times, no users.
public final class PackedWriter {
  private let path: String
  /// What is written to until `finish()`.
  public let partialPath: String
  private let file: Int32
  private let handle: OpaquePointer
  private var isOpen = true
  private static let level = "9"

  /// - Parameter path: the archive to be; an existing file is replaced by `finish()`.
  /// - Throws: `PackingFault` when the folder cannot be written to.
  public init(path: String) throws(PackingFault) {
    self.path = path
    partialPath = "\(path).\(getpid()).partial"
    // A process of the same number may have been killed while it wrote.
    unlink(partialPath)
    file = open(partialPath, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw .system(path, errno) }
    guard let made = archive_write_new() else {
      unlink(partialPath)
      close(file)
      throw .library(path, "out of memory")
    }
    handle = made
    do {
      // Plain tar headers where they are enough, extended ones for long names and large files.
      try check(archive_write_set_format_pax_restricted(handle))
      try check(archive_write_add_filter_zstd(handle))
      try check(archive_write_set_filter_option(handle, "zstd", "compression-level", Self.level))
      try check(archive_write_open_fd(handle, file))
    } catch {
      abandon()
      throw error
    }
  }

  deinit {
    abandon()
    archive_write_free(handle)
  }

  /// Adds a member whose bytes come in pieces.
  ///
  /// - Parameters:
  ///   - name: its path in the archive.
  ///   - size: how many bytes follow; exactly as many must.
  ///   - body: gives them on.
  /// - Throws: `PackingFault` when they cannot be written; what `body` throws.
  public func add(
    _ name: String, size: UInt64, _ body: ((UnsafeRawBufferPointer) throws -> Void) throws -> Void
  ) throws {
    guard let entry = archive_entry_new() else { throw PackingFault.library(path, "out of memory") }
    defer { archive_entry_free(entry) }
    archive_entry_set_pathname(entry, name)
    archive_entry_set_size(entry, Int64(clamping: size))
    archive_entry_set_filetype(entry, 0o100000)
    archive_entry_set_perm(entry, 0o644)
    archive_entry_set_mtime(entry, 0, 0)
    try check(archive_write_header(handle, entry))
    var left = size
    try body { bytes in
      guard UInt64(bytes.count) <= left else { throw PackingFault.library(path, "'\(name)' grew while it was read") }
      left -= UInt64(bytes.count)
      guard archive_write_data(handle, bytes.baseAddress, bytes.count) == bytes.count else { throw fault() }
    }
    guard left == 0 else { throw PackingFault.library(path, "'\(name)' shrank while it was read") }
  }

  /// Writes the end and gives the archive its name.
  ///
  /// - Throws: `PackingFault`; then nothing is left.
  public func finish() throws(PackingFault) {
    do throws(PackingFault) {
      try check(archive_write_close(handle))
      guard fsync(file) == 0 else { throw .system(path, errno) }
      guard rename(partialPath, path) == 0 else { throw .system(path, errno) }
      isOpen = false
      close(file)
    } catch {
      abandon()
      throw error
    }
  }

  /// Throws away what was written, where it was not finished.
  public func abandon() {
    guard isOpen else { return }
    isOpen = false
    unlink(partialPath)
    close(file)
  }

  private func check(_ code: Int32) throws(PackingFault) {
    guard code == ARCHIVE_OK || code == ARCHIVE_WARN else { throw fault() }
  }

  private func fault() -> PackingFault {
    let number = archive_errno(handle)
    if number > 0, String(validatingCString: strerror(number)) != nil { return .system(path, number) }
    return .library(path, archive_error_string(handle).map { String(cString: $0) } ?? "unknown fault of libarchive")
  }
}

/// Why an archive could not be written.
public struct PackingFault: Error, Sendable, Equatable, CustomStringConvertible {
  public let description: String

  static func system(_ path: String, _ errorNumber: Int32) -> PackingFault {
    .library(path, String(cString: strerror(errorNumber)))
  }

  static func library(_ path: String, _ reason: String) -> PackingFault {
    .init(description: "cannot write '\(path)': \(reason)")
  }
}
