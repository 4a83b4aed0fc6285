import Foundation
import Testing

@testable import Ingest

@Suite struct TableTests {
  private static let events = """
    SELECT (SELECT text FROM symbols WHERE symbol = v.grp), (SELECT text FROM symbols WHERE symbol = v.client),
      v.number, v.mutation, v.detail, r.line, r.offset, r.length
    FROM event_rows v JOIN record_rows r ON r.record = v.record ORDER BY v.event
    """

  private func ingest(_ name: String, _ text: String, blockSize: Int = 1 << 20) throws -> Workbench {
    let bench = try Workbench()
    _ = try bench.ingestRecords([bench.write(name, text)]) { $0.blockSize = blockSize }
    return bench
  }

  @Test(arguments: [64, 1 << 20])
  func `rows of the clients table are read`(blockSize: Int) throws {
    let text = "clientGroupID,clientID,lastMutationID,userID\ng1,c1,7,u1\n\"g,2\",c2,0,\n"
    let bench = try ingest("clients.csv", text, blockSize: blockSize)
    #expect(try bench.query(Self.events) == ["g1|c1|7|-|-|2|45|11", "g,2|c2|0|-|-|3|56|12"])
  }

  @Test(arguments: [64, 1 << 20])
  func `results that go over lines are read`(blockSize: Int) throws {
    let text = "clientGroupID,clientID,mutationID,result\ng,c,4,\"{\"\"error\"\":\n\"\"app\"\"}\"\ng,c,5,{}\n"
    let bench = try ingest("mutations.csv", text, blockSize: blockSize)
    #expect(try bench.query(Self.events) == ["g|c|-|4|{\"error\":\n\"app\"}|2|41|29", "g|c|-|5|{}|4|70|9"])
  }

  @Test(arguments: [
    "[{\"clientGroupID\":\"g\",\"clientID\":\"c\",\"lastMutationID\":3},{\"clientGroupID\":\"g\",\"clientID\":\"d\",\"lastMutationID\":4}]",
    "{\"clientGroupID\":\"g\",\"clientID\":\"c\",\"lastMutationID\":3}\n{\"clientGroupID\":\"g\",\"clientID\":\"d\",\"lastMutationID\":4}\n",
    "[\n  {\n    \"clientGroupID\": \"g\",\n    \"clientID\": \"c\",\n    \"lastMutationID\": 3\n  },\n  {\n    \"clientGroupID\": \"g\",\n    \"clientID\": \"d\",\n    \"lastMutationID\": 4\n  }\n]\n",
  ])
  func `JSON exports are read`(text: String) throws {
    let bench = try ingest("clients.json", text, blockSize: 128)
    let rows = try bench.query(Self.events).map { $0.split(separator: "|").prefix(3).joined(separator: "|") }
    #expect(rows == ["g|c|3", "g|d|4"])
  }

  @Test func `another table is counted and not looked into`() throws {
    let bench = try ingest("todo.csv", "id,title,owner\n1,\"a, b\",u1\n2,c,u2\n")
    #expect(try bench.query("SELECT role, format, records FROM sources") == ["database snapshot|row|2"])
    #expect(try bench.query(Self.events).isEmpty)
  }

  @Test(arguments: [
    ("a.csv", "timestamp,message\n1792540804597,hello\n"),
    ("a.log", "one,two\nthree,four\n"),
    ("a.json", "{\"msg\":\"push\",\"clientGroupID\":\"g\",\"clientID\":\"c\",\"lastMutationID\":3}\n"),
  ])
  func `logs are not taken for tables`(name: String, text: String) throws {
    let bench = try ingest(name, text)
    #expect(try bench.query("SELECT count(*) FROM sources WHERE role = 'database snapshot'") == ["0"])
    #expect(try bench.query(Self.events).isEmpty)
  }
}
