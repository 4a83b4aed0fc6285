import ArchiveReading
import CaseStore
import Dialects
import Digests
import Model

extension Rereader {
  /// How far a source's texts are trusted before its digest is known.
  enum Trust {
    /// Its length is enough; nothing is hashed.
    case length
    /// Texts wait until the digest turns out to be that of the case.
    case digest
    /// Texts are given as they are read, because they are only compared; the digest is told.
    case none
  }

  /// The records that are wanted of one source.
  final class Job {
    let source: SourcePlace
    /// The path of the source where it is now.
    let path: String
    let trust: Trust
    private let places: any PlaceFeed
    var state: SourceState?
    /// How many bytes are there now, where the source is verified.
    private(set) var size: UInt64?
    private let take: Take
    /// Texts that wait for the digest.
    private var held: [(RecordPlace, [UInt8])] = []

    init(source: SourcePlace, path: String, places: any PlaceFeed, trust: Trust, take: @escaping Take) {
      self.source = source
      self.path = path
      self.trust = trust
      self.take = take
      self.places = places
    }

    /// What is to be said when the file was read and the source did not turn up in it.
    var absence: SourceState { .missing(tried: [path]) }

    func read(_ window: any ByteWindow, length: UInt64, _ masker: CredentialMasker) throws {
      guard length >= source.size else { return state = .changed }
      try readPlaces(window, masker)
      state = .notCompared
    }

    func read(_ stream: any ByteStream, _ masker: CredentialMasker) throws {
      let digest = PrefixDigest(size: source.size)
      let window = StreamWindow(stream, size: source.size) { [trust] bytes in
        if trust == .length { digest.count(bytes) } else { digest.update(bytes) }
      }
      do {
        try readPlaces(window, masker)
      } catch let fault as ReadFault where trust == .none && fault.isEndOfStream {}
      guard trust != .length else { return state = .notCompared }
      try finish(window)
      let isSame = digest.hex == source.sha256
      state = !isSame ? .changed : digest.seen > source.size ? .grown : .unchanged
      if trust == .none { size = digest.seen }
      guard isSame else { return }
      for (place, text) in held { try text.withUnsafeBytes { try take(place, $0) } }
    }

    /// A stream that ended early when the case was made ends there again; its bytes up to there count.
    private func finish(_ window: StreamWindow) throws {
      do throws(ReadFault) { try window.finish() } catch  where !error.isEndOfStream { throw error } catch {}
    }

    private func readPlaces(_ window: any ByteWindow, _ masker: CredentialMasker) throws {
      let records = try RecordReproduction(path: source.path, window: window, masker: masker)
      var rest: [RecordPlace] = []
      var isAtEnd = false
      while true {
        if !isAtEnd {
          let more = try places.next()
          isAtEnd = more.isEmpty
          rest += more
        }
        let left = try read(rest[...], of: records, isAtEnd: isAtEnd)
        if isAtEnd { return }
        rest = Array(left)
      }
    }

    /// Reads what is complete; returns the records of the last line, which may have more of them.
    private func read(
      _ places: ArraySlice<RecordPlace>, of records: RecordReproduction, isAtEnd: Bool
    ) throws -> ArraySlice<RecordPlace> {
      var rest = places
      while !rest.isEmpty {
        let group = try records.group(rest)
        if group.endIndex == rest.endIndex, !isAtEnd { return rest }
        try records.read(group) { place, text in
          if trust == .digest { held.append((place, Array(text))) } else { try take(place, text) }
        }
        rest = rest[group.endIndex...]
      }
      return rest
    }
  }
}

extension ReadFault {
  /// Whether the bytes before the fault are all that there are.
  fileprivate var isEndOfStream: Bool { kind == .truncated || kind == .corrupt }
}

/// The SHA-256 of the first bytes of a stream, and how many there are in all.
private final class PrefixDigest {
  private let size: UInt64
  private let hash = SHA256Stream()
  private(set) var seen: UInt64 = 0

  init(size: UInt64) { self.size = size }

  func update(_ bytes: UnsafeRawBufferPointer) {
    if seen < size { hash.update(bytes.slice(0, Int(min(UInt64(bytes.count), size - seen)))) }
    count(bytes)
  }

  func count(_ bytes: UnsafeRawBufferPointer) { seen += UInt64(bytes.count) }

  var hex: String { Hex.encode(hash.finish()) }
}
