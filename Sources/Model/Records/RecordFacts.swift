/// How severe a record says it is; `unknown` where its format has no level word.
public enum LogLevel: UInt8, CaseIterable, Comparable, Sendable {
  case unknown = 0
  case trace, debug, info, warn, error, fatal

  public static func < (a: LogLevel, b: LogLevel) -> Bool { a.rawValue < b.rawValue }
  public var name: String { "\(self)" }
}

/// Which standard stream a record was written to, as its envelope says.
public enum LogStream: UInt8, CaseIterable, Sendable {
  case unknown = 0
  case stdout, stderr
  public var name: String { "\(self)" }
}

/// Where a record's time comes from.
public enum TimeOrigin: UInt8, CaseIterable, Sendable {
  /// The record has no time.
  case none = 0
  /// The program wrote it.
  case body
  /// The collector (docker, kubelet, CloudWatch ...) wrote it.
  case envelope
  /// Between two records of the same source whose times are known.
  case interpolated
  public var name: String { "\(self)" }
}

/// The inner format of a record, recognised by its content.
public enum RecordFormat: UInt8, CaseIterable, Sendable {
  case unknown = 0
  /// zero-cache with ZERO_LOG_FORMAT=json.
  case zeroJSON
  /// zero-cache's text sink, with and without time.
  case zeroText
  /// The console sink of @rocicorp/logger: `context words, text, JSON` (`PushProcessor ...`, `clientID=... ...`).
  case consoleSink
  /// One JSON object per line of an application logger: pino, bunyan, winston, slog ...
  case json
  /// An access log line: morgan, nginx, Apache, Hono's logger, nginx JSON.
  case access
  /// Anything else, with `key=value` pairs read as fields.
  case text
  /// A row of a database snapshot.
  case row
  public var name: String { "\(self)" }
}

/// What a collector wrapped around a record; the outermost layer where there are several.
public enum EnvelopeKind: UInt8, CaseIterable, Sendable {
  case none = 0
  /// Docker's json-file, and what Fluentd makes of it.
  case docker
  /// Kubernetes' log files.
  case cri
  case journald, loki, syslog
  /// `docker compose logs` and pm2: the service's name in front of each line.
  case compose
  /// `kubectl logs --prefix`.
  case kubectl
  case fly
  /// A CSV export with a time and a message column, as of CloudWatch.
  case csv
  /// A collector's JSON object with the line in its `message`.
  case collector
  /// A collector's time in front of each line.
  case time
  /// OpenTelemetry's protocol in JSON.
  case otlp
  public var name: String { "\(self)" }
}

/// What wrote a source.
public enum SourceRole: UInt8, CaseIterable, Sendable {
  case unknown = 0
  case syncServer, apiServer, proxy, client, authServer, database, telemetry

  /// As the views and the reports spell it.
  public var name: String {
    switch self {
    case .unknown: "unknown"
    case .syncServer: "sync server"
    case .apiServer: "API server"
    case .proxy: "proxy"
    case .client: "client console"
    case .authServer: "auth server"
    case .database: "database snapshot"
    case .telemetry: "telemetry"
    }
  }
}
