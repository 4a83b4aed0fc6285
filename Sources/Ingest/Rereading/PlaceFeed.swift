import CaseStore

/// The records of one source that are to be read again, in the order of the source, a part at a time.
protocol PlaceFeed: AnyObject {
  /// The next records; none at the end.
  func next() throws -> [RecordPlace]
}

/// Records that are all in memory.
final class PlaceList: PlaceFeed {
  private var places: [RecordPlace]

  /// - Parameter places: records of one source, in any order.
  init(_ places: [RecordPlace]) {
    self.places = places.sorted { ($0.offset, $0.ordinal, $0.record) < ($1.offset, $1.ordinal, $1.record) }
  }

  func next() -> [RecordPlace] {
    defer { places = [] }
    return places
  }
}

/// Every record of a source whose text the case keeps, from the case.
final class KeptPlaceFeed: PlaceFeed {
  private let open: () throws -> KeptPlaces
  private var rows: KeptPlaces?

  /// - Parameter open: starts the look-up when the source's turn has come.
  init(_ open: @escaping () throws -> KeptPlaces) { self.open = open }

  func next() throws -> [RecordPlace] {
    let rows = try self.rows ?? open()
    self.rows = rows
    return try rows.next()
  }
}
