import Testing

/// `config check` reads what a configuration names.
@Suite struct RulesOfConfigurationTests {
  @Test(arguments: [
    ("zero/detections/mine.yaml", "schema: 1\nid: mine\nkind: nonsense\n"),
    ("zero/dialect/mine.yaml", "schema: 1\nx: 1\n"),
  ])
  func brokenRulesAreToldAsANightWouldTellThem(name: String, text: String) throws {
    let nights = try NightDesk()
    try nights.add("healthy")
    nights.more = "rules: [mine]"
    try nights.desk.write("mine/\(name)", text)
    let night = try nights.night(22)
    let check = try Binary.run(["config", "check", nights.configPath])
    #expect(check.status == 2 && night.status == 2, "\(check.error)\(night.error)")
    #expect(check.error == night.error)
    #expect(check.error.contains("mine.yaml:"), "\(check.error)")
  }
}
