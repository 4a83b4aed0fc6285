/// How far archives are followed.
public struct ArchiveLimits: Sendable {
  /// How many archives may stand inside each other.
  public var depth = 4
  /// Content may expand to this many bytes whatever its compressed size is ...
  public var expansionBytes: UInt64 = 1 << 30
  /// ... and beyond that to this many times its compressed size.
  public var expansionFactor: UInt64 = 1000

  public init() {}
}

/// Watches how many bytes one input file becomes.
final class ExpansionWatch {
  let limits: ArchiveLimits
  private let file: FileStream

  init(_ file: FileStream, limits: ArchiveLimits) {
    self.file = file
    self.limits = limits
  }

  func check(_ expanded: UInt64) throws(ReadFault) {
    guard expanded > limits.expansionBytes else { return }
    let compressed = max(1, file.position)
    if expanded / compressed >= limits.expansionFactor {
      throw .expansion(factor: limits.expansionFactor, limits: limits)
    }
  }
}
