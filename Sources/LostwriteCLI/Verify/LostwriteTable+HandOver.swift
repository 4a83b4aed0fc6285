import CommandLineTable

extension LostwriteTable {
  /// The commands for a case that goes from one to another.
  static let handingOver = [verify]

  private static let verify = CommandDefinition(
    name: "verify", summary: "Check that a case and its sources still are what they were.",
    arguments: [ArgumentDefinition(name: "CASE", summary: "A case file.")],
    options: [sourceRoot, answerFormat],
    examples: [
      CommandExample("lostwrite verify lostwrite.case.db", "Before somebody acts on it"),
      CommandExample("lostwrite verify night.db --source-root /mnt/archive", "The logs were moved to another folder"),
    ],
    discussion: """
      Hashes every source, reads every record again whose text the case keeps, and checks the file, its byte ledgers and \
      its references. Status 0: all holds; a source that only grew counts as the same. 1: something is different. 2: a \
      source is missing or cannot be read. What came from standard input cannot be checked, which is told.
      """)
}
