import Foundation
import Testing

/// Reports held against the schemas of their formats.
enum Schemas {
  /// A schema that `scripts/fetch-schemas` brings.
  static func fetched(_ name: String) throws -> String {
    let path = Binary.root.appendingPathComponent(".build/schemas/\(name)").path
    try #require(FileManager.default.fileExists(atPath: path), "\(name) is missing; run scripts/fetch-schemas")
    return path
  }

  /// What is wrong with a JSON document, one line each; empty when it is as its schema says.
  static func problems(ofJSON document: String, schema: String) throws -> String {
    let script = """
      import json, sys, jsonschema
      schema, document = (json.load(open(path, encoding='utf-8')) for path in sys.argv[1:3])
      kind = jsonschema.validators.validator_for(schema)
      kind.check_schema(schema)
      for error in kind(schema).iter_errors(document):
          print('/'.join(map(str, error.absolute_path)) + ': ' + error.message[:300])
      """
    let run = try Tool.run([python, "-c", script, schema, document])
    return run.status == 0 ? run.text : "the validator failed: \(run.text)"
  }

  /// What is wrong with an XML document, as `xmllint` says it; empty when it is as its schema says.
  static func problems(ofXML document: String, schema: String) throws -> String {
    let run = try Tool.run(["xmllint", "--nonet", "--noout", "--schema", schema, document])
    return run.status == 0 ? "" : run.text
  }

  /// The first Python that can check JSON schemas.
  private static let python: String = {
    let check = "import jsonschema"
    let first = try? Tool.run(["python3", "-c", check])
    return first?.status == 0 ? "python3" : "/usr/bin/python3"
  }()
}
