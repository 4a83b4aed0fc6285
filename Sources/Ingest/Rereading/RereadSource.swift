public import Model

/// A source that was looked at again.
public struct RereadSource: Sendable, Equatable {
  public var source: Int32
  public var state: SourceState
  /// Where it was found; nil where it was not.
  public var path: String?
  /// How many (uncompressed) bytes it has now; told by `verify` only.
  public var size: UInt64?

  public init(source: Int32, state: SourceState, path: String? = nil, size: UInt64? = nil) {
    self.source = source
    self.state = state
    self.path = path
    self.size = size
  }
}
