import Model

/// What the layers around an inner line say about it.
struct Envelope: Equatable, Sendable {
  var time = Timestamp.unknown
  /// Size of the time's last digit, microseconds.
  var resolution: Int32 = 0
  var timeHasZone = false
  var origin = TimeOrigin.none
  var stream = LogStream.unknown
  /// A level that a collector wrote; it counts where the inner line has none.
  var level = LogLevel.unknown
  /// Tells apart the services and streams that share a source.
  var lane: UInt64 = 0
  /// The inner line goes on in the lane's next line.
  var isPartial = false
  /// The outermost layer.
  private(set) var kind = EnvelopeKind.none
  /// The inner text is a whole record: no later line continues it.
  var isWhole = false

  /// Takes a time found further inside. It wins, unless it has no zone, or shows whole seconds where a finer time within
  /// two seconds is known already.
  mutating func take(_ inner: CivilTime, origin newOrigin: TimeOrigin) {
    if time.isKnown {
      if timeHasZone && !inner.hasZone { return }
      if inner.resolution == 1_000_000, resolution < inner.resolution,
        abs(inner.time.microseconds - time.microseconds) <= 2_000_000
      {
        return
      }
    }
    time = inner.time
    resolution = inner.resolution
    timeHasZone = inner.hasZone
    origin = newOrigin
  }

  /// Notes what a layer is; the outermost stays.
  mutating func mark(_ layer: EnvelopeKind) {
    if kind == .none { kind = layer }
  }

  mutating func mixLane(_ bytes: Bytes) { lane = bytes.mixed(into: lane ^ 0xcbf2_9ce4_8422_2325) }

  mutating func setStream(_ new: LogStream) {
    stream = new
    lane = lane &* 31 &+ UInt64(new.rawValue)
  }

  func apply(to record: inout ParsedRecord) {
    record.envelope = kind
    record.stream = stream
    record.time = time
    record.timeOrigin = origin
    record.timeUncertainty = time.isKnown && resolution > 1 ? resolution : 0
    if record.level == .unknown { record.level = level }
  }
}
