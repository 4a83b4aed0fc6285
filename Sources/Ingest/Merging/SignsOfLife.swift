import Model

/// Keeps the first and the latest sign of life of every connection of a source: a busy client gives thousands, and no
/// conclusion rests on those in between.
struct SignsOfLife {
  private struct Key: Hashable {
    var kind: EventKind
    var group: Symbol
    var client: Symbol
    var connection: Symbol
  }

  /// nil until a second sign comes.
  private var later: [Key: Event?] = [:]
  private var order: [Key] = []

  /// Takes a sign; returns it when it is the first of its connection.
  mutating func note(_ event: Event) -> Event? {
    let key = Key(kind: event.kind, group: event.group, client: event.client, connection: event.connection)
    if let known = later[key] {
      // Sources may be sorted newest first, so the latest is that of time.
      let isEarlier = known.map { $0.at.isKnown && event.at < $0.at } ?? false
      if !isEarlier { later[key] = .some(event) }
      return nil
    }
    later[key] = .some(nil)
    order.append(key)
    return event
  }

  /// The latest signs, in the order in which their connections were first seen.
  var latest: [Event] { order.compactMap { later[$0] ?? nil } }
}
