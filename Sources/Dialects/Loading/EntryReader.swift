import Model
import Patterns
import RulePacks
import YAMLDocument

/// Reads the entries of dialect files, collecting every fault.
struct EntryReader {
  var table: SlotTable
  var entries: [DialectEntry] = []
  var faults: [YAMLFault] = []
  private var nextSlot = Slot.firstOfEntries
  private var ids: Set<String> = []

  init(table: SlotTable) { self.table = table }

  mutating func read(_ file: RuleFile) {
    do throws(YAMLFault) {
      let root = try YAMLNode.parse(file.text, file: file.displayPath)
      var reader = YAMLMapReader(root, allowed: ["schema", "system", "title", "entries", "keys", "phrases"])
      _ = reader.integer("schema")
      for node in reader.items("entries") ?? [] { readEntry(node, file: file) }
      faults += reader.faults
    } catch {
      faults.append(error)
    }
  }

  private static let keys = [
    "id", "versions", "formats", "level", "message", "where", "event", "set", "each", "samples", "note",
  ]

  private mutating func readEntry(_ node: YAMLNode, file: RuleFile) {
    var reader = YAMLMapReader(node, allowed: Self.keys)
    let id = reader.requiredString("id") ?? "?"
    if !ids.insert(id).inserted { faults.append(YAMLFault("entry id '\(id)' stands twice", at: node)) }
    let samples = reader.node("samples")
    let formats = names(&reader, "formats", RecordFormat.allCases.map { ($0.name, $0) })
    let entry = DialectEntry(
      id: id, file: file.displayPath, number: UInt16(entries.count + 1), versions: versions(reader.node("versions")),
      formats: formats, levels: names(&reader, "level", LogLevel.allCases.map { ($0.name, $0) }),
      test: messageTest(reader.node("message")),
      meaning: .init(
        conditions: conditions(reader.node("where")), event: event(&reader), targets: targets(reader.node("set")),
        each: each(reader.node("each"))),
      matching: samples?["match"]?.items?.compactMap(\.string) ?? [],
      ignored: samples?["ignore"]?.items?.compactMap(\.string) ?? [])
    faults += reader.faults
    if formats.isEmpty { faults.append(YAMLFault("entry '\(id)' names no format", at: node)) }
    entries.append(entry)
  }

  private mutating func event(_ reader: inout YAMLMapReader) -> EventKind? {
    reader.oneOf("event", EventKind.allCases.map(\.name) + ["none"]).flatMap { EventKind(name: $0) }
  }

  private mutating func names<Value>(
    _ reader: inout YAMLMapReader, _ key: String, _ known: [(String, Value)]
  ) -> [Value] {
    let found = reader.strings(key)
    return found.compactMap { name in
      if let value = known.first(where: { $0.0 == name })?.1 { return value }
      if let node = reader.node(key) {
        let help = NearestName.suggest(name, among: known.map(\.0)).map { "did you mean '\($0)'?" }
        faults.append(YAMLFault("unknown value '\(name)' of '\(key)'", at: node, help: help))
      }
      return nil
    }
  }

  private mutating func versions(_ node: YAMLNode?) -> VersionRange? {
    guard let node, let text = node.string else { return nil }
    guard let range = VersionRange(text) else {
      faults.append(
        YAMLFault("'\(text)' is no version range", at: node, help: "such as '>=0.25.1' or '0.25.10 - 0.25.13'"))
      return nil
    }
    return range
  }

  private mutating func messageTest(_ node: YAMLNode?) -> DialectEntry.MessageTest {
    var test = DialectEntry.MessageTest()
    guard let node else { return test }
    var reader = YAMLMapReader(node, allowed: ["of", "exact", "prefix", "contains", "pattern"])
    test.subject = reader.string("of").map { slot($0) }
    test.exact = reader.string("exact").map { Array($0.utf8) }
    test.prefix = reader.string("prefix").map { Array($0.utf8) }
    test.contains = reader.string("contains").map { Array($0.utf8) }
    if let text = reader.string("pattern"), let place = reader.node("pattern") {
      do {
        test.pattern = try Pattern(text)
      } catch {
        faults.append(YAMLFault("pattern does not compile", at: place, reason: "\(error)"))
      }
    }
    faults += reader.faults
    return test
  }

  mutating func slot(_ path: String) -> UInt16 {
    if let known = table.paths[path] { return known }
    defer { nextSlot += 1 }
    table.add(path, slot: nextSlot)
    return nextSlot
  }

  var slotCount: Int { Int(nextSlot) }

  private mutating func conditions(_ node: YAMLNode?) -> [DialectEntry.Condition] {
    (node?.pairs ?? []).flatMap { path, value in
      let slot = slot(path)
      return tests(value).map { DialectEntry.Condition(slot: slot, path: path, test: $0) }
    }
  }

  /// One value, a list of values, or tests that must all hold.
  private mutating func tests(_ value: YAMLNode) -> [DialectEntry.Condition.Test] {
    if let list = value.items { return [.isOneOf(list.compactMap(\.string))] }
    guard value.pairs != nil else { return value.string.map { [.isOneOf([$0])] } ?? [.exists(true)] }
    var reader = YAMLMapReader(value, allowed: ["exists", "prefix", "not"])
    var tests: [DialectEntry.Condition.Test] = []
    if let exists = reader.boolean("exists") { tests.append(.exists(exists)) }
    if let prefix = reader.string("prefix") { tests.append(.hasPrefix(prefix)) }
    let not = reader.strings("not")
    if !not.isEmpty { tests.append(.isNot(not)) }
    faults += reader.faults
    return tests
  }

  private mutating func targets(_ node: YAMLNode?) -> [(target: DialectEntry.Target, value: DialectEntry.Value)] {
    var made: [(target: DialectEntry.Target, value: DialectEntry.Value)] = []
    for (key, value) in node?.pairs ?? [] {
      guard let target = DialectEntry.Target(rawValue: key) else {
        let names = DialectEntry.Target.allCases.map(\.rawValue)
        let help = NearestName.suggest(key, among: names).map { "did you mean '\($0)'?" }
        faults.append(YAMLFault("an event has no '\(key)'", at: value, help: help))
        continue
      }
      // Of a list the first that the record has: assigned last.
      for item in (value.items ?? [value]).reversed() { made.append((target, self.value(item.string ?? ""))) }
    }
    return made
  }

  private mutating func value(_ text: String) -> DialectEntry.Value {
    switch text.first {
    case "$": .field(slot(String(text.dropFirst())))
    case "%": .group(String(text.dropFirst()))
    default: .literal(text)
    }
  }

  private mutating func each(_ node: YAMLNode?) -> DialectEntry.Each? {
    guard let node else { return nil }
    var reader = YAMLMapReader(node, allowed: ["over", "client", "mutation"])
    let over = reader.requiredString("over") ?? ""
    let made = DialectEntry.Each(
      over: slot(over), client: reader.requiredString("client") ?? "", mutation: reader.requiredString("mutation") ?? ""
    )
    faults += reader.faults
    return made
  }
}
