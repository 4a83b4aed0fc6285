import CCrypto
import Foundation

extension CaseKey {
  /// Reads the key of a case, or makes a new random one where the file does not exist.
  ///
  /// - Parameter path: The key file: 32 raw bytes. A new one has mode 0600; an existing one is never written to.
  /// - Returns: The key; its `isTooOpen` says whether others may read the file.
  /// - Throws: `CaseKeyFault` when the file cannot be read or made, is no regular file, or has another size.
  public static func loadOrCreate(at path: String) throws -> CaseKey {
    if let key = try load(at: path) { return key }
    if let key = try create(path) { return key }
    // Another process made the file between the two calls: its key is the key.
    guard let key = try load(at: path) else {
      throw CaseKeyFault.system("read", path: path, errorNumber: ENOENT)
    }
    return key
  }

  /// The key in a file, or nil where there is no file.
  ///
  /// - Throws: `CaseKeyFault` when the file cannot be read, is no regular file, or has another size.
  public static func load(at path: String) throws -> CaseKey? {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    if file < 0, errno == ENOENT { return nil }
    guard file >= 0 else { throw CaseKeyFault.system("open", path: path, errorNumber: errno) }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw CaseKeyFault.system("read", path: path, errorNumber: errno) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw CaseKeyFault.noRegularFile(path: path) }
    guard status.st_size == byteCount else { throw CaseKeyFault.wrongSize(Int(status.st_size), path: path) }
    var bytes = [UInt8](repeating: 0, count: byteCount)
    let count = read(file, &bytes, bytes.count)
    guard count >= 0 else { throw CaseKeyFault.system("read", path: path, errorNumber: errno) }
    guard count == byteCount else { throw CaseKeyFault.wrongSize(count, path: path) }
    return try CaseKey(bytes: bytes, isTooOpen: status.st_mode & 0o077 != 0)
  }

  /// A key that is kept nowhere: it hides secrets, but its fingerprints are those of no case.
  ///
  /// - Throws: `CaseKeyFault` without random bytes.
  public static func temporary() throws -> CaseKey {
    try CaseKey(bytes: randomBytes(), isTooOpen: false)
  }

  private static func randomBytes() throws -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: byteCount)
    guard RAND_bytes(&bytes, Int32(byteCount)) == 1 else { throw CaseKeyFault.noCryptography() }
    return bytes
  }

  /// Writes the key into a new file of mode 0600.
  ///
  /// - Throws: `CaseKeyFault` when the file exists or cannot be made.
  public func store(at path: String) throws {
    guard try Self.create(path, bytes) != nil else {
      throw CaseKeyFault.system("create", path: path, errorNumber: EEXIST)
    }
  }

  /// Whether another key gives the same fingerprints.
  public func isEqual(to other: CaseKey) -> Bool { bytes == other.bytes }

  /// A new key in a new file, or nil where the file exists by now.
  private static func create(_ path: String) throws -> CaseKey? { try create(path, randomBytes()) }

  private static func create(_ path: String, _ bytes: [UInt8]) throws -> CaseKey? {
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    if file < 0, errno == EEXIST { return nil }
    guard file >= 0 else { throw CaseKeyFault.system("create", path: path, errorNumber: errno) }
    let isWritten = write(file, bytes, byteCount) == byteCount && fsync(file) == 0
    let errorNumber = errno
    close(file)
    guard isWritten else {
      unlink(path)  // ours: made with O_EXCL above
      throw CaseKeyFault.system("write", path: path, errorNumber: errorNumber)
    }
    return try CaseKey(bytes: bytes, isTooOpen: false)
  }
}
