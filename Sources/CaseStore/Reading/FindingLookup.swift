/// A record that a finding cites.
public struct CitedRecord: Sendable, Equatable {
  public var place: RecordPlace
  /// What it shows.
  public var role: String

  public init(place: RecordPlace, role: String) {
    self.place = place
    self.role = role
  }
}

/// Finds one finding by what the user calls it.
public struct FindingLookup {
  private let file: CaseFile
  private let loader: ReportLoader

  public init(_ file: CaseFile) {
    self.file = file
    loader = ReportLoader(file: file, scope: ReportScope(limits: .json))
  }

  /// The finding with a number, or whose fingerprint begins with these letters.
  ///
  /// - Parameter name: `3`, or the first letters of a fingerprint.
  /// - Returns: the finding without its evidence.
  /// - Throws: `LookupFault` where none or several fit; `StoreError` when the case cannot be read.
  public func find(_ name: String) throws -> ReportedFinding {
    let known = try list()
    // A fingerprint can begin with digits; a few of them are meant as a number.
    let isNumber = name.count < 4 && name.allSatisfy(\.isNumber)
    let fitting =
      known.filter { String($0.number) == name }
      + known.filter { !isNumber && $0.fingerprint.hasPrefix(name.lowercased()) }
    guard let first = fitting.first else {
      throw LookupFault.noFinding(name, known: known.map { (String($0.number), $0.fingerprint) })
    }
    let others = fitting.filter { $0.number != first.number }
    guard String(first.number) == name || others.isEmpty else {
      throw LookupFault.several(
        name, noun: "finding", candidates: fitting.map { "\($0.number) (\($0.fingerprint))" })
    }
    return try loader.finding(first.number)
  }

  /// The records that a finding cites, in the order of its story.
  public func evidence(of finding: Int64) throws(StoreError) -> [CitedRecord] {
    let rows = try file.database.prepare(
      "SELECT record, role FROM finding_evidence WHERE finding = ? ORDER BY sequence")
    rows.bind(1, finding)
    let places = try PlaceLookup(file)
    var cited: [CitedRecord] = []
    while try rows.step() {
      guard let place = try places.place(rows.integer(0)) else { continue }
      cited.append(CitedRecord(place: place, role: rows.text(1) ?? ""))
    }
    return cited
  }

  private func list() throws(StoreError) -> [(number: Int64, fingerprint: String)] {
    let rows = try file.database.prepare("SELECT finding, fingerprint FROM finding_rows ORDER BY finding")
    return try rows.list { ($0.integer(0), $0.text(1) ?? "") }
  }
}
