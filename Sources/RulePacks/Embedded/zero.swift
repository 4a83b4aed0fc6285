// swift-format-ignore-file
// Made by scripts/embed-rules from rules/zero; change the rules, not this file.

extension EmbeddedRules {
static let zero: [EmbeddedFile] = [
EmbeddedFile(path: "zero/detections/credential-in-logs.yaml", text: #"""
schema: 1
id: credential-in-logs
title: "Raw credentials stand in the given logs ({count:time|times})"
kind: credential_leak
severity: medium
strength: from_row
over: observations
detection:
  leak:
    type: credential_leak
  condition: leak
story: >
  {count:line|lines} of the given logs hold raw credentials[[, first at {first_at} UTC]][[ ({detail})]]. This case holds only
  their fingerprints, but whoever can read the logs can use those that are still valid.
advice: >
  1. Revoke the sessions concerned, or let their tokens expire before the logs are shared. 2. Turn the log level down
  (zero-cache debug prints auth tokens) and redact Authorization, Cookie and sec-websocket-protocol in API and proxy
  logs. 3. Delete or redact the copies in the log store.
tests:
  - name: a raw token in a log
    rows:
      - {type: credential_leak, strength: proved, count: 12, writes: 0, detail: Authorization header, entities: ["source:api.log"]}
    expect:
      - {severity: medium, strength: proved, count: 12, title: Raw credentials stand in the given logs (12 times), entities: ["source:api.log"]}
  - name: a stale token that was masked is another matter
    rows:
      - {type: stale_token, place: push, strength: proved, count: 1, writes: 0}
    expect: []

"""#),
EmbeddedFile(path: "zero/detections/database-fault.yaml", text: #"""
schema: 1
id: database-fault
title: "The database failed behind the server ({count:time|times})"
kind: server_fault
severity: medium
strength: from_row
over: observations
detection:
  fault:
    type: server_fault
    cause: database
  recovered:
    recovered: 1
  condition: fault
variants:
  - when: recovered
    severity: low
    story: >
      The database failed {count:time|times}[[, first at {first_at} UTC]][[ ({detail})]].
      It recovered[[ after {max:recovered_after_s} s]]; {sum:writes:write was|writes were} held up until then.
story: >
  The database failed {count:time|times}[[, first at {first_at} UTC]][[ ({detail})]].
  No recovery shows in the given logs; {sum:writes:write was|writes were} held up[[ ({writes})]].
advice: >
  1. Look in the database log[[ at {first_at} UTC]] for locks, restarts and full disks. 2. If writes did not come through, have the clients reconnect: they are pushed again. 3. See also the silent drops: an error inside a mutator can drop a write for good.
tests:
  - name: with recovery it is context
    rows:
      - {type: server_fault, cause: database, strength: proved, count: 2, writes: 3, recovered: 1, recovered_after_s: 3.0, first_at: "2026-10-21T00:44:41.000000Z", entities: ["source:api.log"]}
    expect:
      - {severity: low, strength: proved, count: 2, entities: ["source:api.log"]}
  - name: without recovery, or where that is not known, it is an alarm
    rows:
      - {type: server_fault, cause: database, strength: suspected, count: 1, writes: 1, recovered: 0}
      - {type: server_fault, cause: database, strength: proved, count: 1, writes: 0}
    expect:
      - {severity: medium, strength: suspected}
      - {severity: medium, strength: proved}
  - name: other faults have their own rules
    rows:
      - {type: server_fault, cause: outage, strength: proved, count: 1, writes: 0, recovered: 0}
      - {type: pusher_died, cause: database, strength: proved, count: 1, writes: 0}
    expect: []

"""#),
EmbeddedFile(path: "zero/detections/expired-token-retry-loop.yaml", text: #"""
schema: 1
id: expired-token-retry-loop
title: "{who} was refused {count:time|times} in a row with one credential"
kind: auth_loop
severity: high
strength: from_row
over: observations
detection:
  loop:
    type: auth_loop
  condition: loop
story: >
  The same credential[[ {token}]] of {who} was refused {count:time|times} [[between {first_at} and {last_at} UTC ]]without a
  success in between. {sum:writes:write|writes} {word:sum:writes:was|were} held up[[ ({writes})]].
  [[It recovered after {max:recovered_after_s} s.]]
advice: >
  1. Get the client a fresh token: ask the user to reload or to sign in again in the same browser, where the writes wait.
  2. Let the auth callback fetch a new token when it is called because the old one was refused, instead of returning the
  cached one. 3. zero-cache clients before 0.25.3 retry for ever; upgrade.
tests:
  - name: fifteen refusals of one token are one finding
    rows:
      - {type: auth_loop, strength: proved, client_id: c1, user_id: u1, token: "t:0011", count: 15, refused: 15, writes: 1, recovered: 0}
    expect:
      - {severity: high, strength: proved, count: 15, title: Client c1 (user u1) was refused 15 times in a row with one credential, entities: ["token:t:0011", "client:c1"]}
  - name: a single refusal is silent
    rows:
      - {type: auth_refused, strength: proved, client_id: c1, count: 1, refused: 1, writes: 1, recovered: 1, recovered_after_s: 1.0}
    expect: []

"""#),
EmbeddedFile(path: "zero/detections/failed-start.yaml", text: #"""
schema: 1
id: failed-start
title: "A server did not start[[ ({detail})]]"
kind: server_fault
severity: medium
strength: from_row
over: observations
detection:
  fault:
    type: server_fault
    cause: failed_start
  recovered:
    recovered: 1
  condition: fault
variants:
  - when: recovered
    severity: low
    story: >
      A server process failed to start {count:time|times}[[, first at {first_at} UTC]][[ ({detail})]].
      It recovered[[ after {max:recovered_after_s} s]]; {sum:writes:write was|writes were} held up until then.
story: >
  A server process failed to start {count:time|times}[[, first at {first_at} UTC]][[ ({detail})]].
  No recovery shows in the given logs; {sum:writes:write was|writes were} held up[[ ({writes})]].
advice: >
  1. Read the reason in the evidence: most often a setting, a missing secret or an unreachable database. 2. Correct it and start again; no client can connect until then. 3. Compare the environment with the last start that worked.
tests:
  - name: with recovery it is context
    rows:
      - {type: server_fault, cause: failed_start, strength: proved, count: 2, writes: 3, recovered: 1, recovered_after_s: 3.0, first_at: "2026-10-21T00:44:41.000000Z", entities: ["source:api.log"]}
    expect:
      - {severity: low, strength: proved, count: 2, entities: ["source:api.log"]}
  - name: without recovery, or where that is not known, it is an alarm
    rows:
      - {type: server_fault, cause: failed_start, strength: suspected, count: 1, writes: 1, recovered: 0}
      - {type: server_fault, cause: failed_start, strength: proved, count: 1, writes: 0}
    expect:
      - {severity: medium, strength: suspected}
      - {severity: medium, strength: proved}
  - name: other faults have their own rules
    rows:
      - {type: server_fault, cause: outage, strength: proved, count: 1, writes: 0, recovered: 0}
      - {type: pusher_died, cause: failed_start, strength: proved, count: 1, writes: 0}
    expect: []

"""#),
EmbeddedFile(path: "zero/detections/needs-auth-overridden.yaml", text: #"""
schema: 1
id: needs-auth-overridden
title: "{who} kept connecting with the credential that had just been refused ({count:time|times})"
kind: auth_loop
severity: high
strength: suspected
over: observations
description: >
  The client left needs-auth by itself: something in the application reconnects with the old credential.
detection:
  overridden:
    type: needs_auth_overridden
  condition: overridden
story: >
  After a refusal {who} connected again {count:time|times} within seconds[[, from {first_at} to {last_at} UTC]], and was
  refused each time. A client in needs-auth waits for a new token, so something in the application probably overrides
  that state; a page that the user reloaded would look the same.
advice: >
  1. Look in the application for code that calls connect() or makes a new Zero instance on every connection change.
  2. Reconnect from needs-auth only with a token that was just fetched. 3. The client's console settles it: needs-auth
  followed by connecting without 'Resuming connection from state'. 4. Upgrade to 0.26.0 or later.
tests:
  - name: quick reconnects after a refusal
    rows:
      - {type: needs_auth_overridden, place: connect, strength: suspected, client_id: c1, count: 3, refused: 3, writes: 0}
    expect:
      - {severity: high, strength: suspected, count: 3, title: Client c1 kept connecting with the credential that had just been refused (3 times), entities: ["client:c1"]}
  - name: one refused handshake is silent
    rows:
      - {type: auth_refused, place: connect, strength: proved, client_id: c1, count: 1, refused: 1, writes: 0, recovered: 1, recovered_after_s: 2.0}
    expect: []

"""#),
EmbeddedFile(path: "zero/detections/outage.yaml", text: #"""
schema: 1
id: outage
title: "An API outage refused pushes[[ with {status}]] ({count:time|times})"
kind: server_fault
severity: medium
strength: from_row
over: observations
detection:
  fault:
    type: server_fault
    cause: outage
  recovered:
    recovered: 1
  condition: fault
variants:
  - when: recovered
    severity: low
    story: >
      The API server or a proxy before it refused {count:request|requests}[[ with {status}]][[ from {first_at} to {last_at} UTC]].
      It recovered[[ after {max:recovered_after_s} s]]; {sum:writes:write was|writes were} held up until then.
story: >
  The API server or a proxy before it refused {count:request|requests}[[ with {status}]][[ from {first_at} to {last_at} UTC]].
  No recovery shows in the given logs; {sum:writes:write was|writes were} held up[[ ({writes})]].
advice: >
  1. Check that the API server answers now. 2. If pushes did not recover, have the clients reconnect: in state error they refuse new writes but keep the pending ones. 3. Look in its log or its platform for the cause[[ at {first_at} UTC]].
tests:
  - name: with recovery it is context
    rows:
      - {type: server_fault, cause: outage, strength: proved, count: 2, writes: 3, recovered: 1, recovered_after_s: 3.0, first_at: "2026-10-21T00:44:41.000000Z", entities: ["source:api.log"]}
    expect:
      - {severity: low, strength: proved, count: 2, entities: ["source:api.log"]}
  - name: without recovery, or where that is not known, it is an alarm
    rows:
      - {type: server_fault, cause: outage, strength: suspected, count: 1, writes: 1, recovered: 0}
      - {type: server_fault, cause: outage, strength: proved, count: 1, writes: 0}
    expect:
      - {severity: medium, strength: suspected}
      - {severity: medium, strength: proved}
  - name: other faults have their own rules
    rows:
      - {type: server_fault, cause: crash, strength: proved, count: 1, writes: 0, recovered: 0}
      - {type: pusher_died, cause: outage, strength: proved, count: 1, writes: 0}
    expect: []

"""#),
EmbeddedFile(path: "zero/detections/push-refused-401.yaml", text: #"""
schema: 1
id: push-refused-401
title: "{who} was refused[[ with {status}]] ({count:time|times})"
kind: auth_refused
severity: low
strength: from_row
over: observations
description: A refusal alone loses no write; it stays pending at the client and is sent again after a reconnect.
detection:
  refused:
    type: auth_refused
  stuck:
    recovered: 0
  slow:
    recovered: 1
    recovered_after_s|gt: 30
  condition: refused
variants:
  - when: stuck
    severity: medium
    story: >
      {who} was refused {count:time|times}[[ with {status}]][[ from {first_at} UTC on]], and no success of it follows in the given
      logs. {sum:writes:write|writes} of it {word:sum:writes:was|were} held up[[ ({writes})]].
  - when: slow
    severity: medium
story: >
  {who} was refused {count:time|times}[[ with {status}]][[, first at {first_at} UTC]], holding {sum:writes:write|writes} up.
  [[It recovered after {max:recovered_after_s} s, and the same writes went through.]]
advice: >
  1. If it did not recover, ask the user to sign in again in the same browser: the writes wait there. 2. Look in the API
  log for the reason (expired, wrong key, clock). 3. If it recovered, nothing is lost; refresh tokens earlier to avoid
  the delay.
tests:
  - name: one refusal and a quick recovery is only context
    rows:
      - {type: auth_refused, place: push, status: 401, strength: proved, client_id: c1, user_id: u1, count: 1, refused: 1, writes: 1, recovered: 1, recovered_after_s: 0.06}
    expect:
      - {severity: low, strength: proved, count: 1, title: Client c1 (user u1) was refused with 401 (1 time), entities: ["client:c1", "user:u1"]}
  - name: no recovery is medium
    rows:
      - {type: auth_refused, place: push, status: 401, strength: proved, client_id: c1, count: 1, refused: 1, writes: 1, recovered: 0}
    expect:
      - {severity: medium}
  - name: a slow recovery is medium
    rows:
      - {type: auth_refused, place: push, status: 401, strength: suspected, client_id: c1, count: 2, refused: 2, writes: 1, recovered: 1, recovered_after_s: 31.0}
    expect:
      - {severity: medium, strength: suspected, count: 2}
  - name: loops and stale tokens have their own rules
    rows:
      - {type: auth_loop, strength: proved, client_id: c1, count: 9, refused: 9, writes: 1, recovered: 0}
      - {type: stale_token, place: push, strength: proved, client_id: c1, count: 1, refused: 1, writes: 1, recovered: 0}
    expect: []

"""#),
EmbeddedFile(path: "zero/detections/pusher-died.yaml", text: #"""
schema: 1
id: pusher-died
title: "The pusher of {who} stopped while its sockets stayed open"
kind: pusher_died
severity: high
strength: from_row
over: observations
detection:
  died:
    type: pusher_died
  condition: died
story: >
  zero-cache's pusher for {who} ended with an error[[ at {first_at} UTC]][[ ({detail})]]; sockets stay open and reads go on,
  but no write is forwarded. {sum:writes:write|writes} known to be affected[[ ({writes})]].
  [[Pushes went on after {max:recovered_after_s} s.]]
advice: >
  1. Make every tab of the client group reconnect (restarting zero-cache does it); pending writes are then pushed again.
  2. Upgrade zero-cache: 0.24 to 1.2.0 do not restart a dead pusher. 3. Check afterwards that the last mutation id moves.
tests:
  - name: a dead pusher
    rows:
      - {type: pusher_died, strength: proved, client_group_id: g1, count: 1, writes: 0, first_at: "2026-10-21T00:44:41.000000Z"}
    expect:
      - {severity: high, strength: proved, title: The pusher of client group g1 stopped while its sockets stayed open, entities: ["client_group:g1"]}
  - name: a restart is another matter
    rows:
      - {type: server_fault, cause: restart, strength: proved, count: 1, writes: 0, recovered: 1}
    expect: []

"""#),
EmbeddedFile(path: "zero/detections/restart-or-drain.yaml", text: #"""
schema: 1
id: restart-or-drain
title: "A server was restarted or drained"
kind: server_fault
severity: medium
strength: from_row
over: observations
detection:
  fault:
    type: server_fault
    cause: [restart, drain]
  recovered:
    recovered: 1
  condition: fault
variants:
  - when: recovered
    severity: low
    story: >
      A server was restarted or drained {count:time|times}[[, first at {first_at} UTC]][[ ({detail})]].
      It recovered[[ after {max:recovered_after_s} s]]; {sum:writes:write was|writes were} held up until then.
story: >
  A server was restarted or drained {count:time|times}[[, first at {first_at} UTC]][[ ({detail})]].
  No recovery shows in the given logs; {sum:writes:write was|writes were} held up[[ ({writes})]].
advice: >
  1. If clients did not come back, check that the new process runs and that the proxy reaches it. 2. Give zero-cache a drain time longer than the longest push. 3. If nobody restarted it, check whether /keepalive is still polled: without it zero-cache drains itself.
tests:
  - name: with recovery it is context
    rows:
      - {type: server_fault, cause: restart, strength: proved, count: 2, writes: 3, recovered: 1, recovered_after_s: 3.0, first_at: "2026-10-21T00:44:41.000000Z", entities: ["source:api.log"]}
    expect:
      - {severity: low, strength: proved, count: 2, entities: ["source:api.log"]}
  - name: without recovery, or where that is not known, it is an alarm
    rows:
      - {type: server_fault, cause: restart, strength: suspected, count: 1, writes: 1, recovered: 0}
      - {type: server_fault, cause: restart, strength: proved, count: 1, writes: 0}
    expect:
      - {severity: medium, strength: suspected}
      - {severity: medium, strength: proved}
  - name: other faults have their own rules
    rows:
      - {type: server_fault, cause: outage, strength: proved, count: 1, writes: 0, recovered: 0}
      - {type: pusher_died, cause: restart, strength: proved, count: 1, writes: 0}
    expect: []

"""#),
EmbeddedFile(path: "zero/detections/server-crash.yaml", text: #"""
schema: 1
id: server-crash
title: "A server crashed[[ ({detail})]]"
kind: server_fault
severity: medium
strength: from_row
over: observations
detection:
  fault:
    type: server_fault
    cause: crash
  recovered:
    recovered: 1
  condition: fault
variants:
  - when: recovered
    severity: low
    story: >
      A server process crashed {count:time|times}[[, first at {first_at} UTC]][[ ({detail})]].
      It recovered[[ after {max:recovered_after_s} s]]; {sum:writes:write was|writes were} held up until then.
story: >
  A server process crashed {count:time|times}[[, first at {first_at} UTC]][[ ({detail})]].
  No recovery shows in the given logs; {sum:writes:write was|writes were} held up[[ ({writes})]].
advice: >
  1. Read the last error before the end in the evidence. 2. Check that the process is up again and that clients reconnect; their pending writes are then pushed again. 3. If it repeats, roll back the last change of version or configuration.
tests:
  - name: with recovery it is context
    rows:
      - {type: server_fault, cause: crash, strength: proved, count: 2, writes: 3, recovered: 1, recovered_after_s: 3.0, first_at: "2026-10-21T00:44:41.000000Z", entities: ["source:api.log"]}
    expect:
      - {severity: low, strength: proved, count: 2, entities: ["source:api.log"]}
  - name: without recovery, or where that is not known, it is an alarm
    rows:
      - {type: server_fault, cause: crash, strength: suspected, count: 1, writes: 1, recovered: 0}
      - {type: server_fault, cause: crash, strength: proved, count: 1, writes: 0}
    expect:
      - {severity: medium, strength: suspected}
      - {severity: medium, strength: proved}
  - name: other faults have their own rules
    rows:
      - {type: server_fault, cause: outage, strength: proved, count: 1, writes: 0, recovered: 0}
      - {type: pusher_died, cause: crash, strength: proved, count: 1, writes: 0}
    expect: []

"""#),
EmbeddedFile(path: "zero/detections/silent-drop-auth.yaml", text: #"""
schema: 1
id: silent-drop-auth
title: "{count:write|writes} of {who} {word:count:was|were} silently dropped by an auth error"
kind: silent_drop
severity: critical
strength: from_row
over: mutations
description: >
  The API answered 200 after its mutator had thrown an auth error. The last mutation id advanced, so the client takes
  the write for done and nothing sends it again.
detection:
  dropped:
    verdict: dropped
    cause: auth
  condition: dropped
group_by: [client_group_id, client_id, user_id]
story: >
  The API server ran {count:write|writes} ({writes}) without a valid login, threw inside the mutator and still answered
  200[[, first at {first_at} UTC]]. The last mutation id moved past {word:count:it|them}, so neither zero-cache nor the
  client will send {word:count:it|them} again.
advice: >
  1. Enter the writes again, with the user: {writes}. 2. Check the token before any mutator runs and answer 401 for the
  whole request instead of throwing inside the mutator: a 401 keeps the write at the client. 3. Below zero-cache 0.26.0
  the token of a socket is never refreshed: upgrade, or reconnect before it expires.
falsepositives:
  - The application refuses a write for lack of permission with the words of an expired login.
references:
  - https://zero.rocicorp.dev/docs/mutators
tests:
  - name: three writes of one client are one finding
    rows:
      - {verdict: dropped, cause: auth, strength: proved, client_group_id: g1, client_id: 1ur329a0fgk2abcdef, user_id: u1, write_key: "1ur329a0fgk2abcdef#6", first_at: "2026-10-21T00:44:41.000000Z"}
      - {verdict: dropped, cause: auth, strength: proved, client_group_id: g1, client_id: 1ur329a0fgk2abcdef, user_id: u1, write_key: "1ur329a0fgk2abcdef#7", first_at: "2026-10-21T00:44:43.000000Z"}
      - {verdict: dropped, cause: auth, strength: proved, client_group_id: g1, client_id: 1ur329a0fgk2abcdef, user_id: u1, write_key: "1ur329a0fgk2abcdef#8", first_at: "2026-10-21T00:44:44.000000Z"}
    expect:
      - severity: critical
        strength: proved
        count: 3
        title: 3 writes of client 1ur329a0... (user u1) were silently dropped by an auth error
        entities: ["client:1ur329a0fgk2abcdef", "user:u1", "client_group:g1", "mutation:1ur329a0fgk2abcdef#7"]
  - name: a suspected drop stays apart from a proved one
    rows:
      - {verdict: dropped, cause: auth, strength: proved, client_id: c1, write_key: "c1#1"}
      - {verdict: dropped, cause: auth, strength: suspected, client_id: c1, write_key: "c1#2"}
    expect:
      - {strength: proved, count: 1, entities: ["mutation:c1#1"]}
      - {strength: suspected, count: 1, entities: ["mutation:c1#2"]}
  - name: delivered, rejected and pending writes and other causes are silent
    rows:
      - {verdict: delivered, cause: none, strength: proved, client_id: c1, write_key: "c1#1"}
      - {verdict: rejected, cause: application, strength: proved, client_id: c1, write_key: "c1#2"}
      - {verdict: pending, cause: auth, strength: proved, client_id: c1, write_key: "c1#3"}
      - {verdict: dropped, cause: database, strength: proved, client_id: c1, write_key: "c1#4"}
      - {verdict: unknown, cause: unknown, strength: suspected, client_id: c1, write_key: "c1#5"}
    expect: []

"""#),
EmbeddedFile(path: "zero/detections/silent-drop-database.yaml", text: #"""
schema: 1
id: silent-drop-database
title: "{count:write|writes} of {who} {word:count:was|were} silently dropped by a database error"
kind: silent_drop
severity: critical
strength: from_row
over: mutations
description: >
  A database error (lock time-out, deadlock, lost connection) inside the mutator was recorded as an application error.
detection:
  dropped:
    verdict: dropped
    cause: database
  condition: dropped
group_by: [client_group_id, client_id, user_id]
story: >
  The database failed inside the mutator of {count:write|writes} ({writes})[[, first at {first_at} UTC]], and the API server
  took that for a refusal by the application. The last mutation id moved on without the effects, so nothing will send
  {word:count:it|them} again.
advice: >
  1. Enter the writes again: {writes}. 2. Look up the database error in the evidence and remove its cause (lock
  time-out, deadlock, terminated connection). 3. Let the mutator retry errors of the classes 08, 40, 55 and 57, and
  answer 5xx when they persist, so that the client keeps the write.
tests:
  - name: a lock time-out drops a write
    rows:
      - {verdict: dropped, cause: database, strength: proved, client_group_id: g1, client_id: c1, user_id: u1, write_key: "c1#3", first_at: "2026-10-21T00:44:41.000000Z"}
    expect:
      - {severity: critical, strength: proved, count: 1, title: 1 write of client c1 (user u1) was silently dropped by a database error, entities: ["mutation:c1#3", "client:c1"]}
  - name: a write that came through on the next push is silent
    rows:
      - {verdict: delivered, cause: none, strength: proved, client_id: c1, write_key: "c1#6", attempts: 2}
      - {verdict: dropped, cause: auth, strength: proved, client_id: c1, write_key: "c1#7"}
    expect: []

"""#),
EmbeddedFile(path: "zero/detections/silent-drop-other.yaml", text: #"""
schema: 1
id: silent-drop-other
title: "{count:write|writes} of {who} {word:count:was|were} silently dropped ({cause})"
kind: silent_drop
severity: critical
strength: from_row
over: mutations
detection:
  dropped:
    verdict: dropped
  _named:
    cause: [auth, database]
  condition: dropped and not _named
group_by: [client_group_id, client_id, user_id, cause]
story: >
  {count:write|writes} ({writes}) {word:count:was|were} processed without effect[[, first at {first_at} UTC]]; the cause is
  recorded as {cause}. The last mutation id moved on, so nothing will send {word:count:it|them} again.
advice: >
  1. Enter the writes again: {writes}. 2. Read the API server's error in the evidence. 3. Answer a non-200 status for
  faults that are not the application's decision, so that the client keeps the write.
tests:
  - name: a drop by a broken transport
    rows:
      - {verdict: dropped, cause: transport, strength: suspected, client_group_id: g1, client_id: c1, write_key: "c1#3"}
    expect:
      - {severity: critical, strength: suspected, count: 1, title: 1 write of client c1 was silently dropped (transport), entities: ["mutation:c1#3"]}
  - name: causes that have their own rules, and writes that were not dropped, are silent
    rows:
      - {verdict: dropped, cause: auth, strength: proved, client_id: c1, write_key: "c1#1"}
      - {verdict: dropped, cause: database, strength: proved, client_id: c1, write_key: "c1#2"}
      - {verdict: rejected, cause: application, strength: proved, client_id: c1, write_key: "c1#3"}
      - {verdict: delivered, cause: none, strength: proved, client_id: c1, write_key: "c1#4"}
    expect: []

"""#),
EmbeddedFile(path: "zero/detections/stale-cookie-on-push.yaml", text: #"""
schema: 1
id: stale-cookie-on-push
title: "A stale session cookie of {who} was carried on {count:push|pushes}"
kind: stale_token
severity: medium
strength: from_row
over: observations
detection:
  stale:
    type: stale_token
    place: [push, api_request]
  _cookie:
    detail|contains: cookie
  suffered:
    - writes|gt: 0
      recovered: 0
    - writes|gt: 0
      cause: dropped
    - writes|gt: 0
      detail|contains: dropped
  condition: stale and _cookie
variants:
  - when: suffered
    severity: high
    story: >
      {count:push|pushes} of {who} carried the stale session cookie[[ {token}]][[, up to {max:expired_max_s} s after its expiry]][[,
      first at {first_at} UTC]]: {refused} refused, {accepted} accepted, {sum:writes:write|writes} affected[[ ({writes})]].
      No later success of {word:sum:writes:the write|the writes} shows in the given logs.
story: >
  {count:push|pushes} of {who} carried the stale session cookie[[ {token}]][[, up to {max:expired_max_s} s after its expiry]][[,
  first at {first_at} UTC]]: {refused} refused, {accepted} accepted, {sum:writes:write|writes} affected.
  [[Recovered after {max:recovered_after_s} s. ]][[A newer one had existed since {newer_since} UTC.]]
advice: >
  1. Where writes did not come through, ask the user to reconnect (their client still holds them) or enter them again[[:
  {writes}]]. 2. zero-cache forwards the cookies of the WebSocket upgrade for as long as the socket lives, in every
  version: reconnect after the session is renewed, or send a token as auth instead of relying on the cookie.
  3. Until then let a session outlive the longest socket.
tests:
  - name: a refused write that came through later is medium
    rows:
      - {type: stale_token, place: push, carrier: forwarder, strength: proved, client_group_id: g1, client_id: c1, user_id: u1, token: "t:0011", count: 1, accepted: 0, refused: 1, writes: 1, recovered: 1, recovered_after_s: 0.3, expired_max_s: 5.0, detail: "cookie of the upgrade"}
    expect:
      - {severity: medium, strength: proved, count: 1, title: A stale session cookie of client c1 (user u1) was carried on 1 push, entities: ["client:c1", "token:t:0011"]}
  - name: a refused write that never came through is high
    rows:
      - {type: stale_token, place: api_request, carrier: unknown, strength: suspected, client_id: c1, token: "t:0011", count: 3, accepted: 0, refused: 3, writes: 2, recovered: 0, detail: "cookie of the upgrade", entities: ["mutation:c1#3", "mutation:c1#4"]}
    expect:
      - {severity: high, strength: suspected, count: 3, entities: ["mutation:c1#3", "mutation:c1#4"]}
  - name: an accepted one whose write was dropped is high, one without loss is medium
    rows:
      - {type: stale_token, place: push, strength: proved, client_id: c1, token: "t:0011", count: 1, accepted: 1, refused: 0, writes: 1, cause: dropped, detail: "cookie of the upgrade"}
      - {type: stale_token, place: push, strength: proved, client_id: c2, token: "t:0022", count: 1, accepted: 1, refused: 0, writes: 1, detail: "cookie of the upgrade"}
    expect:
      - {severity: high, entities: ["client:c1"]}
      - {severity: medium, entities: ["client:c2"]}
  - name: other places, other credentials and plain refusals are silent
    rows:
      - {type: stale_token, place: query, strength: proved, client_id: c1, count: 1, writes: 0, detail: "cookie of the upgrade"}
      - {type: stale_token, place: connect, strength: proved, client_id: c1, count: 1, writes: 0, detail: "cookie of the upgrade"}
      - {type: stale_token, place: push, strength: proved, client_id: c1, count: 1, writes: 1, recovered: 0, detail: "token of the connection"}
      - {type: auth_refused, place: push, strength: proved, client_id: c1, count: 1, writes: 1, recovered: 1, detail: "cookie of the upgrade"}
    expect: []

"""#),
EmbeddedFile(path: "zero/detections/stale-token-at-connect.yaml", text: #"""
schema: 1
id: stale-token-at-connect
title: "{who} connected with a stale token ({count:time|times})"
kind: stale_token
severity: medium
strength: from_row
over: observations
detection:
  stale:
    type: stale_token
    place: connect
  stuck:
    recovered: 0
  once:
    count: 1
    recovered: 1
    recovered_after_s|lte: 30
  _suffered:
    writes|gt: 0
  condition: stale
variants:
  - when: stuck
    severity: high
    story: >
      {who} presented the stale token[[ {token}]] on {count:connect|connects}[[, up to {max:expired_max_s} s after its expiry]][[, first at {first_at} UTC]], and no successful connect of it follows in the given logs.
      [[Its writes are waiting at the client: {writes}.]]
  - when: once and not _suffered
    severity: low
story: >
  {who} presented the stale token[[ {token}]] on {count:connect|connects}[[, up to {max:expired_max_s} s after its expiry]][[,
  first at {first_at} UTC]]: {refused} refused, {accepted} accepted. [[It recovered after {max:recovered_after_s} s.]]
advice: >
  1. If it did not recover, ask the user to sign in again in the same browser; writes wait there. 2. Give the client a
  fresh token when it reaches needs-auth, and refresh ahead of expiry. 3. In 0.25.x do not call connect() synchronously
  in the needs-auth callback: that leaves the client paused.
tests:
  - name: one refused connect that recovers in seconds is only context
    rows:
      - {type: stale_token, place: connect, strength: proved, client_id: c1, count: 1, accepted: 0, refused: 1, writes: 0, recovered: 1, recovered_after_s: 2.0}
    expect:
      - {severity: low, strength: proved}
  - name: several are medium
    rows:
      - {type: stale_token, place: connect, strength: proved, client_id: c1, user_id: u1, token: "t:0011", count: 4, accepted: 0, refused: 4, writes: 0, recovered: 1, recovered_after_s: 6.0}
    expect:
      - {severity: medium, count: 4, title: Client c1 (user u1) connected with a stale token (4 times), entities: ["token:t:0011"]}
  - name: without recovery it is high
    rows:
      - {type: stale_token, place: connect, strength: suspected, client_id: c1, count: 1, refused: 1, writes: 0, recovered: 0}
    expect:
      - {severity: high, strength: suspected}
  - name: other places are silent
    rows:
      - {type: stale_token, place: push, strength: proved, client_id: c1, count: 1, writes: 1, recovered: 0}
    expect: []

"""#),
EmbeddedFile(path: "zero/detections/stale-token-on-push.yaml", text: #"""
schema: 1
id: stale-token-on-push
title: "A stale token of {who} was carried on {count:push|pushes}"
kind: stale_token
severity: medium
strength: from_row
over: observations
detection:
  stale:
    type: stale_token
    place: [push, api_request]
  _cookie:
    detail|contains: cookie
  suffered:
    - writes|gt: 0
      recovered: 0
    - writes|gt: 0
      cause: dropped
    - writes|gt: 0
      detail|contains: dropped
  condition: stale and not _cookie
variants:
  - when: suffered
    severity: high
    story: >
      {count:push|pushes} of {who} carried the stale token[[ {token}]][[, up to {max:expired_max_s} s after its expiry]][[,
      first at {first_at} UTC]]: {refused} refused, {accepted} accepted, {sum:writes:write|writes} affected[[ ({writes})]].
      No later success of {word:sum:writes:the write|the writes} shows in the given logs.
story: >
  {count:push|pushes} of {who} carried the stale token[[ {token}]][[, up to {max:expired_max_s} s after its expiry]][[,
  first at {first_at} UTC]]: {refused} refused, {accepted} accepted, {sum:writes:write|writes} affected.
  [[Recovered after {max:recovered_after_s} s. ]][[A newer one had existed since {newer_since} UTC.]]
advice: >
  1. Where writes did not come through, ask the user to reconnect (their client still holds them) or enter them again[[:
  {writes}]]. 2. Below zero-cache 0.26.0 a socket keeps the token that it was opened with: upgrade to 0.26.0 or later,
  or reconnect with a fresh token before the old one expires. 3. Refresh at the client ahead of expiry, by more than
  the clock difference of the servers.
tests:
  - name: a refused write that came through later is medium
    rows:
      - {type: stale_token, place: push, carrier: forwarder, strength: proved, client_group_id: g1, client_id: c1, user_id: u1, token: "t:0011", count: 1, accepted: 0, refused: 1, writes: 1, recovered: 1, recovered_after_s: 0.3, expired_max_s: 5.0, detail: "token of the connection"}
    expect:
      - {severity: medium, strength: proved, count: 1, title: A stale token of client c1 (user u1) was carried on 1 push, entities: ["client:c1", "token:t:0011"]}
  - name: a refused write that never came through is high
    rows:
      - {type: stale_token, place: api_request, carrier: unknown, strength: suspected, client_id: c1, token: "t:0011", count: 3, accepted: 0, refused: 3, writes: 2, recovered: 0, detail: "token of the connection", entities: ["mutation:c1#3", "mutation:c1#4"]}
    expect:
      - {severity: high, strength: suspected, count: 3, entities: ["mutation:c1#3", "mutation:c1#4"]}
  - name: an accepted one whose write was dropped is high, one without loss is medium
    rows:
      - {type: stale_token, place: push, strength: proved, client_id: c1, token: "t:0011", count: 1, accepted: 1, refused: 0, writes: 1, cause: dropped, detail: "token of the connection"}
      - {type: stale_token, place: push, strength: proved, client_id: c2, token: "t:0022", count: 1, accepted: 1, refused: 0, writes: 1, detail: "token of the connection"}
    expect:
      - {severity: high, entities: ["client:c1"]}
      - {severity: medium, entities: ["client:c2"]}
  - name: other places, other credentials and plain refusals are silent
    rows:
      - {type: stale_token, place: query, strength: proved, client_id: c1, count: 1, writes: 0, detail: "token of the connection"}
      - {type: stale_token, place: connect, strength: proved, client_id: c1, count: 1, writes: 0, detail: "token of the connection"}
      - {type: stale_token, place: push, strength: proved, client_id: c1, count: 1, writes: 1, recovered: 0, detail: "cookie of the upgrade"}
      - {type: auth_refused, place: push, strength: proved, client_id: c1, count: 1, writes: 1, recovered: 1, detail: "token of the connection"}
    expect: []

"""#),
EmbeddedFile(path: "zero/detections/stale-token-on-query.yaml", text: #"""
schema: 1
id: stale-token-on-query
title: "A stale token of {who} was carried on {count:query|queries}"
kind: stale_token
severity: medium
strength: from_row
over: observations
detection:
  stale:
    type: stale_token
    place: query
  suffered:
    refused|gt: 0
    recovered: 0
  condition: stale
variants:
  - when: suffered
    severity: high
    story: >
      {count:query|queries} of {who} carried the stale token[[ {token}]][[, up to {max:expired_max_s} s after its expiry]][[,
      first at {first_at} UTC]]: {refused} refused, and no later success shows in the given logs. The client may still show old data.
story: >
  {count:query|queries} of {who} carried the stale token[[ {token}]][[, up to {max:expired_max_s} s after its expiry]][[,
  first at {first_at} UTC]]: {refused} refused, {accepted} accepted. [[It recovered after {max:recovered_after_s} s.]]
advice: >
  1. If the client did not recover, ask the user to reload. 2. zero-cache transforms queries of a client group with one
  connection's token, and tabs can differ: refresh the token in every tab. 3. Upgrade to zero-cache 0.26.0 or later,
  which takes a new token without a new socket.
tests:
  - name: refused and recovered is medium
    rows:
      - {type: stale_token, place: query, strength: proved, client_group_id: g1, token: "t:0011", count: 2, accepted: 0, refused: 2, writes: 0, recovered: 1, recovered_after_s: 2.0}
    expect:
      - {severity: medium, strength: proved, count: 2, title: A stale token of client group g1 was carried on 2 queries, entities: ["client_group:g1"]}
  - name: refused without recovery is high
    rows:
      - {type: stale_token, place: query, strength: suspected, client_group_id: g1, count: 1, accepted: 0, refused: 1, writes: 0, recovered: 0}
    expect:
      - {severity: high, strength: suspected}
  - name: pushes have their own rule
    rows:
      - {type: stale_token, place: push, strength: proved, client_id: c1, count: 1, refused: 1, writes: 1, recovered: 0}
    expect: []

"""#),
EmbeddedFile(path: "zero/detections/stuck-in-needs-auth.yaml", text: #"""
schema: 1
id: stuck-in-needs-auth
title: "{who} stayed unauthenticated after a refusal"
kind: auth_stuck
severity: high
strength: from_row
over: observations
detection:
  stuck:
    type: auth_stuck
  condition: stuck
story: >
  {who} was refused[[ at {first_at} UTC]] and has not been seen to connect since.
  [[Writes wait at the client: {writes}. ]][[A newer token had existed since {newer_since} UTC.]]
advice: >
  1. Ask the user to reload the page in the same browser; the waiting writes are then sent. 2. In 0.25.x connect()
  called synchronously in the needs-auth callback is swallowed: call it after the state has settled, or upgrade to
  0.26.0 or later. 3. The client's console shows it: 'Run loop paused in needs-auth state' without a later 'Connecting...'.
tests:
  - name: a client that never came back while others did
    rows:
      - {type: auth_stuck, strength: suspected, client_id: c1, user_id: u1, count: 1, writes: 2, recovered: 0, entities: ["mutation:c1#3", "mutation:c1#4"]}
    expect:
      - {severity: high, strength: suspected, title: Client c1 (user u1) stayed unauthenticated after a refusal, entities: ["client:c1", "mutation:c1#4"]}
  - name: a refusal that recovered is silent
    rows:
      - {type: auth_refused, strength: proved, client_id: c1, count: 1, writes: 1, recovered: 1, recovered_after_s: 0.03}
    expect: []

"""#),
EmbeddedFile(path: "zero/detections/unattributed-drop.yaml", text: #"""
schema: 1
id: unattributed-drop
title: "A write of {who} was refused with an error that the given logs do not explain ({count:time|times})"
kind: silent_drop
severity: high
strength: suspected
over: observations
description: >
  zero-cache reports a mutation error, and no API log names the mutation or the reason.
detection:
  drop:
    type: unattributed_drop
  condition: drop
story: >
  zero-cache logged {count:mutation error|mutation errors} for {who}[[, first at {first_at} UTC]], without a word on which
  write or why[[ ({detail})]]. It may be a silent drop by an auth or database error, or a refusal by the application
  that its user was told about.
advice: >
  1. Add the API server's log[[ of {first_at} to {last_at} UTC]] and run again: it names the write and the error.
  2. Without it, a snapshot of the clients and mutations tables of the upstream database settles it. 3. Ask the user
  what was entered at that time.
tests:
  - name: a mutation error without an API log
    rows:
      - {type: unattributed_drop, strength: suspected, client_group_id: g1, count: 2, first_at: "2026-10-21T00:44:41.000000Z", last_at: "2026-10-21T00:44:45.000000Z"}
    expect:
      - {severity: high, strength: suspected, count: 2, title: A write of client group g1 was refused with an error that the given logs do not explain (2 times), entities: ["client_group:g1"]}
  - name: other observations are silent
    rows:
      - {type: auth_refused, strength: proved, client_group_id: g1, count: 1, recovered: 1}
    expect: []

"""#),
EmbeddedFile(path: "zero/detections/user-id-mismatch.yaml", text: #"""
schema: 1
id: user-id-mismatch
title: "The API server answered for another user than {who}"
kind: user_mismatch
severity: medium
strength: from_row
over: observations
detection:
  mismatch:
    type: user_mismatch
  condition: mismatch
story: >
  The API server processed {count:push|pushes} of {who}[[, first at {first_at} UTC]], and named another user than the
  connection, so zero-cache (1.5.0 and later) answered 401 although the API had answered 200[[ ({detail})]]. Affected:
  {sum:writes:write|writes}[[ ({writes})]], applied or dropped behind that 401.
advice: >
  1. Look whether the writes were stored, and under which user[[: {writes}]]. 2. Make the userID given to Zero and the one
  that the API derives from the token the same, also while accounts are switched. 3. Close the Zero instance before
  another user signs in.
tests:
  - name: another user in the answer
    rows:
      - {type: user_mismatch, strength: proved, client_id: c1, user_id: u1, count: 1, writes: 1, entities: ["mutation:c1#67"]}
    expect:
      - {severity: medium, strength: proved, title: The API server answered for another user than client c1 (user u1), entities: ["mutation:c1#67", "user:u1"]}
  - name: a plain refusal is silent
    rows:
      - {type: auth_refused, strength: proved, client_id: c1, count: 1, writes: 1, recovered: 1, recovered_after_s: 1.0}
    expect: []

"""#),
EmbeddedFile(path: "zero/detections/write-lost-with-client.yaml", text: #"""
schema: 1
id: write-lost-with-client
title: "{count:write|writes} of {who} {word:count:was|were} never processed, and the client did not come back"
kind: write_lost
severity: high
strength: from_row
over: mutations
detection:
  lost:
    verdict: lost
  condition: lost
group_by: [client_group_id, client_id, user_id]
story: >
  {count:write|writes} ({writes}) reached the server[[ at {first_at} UTC]] and {word:count:was|were} not processed (cause:
  {cause}). The client was not seen again in the given logs, and nobody else holds the {word:count:write|writes}.
advice: >
  1. Ask the user to open the same browser again before clearing any data: pending writes live in its IndexedDB and are
  sent on the next connect. 2. If that is not possible, enter the writes again: {writes}. 3. Add later logs to see
  whether the client came back after the end of the given ones.
falsepositives:
  - The logs end soon after the refusal; the client may have come back later.
tests:
  - name: a refused write whose client never came back
    rows:
      - {verdict: lost, cause: client_gone, strength: suspected, client_group_id: g1, client_id: c1, user_id: u1, write_key: "c1#3", first_at: "2026-10-21T00:44:41.000000Z"}
    expect:
      - {severity: high, strength: suspected, count: 1, title: "1 write of client c1 (user u1) was never processed, and the client did not come back", entities: ["mutation:c1#3", "user:u1"]}
  - name: a row that says proved is proved
    rows:
      - {verdict: lost, cause: auth, strength: proved, client_id: c1, write_key: "c1#3"}
    expect:
      - {severity: high, strength: proved}
  - name: pending and delivered writes are silent
    rows:
      - {verdict: pending, cause: auth, strength: suspected, client_id: c1, write_key: "c1#3"}
      - {verdict: delivered, cause: none, strength: proved, client_id: c1, write_key: "c1#4"}
    expect: []

"""#),
EmbeddedFile(path: "zero/pack.yaml", text: #"""
name: zero
title: Rocicorp Zero
description: zero-cache, its API servers and its clients.

"""#),
]
}
