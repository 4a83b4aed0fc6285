// swift-tools-version:6.2
import PackageDescription

/// Settings of every Swift target: Swift 6 mode, warnings are errors, imports are explicit.
let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  // Every access of a class's storage is checked at run time otherwise; debug builds and tests keep the check.
  .unsafeFlags(["-enforce-exclusivity=unchecked"], .when(configuration: .release)),
]

func layer(_ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []) -> Target {
  .target(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
  .testTarget(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: strict)
}

func system(_ name: String, pkgConfig: String?, apt: String, brew: String) -> Target {
  .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([apt]), .brew([brew])])
}

// The layers, lowest first. A target may import only what stands here as its dependency;
// `swift build --explicit-target-dependency-import-check error` enforces it.
let package = Package(
  name: "lostwrite",
  products: [.executable(name: "lostwrite", targets: ["lostwrite"])],
  targets: [
    // C and C++ libraries, each imported by exactly one Swift target.
    system("CSQLite", pkgConfig: "sqlite3", apt: "libsqlite3-dev", brew: "sqlite"),
    system("CPCRE2", pkgConfig: "libpcre2-8", apt: "libpcre2-dev", brew: "pcre2"),
    system("CArchive", pkgConfig: "libarchive", apt: "libarchive-dev", brew: "libarchive"),
    system("CZlib", pkgConfig: "zlib", apt: "zlib1g-dev", brew: "zlib"),
    system("CYAML", pkgConfig: "yaml-0.1", apt: "libyaml-dev", brew: "libyaml"),
    system("CCurl", pkgConfig: "libcurl", apt: "libcurl4-openssl-dev", brew: "curl"),
    system("CCrypto", pkgConfig: "libcrypto", apt: "libssl-dev", brew: "openssl"),
    // Its pkg-config file asks for a definition that SwiftPM refuses with a warning; nothing of it is needed.
    system("CUTF8Proc", pkgConfig: nil, apt: "libutf8proc-dev", brew: "utf8proc"),
    .target(
      name: "CSimdjson", cxxSettings: [.unsafeFlags(["-O3"])], linkerSettings: [.linkedLibrary("simdjson")]),

    .target(name: "CLineEditing", linkerSettings: [.linkedLibrary("edit")]),

    // Small targets below the vocabulary.
    layer("Spelling"),
    layer("CommandLineTable", ["Spelling"]),
    layer("YAMLDocument", ["CYAML", "Spelling"]),
    layer("Digests", ["CCrypto"]),
    layer("ArchiveReading", ["CArchive", "CZlib"]),
    layer("Webhooks", ["CCurl"]),
    layer("Model"),
    layer("SavedQueries"),

    layer("JSONTape", ["CSimdjson", "Model"]),
    layer("Patterns", ["CPCRE2", "Model"]),
    layer("RulePacks", ["YAMLDocument", "Model"]),
    layer("CaseStore", ["CSQLite", "Spelling", "Model"]),
    layer("Dialects", ["RulePacks", "YAMLDocument", "Patterns", "JSONTape", "Digests", "Model"]),
    layer("Ingest", ["ArchiveReading", "CaseStore", "Dialects", "Digests", "JSONTape", "Model"]),
    layer("Correlation", ["CaseStore", "Patterns", "RulePacks", "YAMLDocument", "Model"]),
    layer("Rules", ["CaseStore", "Patterns", "RulePacks", "YAMLDocument", "Model"]),
    // The script and the style sheet of the HTML report stand in Swift: scripts/embed-html.
    layer("Reporting", ["CUTF8Proc", "CaseStore", "Model"], exclude: ["HTML/Assets"]),
    layer(
      "LostwriteCLI",
      [
        "ArchiveReading", "CommandLineTable", "Digests", "Ingest", "Dialects", "Correlation", "Rules", "Reporting",
        "CaseStore",
        "RulePacks", "CLineEditing", "SavedQueries", "Spelling", "Webhooks", "YAMLDocument", "Model",
      ]),
    tests("JSONTapeTests", ["JSONTape", "CSimdjson", "Model"]),
    .executableTarget(name: "lostwrite", dependencies: ["LostwriteCLI"], swiftSettings: strict),

    tests("SavedQueriesTests", ["SavedQueries"]),
    tests("CaseStoreTests", ["CaseStore", "Model"]),
    tests("YAMLDocumentTests", ["YAMLDocument"]),
    tests("PatternsTests", ["Patterns"]),
    tests("WebhooksTests", ["Webhooks"]),
    tests("DigestsTests", ["Digests"]),
    tests("CommandLineTableTests", ["CommandLineTable"]),
    tests("ArchiveReadingTests", ["ArchiveReading", "CArchive"]),
    tests(
      "IngestTests", ["Ingest", "ArchiveReading", "CaseStore", "Dialects", "Digests", "JSONTape", "RulePacks", "Model"]),
    tests("RulePacksTests", ["RulePacks", "YAMLDocument"]),
    tests("RulesTests", ["Rules", "CaseStore", "RulePacks", "YAMLDocument", "Model"]),
    tests("ReportingTests", ["Reporting", "CaseStore", "Model"]),
    tests(
      "CLITests",
      ["LostwriteCLI", "CommandLineTable", "Reporting", "CaseStore", "RulePacks", "SavedQueries", "Model"]),
    tests("DialectsTests", ["Dialects", "Digests", "RulePacks", "YAMLDocument", "Model"]),
    tests(
      "CorrelationTests", ["Correlation", "Ingest", "Dialects", "Rules", "CaseStore", "Digests", "RulePacks", "Model"]),
    tests("EndToEndTests", ["lostwrite", "CaseStore", "Model", "Reporting", "YAMLDocument"], exclude: ["Cases"]),
  ],
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)
