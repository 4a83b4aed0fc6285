import Foundation
import Model
import Testing

@testable import Ingest

@Suite struct RequestAssemblerTests {
  private static let columns = """
    SELECT k.name, v.at, v.status, v.number, (SELECT text FROM symbols WHERE symbol = v.name),
      (SELECT text FROM symbols WHERE symbol = v.usr), (SELECT text FROM symbols WHERE symbol = v.grp),
      (SELECT text FROM symbols WHERE symbol = v.client), (SELECT fingerprint FROM token_rows t WHERE t.token = v.token)
    FROM event_rows v JOIN event_kinds k ON k.kind = v.kind ORDER BY v.event
    """

  private func events(_ lines: String) throws -> [String] {
    let bench = try Workbench()
    _ = try bench.ingest([bench.write("api.log", lines)])
    return try bench.query(Self.columns)
  }

  @Test func `the end of a request learns what its other lines say, and they learn from each other`() throws {
    let rows = try events(
      """
      at=10 event=api_request_started request=r1 name=/push user=u1 token=t1
      at=11 event=api_request_started request=r2 name=/pull user=u2
      at=12 event=mutation_applied request=r1 client=c1 group=g1 mutation=4
      at=20 event=api_request request=r2 status=401
      at=30 event=api_request request=r1 status=200

      """)
    #expect(
      rows == [
        "api_request|11|401|9|/pull|u2|-|-|-",
        "mutation_applied|12|200|-|-|u1|g1|c1|t1",
        "api_request|10|200|20|/push|u1|g1|c1|t1",
      ])
  }

  @Test func `a line that names writes and path is part of its request, and so are others like it`() throws {
    let rows = try events(
      """
      at=10 event=mutation_started request=r1 client=c1 mutation=4
      at=10 event=api_request_started request=r1 name=/push user=u1
      at=11 event=mutation_started request=r1 client=c1 mutation=5
      at=11 event=api_request_started request=r1 name=/push token=t1
      at=30 event=api_request request=r1 status=200

      """)
    #expect(
      rows == [
        "mutation_started|10|200|-|-|u1|-|c1|t1", "mutation_started|11|200|-|-|u1|-|c1|t1",
        "api_request|10|200|20|/push|u1|-|c1|t1",
      ])
  }

  @Test func `an id that comes back without an end between is another request where path or time say so`() throws {
    let rows = try events(
      """
      at=10 event=api_request_started request=r1 name=/push user=u1
      at=20 event=api_request_started request=r1 name=/pull
      at=90000020 event=api_request_started request=r1 name=/pull
      at=90000030 event=api_request request=r1 status=200

      """)
    #expect(
      rows == [
        "api_request_started|10|-|-|/push|u1|-|-|-", "api_request_started|20|-|-|/pull|-|-|-|-",
        "api_request|90000020|200|10|/pull|-|-|-|-",
      ])
  }

  @Test func `a request that never ends is kept as started`() throws {
    let rows = try events(
      "at=10 event=api_request_started request=r1 name=/push\nat=11 event=token_rejected request=r1 user=u\n")
    #expect(rows == ["api_request_started|10|-|-|/push|u|-|-|-", "token_rejected|11|-|-|-|u|-|-|-"])
  }

  @Test func `a request id that is used again begins anew`() throws {
    let rows = try events(
      """
      at=1 event=api_request_started request=r name=/a user=u1
      at=2 event=api_request request=r status=200
      at=3 event=api_request_started request=r name=/b
      at=4 event=api_request request=r status=500

      """)
    #expect(rows == ["api_request|1|200|1|/a|u1|-|-|-", "api_request|3|500|1|/b|-|-|-|-"])
  }

  @Test func `a line after the end still learns`() throws {
    let rows = try events(
      """
      at=1 event=api_request_started request=r name=/a user=u1
      at=2 event=api_request request=r status=200
      at=3 event=mutation_applied request=r client=c mutation=1

      """)
    #expect(rows == ["api_request|1|200|1|/a|u1|-|-|-", "mutation_applied|3|-|-|-|u1|-|c|-"])
  }

  @Test func `a request of several clients has no client of its own`() throws {
    let rows = try events(
      """
      at=2 event=mutation_applied request=r client=c1 group=g mutation=1
      at=2 event=mutation_applied request=r client=c2 mutation=1
      at=3 event=api_request request=r status=200 name=/push

      """)
    #expect(rows[2] == "api_request|3|200|-|/push|-|g|-|-")
    #expect(rows[1].hasPrefix("mutation_applied|2|200|-|-|-|g|c2"))
  }

  @Test func `events without a request id stay as they are`() throws {
    let rows = try events("at=1 event=api_request status=200 name=/a\nat=2 event=token_rejected user=u\n")
    #expect(rows == ["api_request|1|200|-|/a|-|-|-|-", "token_rejected|2|-|-|-|u|-|-|-"])
  }

  @Test func `more open requests than are remembered lose nothing`() throws {
    var kinds: [EventKind] = []
    var assembler = RequestAssembler(limit: 10) { kinds.append($0.kind) }
    for kind in [EventKind.apiRequestStarted, .apiRequest] {
      for number in 0..<25 {
        var event = Event(kind: kind)
        event.request = "request \(number)"
        try assembler.add(event, hash: RequestAssembler.hash(event.request))
      }
    }
    try assembler.finish()
    #expect(kinds.filter { $0 == .apiRequest }.count == 25)
    #expect(kinds.filter { $0 == .apiRequestStarted }.count == 25)
  }
}
