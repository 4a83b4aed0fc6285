import CaseStore
import CommandLineTable
import Foundation
import Model
import Reporting
import SavedQueries

/// `lostwrite export`: a case for other programs.
struct ExportCommand {
  let session: CommandSession

  func run(_ command: ParsedCommand) throws -> ExitStatus {
    let path = command.arguments.first ?? ""
    let (datasette, csv) = (command.value("datasette"), command.value("csv"))
    guard datasette != nil || csv != nil else { throw command.fault("give --datasette DIR, --csv DIR or both") }
    let file = try CaseFile(path: path, access: .readOnly)
    // Nothing changes in the case while it is read.
    try file.database.execute("BEGIN; SELECT count(*) FROM facts")
    if let datasette {
      try ExportFolder.make(datasette) { try writeDatasette(file, to: $0) }
      session.note("serve it with: datasette \(datasette)")
    }
    if let csv { try ExportFolder.make(csv) { try writeTables(file, to: $0) } }
    return .clean
  }

  /// The name of the database in Datasette.
  private static let database = "case"

  private func writeDatasette(_ file: CaseFile, to folder: ExportFolder) throws {
    try folder.copy(file.path, as: "\(Self.database).db")
    let queries = SavedQuery.all.filter { !$0.uses(QueryConnection.functions) }.map { saved in
      DatasetteMetadata.Query(
        name: saved.name, title: saved.title, about: saved.about, parameters: saved.parameters.map(\.name),
        sql: saved.sql)
    }
    let title = "lostwrite: \((file.path as NSString).lastPathComponent)"
    let metadata = DatasetteMetadata.text(
      database: Self.database, title: title, relations: try file.exported(),
      internalTables: try file.internalTables(), queries: queries)
    try folder.write("metadata.json") { try $0(metadata) }
    // Facets of a view are counted over all of its rows, which takes long and is no help.
    try folder.write("settings.json") {
      try $0("{\n  \"sql_time_limit_ms\": 10000,\n  \"suggest_facets\": false\n}\n")
    }
  }

  private func writeTables(_ file: CaseFile, to folder: ExportFolder) throws {
    let relations = try file.exported()
    for relation in relations {
      try folder.write("\(relation.name).csv") { write in
        try write(ExchangeCSV.line(relation.columns.map { .text($0.name) }))
        try file.eachRow(of: relation) { try write(ExchangeCSV.line($0)) }
      }
    }
    let schema = SchemaFormat.json.describe(relations, isWhole: true)
    try folder.write("schema.json") { try $0(schema) }
    let script = ExchangeCSV.parquetScript(relations)
    try folder.write("parquet.sql") { try $0(script) }
  }
}
