/// The name of a log without what rotation puts into the names of its files: `zero-2026-11-01.log.gz`, `zero.log.3` and
/// `zero.log` are files of one log, and so are `2026-11-01/zero.log` and `2026-11-02/zero.log`.
struct LogFamily: Hashable {
  let name: String

  private static let compressions = [".gz", ".zst", ".xz", ".bz2"]
  private static let separators = Set("-_.".utf8)
  /// What may stand within a date and its time.
  private static let within = Set("-_.:T".utf8)

  init(path: String) {
    var bytes = Array(path.utf8)
    if let suffix = Self.compressions.first(where: { path.hasSuffix($0) }) { bytes.removeLast(suffix.utf8.count) }
    bytes = Self.withoutDates(bytes)
    name = String(decoding: Self.withoutNumber(bytes), as: UTF8.self)
  }

  private static func withoutDates(_ bytes: [UInt8]) -> [UInt8] {
    var kept: [UInt8] = []
    var index = 0
    while index < bytes.count {
      let isBegin = kept.last.map { !isDigit($0) } ?? true
      guard isBegin, let end = endOfDate(bytes, from: index) else {
        kept.append(bytes[index])
        index += 1
        continue
      }
      if let last = kept.last, separators.contains(last) { kept.removeLast() }
      index = end
    }
    return kept
  }

  /// Where `20261101`, `2026-11-01` or the like ends, with the time behind it; nil where no date begins.
  private static func endOfDate(_ bytes: [UInt8], from start: Int) -> Int? {
    guard let (year, afterYear) = number(bytes, start, digits: 4), (1990...2099).contains(year) else { return nil }
    let monthStart = skip(bytes, afterYear)
    guard let (month, afterMonth) = number(bytes, monthStart, digits: 2), (1...12).contains(month) else { return nil }
    let dayStart = monthStart == afterYear ? afterMonth : skip(bytes, afterMonth)
    guard let (day, afterDay) = number(bytes, dayStart, digits: 2), (1...31).contains(day) else { return nil }
    var end = afterDay
    while end < bytes.count {
      let isSeparated = within.contains(bytes[end]) && end + 1 < bytes.count && isDigit(bytes[end + 1])
      guard isDigit(bytes[end]) || isSeparated else { break }
      end += 1
    }
    return end < bytes.count && bytes[end] == UInt8(ascii: "Z") ? end + 1 : end
  }

  private static func number(_ bytes: [UInt8], _ start: Int, digits: Int) -> (value: Int, end: Int)? {
    guard start + digits <= bytes.count else { return nil }
    var value = 0
    for byte in bytes[start..<start + digits] {
      guard isDigit(byte) else { return nil }
      value = value * 10 + Int(byte - UInt8(ascii: "0"))
    }
    return (value, start + digits)
  }

  private static func skip(_ bytes: [UInt8], _ index: Int) -> Int {
    index < bytes.count && separators.contains(bytes[index]) ? index + 1 : index
  }

  /// Without the `.3` of `zero.log.3`, and without the number of kubelet's `3.log`.
  private static func withoutNumber(_ bytes: [UInt8]) -> [UInt8] {
    let start = (bytes.lastIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "!") } ?? -1) + 1
    var parts = bytes[start...].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    if parts.count > 1, let last = parts.last, !last.isEmpty, last.allSatisfy(isDigit) { parts.removeLast() }
    if let first = parts.first, !first.isEmpty, first.allSatisfy(isDigit) { parts[0] = [] }
    return Array(bytes[..<start]) + Array(parts.joined(separator: [UInt8(ascii: ".")]))
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}
