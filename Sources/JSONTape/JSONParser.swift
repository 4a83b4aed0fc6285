import CSimdjson
public import Model

/// A JSON parser with its buffers, reused for every record of one worker.
///
/// Not Sendable: one thread at a time. The fields that it returns live until its next call.
public final class JSONParser {
  /// Bytes that must be readable behind the end of a document given to `parse`.
  public static let padding = 64

  private let parser = lw_json_create()
  private var fault: UnsafePointer<CChar>?
  private var copy = UnsafeMutableRawBufferPointer(start: nil, count: 0)

  public init() {}

  deinit {
    lw_json_destroy(parser)
    copy.deallocate()
  }

  /// The fields of one JSON document in document order; index 0 is the root. Nil when the bytes are no JSON document.
  ///
  /// `JSONParser.padding` bytes behind the end must be readable, whatever they hold.
  public func parse(_ bytes: UnsafeRawBufferPointer) -> UnsafeMutableBufferPointer<FieldNode>? {
    guard let start = bytes.baseAddress else {
      fault = nil
      return nil
    }
    var nodes: UnsafePointer<lw_json_node>?
    let count = lw_json_parse(parser, start.assumingMemoryBound(to: UInt8.self), bytes.count, &nodes, &fault)
    guard count > 0, let nodes else { return nil }
    // The layouts are equal (a test compares them), and the shim is never called while these nodes are in use.
    let fields = UnsafeMutableRawPointer(mutating: nodes).assumingMemoryBound(to: FieldNode.self)
    return UnsafeMutableBufferPointer(start: fields, count: count)
  }

  /// As `parse`, for bytes without readable padding behind them: copies them first.
  public func parseCopying(_ bytes: UnsafeRawBufferPointer) -> UnsafeMutableBufferPointer<FieldNode>? {
    if copy.count < bytes.count + Self.padding {
      copy.deallocate()
      copy = .allocate(byteCount: 2 * bytes.count + Self.padding, alignment: 16)
      copy.initializeMemory(as: UInt8.self, repeating: 0)
    }
    copy.copyMemory(from: bytes)
    return parse(UnsafeRawBufferPointer(rebasing: copy[0..<bytes.count]))
  }

  /// What was wrong with the last document that was refused, in the library's words; empty when none was.
  public var lastError: String {
    guard let fault else { return "" }
    return String(cString: fault)
  }
}
