/// A file that a night has read, and what it came to: as long as its stamp stays, it need not be read again.
public struct KnownFile: Sendable, Hashable {
  /// A stream of the file: the file itself, what it decompresses to, or a member of the archive that it is.
  public struct Content: Sendable, Hashable {
    public var path: String
    public var sha256: String
    public var size: UInt64

    public init(path: String, sha256: String, size: UInt64) {
      self.path = path
      self.sha256 = sha256
      self.size = size
    }
  }

  public var path: String
  /// Device, inode, size, time of modification, time of change, as the file system told them.
  public var stamp: [Int64]
  /// In the order of reading.
  public var contents: [Content]

  public init(path: String, stamp: [Int64], contents: [Content]) {
    self.path = path
    self.stamp = stamp
    self.contents = contents
  }
}

extension CaseFile {
  private static let knownFileTable = """
    CREATE TABLE IF NOT EXISTS known_file_rows (
      path TEXT NOT NULL, sequence INTEGER NOT NULL, content TEXT NOT NULL, sha256 TEXT NOT NULL, size INTEGER NOT NULL,
      stamp TEXT NOT NULL, PRIMARY KEY (path, sequence)) WITHOUT ROWID
    """

  /// The files that the last night read.
  public func knownFiles() throws(StoreError) -> [KnownFile] {
    try database.execute(Self.knownFileTable)
    let rows = try database.prepare(
      "SELECT path, content, sha256, size, stamp FROM known_file_rows ORDER BY path, sequence")
    var files: [KnownFile] = []
    while try rows.step() {
      let path = rows.text(0) ?? ""
      let content = KnownFile.Content(
        path: rows.text(1) ?? "", sha256: rows.text(2) ?? "", size: UInt64(clamping: rows.integer(3)))
      if files.last?.path == path {
        files[files.count - 1].contents.append(content)
      } else {
        let stamp = (rows.text(4) ?? "").split(separator: " ").compactMap { Int64($0) }
        files.append(KnownFile(path: path, stamp: stamp, contents: [content]))
      }
    }
    return files
  }

  /// Remembers the files of a night in place of those of the last.
  public func remember(_ files: [KnownFile]) throws(StoreError) {
    try database.execute(Self.knownFileTable + "; DELETE FROM known_file_rows")
    let row = try database.prepare("INSERT OR REPLACE INTO known_file_rows VALUES (?, ?, ?, ?, ?, ?)")
    for file in files {
      let stamp = file.stamp.map(String.init).joined(separator: " ")
      for (sequence, content) in zip(Int64(1)..., file.contents) {
        row.bind([
          .text(file.path), .integer(sequence), .text(content.path), .text(content.sha256),
          .integer(Int64(clamping: content.size)), .text(stamp),
        ])
        try row.run()
      }
    }
  }
}
