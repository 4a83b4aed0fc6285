import Model
import Testing

@testable import Ingest

@Suite struct CivilTimeTests {
  private func parsed(_ text: String, _ parse: (UnsafeRawBufferPointer) -> CivilTime?) -> CivilTime? {
    Array(text.utf8).withUnsafeBytes(parse)
  }

  @Test(arguments: [
    ("2026-11-22T10:23:18.629681568Z", "2026-11-22T10:23:18.629681Z", Int32(1), true, 30),
    ("2026-11-22T10:23:18Z app[x]", "2026-11-22T10:23:18.000000Z", 1_000_000, true, 20),
    ("2026-11-22T10:23:18.5+00:00 x", "2026-11-22T10:23:18.500000Z", 1_000, true, 27),
    ("2026-11-22 10:23:18,123 INFO", "2026-11-22T10:23:18.123000Z", 1_000, false, 23),
    ("2026/11/22 10:23:18 [error]", "2026-11-22T10:23:18.000000Z", 1_000_000, false, 19),
    ("2026-11-22T12:23:18.790+02:00", "2026-11-22T10:23:18.790000Z", 1_000, true, 29),
    ("2026-11-22T04:53:18.790-0530", "2026-11-22T10:23:18.790000Z", 1_000, true, 28),
    ("2026-11-22T15:53:18.790+5.5:30 [", "2026-11-22T10:23:18.790000Z", 1_000, true, 30),
    ("2026-11-22T06:53:18.790-3.5:30", "2026-11-22T10:23:18.790000Z", 1_000, true, 30),
    ("2026-11-22T16:08:18.790+5.75:45", "2026-11-22T10:23:18.790000Z", 1_000, true, 31),
    ("2026-11-22T10:23:18+99:99 x", "2026-11-22T10:23:18.000000Z", 1_000_000, false, 19),
    ("2024-02-29T23:59:59.999999Z", "2024-02-29T23:59:59.999999Z", 1, true, 27),
  ])
  func readsISO(_ text: String, _ time: String, _ resolution: Int32, _ hasZone: Bool, _ length: Int) {
    let result = parsed(text) { CivilTime.iso($0) }
    #expect(result?.time.iso == time)
    #expect(result?.resolution == resolution)
    #expect(result?.hasZone == hasZone)
    #expect(result?.length == length)
  }

  @Test(arguments: [
    "", "2026-11-22", "2026-13-22T10:23:18Z", "2026-11-32T10:23:18Z", "2026-11-22T24:23:18Z", "2026-11-22X10:23:18Z",
    "2026-11/22T10:23:18Z", "20261122T102318Z000000", "2026-11-22T10:23:1",
  ])
  func refusesOtherText(_ text: String) {
    #expect(parsed(text) { CivilTime.iso($0) } == nil)
  }

  @Test(arguments: [
    ("22/Nov/2026:10:23:29 +0000] \"", "2026-11-22T10:23:29.000000Z", 26, true),
    ("10/Oct/2000:13:55:36 -0700]", "2000-10-10T20:55:36.000000Z", 26, true),
    ("22/Nov/2026:10:09:24.233] fe", "2026-11-22T10:09:24.233000Z", 24, false),
  ])
  func readsAccessLogTimes(_ text: String, _ time: String, _ length: Int, _ hasZone: Bool) {
    let result = parsed(text) { CivilTime.accessLog($0, at: 0) }
    #expect(result?.time.iso == time)
    #expect(result?.length == length)
    #expect(result?.hasZone == hasZone)
  }

  @Test(arguments: [
    (Int64(1_795_342_356), "2026-11-22T10:12:36.000000Z"), (1_795_342_356_542, "2026-11-22T10:12:36.542000Z"),
    (1_795_342_356_542_001, "2026-11-22T10:12:36.542001Z"),
    (1_795_342_356_542_001_999, "2026-11-22T10:12:36.542001Z"),
  ])
  func readsEpochsByMagnitude(_ value: Int64, _ time: String) {
    #expect(CivilTime.epoch(value)?.time.iso == time)
    #expect(parsed("\(value)") { CivilTime.epoch($0) }?.time.iso == time)
  }

  @Test func readsFractionalEpochs() {
    #expect(CivilTime.epoch(1_795_342_164.217)?.time.iso == "2026-11-22T10:09:24.217000Z")
    #expect(parsed("1795342164.217") { CivilTime.epoch($0) }?.time.iso == "2026-11-22T10:09:24.217000Z")
  }

  @Test(arguments: ["", "12", "12989.66", "1795342164x", "99999999999999999999", "0000000000"])
  func refusesNumbersThatAreNoTime(_ text: String) {
    #expect(parsed(text) { CivilTime.epoch($0) } == nil)
  }
}
