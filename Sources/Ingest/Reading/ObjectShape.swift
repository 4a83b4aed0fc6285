import JSONTape
import Model

/// Where the fields stand that decide what a JSON object is; 0 where it has none of that name.
struct ObjectShape {
  /// Where the object itself stands.
  private(set) var root = 0
  var level = 0
  var severity = 0
  var pid = 0
  var worker = 0
  var message = 0
  var msg = 0
  var event = 0
  var msec = 0
  var time = 0
  var timestamp = 0
  var ts = 0
  var log = 0
  var stream = 0
  var line = 0
  var entry = 0
  var labels = 0
  var journalMessage = 0
  var journalTime = 0
  var priority = 0
  var partialMark = 0
  /// An array of objects, or an object around one, which may hold records.
  var batch = 0
  /// What a collector wrapped, as a text or as an object, under a name of its own.
  var payload = 0
  /// Fields that only a collector adds.
  var collectorFields = 0
  /// Fields with any other name.
  var otherFields = 0

  /// The shape of the object at `root`.
  init(_ fields: UnsafeMutableBufferPointer<FieldNode>, root: Int = 0) {
    guard let base = fields.baseAddress, base[root].kind == .object else { return }
    self.root = root
    let end = Int(base[root].end)
    var index = root + 1
    while index < end {
      note(base[index], index)
      index = Int(base[index].end)
    }
  }

  /// Level and time: the first wins, as pino writes them first and spreads the caller's fields behind. Else the last.
  private mutating func note(_ node: FieldNode, _ index: Int) {
    switch node.keyLength {
    case 2:
      if node.hasKey("ts") { Self.setFirst(&ts, index) } else { noteOther(node, index) }
    case 3:
      if node.hasKey("pid") {
        pid = index
      } else if node.hasKey("msg") {
        msg = index
      } else if node.hasKey("log") {
        log = index
      } else if node.hasKey("lvl") {
        Self.setFirst(&severity, index)
      } else {
        otherFields += 1
      }
    case 4: noteFour(node, index)
    case 5: noteFive(node, index)
    case 6:
      if node.hasKey("worker") {
        worker = index
      } else if node.hasKey("stream") {
        stream = index
      } else if node.hasKey("labels") {
        labels = index
      } else {
        noteOther(node, index)
      }
    case 7:
      if node.hasKey("message") {
        message = index
      } else if node.hasKey("MESSAGE") {
        journalMessage = index
      } else {
        noteOther(node, index)
      }
    default: noteLong(node, index)
    }
  }

  private mutating func noteFour(_ node: FieldNode, _ index: Int) {
    if node.hasKey("time") {
      Self.setFirst(&time, index)
    } else if node.hasKey("line") {
      line = index
    } else if node.hasKey("msec") {
      msec = index
    } else if node.hasKey("date") {
      Self.setFirst(&timestamp, index)
    } else {
      noteOther(node, index)
    }
  }

  private mutating func noteFive(_ node: FieldNode, _ index: Int) {
    if node.hasKey("level") {
      Self.setFirst(&level, index)
    } else if node.hasKey("event") {
      event = index
    } else if node.hasKey("entry") {
      entry = index
    } else if node.hasKey("_time") {
      Self.setFirst(&timestamp, index)
    } else {
      if node.hasKey("Log_s") { payload = index }
      otherFields += 1
    }
  }

  private mutating func noteLong(_ node: FieldNode, _ index: Int) {
    if node.hasKey("timestamp") || node.hasKey("@timestamp") || Self.isTimeOfCollector(node) {
      Self.setFirst(&timestamp, index)
    } else if node.hasKey("severity") {
      Self.setFirst(&severity, index)
    } else if node.hasKey("PRIORITY") {
      priority = index
    } else if node.hasKey("__REALTIME_TIMESTAMP") {
      journalTime = index
    } else if node.hasKey("partial_message") || node.hasKey("CONTAINER_PARTIAL_MESSAGE") {
      partialMark = index
    } else {
      noteOther(node, index)
    }
  }

  private mutating func noteOther(_ node: FieldNode, _ index: Int) {
    if node.rawKind >= FieldNode.Kind.object.rawValue, Int(node.end) > index + 1 { noteNest(node, index) }
    let isCollectors =
      switch node.keyLength {
      case 2: node.hasKey("id")
      case 4: node.hasKey("tags")
      case 6: notePayload(node, index, node.hasKey("result"))
      case 7: node.hasKey("eventId") || notePayload(node, index, node.hasKey("_source"))
      case 8: notePayload(node, index, node.hasKey("LogEntry"))
      case 10:
        notePayload(node, index, node.hasKey("attributes")) || notePayload(node, index, node.hasKey("LogMessage"))
      case 11: notePayload(node, index, node.hasKey("jsonPayload") || node.hasKey("textPayload"))
      case 13: node.hasKey("ingestionTime") || node.hasKey("logStreamName")
      default: false
      }
    if isCollectors { collectorFields += 1 } else { otherFields += 1 }
  }

  private mutating func notePayload(_ node: FieldNode, _ index: Int, _ isPayload: Bool) -> Bool {
    guard isPayload else { return false }
    payload = index
    return node.keyLength == 10
  }

  /// Names that exports of logs have for the time: Azure, Vercel, Cloudflare, API Gateway, Traefik.
  private static func isTimeOfCollector(_ node: FieldNode) -> Bool {
    switch node.keyLength {
    case 8: node.hasKey("StartUTC")
    case 11: node.hasKey("requestTime")
    case 13: node.hasKey("TimeGenerated") || node.hasKey("timestampInMs")
    case 14: node.hasKey("eventTimestamp")
    case 16: node.hasKey("EventTimestampMs")
    case 18: node.hasKey("EdgeStartTimestamp")
    default: false
    }
  }

  /// An object that is a record by itself holds no others.
  var isBatch: Bool { batch != 0 && level == 0 && msg == 0 && message == 0 && log == 0 && line == 0 }

  private mutating func noteNest(_ node: FieldNode, _ index: Int) {
    if node.kind == .array
      ? node.end > UInt32(index) + 2 : node.hasKey("data") || node.hasKey("hits") || node.hasKey("body")
    {
      batch = index
    }
  }

  private static func setFirst(_ field: inout Int, _ index: Int) {
    if field == 0 { field = index }
  }
}
