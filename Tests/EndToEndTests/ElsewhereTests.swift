import CaseStore
import Foundation
import Testing

/// A case opens in other programs.
@Suite struct ElsewhereTests {
  private func desk() throws -> Desk {
    let desk = try Desk()
    _ = try desk.analyze("\(Binary.root.path)/samples/silent-drop")
    return desk
  }

  @Test func everyViewIsReadByTheShellOfSQLite() throws {
    let desk = try desk()
    for relation in SchemaCatalog.relations {
      let columns = relation.columns.map { "\"\($0.name)\"" }.joined(separator: ", ")
      let run = try Tool.run(["sqlite3", "-readonly", desk.path("a.case"), "SELECT \(columns) FROM \(relation.name)"])
      #expect(run.status == 0, "\(relation.name): \(run.text)")
    }
  }

  @Test func everyViewIsReadAndCountedByDuckDB() throws {
    let desk = try desk()
    let names = SchemaCatalog.relations.map(\.name).joined(separator: ",")
    let script = """
      import duckdb, glob, site, sys
      extension = site.getsitepackages()[0] + '/duckdb_extension_sqlite_scanner/extensions/*/sqlite_scanner.duckdb_extension'
      base = duckdb.connect()
      base.execute("LOAD '%s'" % glob.glob(extension)[0])
      base.execute("ATTACH '%s' AS c (TYPE sqlite, READ_ONLY)" % sys.argv[1])
      for name in sys.argv[2].split(','):
          rows = base.execute('SELECT * FROM c.' + name).fetchall()
          assert base.execute('SELECT count(*) FROM c.' + name).fetchone()[0] == len(rows), name
      print(base.execute("SELECT verdict, count(*) FROM c.mutations GROUP BY verdict ORDER BY verdict").fetchall())
      print(len(base.execute("SELECT * FROM information_schema.tables WHERE table_catalog = 'c'").fetchall()) > 0)
      """
    let run = try Readers.python(script, desk.path("a.case"), names)
    #expect(run.text == "[('delivered', 89), ('dropped', 3)]\nTrue\n", "\(run.text)")
  }

  @Test func tablesBecomeParquetWithTheirTypes() throws {
    let desk = try desk()
    let export = try Binary.run(["export", desk.path("a.case"), "--csv", desk.path("views")])
    #expect(export.status == 0, "\(export.error)")
    let script = """
      import duckdb, os, sqlite3, sys
      case, names = sqlite3.connect(sys.argv[1]), sys.argv[3].split(',')
      os.chdir(sys.argv[2])
      base = duckdb.connect()
      base.execute(open('parquet.sql').read())
      for name in names:
          rows = base.execute("SELECT count(*) FROM '%s.parquet'" % name).fetchone()[0]
          assert rows == case.execute('SELECT count(*) FROM ' + name).fetchone()[0], name
      print(base.execute("SELECT typeof(mutation_id), typeof(first_at), typeof(verdict) FROM 'mutations.parquet' LIMIT 1").fetchone())
      shown = "SELECT strftime(max(r.at), '%Y-%m-%dT%H:%M:%S.%fZ') FROM 'records.parquet' r"
      print(base.execute(shown).fetchone()[0] == case.execute('SELECT max(at) FROM records').fetchone()[0])
      nulls = "SELECT count(*) FILTER (text IS NULL), count(*) FILTER (text = '') FROM "
      print(base.execute(nulls + "'records.parquet'").fetchone() == case.execute(nulls.replace('(text', '(WHERE text') + 'records').fetchone())
      """
    let names = SchemaCatalog.relations.map(\.name).joined(separator: ",")
    let run = try Readers.python(script, desk.path("a.case"), desk.path("views"), names)
    #expect(run.text == "('BIGINT', 'TIMESTAMP WITH TIME ZONE', 'VARCHAR')\nTrue\nTrue\n", "\(run.text)")
  }

  @Test func anExportTakesTheKeyNowhereAndLosesNothing() throws {
    let desk = try desk()
    let run = try Binary.run([
      "export", desk.path("a.case"), "--datasette", desk.path("night"), "--csv", desk.path("v"),
    ])
    #expect(run.status == 0)
    let names = try FileManager.default.contentsOfDirectory(atPath: desk.path("night")).sorted()
    #expect(names == ["case.db", "metadata.json", "settings.json"])
    #expect(FileManager.default.contentsEqual(atPath: desk.path("night/case.db"), andPath: desk.path("a.case")))
    let again = try Binary.run(["export", desk.path("a.case"), "--csv", desk.path("v")])
    #expect(again.status == 2)
    #expect(again.error.contains("it is not empty, and nothing in it shall be lost; name a new folder"))
    #expect(try Binary.run(["export", desk.path("a.case")]).status == 64)
    let none = try Binary.run(["export", desk.path("none.case"), "--csv", desk.path("w")])
    #expect(none.status == 2 && !FileManager.default.fileExists(atPath: desk.path("w")))
  }

  @Test func datasetteServesTheCaseWithItsDescriptions() throws {
    let desk = try desk()
    _ = try Binary.run(["export", desk.path("a.case"), "--datasette", desk.path("night")])
    try Readers.serve(desk.path("night")) { port in
      func page(_ path: String) throws -> String {
        String(decoding: try LoopbackHTTP.send("GET", path, port: port, body: Data()), as: UTF8.self)
      }
      #expect(try page("/").contains("lostwrite: a.case"))
      for relation in SchemaCatalog.relations {
        let text = try page("/case/\(relation.name)?_size=1")
        #expect(text.contains("<dl class=\"column-descriptions\">"), "\(relation.name)")
        for column in relation.columns { #expect(text.contains("<dt>\(column.name)</dt>")) }
      }
      let losses = try page("/case/losses.json?_shape=array&user=u1&cause=")
      #expect(losses.contains("\"verdict\": \"dropped\""), "\(losses)")
    }
  }

  @Test func chromiumShowsThePages() throws {
    let desk = try desk()
    _ = try Binary.run(["export", desk.path("a.case"), "--datasette", desk.path("night")])
    try Readers.serve(desk.path("night")) { port in
      try Browser.run { browser in
        func open(_ path: String) throws {
          try browser.open(try #require(URL(string: "http://127.0.0.1:\(port)\(path)")))
        }
        try open("/case")
        #expect(try browser.text("document.body.innerText").contains("Clients that lost writes"))
        #expect(try !browser.text("document.body.innerText").contains("mutation_rows"))
        try open("/case/push_attempts?_sort_desc=token_expired_by_s")
        let text = try browser.text("document.body.innerText")
        #expect(text.contains("Each push of a write to the API, with the token that it carried."))
        #expect(text.contains("How long the token had been expired; negative before its expiry. In seconds."))
        #expect(try browser.number("document.querySelectorAll('table.rows-and-columns tbody tr').length") > 10)
        try open("/case/losses-by-client")
        #expect(try browser.text("document.querySelector('td.col-dropped').innerText") == "3")
      }
    }
  }
}
