/// What the first bytes of a file say about it.
enum ContentSignature: Equatable {
  case plain
  case gzip
  /// Compressed otherwise or an archive, or both; libarchive finds out which.
  case packed
  /// An archive of a kind that is not read.
  case unsupported(String)
  /// A SQLite file; `isCase` when lostwrite made it.
  case database(isCase: Bool)

  /// How many bytes are looked at: a tar header block.
  static let length = 512

  init(_ head: [UInt8]) {
    if let name = Self.unsupportedSignatures.first(where: { head.starts(with: $0.0) })?.1 {
      self = .unsupported(name)
    } else if head.starts(with: Array("SQLite format 3\0".utf8)) {
      self = .database(isCase: head.count >= 72 && Array(head[68..<72]) == Array("LWC1".utf8))
    } else if head.starts(with: [0x1f, 0x8b, 8]) || head == [0x1f, 0x8b] {
      self = .gzip
    } else if Self.packedSignatures.contains(where: { head.starts(with: $0) }) || Self.isTarHeader(head) {
      self = .packed
    } else {
      self = .plain
    }
  }

  private static let packedSignatures: [[UInt8]] =
    [
      [0x28, 0xb5, 0x2f, 0xfd],  // zstd
      [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00],  // xz
      [0x04, 0x22, 0x4d, 0x18],  // lz4
      Array("PK\u{3}\u{4}".utf8), Array("PK\u{5}\u{6}".utf8),  // zip, empty zip
    ]
    // bzip2: block size, then the magic number of a block or of the end of an empty stream.
    + (UInt8(ascii: "1")...UInt8(ascii: "9")).flatMap { size -> [[UInt8]] in
      [[0x42, 0x5a, 0x68, size, 0x31, 0x41, 0x59, 0x26], [0x42, 0x5a, 0x68, size, 0x17, 0x72, 0x45, 0x38]]
    }

  private static let unsupportedSignatures: [([UInt8], String)] = [
    ([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], "7-Zip"), (Array("Rar!\u{1a}\u{7}".utf8), "RAR"),
  ]

  /// POSIX: the checksum of a header block is the sum of its bytes with the checksum field taken as spaces.
  private static func isTarHeader(_ head: [UInt8]) -> Bool {
    guard head.count == length, head[0] != 0 else { return false }
    var sum = 0
    for (index, byte) in head.enumerated() { sum += (148..<156).contains(index) ? 32 : Int(byte) }
    let digits = head[148..<156].drop { $0 == 32 }.prefix { (48..<56).contains($0) }
    return !digits.isEmpty && digits.reduce(0) { $0 * 8 + Int($1 - 48) } == sum
  }
}
