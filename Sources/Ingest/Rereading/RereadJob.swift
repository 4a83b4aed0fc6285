import ArchiveReading
import CaseStore
import Dialects
import Digests
import Model

extension Rereader {
  /// The records that are wanted of one source.
  final class Job {
    let source: SourcePlace
    /// The path of the source where it is now.
    let path: String
    let comparesDigest: Bool
    private let places: [RecordPlace]
    var state: SourceState?
    private let take: Take
    /// Texts that wait for the digest.
    private var held: [(RecordPlace, [UInt8])] = []

    init(source: SourcePlace, path: String, places: [RecordPlace], comparesDigest: Bool, take: @escaping Take) {
      self.source = source
      self.path = path
      self.comparesDigest = comparesDigest
      self.take = take
      self.places = places.sorted { ($0.offset, $0.ordinal, $0.record) < ($1.offset, $1.ordinal, $1.record) }
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
      let window = StreamWindow(stream, size: source.size) { [comparesDigest] bytes in
        if comparesDigest { digest.update(bytes) } else { digest.count(bytes) }
      }
      try readPlaces(window, masker)
      guard comparesDigest else { return state = .notCompared }
      try finish(window)
      let isSame = digest.hex == source.sha256
      state = !isSame ? .changed : digest.seen > source.size ? .grown : .unchanged
      guard isSame else { return }
      for (place, text) in held { try text.withUnsafeBytes { try take(place, $0) } }
    }

    /// A stream that ended early when the case was made ends there again; its bytes up to there count.
    private func finish(_ window: StreamWindow) throws {
      do throws(ReadFault) { try window.finish() } catch  where error.kind != .truncated && error.kind != .corrupt {
        throw error
      } catch {}
    }

    private func readPlaces(_ window: any ByteWindow, _ masker: CredentialMasker) throws {
      let records = try RecordReproduction(path: source.path, window: window, masker: masker)
      var rest = places[...]
      while !rest.isEmpty {
        let group = try records.group(rest)
        try records.read(group) { place, text in
          if comparesDigest { held.append((place, Array(text))) } else { try take(place, text) }
        }
        rest = rest[group.endIndex...]
      }
    }
  }
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
