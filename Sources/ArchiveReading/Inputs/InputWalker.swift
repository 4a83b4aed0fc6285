/// Goes through the byte streams of input files: plain files, members of archives, decompressed content.
public final class InputWalker {
  /// Called for every stream with its display path; must read what it wants before it returns.
  public typealias Visit = (_ path: String, _ stream: any ByteStream) throws -> Void
  private let limits: ArchiveLimits
  private let visit: Visit
  private let report: (InputProblem) -> Void
  private var current: FileStream?

  /// - Parameters:
  ///   - limits: how far archives are followed.
  ///   - visit: takes each stream; what it throws ends the walk.
  ///   - report: takes what could not be read or was left out.
  public init(limits: ArchiveLimits, visit: @escaping Visit, report: @escaping (InputProblem) -> Void) {
    self.limits = limits
    self.visit = visit
    self.report = report
  }

  /// Bytes of the current file that were read from disk.
  public var position: UInt64 { current?.position ?? 0 }

  /// The bytes of a file as they are on disk.
  public static func open(_ input: InputFile) throws(ReadFault) -> any ByteStream {
    input.path == "-" ? FileStream() : try FileStream(path: input.path)
  }

  /// Visits everything in a file.
  ///
  /// - Throws: only what `visit` throws; faults of the file are reported.
  public func walk(_ input: InputFile) throws {
    let file: FileStream
    do {
      file = input.path == "-" ? FileStream() : try FileStream(path: input.path)
    } catch {
      return report(.missing(input.path, reason: error.reason))
    }
    current = file
    try descend(input.path, file, Nesting(), watch: ExpansionWatch(file, limits: limits))
  }

  /// What lies around a stream.
  private struct Nesting {
    var archives = 0
    /// Compressions directly inside each other, as in `a.log.gz.gz`.
    var compressions = 0
  }

  private func descend(_ path: String, _ stream: any ByteStream, _ nesting: Nesting, watch: ExpansionWatch) throws {
    let peeked = PeekedStream(stream, count: ContentSignature.length)
    var whole: any ByteStream = peeked
    if let file = stream as? FileStream, file.isRegular {
      // Only a real file can be sought in, which zip archives are read better with.
      file.seek(to: 0)
      whole = file
    }
    switch ContentSignature(peeked.head) {
    case .plain:
      guard let text = UTF16Stream(whole, head: peeked.head) else { return try visit(path, whole) }
      report(.converted(path))
      try visit(path, text)
    case .unsupported(let name): report(.unsupported(path, name))
    case .database(let isCase): report(.ownFile(path, isCase ? "a case file of lostwrite" : "a SQLite database"))
    case .packed where nesting.archives >= limits.depth, .gzip where nesting.compressions >= limits.depth:
      report(.tooDeep(path, depth: limits.depth))
    case .gzip:
      var inside = nesting
      inside.compressions += 1
      try descend(path, GzipStream(whole, watch: watch), inside, watch: watch)
    case .packed:
      try unpack(path, whole, Nesting(archives: nesting.archives + 1), watch: watch)
    }
  }

  private func unpack(_ path: String, _ stream: any ByteStream, _ nesting: Nesting, watch: ExpansionWatch) throws {
    var members = 0
    var leftOut = 0
    var isSingle = false
    do {
      let opened = try ArchiveReader(stream, watch: watch)
      while let member = try opened.next() {
        members += 1
        isSingle = opened.isSingle
        let memberPath = opened.isSingle ? path : path + "!" + member.name
        if member.isEncrypted {
          report(.encrypted(memberPath))
        } else if member.isRegular {
          try descend(memberPath, MemberStream(opened), nesting, watch: watch)
        } else if !member.isDirectory {
          leftOut += 1
        }
      }
      if members == 0 {
        if opened.isSingle { try visit(path, EmptyStream()) } else { report(.emptyDirectory(path)) }
      }
    } catch let fault as ReadFault {
      // Of a single content the visitor has seen the fault itself.
      if !isSingle { report(.fault(path, fault)) }
    }
    if leftOut > 0 { report(.leftOut(leftOut, of: "links and devices", in: path)) }
  }
}
