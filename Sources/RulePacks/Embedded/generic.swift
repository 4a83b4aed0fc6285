// swift-format-ignore-file
// Made by scripts/embed-rules from rules/generic; change the rules, not this file.

extension EmbeddedRules {
static let generic: [EmbeddedFile] = [
EmbeddedFile(path: "generic/causes.yaml", text: #"""
# Why a mutator or an API threw, read from the words of its error. The first list that matches wins.
# PCRE2, without regard to case. Matched against the error's class name, a colon, a space and its message.
schema: 1
causes:
  - cause: database
    patterns:
      - '^(PostgresError|DatabaseTransactionError|SqliteError|PrismaClient\w*|QueryFailedError|DrizzleQueryError|SequelizeDatabaseError|DatabaseError|PgError)\b'
      - 'duplicate key value|violates (unique|foreign key|check|not-null|exclusion) constraint|null value in column'
      - 'deadlock detected|lock timeout|statement timeout|canceling statement|could not serialize access|could not obtain lock'
      - 'terminating connection|CONNECTION_(CLOSED|ENDED|DESTROYED)|Connection terminated|connection pool|too many (clients|connections)|remaining connection slots'
      - 'Database transaction failed|current transaction is aborted|relation "[^"]+" does not exist|column "[^"]+" (of relation .* )?does not exist'
      - 'password authentication failed for user|no pg_hba\.conf entry|permission denied for (table|schema|relation|sequence|function|database|view|column)|must be owner of (table|relation|schema)|violates row-level security|role "[^"]+" does not exist'
      - 'idle[- ]in[- ]transaction|idle-session timeout|maximum number of (sessions|connections)|too many sessions'
      - 'the database system is (starting up|shutting down|in recovery)|read-only transaction|server closed the connection'
  - cause: auth
    patterns:
      - '\b(un|not |non-?|re-?)?authenticat(e|ed|ion)\b|\bnot (logged|signed) in\b|\b(Un)?Auth(entication|enticated)?Error\b'
      # `unauthorized to edit` speaks of a permission, and a payment can be unauthorized as well.
      - '(^|[:"(\[] ?|\b401\W+|\b(you are|user is|user|request|client|caller|currently) )unauthori[sz]ed(error|exception)?\b(?! (to|for)\b)'
      - '\b(log|sign)[ -]?in (is )?(required|again|to|first|expired)|\b(login|sign-?in|authentication|auth) (is )?(required|needed|missing|expired|invalid|revoked)'
      - 'please (log|sign)[ -]?(back )?in|(must|need to|have to) be (logged|signed) in|(must|need to|have to) (log|sign) in'
      - '\b(you|user|client) (are|is|was|were|have been|has been) (logged|signed) out\b'
      - '\b(JsonWebTokenError|TokenExpiredError|NotBeforeError|JOSE\w*)\b|\bERR_JW[TSEK]|\bJW[TSEK]\w*(Expired|Invalid|Failed)\b|"exp" claim|^signature verification failed$'
      - '\b(invalid|expired|missing)_(token|grant|credentials|session)\b|\b(token|session|jwt)_(expired|invalid|revoked|missing)\b'
      # Applications have tokens and sessions of their own (a discount token, a game session, a budget of tokens): only a
      # credential's own name, or nothing before the word, makes it one.
      - '(^|[:.;"] ?|\b(auth\w*|access|bearer|id|jwt|refresh|session|login|user|api|your|the|this|current) )(jwts?|token|credentials?|cookies?|session|claims?) (has |have |is |was |are |were )?(been )?(expired|invalid|revoked|missing|malformed|ended|timed out|not found|not valid|no longer valid|required|needed)\b(?! (by|field|column|argument)\b)'
      - '\b(auth\w*|access|bearer|id|jwt|refresh|session|login) tokens? (has |have |is |was |are |were )?(been )?(expired|invalid|revoked|missing|malformed)\b'
      - '(^|: )(expired|invalid|revoked|missing|stale|bad) (auth\w*|access|bearer|id|jwt|refresh|session|login)? ?(jwt|token|credentials?|session|cookie)s?\b(?! ?[''"<({\[`]| (type|amount|symbol|address|count|name|number|date|time|length|slot|capacity|kind)\b| (in|at|near) (the )?(template|formula|expression|json|input|string|position|line|index)\b)'
      - '(could not|cannot|can''t|failed to|unable to) (verify|validate|refresh) (the |your )?(access |id |auth\w* |refresh |session )?(jwt|token|credentials?|session)(?=$|[.,:;!)"])'
      - '(^|: |\b(there is|has|have|with|requires?) )no (active |valid )?session(?=$|[.,:;!)"]| (found|cookie|token|exists?)(?=$|[.,:;!)"]))'
      - '(^|: )no (user|token|credentials?|identity|auth\w*( token| header)?)(?=$|[.,:;!)"]| (was |were |is )?(provided|supplied|given|present|sent|set|logged|signed|authenticated)\b| (in|on) (the )?(context|session|request|header)\b)|\bno auth\w* token\b'
      - '(^|: )missing (user|auth\w*|token)$|\bauthori[sz]ation header\b|\banonymous\b.*\b(not|cannot|may not)\b'
  - cause: transport
    patterns:
      - 'ECONNREFUSED|ECONNRESET|ETIMEDOUT|EPIPE|EAI_AGAIN|ENOTFOUND|socket hang up|fetch failed|network (error|timeout)'
  - cause: server_fault
    patterns:
      - '^(TypeError|ReferenceError|RangeError|SyntaxError|InternalError|AssertionError)\b'
      - 'Cannot read propert(y|ies) of|is not a function|is not defined|undefined is not|heap out of memory|Maximum call stack'

"""#),
EmbeddedFile(path: "generic/dialect/keys.yaml", text: #"""
# How applications spell what lostwrite looks for. A path goes down into objects: res.statusCode. Later keys of one
# record win over earlier ones. A lostwrite.yaml adds spellings under the same slot names.
schema: 1
keys:
  group: [clientGroupID, client_group_id, clientGroupId, clientGroup, groupID]
  client: [clientID, client_id, clientId]
  connection: [wsID, wsid, ws_id, connectionID]
  user: [userID, userId, user_id, user, uid, usr, incomingUserID, user.id]
  subject: [sub, subject, token.sub, claims.sub, jwt.sub, auth.sub]
  mutation: [mutationID, mutation_id, mutationId]
  mutations: [mutations, mutation_ids, mutationIDs, mutationIds]
  mutator: [mutator, mutation, mutationName, mutation_name, op]
  result: [result, outcome]
  failed: [failed, failedCount]
  success: [success, succeeded]
  failures: [failures, errors, errorCount, exception]
  handled: [n, handled, processed]
  error: [error, err, error.message, err.message, errorMsg, error_message]
  error_name: [err.type, error.name, err.name, errorName]
  error_code: [code, err.code, error.code, errorCode, error_code]
  reason: [reason, errorReason]
  status: [status, statusCode, status_code, res.statusCode, res.status, response.status, httpStatus, http_status]
  method: [method, req.method, request.method, httpMethod, request_method]
  url: [url, req.url, request.url, uri, path, req.path, request_uri, originalUrl]
  request_line: [request]
  request: [reqId, req.id, requestId, requestID, request_id, req_id, x-request-id, request.id]
  trace: [trace_id, traceId, traceID, traceparent]
  duration_milliseconds: [responseTime, response_time_ms, duration_ms, durationMs, elapsed_ms, latency_ms, responseTimeMs]
  duration_seconds: [request_time, duration_s]
  duration_microseconds: [duration_us]
  expires_at: [exp, tokenExp, token_exp, token_expires_at, tokenExpiresAt, token.exp, claims.exp, jwt.exp, auth.exp, sessionExp]
  issued_at: [iat, tokenIat, token.iat, claims.iat, jwt.iat]
  token_id: [jti, sid, token_id, tokenId, sessionId, session_id, token.jti, claims.jti, jwt.jti]
  address: [remote_addr, req.remoteAddress, client_ip, ip, remoteAddr]
  direction: [direction]
  # Only a proxy says whom it passed a request on to.
  upstream: [upstream_addr, upstream_status, upstream_response_time, upstream_host, upstream_cluster, upstreamAddr, upstreamStatus, OriginStatus, OriginDuration, ServiceAddr]
  last_mutation_id: [lastMutationID, last_mutation_id, lastMutationId]
# What the words of an application's line can say. PCRE2, without regard to case.
phrases:
  refused:
    - 'unauthori[sz]ed|not authenticated|unauthenticated|authentication (failed|required)'
    - 'ERR_JW[TSEK]|"(exp|nbf|iat|aud|iss)" claim|jwt (expired|malformed|is expired|not active)|jwt(token)?expired|invalid signature'
    - '(token|session|jwt|credentials?|signature|cookie)\b.{0,40}\b(expired|not accepted|rejected|revoked|invalid|is not valid)|(expired|invalid|revoked) (id |access |bearer |session )?(token|session|jwt|credentials)'
    - '^\[?auth\]?[: ].*(error|reject|fail|denied)|FST_JWT_|token-expired|signature has expired|lifetime validation failed'
  anonymous: ['\banonymous']
  issued:
    - '(token|session|jwt)\b.*\b(issued|created|rotated|refreshed|minted|renewed)|\b(issued|rotated|refreshed|minted|renewed|created)\b.*\b(token|session)'
  unavailable:
    - 'ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|ENOTFOUND|EHOSTUNREACH|fetch failed|unavailable|service down|connect\(\) failed|no live upstreams|upstream timed out|upstream prematurely closed'
  database:
    - 'too many (connections|clients)|remaining connection slots|the database system is|connection terminated|CONNECTION_(CLOSED|ENDED|DESTROYED)|connection pool'
    - '\b(database|postgres\w*|pg|mysql|sqlite)\b.*\b(error|failed|failure|terminated|refused|timeout|unavailable)|deadlock detected|canceling statement'
  handled: ['\b(handled|processed|applied|completed)\b']
  unhandled:
    - '\b(not|never|un|could|cannot|can.t|will|would|before|failed|fails|failure|reject\w*|refus\w*|skip\w*|abort\w*|if|unless|until)\b'
  write: ['(?:^\[mutate\] .*?|\G[ ,]+)(?<name>[a-z][\w.|]*)#(?<id>\d+)']
entries:
  - id: proxy-upstream-failed
    formats: [text]
    level: [error, fatal]
    message: {contains: "upstream, client: ", pattern: '(?<words>(connect\(\) failed|no live upstreams|upstream timed out|upstream prematurely closed|recv\(\) failed|SSL_do_handshake\(\) failed).*?) (while .*)?upstream, client: (?<address>[^,]+)(?:,.*? request: "\S+ (?<path>[^ ?"]+))?'}
    event: service_unavailable
    set: {name: "%path", address: "%address", detail: "%words"}
    samples:
      match: ['2026/11/22 10:33:30 [error] 13289#13289: *4217 connect() failed (111: Connection refused) while connecting to upstream, client: 127.0.0.1, server: , request: "GET /sync/v51/connect?clientID=c1 HTTP/1.1", upstream: "http://127.0.0.1:4848/sync/v51/connect", host: "localhost"']
      ignore: ['2026/11/22 10:33:30 [warn] 13289#13289: *4217 a client request body is buffered to a temporary file, client: 127.0.0.1']
  - id: node-exception-end
    formats: [text]
    message: {prefix: "Node.js v"}
    event: server_failed
    set: {name: api, detail: "the process ended with an uncaught exception"}
    samples:
      match: ["Node.js v22.23.3"]
      ignore: ["Node.js is great"]
  - id: api-listening-json
    formats: [json]
    message: {contains: istening, pattern: '(?i)\blistening\b'}
    event: server_started
    set: {name: api}
    samples:
      match: ['{"level":30,"time":1795344915279,"pid":24218,"hostname":"h","port":4001,"msg":"api listening"}']
      ignore: ['{"level":30,"time":1795344915279,"pid":1,"msg":"request completed"}']
  - id: api-listening-text
    formats: [text]
    message: {pattern: '(?i)^([\w-]+ )*(is )?(listening|running) (on|at) '}
    event: server_started
    set: {name: api}
    samples:
      match: ["Server is running on http://localhost:18445", "API listening on http://localhost:4011", "tracker-api listening on :15985"]
      ignore: ["<-- POST /api/mutate"]

"""#),
EmbeddedFile(path: "generic/pack.yaml", text: #"""
name: generic
title: Any server
description: What holds for any API server, proxy or container, whatever sync engine runs above it.

"""#),
]
}
