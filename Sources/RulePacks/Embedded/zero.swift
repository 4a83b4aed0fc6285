// swift-format-ignore-file
// Made by scripts/embed-rules from rules/zero; change the rules, not this file.

extension EmbeddedRules {
static let zero: [EmbeddedFile] = [
EmbeddedFile(path: "zero/dialect/api-server.yaml", text: #"""
# @rocicorp/zero/server in the API process (console sink, first word PushProcessor). Source: rocicorp/mono
# packages/zero-server/src/process-mutations.ts, tags zero/v0.24 to v1.9.0.
schema: 1
system: zero
entries:
  - id: mutator-threw
    versions: ">=0.25.0"
    formats: [consoleSink]
    message: {prefix: "Application error processing mutation ", pattern: '^Application error processing mutation (?<id>\d+) for client (?<client>\S+)'}
    event: mutation_app_error
    set: {client: "%client", mutation: "%id", name: $cause.name, detail: $message}
    samples:
      match: ['PushProcessor Application error processing mutation 6 for client c1 {"name":"ApplicationError","message":"Login required to edit"}']
      ignore: ['PushProcessor Mutation 6 for client c1 was retried after an error {"name":"ApplicationError","message":"x"}']
  - id: retried-without-mutator
    formats: [consoleSink]
    message: {prefix: "Mutation ", pattern: '^Mutation (?<id>\d+) for client (?<client>\S+) was retried after an error(: (?<name>\w+): (?<words>.*))?'}
    event: mutation_errored
    set: {client: "%client", mutation: "%id", detail: "%words", name: $cause.name}
    where: {message: {exists: false}}
    samples:
      match: ['PushProcessor Mutation 4 for client c1 was retried after an error: Error: Login required to edit']
      ignore: ['PushProcessor Application error processing mutation 4 for client c1 {"name":"Error","message":"x"}']
  - id: retried-without-mutator-object
    formats: [consoleSink]
    message: {prefix: "Mutation ", pattern: '^Mutation (?<id>\d+) for client (?<client>\S+) was retried after an error'}
    where: {message: {exists: true}}
    event: mutation_errored
    set: {client: "%client", mutation: "%id", name: $cause.name, detail: $message}
    samples:
      match: ['PushProcessor Mutation 3 for client c1 was retried after an error {"name":"ApplicationError","message":"Login required to edit"}']
      ignore: ['PushProcessor Mutation 3 for client c1 is fine {"name":"x","message":"y"}']
  - id: retry-failed
    versions: ">=0.26.1"
    formats: [consoleSink]
    message: {prefix: "Retry also failed for mutation ", pattern: '^Retry also failed for mutation (?<id>\d+) for client (?<client>\S+)'}
    event: mutation_rolled_back
    set: {client: "%client", mutation: "%id", name: $name, detail: $message}
    samples:
      match: ['PushProcessor Retry also failed for mutation 6 for client c1 {"name":"DatabaseTransactionError","message":"x"}']
      ignore: ['PushProcessor Error processing mutation 6 for client c1, retrying without mutator {"name":"x","message":"y"}']
  - id: unexpected-error
    versions: "0.24 - 0.26.0"
    formats: [consoleSink]
    message: {prefix: "Unexpected error processing mutation ", pattern: '^Unexpected error processing mutation (?<id>\d+) for client (?<client>\S+)'}
    event: mutation_rolled_back
    set: {client: "%client", mutation: "%id", name: $name, detail: $message}
    samples:
      match: ['PushProcessor Unexpected error processing mutation 2 for client c1 {"name":"DatabaseTransactionError","message":"x"}']
      ignore: ['PushProcessor Unexpected error {"name":"x"}']
  - id: database-error-025
    versions: "0.25.0"
    formats: [consoleSink]
    message: {prefix: "Database error processing mutation ", pattern: '^Database error processing mutation (?<id>\d+) for client (?<client>\S+)'}
    event: mutation_rolled_back
    set: {client: "%client", mutation: "%id", name: $name, detail: $message}
    samples:
      match: ['PushProcessor Database error processing mutation 2 for client c1 {"name":"DatabaseTransactionError","message":"x"}']
      ignore: ['PushProcessor Database error {"name":"x"}']
  - id: already-processed
    formats: [consoleSink]
    where: {message: {prefix: "Ignoring mutation from "}}
    message: {contains: ""}
    event: mutation_already_processed
    set: {detail: $message}
    samples:
      match: ['PushProcessor {"name":"Error","message":"Ignoring mutation from c1 with ID 67 as it was already processed. Expected: 68"}']
      ignore: ['PushProcessor {"name":"Error","message":"Client c1 sent mutation ID 91 but expected 88"}']
  - id: out-of-order
    formats: [consoleSink]
    where: {message: {prefix: "Client "}}
    message: {contains: ""}
    event: mutation_out_of_order
    set: {detail: $message}
    samples:
      match: ['PushProcessor {"name":"Error","message":"Client c1 sent mutation ID 91 but expected 88"}']
      ignore: ['PushProcessor {"name":"Error","message":"Ignoring mutation from c1 with ID 67 as it was already processed. Expected: 68"}']
  - id: processing
    versions: ">=0.25.1"
    formats: [consoleSink]
    message: {prefix: "Processing mutation '", pattern: "^Processing mutation '(?<name>[^']*)' \\(id=(?<id>\\d+), clientID=(?<client>[^)]+)\\)"}
    event: mutation_started
    set: {client: "%client", mutation: "%id", name: "%name"}
    samples:
      match: ["PushProcessor Processing mutation 'issue.create' (id=1, clientID=c1)"]
      ignore: ["PushProcessor Executing mutator 'issue.create' (id=1)"]
  - id: push-request-failed
    formats: [consoleSink]
    message: {prefix: "Failed to process push request"}
    where: {name: [DatabaseTransactionError, PostgresError]}
    event: database_fault
    set: {name: $name, detail: $message}
    samples:
      match: ['PushProcessor Failed to process push request {"name":"DatabaseTransactionError","message":"x"}']
      ignore: ['PushProcessor Failed to process push request {"name":"Error","message":"Client c1 sent mutation ID 9 but expected 8"}']

"""#),
EmbeddedFile(path: "zero/dialect/client.yaml", text: #"""
# The Zero client's own console. Source: rocicorp/mono packages/zero-client/src/client/zero.ts, tags zero/v0.24 to v1.9.0.
schema: 1
system: zero
entries:
  - id: client-version
    formats: [consoleSink]
    message: {prefix: "Starting Zero version: ", pattern: '^Starting Zero version: (?<version>\S+)'}
    event: client_started
    set: {name: "%version"}
    samples:
      match: ["clientID=c1 Starting Zero version: 0.25.13"]
      ignore: ["clientID=c1 Connecting... {}"]
  - id: client-connecting
    formats: [consoleSink]
    message: {prefix: "Connecting..."}
    event: client_connecting
    samples:
      match: ["clientID=c1 runLoopCounter=1 wsid=w1 Connecting... {}"]
      ignore: ["clientID=c1 wsid=w1 Connecting to ws://localhost/sync"]
  - id: client-connected
    formats: [consoleSink]
    message: {prefix: "Connected"}
    where: {timeToConnectMs: {exists: true}}
    event: client_connected
    samples:
      match: ['clientID=c1 wsid=w1 Connected {"timeToConnectMs":63,"connectedCount":1}']
      ignore: ["clientID=c1 Connecting... {}"]
  - id: client-needs-auth
    versions: ">=0.25.0"
    formats: [consoleSink]
    message: {prefix: "Run loop paused in needs-auth state"}
    event: client_paused
    set: {name: needs-auth, detail: $message}
    samples:
      match: ['clientID=c1 runLoopCounter=19 Run loop paused in needs-auth state. Call zero.connection.connect({auth}) to resume. {"name":"ProtocolError","message":"x"}']
      ignore: ["clientID=c1 Run loop paused in error state. Call zero.connection.connect() to resume."]
  - id: client-resumed
    versions: ">=0.25.0"
    formats: [consoleSink]
    message: {prefix: "Resuming connection from state: needs-auth"}
    event: client_resumed
    samples:
      match: ["clientID=c1 connect Resuming connection from state: needs-auth"]
      ignore: ["clientID=c1 Connecting... {}"]
  - id: client-connect-failed
    formats: [consoleSink]
    message: {prefix: "Failed to connect"}
    event: client_disconnected
    set: {name: connect-failed, detail: $message}
    samples:
      match: ['clientID=c1 runLoopCounter=27 Failed to connect {"name":"ServerError","message":"AuthInvalidated: x"}']
      ignore: ["clientID=c1 Connecting... {}"]
  - id: client-closed
    formats: [consoleSink]
    message: {contains: "disconnecting"}
    where: {reason: ClientClosed}
    event: client_closed
    samples:
      match: ['clientID=c1 close disconnecting {"reason":"ClientClosed","connectedAt":1,"messageCount":69}']
      ignore: ['clientID=c1 wsid=w1 disconnecting {"reason":"AbruptClose","connectedAt":1}']
  - id: client-mutation-failed
    versions: ">=0.25.1"
    formats: [consoleSink]
    message: {prefix: "Mutator \"", pattern: '^Mutator "(?<name>[^"]+)" (app )?error on (?<where>server|client)'}
    event: client_mutation_failed
    set: {name: "%name", detail: $message}
    samples:
      match: ['clientID=c1 Mutator "todo.create" app error on server {"name":"ApplicationError","message":"Login required to edit"}']
      ignore: ["clientID=c1 Mutator ran"]

"""#),
EmbeddedFile(path: "zero/dialect/sync-server.yaml", text: #"""
# zero-cache: connections, pushes, queries, life cycle. Sources: rocicorp/mono packages/zero-cache/src (workers/connection,
# services/mutagen/pusher, custom/fetch, services/view-syncer, services/runner), tags zero/v0.24 to v1.9.0.
schema: 1
system: zero
entries:
  # --- life cycle
  - id: banner
    formats: [zeroJSON, zeroText]
    message: {prefix: "starting server@", pattern: '^starting server@(?<version>[\w.+-]+)'}
    event: server_started
    set: {name: "%version"}
    samples:
      match: ['{"level":"INFO","pid":1,"worker":"runner","protocolVersion":45,"port":4848,"message":"starting server@0.25.13 "}']
      ignore: ['{"level":"INFO","pid":1,"worker":"runner","message":"starting zero-cache"}']
  - id: drain-by-signal
    formats: [zeroJSON, zeroText]
    message: {prefix: "initiating drain ("}
    event: server_stopping
    set: {name: drain, detail: "initiating drain"}
    samples:
      match: ['{"level":"INFO","pid":1,"worker":"runner","component":"process-manager","message":"initiating drain (SIGTERM)"}']
      ignore: ['{"level":"INFO","pid":1,"worker":"syncer","message":"draining 0 view-syncers"}']
  - id: drain-by-heartbeat
    formats: [zeroJSON, zeroText]
    message: {prefix: "last heartbeat received", contains: "draining"}
    event: server_stopping
    set: {name: heartbeat, detail: "no heartbeat from the load balancer: draining"}
    samples:
      match: ['{"level":"INFO","pid":1,"worker":"runner","component":"zero-dispatcher","message":"last heartbeat received 20.006 seconds ago. draining."}']
      ignore: ['{"level":"INFO","pid":1,"worker":"runner","message":"starting heartbeat monitor at 20 second interval"}']
  - id: replication-taken-over
    formats: [zeroJSON, zeroText]
    message: {contains: "another zero-cache taking over the replication stream"}
    event: server_stopping
    set: {name: takeover, detail: "another zero-cache took over the replication stream"}
    samples:
      match: ['{"level":"WARN","pid":1,"worker":"change-streamer","message":"ShutdownSignal: another zero-cache taking over the replication stream"}']
      ignore: ['{"level":"INFO","pid":1,"worker":"runner","message":"zero-cache ready (10 ms)"}']
  - id: exited
    formats: [zeroJSON, zeroText]
    message: {contains: "exited with code (", pattern: '^(?<what>.{1,60}) exited with code \((?<code>[1-9]\d*)\)'}
    event: server_failed
    set: {name: exit, number: "%code", detail: "a process ended with an error code"}
    samples:
      match: ['{"level":"ERROR","pid":1,"worker":"runner","component":"process-manager","message":"zero-cache (31) exited with code (255) "}']
      ignore: ['{"level":"INFO","pid":1,"worker":"runner","component":"process-manager","message":"syncer.js (5227) exited with code (0) "}']
  - id: exiting-with-error
    formats: [zeroJSON, zeroText, text, consoleSink]
    message: {prefix: "exiting with error"}
    event: server_failed
    set: {name: crash, detail: "exiting with error"}
    samples:
      match: ['{"level":"ERROR","pid":1,"worker":"runner","message":"exiting with error TypeError: Expected string at taskID. Got true"}']
      ignore: ['{"level":"INFO","pid":1,"worker":"runner","message":"exiting with code 0"}']

  # --- connections
  - id: poke
    formats: [zeroJSON, zeroText]
    message: {prefix: "starting poke from"}
    event: client_seen
    samples:
      match: ['{"level":"INFO","pid":1,"worker":"syncer","component":"view-syncer","clientGroupID":"g1","clientID":"c1","wsID":"w1","pokeID":"a","message":"starting poke from 9 to a"}']
      ignore: ['{"level":"INFO","pid":1,"worker":"syncer","message":"already caught up, not sending poke."}']
  - id: caught-up
    formats: [zeroJSON, zeroText]
    message: {prefix: "already caught up, not sending poke"}
    event: client_seen
    samples:
      match: ['{"level":"INFO","pid":1,"worker":"syncer","component":"view-syncer","clientGroupID":"g1","clientID":"c1","wsID":"w1","message":"already caught up, not sending poke."}']
      ignore: ['{"level":"INFO","pid":1,"worker":"syncer","message":"starting poke from 1 to 2"}']
  - id: new-connection
    formats: [zeroJSON, zeroText]
    message: {exact: "new connection"}
    event: connection_opened
    samples:
      match: ['{"level":"DEBUG","pid":1,"worker":"syncer","clientID":"c1","clientGroupID":"g1","wsID":"w1","message":"new connection"}']
      ignore: ['{"level":"DEBUG","pid":1,"worker":"syncer","message":"new client handler"}']
  - id: closing-connection
    formats: [zeroJSON, zeroText]
    message: {prefix: "closing connection: ", pattern: '^closing connection: (?<reason>[^:(]{1,60})'}
    event: connection_closed
    set: {name: "%reason", status: $code, detail: $bodyPreview}
    samples:
      match: ['{"level":"INFO","pid":1,"worker":"syncer","clientID":"c1","clientGroupID":"g1","wsID":"w1","code":1000,"reason":"","wasClean":true,"message":"closing connection: WebSocket close event"}']
      ignore: ['{"level":"WARN","pid":1,"worker":"dispatcher","message":"closing connection to client with error Error: x"}']
  - id: handshake-refused
    versions: "<=0.25.13"
    formats: [zeroJSON, zeroText]
    level: [error]
    message: {prefix: 'Sending error on WebSocket'}
    where: {errorKind: AuthInvalidated, clientID: {exists: false}}
    event: connection_refused
    set: {status: 401, name: AuthInvalidated, detail: $errorMsg, user: $payload.sub, subject: $payload.sub, expires_at: $payload.exp, issued_at: $payload.iat, token_id: $payload.jti}
    samples:
      match: ['{"level":"ERROR","pid":1,"worker":"syncer","errorKind":"AuthInvalidated","code":"ERR_JWT_EXPIRED","name":"JWTExpired","claim":"exp","reason":"check_failed","payload":{"sub":"u1","iat":1,"exp":2},"errorMsg":"\"exp\" claim timestamp check failed","message":"Sending error on WebSocket {\"kind\":\"AuthInvalidated\"}"}']
      ignore: ['{"level":"WARN","pid":1,"worker":"syncer","clientID":"c1","errorKind":"PushFailed","message":"Sending error on WebSocket {}"}']
  - id: handshake-refused-without-ids
    versions: "0.26.0 - 1.2.0"
    formats: [zeroJSON, zeroText]
    level: [info]
    message: {prefix: 'Sending error on WebSocket {"kind":"AuthInvalidated"'}
    where: {clientID: {exists: false}, payload: {exists: false}}
    event: none
    samples:
      match: ['{"level":"INFO","pid":1,"worker":"syncer","errorKind":"AuthInvalidated","message":"Sending error on WebSocket {\"kind\":\"AuthInvalidated\",\"message\":\"x\"} "}']
      ignore: ['{"level":"ERROR","pid":1,"worker":"syncer","errorKind":"AuthInvalidated","payload":{"sub":"u1"},"message":"Sending error on WebSocket {\"kind\":\"AuthInvalidated\"}"}']
  - id: handshake-rejected
    versions: ">=1.3.0"
    formats: [zeroJSON, zeroText]
    message: {prefix: "Rejecting sync connection during initial auth resolution"}
    event: connection_refused
    set: {status: 401, name: AuthInvalidated, detail: $errorKind}
    samples:
      match: ['{"level":"WARN","pid":1,"worker":"syncer","workerIndex":0,"clientGroupID":"g1","clientID":"c1","incomingUserID":"u1","hasProvidedAuth":true,"errorKind":"Failed to decode auth token: JWTExpired: \"exp\" claim timestamp check failed","message":"Rejecting sync connection during initial auth resolution"}']
      ignore: ['{"level":"INFO","pid":1,"worker":"syncer","message":"Sending error on WebSocket {}"}']
  - id: group-hydrating
    formats: [zeroJSON, zeroText]
    message: {prefix: "hydrating "}
    event: group_seen
    samples:
      match: ['{"level":"INFO","pid":1,"worker":"syncer","component":"view-syncer","clientGroupID":"g1","message":"hydrating 4 queries"}']
      ignore: ['{"level":"INFO","pid":1,"worker":"syncer","component":"view-syncer","clientGroupID":"g1","message":"finished processing advancement of 1 changes (1 ms)"}']
  - id: group-pipelines
    formats: [zeroJSON, zeroText]
    message: {prefix: "init pipelines@"}
    event: group_seen
    samples:
      match: ['{"level":"INFO","pid":1,"worker":"syncer","component":"view-syncer","clientGroupID":"g1","message":"init pipelines@53sm7mg (cvr@00:01)"}']
      ignore: ['{"level":"INFO","pid":1,"worker":"syncer","message":"stopping view syncer"}']
  - id: group-cvr
    versions: ">=0.26.2"
    formats: [zeroJSON, zeroText]
    level: [info]
    message: {prefix: "loaded cvr@"}
    event: group_seen
    samples:
      match: ['{"level":"INFO","pid":1,"worker":"syncer","component":"view-syncer","clientGroupID":"g1","message":"loaded cvr@00 (20 ms)"}']
      ignore: ['{"level":"DEBUG","pid":1,"worker":"syncer","component":"view-syncer","clientGroupID":"g1","message":"flushed cvr@00 {}"}']
  - id: results-hydrated
    versions: ">=1.9.0"
    formats: [zeroJSON]
    where: {queryHash: mutationResults, hydrationRowCount: {exists: true}}
    message: {contains: ""}
    event: results_hydrated
    set: {number: $hydrationRowCount}
    samples:
      match: ['{"level":"INFO","pid":1,"worker":"syncer","workerIndex":0,"clientGroupID":"g1","zeroEvent":"query-pipeline-hydrate-finish","queryHash":"mutationResults","hydrationRowCount":1,"message":"query hydrated"}']
      ignore: ['{"level":"INFO","pid":1,"worker":"syncer","clientGroupID":"g1","queryHash":"lmids","hydrationRowCount":1,"message":"query hydrated"}']

  # --- pushes
  - id: pushing
    formats: [zeroJSON, zeroText]
    message: {prefix: "pushing to ", pattern: 'with (?<count>\d+) mutations'}
    event: push_forwarded
    set: {number: "%count"}
    samples:
      match: ['{"level":"DEBUG","pid":1,"worker":"syncer","clientGroupID":"g1","component":"pusher","message":"pushing to http://api/mutate with 1 mutations"}']
      ignore: ['{"level":"DEBUG","pid":1,"worker":"syncer","message":"fetch from API server attempt"}']
  - id: push-call-024
    versions: "0.24"
    formats: [zeroJSON, zeroText]
    level: [info]
    message: {exact: "fetchFromAPIServer called"}
    where: {component: pusher}
    event: push_forwarded
    samples:
      match: ['{"level":"INFO","pid":1,"worker":"syncer","clientGroupID":"g1","component":"pusher","url":"http://api/mutate","message":"fetchFromAPIServer called"}']
      ignore: ['{"level":"INFO","pid":1,"worker":"syncer","clientGroupID":"g1","component":"view-syncer","message":"fetchFromAPIServer called"}']
  - id: api-call-refused
    versions: ">=0.25.0"
    formats: [zeroJSON, zeroText]
    message: {prefix: "fetch from API server returned non-OK status"}
    event: api_call_failed
    set: {status: $status, name: $component, detail: $bodyPreview}
    samples:
      match: ['{"level":"WARN","pid":1,"worker":"syncer","clientGroupID":"g1","component":"pusher","fetchFromAPIServerID":"x","url":"http://api/mutate","status":401,"bodyPreview":"{}","message":"fetch from API server returned non-OK status"}']
      ignore: ['{"level":"DEBUG","pid":1,"worker":"syncer","message":"fetch from API server succeeded"}']
  - id: api-call-threw
    versions: ">=0.25.10"
    formats: [zeroJSON, zeroText]
    message: {prefix: "fetch from API server threw error"}
    event: service_unavailable
    set: {name: $component, detail: $errorMsg}
    samples:
      match: ['{"level":"WARN","pid":1,"worker":"syncer","clientGroupID":"g1","component":"pusher","name":"TypeError","errorMsg":"fetch failed","message":"fetch from API server threw error {\"url\":\"http://api\"}"}']
      ignore: ['{"level":"WARN","pid":1,"worker":"syncer","message":"fetch from API server returned non-OK status"}']
  - id: push-failed
    versions: ">=0.25.1"
    formats: [zeroJSON, zeroText]
    message: {prefix: "The server behind ZERO_MUTATE_URL returned a push error."}
    event: push_failed
    set: {status: $status, name: $reason, detail: $bodyPreview}
    each: {over: mutationIDs, client: clientID, mutation: id}
    samples:
      match: ['{"level":"WARN","pid":1,"worker":"syncer","clientGroupID":"g1","component":"pusher","kind":"PushFailed","origin":"zeroCache","reason":"http","status":401,"bodyPreview":"{}","message":"The server behind ZERO_MUTATE_URL returned a push error.","mutationIDs":[{"id":2,"clientID":"c1"}]}']
      ignore: ['{"level":"WARN","pid":1,"worker":"syncer","clientGroupID":"g1","component":"pusher","error":"app","message":"The server behind ZERO_MUTATE_URL returned a mutation error."}']
  - id: push-failed-old
    versions: "<=0.25.0"
    formats: [zeroJSON, zeroText]
    message: {prefix: "The server behind ZERO_PUSH_URL returned a push error."}
    event: push_failed
    set: {status: $status, name: $error, detail: $details}
    each: {over: mutationIDs, client: clientID, mutation: id}
    samples:
      match: ['{"level":"WARN","pid":1,"worker":"syncer","clientGroupID":"g1","component":"pusher","error":"http","status":500,"details":"x","mutationIDs":[{"id":2,"clientID":"c1"}],"message":"The server behind ZERO_PUSH_URL returned a push error."}']
      ignore: ['{"level":"WARN","pid":1,"worker":"syncer","component":"pusher","error":"app","message":"The server behind ZERO_PUSH_URL returned a mutation error."}']
  - id: mutation-error
    versions: ">=0.25.1"
    formats: [zeroJSON, zeroText]
    message: {prefix: "The server behind ZERO_MUTATE_URL returned a mutation error."}
    event: mutation_error
    set: {name: $error, detail: $details}
    samples:
      match: ['{"level":"WARN","pid":1,"worker":"syncer","clientGroupID":"g1","component":"pusher","error":"app","message":"The server behind ZERO_MUTATE_URL returned a mutation error."}']
      ignore: ['{"level":"WARN","pid":1,"worker":"syncer","clientGroupID":"g1","component":"pusher","kind":"PushFailed","message":"The server behind ZERO_MUTATE_URL returned a push error."}']
  - id: mutation-error-old
    versions: "<=0.25.0"
    formats: [zeroJSON, zeroText]
    message: {prefix: "The server behind ZERO_PUSH_URL returned a mutation error."}
    event: mutation_error
    set: {name: $error, detail: $details}
    samples:
      match: ['{"level":"WARN","pid":1,"worker":"syncer","clientGroupID":"g1","component":"pusher","error":"app","details":"Login required to edit","message":"The server behind ZERO_PUSH_URL returned a mutation error."}']
      ignore: ['{"level":"WARN","pid":1,"worker":"syncer","component":"pusher","message":"The server behind ZERO_PUSH_URL returned a push error."}']
  - id: push-auth-failed
    versions: ">=1.3.0"
    formats: [zeroJSON, zeroText]
    message: {prefix: "Push auth failed; invalidating connection"}
    event: push_auth_failed
    set: {status: 401}
    samples:
      match: ['{"level":"WARN","pid":1,"worker":"syncer","workerIndex":0,"clientGroupID":"g1","component":"pusher","clientID":"c1","message":"Push auth failed; invalidating connection"}']
      ignore: ['{"level":"WARN","pid":1,"worker":"syncer","clientID":"c1","message":"Push validation failed; invalidating connection"}']
  - id: push-user-mismatch
    versions: ">=1.5.0"
    formats: [zeroJSON, zeroText]
    message: {prefix: "Push validation failed; invalidating connection"}
    event: user_mismatch
    set: {detail: $response.message}
    samples:
      match: ['{"level":"WARN","pid":1,"worker":"syncer","workerIndex":0,"clientGroupID":"g1","component":"pusher","clientID":"c1","message":"Push validation failed; invalidating connection"}']
      ignore: ['{"level":"WARN","pid":1,"worker":"syncer","clientID":"c1","message":"Push auth failed; invalidating connection"}']
  - id: pusher-died
    versions: "0.24 - 1.2.0"
    formats: [zeroJSON, zeroText]
    message: {prefix: "Error running PusherService", pattern: '^Error running PusherService (?<group>\S+)'}
    event: pusher_died
    set: {group: "%group", detail: $errorMsg}
    samples:
      match: ['{"level":"ERROR","pid":1,"worker":"syncer","name":"AssertionError","errorMsg":"auth must be the same for all pushes with the same clientID","message":"Error running PusherService g1"}']
      ignore: ['{"level":"ERROR","pid":1,"worker":"syncer","message":"Error running ViewSyncer g1"}']
  - id: cleanup-failed
    versions: ">=0.26.0"
    formats: [zeroJSON, zeroText]
    message: {prefix: "Failed to send", contains: "cleanup mutation"}
    event: cleanup_failed
    samples:
      match: ['{"level":"WARN","pid":1,"worker":"syncer","clientGroupID":"g1","component":"pusherService","message":"Failed to send cleanup mutation"}']
      ignore: ['{"level":"WARN","pid":1,"worker":"syncer","message":"Failed to parse"}']

  # --- queries
  - id: query-refused-close
    versions: ">=0.25.0"
    formats: [zeroJSON, zeroText]
    message: {prefix: "closing connection: TransformFailed"}
    where: {status: ["401", "403"]}
    event: query_auth_failed
    set: {status: $status, detail: $bodyPreview}
    samples:
      match: ['{"level":"INFO","pid":1,"worker":"syncer","clientID":"c1","clientGroupID":"g1","wsID":"w1","kind":"TransformFailed","origin":"zeroCache","reason":"http","status":401,"bodyPreview":"{}","message":"closing connection: TransformFailed (zeroCache): Fetch from API server returned non-OK status 401"}']
      ignore: ['{"level":"INFO","pid":1,"worker":"syncer","clientID":"c1","status":503,"message":"closing connection: TransformFailed (zeroCache): x"}']
  - id: query-retransform-refused
    versions: ">=1.3.0"
    formats: [zeroJSON, zeroText]
    message: {prefix: "Background retransform auth failed"}
    event: query_auth_failed
    set: {status: 401}
    samples:
      match: ['{"level":"WARN","pid":1,"worker":"syncer","clientGroupID":"g1","component":"view-syncer","clientID":"c1","message":"Background retransform auth failed; failing connection and searching for replacement"}']
      ignore: ['{"level":"WARN","pid":1,"worker":"syncer","message":"Background retransform failed; deferring auth maintenance"}']
  - id: query-connection-invalidated
    versions: ">=1.5.0"
    formats: [zeroJSON, zeroText]
    message: {prefix: "Connection auth validation failed; invalidating connection"}
    event: query_auth_failed
    set: {status: 401}
    samples:
      match: ['{"level":"WARN","pid":1,"worker":"syncer","clientGroupID":"g1","component":"view-syncer","clientID":"c1","wsID":"w1","message":"Connection auth validation failed; invalidating connection"}']
      ignore: ['{"level":"WARN","pid":1,"worker":"syncer","message":"Scheduled auth revalidation failed; deferring auth maintenance"}']

  # --- credentials
  - id: token-received
    versions: "<=0.25.13"
    formats: [zeroJSON, zeroText]
    level: [debug]
    message: {prefix: "Received auth token", pattern: 'for clientID (?<client>\w+)'}
    event: token_presented
    set: {client: "%client"}
    samples:
      match: ['{"level":"DEBUG","pid":1,"worker":"syncer","message":"Received auth token [t:0123456789ab] for clientID c1, decoded: {}"}']
      ignore: ['{"level":"DEBUG","pid":1,"worker":"syncer","message":"No auth token received for clientID c1"}']
  - id: auth-updated
    versions: ">=0.26.0"
    formats: [zeroJSON, zeroText]
    message: {prefix: "Updated auth with"}
    event: token_updated
    samples:
      match: ['{"level":"DEBUG","pid":1,"worker":"syncer","clientGroupID":"g1","clientID":"c1","message":"Updated auth with opaque token"}']
      ignore: ['{"level":"DEBUG","pid":1,"worker":"syncer","message":"Attempting to update auth from previous value"}']

"""#),
EmbeddedFile(path: "zero/pack.yaml", text: #"""
name: zero
title: Rocicorp Zero
description: What zero-cache, the Zero client and @rocicorp/zero/server log, and the ways in which writes are lost there.

"""#),
]
}
