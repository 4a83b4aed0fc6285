import CommandLineTable

extension LostwriteTable {
  /// The commands for a case that goes from one to another.
  static let handingOver = [verify, bundle, merge]

  private static let verify = CommandDefinition(
    name: "verify", summary: "Check that a case and its sources, or a bundle, still are what they were.",
    arguments: [ArgumentDefinition(name: "CASE", summary: "A case file, or a bundle of 'lostwrite bundle'.")],
    options: [
      sourceRoot,
      OptionDefinition(
        long: "rules", valueName: "DIR", isRepeatable: true,
        summary: "A folder of rule packs that the case was made with."),
      answerFormat,
    ],
    examples: [
      CommandExample("lostwrite verify lostwrite.case.db", "Before somebody acts on it"),
      CommandExample("lostwrite verify night.db --source-root /mnt/archive", "The logs were moved to another folder"),
      CommandExample("lostwrite verify night.tar.zst", "A bundle, against its manifest"),
    ],
    discussion: """
      Hashes every source, reads every record again whose text the case keeps, checks the file, its byte ledgers and \
      its references, and draws the conclusions from its events again. Status 0: all holds; a source that only grew counts as the same. 1: something is different. 2: a \
      source is missing or cannot be read. What came from standard input cannot be checked, which is told.
      """)

  private static let bundle = CommandDefinition(
    name: "bundle", summary: "Hand a case over: case, reports, rules and a manifest in one archive, without secrets.",
    arguments: [
      ArgumentDefinition(name: "CASE", summary: "A case file."),
      ArgumentDefinition(name: "OUT", summary: "The archive to be: tar, packed with zstd."),
    ],
    options: [
      OptionDefinition(
        long: "rules", valueName: "DIR", isRepeatable: true,
        summary: "A folder of rule packs that the case was made with."),
      OptionDefinition(long: "force", summary: "Replace OUT where it exists."),
    ],
    examples: [
      CommandExample("lostwrite bundle lostwrite.case.db incident.tar.zst", "For somebody who has lostwrite, or not"),
      CommandExample(
        "lostwrite bundle night.db night.tar.zst --rules my-rules/ --force", "Anew, with rules of one's own"),
    ],
    discussion: """
      The key of the fingerprints and the logs never go in. What goes in is searched for raw credentials first, as logs \
      are; where one is found, nothing is written. The same case gives the same bytes.
      """)

  private static let merge = CommandDefinition(
    name: "merge", summary: "Join cases of several machines into a new one, and judge all of it together.",
    arguments: [
      ArgumentDefinition(name: "CASE", isRepeatable: true, summary: "Case files; the order does not matter.")
    ],
    options: [
      OptionDefinition(
        long: "case", short: "c", valueName: "FILE", isRequired: true,
        summary: "The case that is made; it must not exist."),
      OptionDefinition(
        long: "rules", valueName: "DIR", isRepeatable: true,
        summary: "A folder of rule packs; its files replace those of the same path in lostwrite itself."),
      OptionDefinition(
        long: "source-root", valueName: "DIR", isRepeatable: true,
        summary: "A folder with logs of the cases, for texts that are newly cited; not needed."),
      OptionDefinition(
        long: "threads", short: "j", valueName: "N", summary: "How many threads judge; any number gives the same case.",
        defaultText: "one per core"),
      now,
    ],
    examples: [
      CommandExample("lostwrite merge web1.db web2.db zero.db --case all.db", "Then: lostwrite report all.db")
    ],
    discussion: """
      The logs need not be here, and the cases are not changed. Where they were made with one key, the merged case is that \
      of analyzing all logs at once. With different keys a token is known again only by its claims (docs/handing-over.md).
      """)
}
