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
      var reader = YAMLMapReader(root, allowed: ["schema", "system", "title", "entries", "keys"])
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
    let message = messageTest(reader.node("message"))
    let samples = reader.node("samples")
    let formats = Set(names(&reader, "formats", RecordFormat.allCases.map { ($0.name, $0) }))
    if formats.isEmpty { faults.append(YAMLFault("entry '\(id)' names no format", at: node)) }
    let entry = DialectEntry(
      id: id, file: file.displayPath, number: UInt16(entries.count + 1), versions: versions(reader.node("versions")),
      formats: formats,
      levels: Set(names(&reader, "level", LogLevel.allCases.map { ($0.name, $0) })),
      message: message,
      conditions: conditions(reader.node("where")), event: event(&reader),
      targets: targets(reader.node("set")), each: each(reader.node("each")),
      matching: samples?["match"]?.items?.compactMap(\.string) ?? [],
      ignored: samples?["ignore"]?.items?.compactMap(\.string) ?? [])
    faults += reader.faults
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
    guard let node else { return DialectEntry.MessageTest() }
    var reader = YAMLMapReader(node, allowed: ["of", "exact", "prefix", "contains", "pattern"])
    let subject = reader.string("of").map { slot($0) }
    let exact = reader.string("exact").map { Array($0.utf8) }
    let prefix = reader.string("prefix").map { Array($0.utf8) }
    let contains = reader.string("contains").map { Array($0.utf8) }
    var pattern: Pattern?
    if let text = reader.string("pattern"), let place = reader.node("pattern") {
      do {
        pattern = try Pattern(text)
      } catch {
        faults.append(YAMLFault("pattern does not compile", at: place, reason: "\(error)"))
      }
    }
    faults += reader.faults
    return DialectEntry.MessageTest(
      subject: subject, exact: exact, prefix: prefix, contains: contains, pattern: pattern)
  }

  mutating func slot(_ path: String) -> UInt16 {
    if let known = table.paths[path] { return known }
    defer { nextSlot += 1 }
    table.add(path, slot: nextSlot)
    return nextSlot
  }

  var slotCount: Int { Int(nextSlot) }

  private mutating func conditions(_ node: YAMLNode?) -> [DialectEntry.Condition] {
    (node?.pairs ?? []).map { path, value in
      var test = DialectEntry.Condition.Test.exists(true)
      if let list = value.items {
        test = .isOneOf(list.compactMap(\.string))
      } else if value.pairs != nil {
        var reader = YAMLMapReader(value, allowed: ["exists", "prefix", "not"])
        if let exists = reader.boolean("exists") { test = .exists(exists) }
        if let prefix = reader.string("prefix") { test = .hasPrefix(prefix) }
        let not = reader.strings("not")
        if !not.isEmpty { test = .isNot(not) }
        faults += reader.faults
      } else if let text = value.string {
        test = .isOneOf([text])
      }
      return DialectEntry.Condition(slot: slot(path), path: path, test: test)
    }
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
      let text = value.string ?? ""
      if text.hasPrefix("$") {
        made.append((target, .field(slot(String(text.dropFirst())))))
      } else if text.hasPrefix("%") {
        made.append((target, .group(String(text.dropFirst()))))
      } else {
        made.append((target, .literal(text)))
      }
    }
    return made
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
