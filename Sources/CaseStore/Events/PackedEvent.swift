import Model

/// An event without its texts, small enough that millions are held in memory.
struct PackedEvent {
  var id: Int64
  /// Microseconds, Int64.min where unknown, as in `Timestamp`.
  var at: Int64
  var record: Int64
  /// Int64.min for none, as in `number`.
  var mutation: Int64
  var number: Int64
  var group: Symbol
  var client: Symbol
  var connection: Symbol
  var user: Symbol
  var name: Symbol
  var address: Symbol
  var token: Int32
  var source: Int32
  /// Int32.min for none.
  var status: Int32
  /// Where request and then detail stand in the texts of the chunk.
  var textOffset: UInt32 = 0
  var requestLength: UInt32 = 0
  var detailLength: UInt32 = 0
  var kind: EventKind

  init(_ event: Event) {
    id = event.id
    at = event.at.microseconds
    record = event.record
    mutation = event.mutation ?? .min
    number = event.number ?? .min
    group = event.group
    client = event.client
    connection = event.connection
    user = event.user
    name = event.name
    address = event.address
    token = event.token
    source = event.source
    status = event.status ?? .min
    kind = event.kind
  }

  /// The event without request and detail.
  var event: Event {
    var event = Event(kind: kind)
    event.id = id
    event.record = record
    event.source = source
    event.at = moment
    event.group = group
    event.client = client
    event.connection = connection
    event.user = user
    event.token = token
    event.mutation = mutation == .min ? nil : mutation
    event.status = status == .min ? nil : status
    event.number = number == .min ? nil : number
    event.name = name
    event.address = address
    return event
  }

  var moment: Timestamp { Timestamp(microseconds: at) }
}
