import Model

/// What a correlation remembers of its survey of the sources, so that the next one need not read all events.
public enum KnownSurvey {
  static let names = ["known_deployments", "known_lifetimes"]
  static let tables = """
    CREATE TABLE IF NOT EXISTS known_deployments (source INTEGER PRIMARY KEY, deployment INTEGER NOT NULL);
    CREATE TABLE IF NOT EXISTS known_lifetimes (
      subject TEXT NOT NULL, deployment INTEGER NOT NULL, lifetime INTEGER NOT NULL,
      PRIMARY KEY (subject, deployment)) WITHOUT ROWID;
    """

  /// Remembers a survey.
  ///
  /// - Parameters:
  ///   - survey: that of all sources up to now.
  ///   - file: the case.
  /// - Throws: `StoreError` when the case cannot be written.
  public static func store(_ survey: SourceSurvey, in file: CaseFile) throws(StoreError) {
    try file.database.execute(tables + names.map { "DELETE FROM \($0);" }.joined())
    let source = try file.database.prepare("INSERT INTO known_deployments VALUES (?, ?)")
    for number in survey.naming.sorted() {
      source.bind([.integer(Int64(number)), .integer(Int64(survey.sets.name(of: number)))])
      try source.run()
    }
    let lifetime = try file.database.prepare("INSERT INTO known_lifetimes VALUES (?, ?, ?)")
    for (set, subjects) in survey.lifetimes.sorted(by: { $0.key < $1.key }) {
      for (subject, longest) in subjects.sorted(by: { $0.key < $1.key }) {
        lifetime.bind([.text(subject), .integer(Int64(set)), .integer(longest)])
        try lifetime.run()
      }
    }
  }

  /// What is remembered; nothing in a case that an earlier version of the program remembers.
  static func load(from database: Database) throws(StoreError) -> SourceSurvey {
    try database.execute(tables)
    var survey = SourceSurvey()
    let sources = try database.prepare("SELECT source, deployment FROM known_deployments")
    while try sources.step() {
      survey.naming.insert(Int32(sources.integer(0)))
      survey.sets.join(Int32(sources.integer(0)), Int32(sources.integer(1)))
    }
    let lifetimes = try database.prepare("SELECT subject, deployment, lifetime FROM known_lifetimes")
    while try lifetimes.step() {
      survey.note(lifetimes.integer(2), of: lifetimes.text(0) ?? "", in: Int32(lifetimes.integer(1)))
    }
    return survey
  }
}
