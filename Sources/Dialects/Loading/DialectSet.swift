public import Model
public import RulePacks
import YAMLDocument

/// All dialects that are loaded: what the lines of each system mean, and how applications spell their keys.
public struct DialectSet: Sendable {
  /// Entry `n` has number `n + 1`.
  public let entries: [DialectEntry]
  let table: SlotTable
  let slotCount: Int
  let index: EntryIndex
  let phrases: PhraseTable

  /// Loads the dialect files of the packs.
  ///
  /// - Parameters:
  ///   - packs: where the files come from.
  ///   - mapping: further spellings of keys, from a `lostwrite.yaml`.
  /// - Throws: `DialectFaults` with every fault of every file.
  public init(packs: RulePacks, mapping: KeyMapping? = nil) throws(DialectFaults) {
    var faults: [YAMLFault] = []
    var table = SlotTable()
    var phrases = PhraseTable()
    for file in packs.files(.dialect) {
      do throws(YAMLFault) {
        let root = try YAMLNode.parse(file.text, file: file.displayPath)
        if let node = root["phrases"] { phrases.read(node, faults: &faults) }
        guard let keys = root["keys"] else { continue }
        do throws(DialectFaults) {
          for (slot, path) in try KeyMapping(keys).spellings { table.add(path, slot: slot.rawValue) }
        } catch {
          faults += error.faults
        }
      } catch {
        // The entry reader reports it.
        continue
      }
    }
    for (slot, path) in mapping?.spellings ?? [] { table.add(path, slot: slot.rawValue) }
    var reader = EntryReader(table: table)
    for file in packs.files(.dialect) { reader.read(file) }
    faults += reader.faults
    guard faults.isEmpty else { throw DialectFaults(faults: faults) }
    entries = reader.entries
    self.table = reader.table
    slotCount = reader.slotCount
    self.phrases = phrases
    index = EntryIndex(reader.entries)
  }

  /// The versions that an entry's match implies; nil where it says nothing.
  public func versions(ofEntry number: UInt16) -> VersionRange? {
    number == 0 || Int(number) > entries.count ? nil : entries[Int(number) - 1].versions
  }
}
