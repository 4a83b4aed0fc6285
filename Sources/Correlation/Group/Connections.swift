import CaseStore
import Model

/// Puts the records of a group's sockets together.
enum Connections {
  static func make(of history: GroupHistory) -> [ConnectionConclusion] {
    var order: [Symbol] = []
    var found: [Symbol: ConnectionConclusion] = [:]
    for event in history.events where event.connection != 0 {
      switch event.kind {
      case .connectionOpened, .connectionClosed, .clientSeen, .clientConnected, .tokenPresented: break
      default: continue
      }
      if found[event.connection] == nil {
        order.append(event.connection)
        var made = ConnectionConclusion()
        made.group = history.group
        made.connection = event.connection
        found[event.connection] = made
      }
      extend(&found[event.connection, default: .init()], with: event)
    }
    return order.compactMap { found[$0] }
  }

  private static func extend(_ connection: inout ConnectionConclusion, with event: Event) {
    if connection.client == 0 { connection.client = event.client }
    if connection.user == 0 { connection.user = event.user }
    if connection.address == 0 { connection.address = event.address }
    if connection.token == 0 { connection.token = event.token }
    switch event.kind {
    case .connectionOpened:
      if !connection.openedAt.isKnown { connection.openedAt = event.at }
      connection.openedRecord = connection.openedRecord ?? event.record
    case .connectionClosed:
      if event.at.isKnown { connection.closedAt = event.at }
      connection.closeCode = connection.closeCode ?? event.status
      if connection.closeReason == 0 { connection.closeReason = event.name }
      connection.closedRecord = event.record
    default: break
    }
  }
}
