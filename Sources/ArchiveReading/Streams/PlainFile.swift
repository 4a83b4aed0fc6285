/// A regular file that is neither compressed nor an archive: its bytes can be read from anywhere.
public final class PlainFile {
  private let stream: FileStream
  /// Bytes of the file when it was opened.
  public var size: UInt64 { stream.size }

  /// Opens a file; nil where its bytes are not those of a source: compressed, an archive, no regular file.
  ///
  /// - Parameter path: a file; a pipe or a device is not touched.
  /// - Throws: `ReadFault` where it cannot be read.
  public init?(path: String) throws(ReadFault) {
    guard InputFile(regularFile: path) != nil else { return nil }
    stream = try FileStream(path: path)
    guard ContentSignature(PeekedStream(stream, count: ContentSignature.length).head) == .plain else { return nil }
  }

  /// Fills `buffer` from a position on.
  ///
  /// - Returns: how many bytes there were; fewer than asked for only at the end.
  public func read(into buffer: UnsafeMutableRawBufferPointer, at position: UInt64) throws(ReadFault) -> Int {
    stream.seek(to: position)
    return try stream.fill(buffer)
  }
}
