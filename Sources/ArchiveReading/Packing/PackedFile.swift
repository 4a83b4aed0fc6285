/// A packed archive that is read from front to back, member by member.
public enum PackedFile {
  /// Whether a file is packed or an archive, by its first bytes.
  ///
  /// - Throws: `ReadFault` when it cannot be read.
  public static func isPacked(_ path: String) throws(ReadFault) -> Bool {
    let head = PeekedStream(try FileStream(path: path), count: ContentSignature.length).head
    return [.packed, .gzip].contains(ContentSignature(head))
  }

  /// Visits the regular files of an archive, in their order.
  ///
  /// - Parameters:
  ///   - path: the archive.
  ///   - visit: gets name and bytes of each.
  /// - Throws: `ReadFault` when the archive cannot be read, and what `visit` throws.
  public static func eachMember(of path: String, _ visit: (String, any ByteStream) throws -> Void) throws {
    let file = try FileStream(path: path)
    let reader = try ArchiveReader(file, watch: ExpansionWatch(file, limits: ArchiveLimits()))
    while let member = try reader.next() {
      if member.isRegular { try visit(member.name, MemberStream(reader)) }
    }
  }
}
