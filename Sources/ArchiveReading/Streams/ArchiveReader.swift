import CArchive

/// Reads the members of an archive, or the one content of a compressed stream, through libarchive.
final class ArchiveReader {
  struct Member {
    let name: String
    let isRegular: Bool
    let isDirectory: Bool
    let isEncrypted: Bool
  }

  private let handle: OpaquePointer
  private let feed: ArchiveFeed
  private let watch: ExpansionWatch
  private var expanded: UInt64 = 0
  /// What libarchive gave and nobody took yet; its memory, valid until the next block is asked for.
  private var block = UnsafeRawBufferPointer(start: nil, count: 0)
  /// Bytes of a hole before the block: tar leaves out what a sparse file does not store.
  private var hole: UInt64 = 0
  /// How far the current member was given out, holes included.
  private var position: UInt64 = 0
  /// Thrown by the next call, after the bytes before it were returned.
  private var pendingFault: ReadFault?
  /// Whether the bytes are compressed, but no archive: there is one member without a name.
  private(set) var isSingle = false

  /// Starts on the bytes of a stream.
  ///
  /// - Throws: `ReadFault` when they are neither compressed nor an archive after all.
  init(_ stream: any ByteStream, watch: ExpansionWatch) throws(ReadFault) {
    guard let handle = archive_read_new() else { throw .archive("out of memory") }
    self.handle = handle
    self.watch = watch
    feed = ArchiveFeed(stream)
    for support in [
      archive_read_support_filter_gzip, archive_read_support_filter_zstd, archive_read_support_filter_xz,
      archive_read_support_filter_bzip2, archive_read_support_filter_lz4, archive_read_support_format_tar,
      archive_read_support_format_zip, archive_read_support_format_raw, archive_read_support_format_empty,
    ] { _ = support(handle) }
    let context = Unmanaged.passUnretained(feed).toOpaque()
    archive_read_set_callback_data(handle, context)
    archive_read_set_read_callback(handle) { _, context, pointer in ArchiveFeed.read(context, pointer) }
    if feed.canSeek {
      archive_read_set_seek_callback(handle) { _, context, offset, whence in
        ArchiveFeed.seek(context, offset, whence)
      }
    }
    // `deinit` frees the handle also when this throws.
    guard archive_read_open1(handle) == ARCHIVE_OK else { throw fault() }
  }

  deinit { archive_read_free(handle) }

  /// The next member; nil at the end.
  func next() throws(ReadFault) -> Member? {
    (block, hole, position, pendingFault) = (UnsafeRawBufferPointer(start: nil, count: 0), 0, 0, nil)
    var entry: OpaquePointer?
    var code = archive_read_next_header(handle, &entry)
    while code == ARCHIVE_RETRY { code = archive_read_next_header(handle, &entry) }
    let format = archive_format(handle)
    isSingle = format == ARCHIVE_FORMAT_RAW || format == ARCHIVE_FORMAT_EMPTY
    if code == ARCHIVE_EOF {
      // A missing end mark alone is tolerated, bytes that could not be read are not.
      if feed.fault != nil { throw fault() }
      return nil
    }
    guard code == ARCHIVE_OK || code == ARCHIVE_WARN, let entry else { throw fault() }
    let type = archive_entry_filetype(entry)
    let name = archive_entry_pathname(entry).map { String(cString: $0) } ?? ""
    return Member(
      name: Self.plainName(name), isRegular: type == 0o100000 && archive_entry_hardlink(entry) == nil,
      isDirectory: type == 0o040000, isEncrypted: archive_entry_is_encrypted(entry) != 0)
  }

  /// Reads bytes of the current member.
  ///
  /// Block by block, because `archive_read_data` drops what it has put into the buffer when a later block is faulty.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ReadFault) -> Int {
    if hole == 0 && block.isEmpty {
      if let pendingFault { throw pendingFault }
      guard try takeBlock() else { return 0 }
    }
    let count: Int
    if hole > 0 {
      count = Int(min(hole, UInt64(buffer.count)))
      UnsafeMutableRawBufferPointer(rebasing: buffer[..<count]).initializeMemory(as: UInt8.self, repeating: 0)
      hole -= UInt64(count)
    } else {
      count = min(block.count, buffer.count)
      buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: block[..<count]))
      block = UnsafeRawBufferPointer(rebasing: block[count...])
    }
    position += UInt64(count)
    expanded += UInt64(count)
    try watch.check(expanded)
    return count
  }

  /// Asks for the next block that has bytes; false at the end of the member.
  private func takeBlock() throws(ReadFault) -> Bool {
    while true {
      var (start, count, offset) = (UnsafeRawPointer?.none, 0, Int64(0))
      let code = archive_read_data_block(handle, &start, &count, &offset)
      switch code {
      case ARCHIVE_RETRY: continue
      case ARCHIVE_EOF:
        if feed.fault != nil { throw fault() }
        return false
      case ARCHIVE_OK: break
      // The last bytes of a member, whose checksum or size is not what the archive says.
      case ARCHIVE_WARN: pendingFault = fault()
      default: throw fault()
      }
      block = UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count)
      hole = block.isEmpty ? 0 : UInt64(max(0, offset)) - min(position, UInt64(max(0, offset)))
      if !block.isEmpty { return true }
      if let pendingFault { throw pendingFault }
    }
  }

  private func fault() -> ReadFault {
    if let fault = feed.fault { return fault }
    return .archive(archive_error_string(handle).map { String(cString: $0) } ?? "unknown fault of the archive")
  }

  /// `./pods/a.log` is `pods/a.log`.
  private static func plainName(_ name: String) -> String {
    var name = Substring(name)
    while name.hasPrefix("./") { name = name.dropFirst(2) }
    return String(name)
  }
}

/// The content of one member.
final class MemberStream: ByteStream {
  private let reader: ArchiveReader
  init(_ reader: ArchiveReader) { self.reader = reader }
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ReadFault) -> Int { try reader.read(into: buffer) }
}

/// Hands the bytes of a stream to libarchive.
private final class ArchiveFeed {
  private let stream: any ByteStream
  private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 64)
  private(set) var fault: ReadFault?

  init(_ stream: any ByteStream) { self.stream = stream }
  deinit { buffer.deallocate() }

  var canSeek: Bool { (stream as? FileStream)?.isRegular ?? false }

  static func read(_ context: UnsafeMutableRawPointer?, _ pointer: UnsafeMutablePointer<UnsafeRawPointer?>?) -> Int {
    guard let context, let pointer else { return Int(ARCHIVE_FATAL) }
    let feed = Unmanaged<ArchiveFeed>.fromOpaque(context).takeUnretainedValue()
    do throws(ReadFault) {
      let count = try feed.stream.read(into: feed.buffer)
      pointer.pointee = UnsafeRawPointer(feed.buffer.baseAddress)
      return count
    } catch {
      // What the stream gave before is still good, so the bytes simply end here and `fault` tells why.
      feed.fault = error
      return 0
    }
  }

  static func seek(_ context: UnsafeMutableRawPointer?, _ offset: Int64, _ whence: Int32) -> Int64 {
    guard let context else { return Int64(ARCHIVE_FATAL) }
    let feed = Unmanaged<ArchiveFeed>.fromOpaque(context).takeUnretainedValue()
    guard let file = feed.stream as? FileStream else { return Int64(ARCHIVE_FATAL) }
    let base: Int64 =
      switch whence {
      case 1: Int64(clamping: file.position)
      case 2: Int64(clamping: file.size)
      default: 0
      }
    file.seek(to: UInt64(max(0, base + offset)))
    return Int64(clamping: file.position)
  }
}
