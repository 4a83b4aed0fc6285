public import Model

/// Moments by which the clocks of two sources can be compared: both wrote of the same thing.
public struct ClockSigns: Sendable {
  public struct Sign: Sendable, Hashable {
    public var source: Int32
    public var at: Timestamp
  }

  /// A server refused a call with 401, as it says itself; by time.
  public internal(set) var refusals: [Sign] = []
  /// A call was answered 401, as its caller says; by time.
  public internal(set) var refusedCalls: [Sign] = []
  /// The ends of each socket, as several sources tell them.
  public internal(set) var closings: [Symbol: [Sign]] = [:]

  public init() {}
}

extension CaseEvents {
  /// What the clocks of the sources can be compared by.
  public func clockSigns() throws(StoreError) -> ClockSigns {
    var signs = ClockSigns()
    try forEach { row in
      guard row.moment.isKnown else { return }
      let sign = ClockSigns.Sign(source: row.source, at: row.moment)
      switch row.kind {
      case .tokenRejected: signs.refusals.append(sign)
      case .apiRequest where row.status == 401: signs.refusals.append(sign)
      case .apiCallFailed where row.status == 401, .pushFailed where row.status == 401: signs.refusedCalls.append(sign)
      case .connectionClosed where row.connection != 0: signs.closings[row.connection, default: []].append(sign)
      default: break
      }
    }
    signs.closings = signs.closings.filter { Set($0.value.map(\.source)).count > 1 }
    signs.refusals.sort { ($0.at, $0.source) < ($1.at, $1.source) }
    signs.refusedCalls.sort { ($0.at, $0.source) < ($1.at, $1.source) }
    return signs
  }
}
