import CaseStore
public import Model

/// The symbols of the words that correlation compares, as this case numbers them; 0 where the case lacks the word.
public struct Vocabulary: Sendable {
  public let app, alreadyProcessed, outOfOrder, database, http, pusherService, viewSyncer, pusher: Symbol

  init(_ lookup: CaseLookup) throws {
    let words = [
      "app", "alreadyProcessed", "oooMutation", "database", "http", "pusherService", "view-syncer", "pusher",
    ]
    let symbols = try lookup.symbols(of: words)
    func symbol(_ word: String) -> Symbol { symbols[word] ?? -1 }
    app = symbol("app")
    alreadyProcessed = symbol("alreadyProcessed")
    outOfOrder = symbol("oooMutation")
    database = symbol("database")
    http = symbol("http")
    pusherService = symbol("pusherService")
    viewSyncer = symbol("view-syncer")
    pusher = symbol("pusher")
  }
}
