import Testing

@testable import ArchiveReading

@Suite struct InputListTests {
  @Test func `a missing path is a problem that names it`() {
    let list = InputList(["/nowhere/at/all"])
    #expect(list.problems.map(\.message) == ["cannot read '/nowhere/at/all': No such file or directory"])
  }
}
