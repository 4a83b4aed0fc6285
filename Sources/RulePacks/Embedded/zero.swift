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
  held:
    writes|gt: 0
  condition: fault
variants:
  - when: recovered
    severity: low
    story: >
      The database failed {count:time|times}[[, first at {first_at} UTC]][[ ({detail})]].
      It recovered[[ after {max:recovered_after_s} s]].
  - when: held
    severity: medium
    story: >
      The database failed {count:time|times}[[, first at {first_at} UTC]][[ ({detail})]].
      No recovery shows in the given logs; {sum:writes:write was|writes were} held up[[ ({writes})]].
story: >
  The database failed {count:time|times}[[, first at {first_at} UTC]][[ ({detail})]].
  No recovery shows in the given logs.
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
  recovered:
    recovered: 1
  condition: loop
variants:
  - when: recovered
    story: >
      The same credential[[ {token}]] of {who} was refused {count:time|times} [[between {first_at} and {last_at} UTC ]]without a
      success in between.[[ It recovered after {max:recovered_after_s} s.]][[ What it held up until then: {writes}.]]
    advice: >
      1. Nothing has to be done for this client: it came through again, and what waited was sent then. 2. Let the auth
      callback fetch a new token when it is called because the old one was refused, instead of returning the cached one.
      3. zero-cache clients before 0.25.3 retry for ever; upgrade.
story: >
  The same credential[[ {token}]] of {who} was refused {count:time|times} [[between {first_at} and {last_at} UTC ]]without a
  success in between, and none follows in the given logs.[[ Writes wait at the client: {writes}.]]
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
  - name: whoever came through again needs nothing
    rows:
      - {type: auth_loop, strength: proved, client_id: c1, user_id: u1, token: "t:0011", count: 4, refused: 4, writes: 0, recovered: 1, recovered_after_s: 5.7}
    expect:
      - {severity: high, strength: proved, count: 4, title: Client c1 (user u1) was refused 4 times in a row with one credential}
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
  held:
    writes|gt: 0
  condition: fault
variants:
  - when: recovered
    severity: low
    story: >
      A server process failed to start {count:time|times}[[, first at {first_at} UTC]][[ ({detail})]].
      It was started again[[ after {max:recovered_after_s} s]].
  - when: held
    severity: medium
    story: >
      A server process failed to start {count:time|times}[[, first at {first_at} UTC]][[ ({detail})]].
      No later start of it shows in the given logs; {sum:writes:write was|writes were} held up[[ ({writes})]].
story: >
  A server process failed to start {count:time|times}[[, first at {first_at} UTC]][[ ({detail})]].
  No later start of it shows in the given logs.
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
title: "An API outage: {detail}"
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
  held:
    writes|gt: 0
  condition: fault
variants:
  - when: recovered
    severity: low
    story: >
      The API server, or a proxy before it, did not serve what it was asked for[[ from {first_at} to {last_at} UTC]]: {detail}.
      It recovered[[ after {max:recovered_after_s} s]].
  - when: held
    severity: medium
    story: >
      The API server, or a proxy before it, did not serve what it was asked for[[ from {first_at} to {last_at} UTC]]: {detail}.
      No recovery shows in the given logs; {sum:writes:write was|writes were} held up[[ ({writes})]].
story: >
  The API server, or a proxy before it, did not serve what it was asked for[[ from {first_at} to {last_at} UTC]]: {detail}.
  No recovery shows in the given logs.
advice: >
  1. Check that the API server answers now. 2. If pushes did not recover, have the clients reconnect: in state error they refuse new writes but keep the pending ones. 3. Look in its log or its platform for the cause[[ at {first_at} UTC]].
tests:
  - name: with recovery it is context
    rows:
      - {type: server_fault, cause: outage, strength: proved, count: 2, detail: "2 pushes failed with 503", writes: 3, recovered: 1, recovered_after_s: 3.0, first_at: "2026-10-21T00:44:41.000000Z", entities: ["source:api.log"]}
    expect:
      - {severity: low, strength: proved, count: 2, title: "An API outage: 2 pushes failed with 503", entities: ["source:api.log"]}
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
      {who} was refused {count:time|times}[[ with {status}]][[, first at {first_at} UTC]], and no success of it follows
      {word:count:that|the last one} in the given logs. [[Held up: {writes}.]]
  - when: slow
    severity: medium
story: >
  {who} was refused {count:time|times}[[ with {status}]][[, first at {first_at} UTC]][[, which held up {writes}]].
  [[{word:count:It got on again after|It got on again each time; the longest wait was} {max:recovered_after_s} s.]]
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
  ended:
    recovered: 0
    writes: 0
  held:
    writes|gt: 0
  condition: fault
variants:
  - when: recovered
    severity: low
    story: >
      A server was restarted or drained {count:time|times}[[, first at {first_at} UTC]][[ ({detail})]].
      It recovered[[ after {max:recovered_after_s} s]].
  - when: ended
    severity: low
    title: "A server stopped"
    story: >
      A server shut down {count:time|times}[[, first at {first_at} UTC]][[ ({detail})]].
      No later line of it is in the given logs.
  - when: held
    severity: medium
    story: >
      A server was restarted or drained {count:time|times}[[, first at {first_at} UTC]][[ ({detail})]].
      No recovery shows in the given logs; {sum:writes:write was|writes were} held up[[ ({writes})]].
story: >
  A server was restarted or drained {count:time|times}[[, first at {first_at} UTC]][[ ({detail})]].
  No recovery shows in the given logs.
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
  - name: a stop at the end of the logs is context too
    rows:
      - {type: server_fault, cause: restart, strength: proved, count: 1, writes: 0, recovered: 0}
    expect:
      - {severity: low, strength: proved, title: A server stopped}
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
  held:
    writes|gt: 0
  condition: fault
variants:
  - when: recovered
    severity: low
    story: >
      A server process crashed {count:time|times}[[, first at {first_at} UTC]][[ ({detail})]].
      It was started again[[ after {max:recovered_after_s} s]].
  - when: held
    severity: medium
    story: >
      A server process crashed {count:time|times}[[, first at {first_at} UTC]][[ ({detail})]].
      No later start of it shows in the given logs; {sum:writes:write was|writes were} held up[[ ({writes})]].
story: >
  A server process crashed {count:time|times}[[, first at {first_at} UTC]][[ ({detail})]].
  No later start of it shows in the given logs.
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
title: "A stale session cookie (or a token that was not renewed) of {who} was carried on {count:push|pushes}"
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
  dropped:
    writes|gt: 0
    cause: dropped
  _unsure:
    recovered: null
  condition: stale and _cookie
variants:
  - when: dropped
    severity: high
    story: >
      {detail}. {count:push|pushes} of {who} carried such a credential[[, first at {first_at} UTC]], and
      {sum:writes:write was|writes were} dropped[[ ({writes})]]: processed without effect, and nothing will retry
      {word:sum:writes:it|them}.
    advice: >
      1. Enter the dropped writes again, with the user[[: {writes}]]. 2. Let the API answer 401 for the whole request when
      the session has expired: a 401 keeps the writes at the client. 3. zero-cache forwards the cookies of the WebSocket
      upgrade for as long as the socket lives, in every version: reconnect after the session is renewed, or send a token as
      auth instead of relying on the cookie.
  - when: suffered
    severity: high
    story: >
      {detail}. {count:push|pushes} of {who} carried such a credential[[, first at {first_at} UTC]];
      {sum:writes:write|writes} suffered[[ ({writes})]]: no later success of {word:sum:writes:it|them} shows in the given
      logs.
    advice: >
      1. Ask the user to reconnect (their client may still hold the writes) or to enter them again[[: {writes}]].
      2. zero-cache forwards the cookies of the WebSocket upgrade for as long as the socket lives, in every version:
      reconnect after the session is renewed, or send a token as auth instead of relying on the cookie. 3. Until then let a
      session outlive the longest socket.
  - when: _unsure
    severity: medium
    story: >
      {detail}. {count:push|pushes} of {who} carried such a credential[[, first at {first_at} UTC]]. What became of the
      writes in {word:count:it|them}, these logs do not tell.
    advice: >
      1. Look whether the writes of this time are there[[: {writes}]]; lostwrite why CASE WRITE names the log that would
      tell. 2. zero-cache forwards the cookies of the WebSocket upgrade for as long as the socket lives, in every version:
      reconnect after the session is renewed, or send a token as auth instead of relying on the cookie. 3. Until then let a
      session outlive the longest socket.
story: >
  {detail}. {count:push|pushes} of {who} carried such a credential[[, first at {first_at} UTC]]; no write suffered.
advice: >
  1. No write has to be entered again: none of them suffered. 2. zero-cache forwards the cookies of the WebSocket upgrade
  for as long as the socket lives, in every version: reconnect after the session is renewed, or send a token as auth
  instead of relying on the cookie. 3. Until then let a session outlive the longest socket.
tests:
  - name: writes whose end no log tells are no reason for an all-clear
    rows:
      - {type: stale_token, place: push, strength: proved, client_id: c1, token: "t:0011", count: 1, accepted: 0, refused: 1, writes: 0, detail: "cookie of the upgrade"}
    expect:
      - {severity: medium, entities: ["client:c1"]}
  - name: a refused write that came through later is medium
    rows:
      - {type: stale_token, place: push, carrier: forwarder, strength: proved, client_group_id: g1, client_id: c1, user_id: u1, token: "t:0011", count: 1, accepted: 0, refused: 1, writes: 1, recovered: 1, recovered_after_s: 0.3, expired_max_s: 5.0, detail: "cookie of the upgrade"}
    expect:
      - {severity: medium, strength: proved, count: 1, title: A stale session cookie (or a token that was not renewed) of client c1 (user u1) was carried on 1 push, entities: ["client:c1", "token:t:0011"]}
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
  dropped:
    writes|gt: 0
    cause: dropped
  _nameless:
    client_id: null
  _unsure:
    recovered: null
  condition: stale and not _cookie
variants:
  - when: dropped
    severity: high
    story: >
      {detail}. {count:push|pushes} of {who} carried such a token[[, first at {first_at} UTC]], and
      {sum:writes:write was|writes were} dropped[[ ({writes})]]: processed without effect, and nothing will retry
      {word:sum:writes:it|them}.
    advice: >
      1. Enter the dropped writes again, with the user[[: {writes}]]. 2. Let the API answer 401 for the whole request when
      the token has expired: a 401 keeps the writes at the client. 3. Below zero-cache 0.26.0 a socket keeps the token
      that it was opened with: upgrade to 0.26.0 or later, or reconnect with a fresh token before the old one expires.
  - when: suffered
    severity: high
    story: >
      {detail}. {count:push|pushes} of {who} carried such a token[[, first at {first_at} UTC]];
      {sum:writes:write|writes} suffered[[ ({writes})]]: no later success of {word:sum:writes:it|them} shows in the given
      logs.
    advice: >
      1. Ask the user to reconnect (their client may still hold the writes) or to enter them again[[: {writes}]].
      2. Below zero-cache 0.26.0 a socket keeps the token that it was opened with: upgrade to 0.26.0 or later, or
      reconnect with a fresh token before the old one expires. 3. Refresh at the client ahead of expiry, by more than the
      clock difference of the servers.
  - when: _nameless and _unsure
    severity: medium
    story: >
      {detail}. {count:push|pushes} of {who} carried such a token[[, first at {first_at} UTC]]. No record names the
      writes in {word:count:it|them}; drops and refusals of that time may be theirs.
    advice: >
      1. Look at the drops and refusals of that time: they may be of these requests. 2. Refresh at the client ahead of
      expiry, by more than the clock difference of the servers. 3. Below zero-cache 0.26.0 a socket keeps the token that it
      was opened with: upgrade to 0.26.0 or later, or reconnect with a fresh token before the old one expires.
  - when: _unsure
    severity: medium
    story: >
      {detail}. {count:push|pushes} of {who} carried such a token[[, first at {first_at} UTC]]. What became of the writes
      in {word:count:it|them}, these logs do not tell.
    advice: >
      1. Look whether the writes of this time are there[[: {writes}]]; lostwrite why CASE WRITE names the log that would
      tell. 2. Refresh at the client ahead of expiry, by more than the clock difference of the servers.
      3. Below zero-cache 0.26.0 a socket keeps the token that it was opened with: upgrade to 0.26.0 or later, or
      reconnect with a fresh token before the old one expires.
story: >
  {detail}. {count:push|pushes} of {who} carried such a token[[, first at {first_at} UTC]]; no write suffered.
advice: >
  1. No write has to be entered again: none of them suffered. 2. Below zero-cache 0.26.0 a socket keeps the token that
  it was opened with: upgrade to 0.26.0 or later, or reconnect with a fresh token before the old one expires. 3. Refresh
  at the client ahead of expiry, by more than the clock difference of the servers.
tests:
  - name: requests that no client is known of
    rows:
      - {type: stale_token, place: api_request, strength: proved, user_id: u1, token: "t:0011", count: 2, accepted: 0, refused: 0, writes: 0, detail: "token of the connection"}
    expect:
      - {severity: medium, count: 2, entities: ["user:u1", "token:t:0011"]}
  - name: writes whose end no log tells are no reason for an all-clear
    rows:
      - {type: stale_token, place: push, strength: proved, client_id: c1, token: "t:0011", count: 1, accepted: 0, refused: 1, writes: 0, detail: "token of the connection"}
    expect:
      - {severity: medium, entities: ["client:c1"]}
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
EmbeddedFile(path: "zero/detections/sync-server-unreachable.yaml", text: #"""
schema: 1
id: sync-server-unreachable
title: "{count:connection|connections} to the sync server {word:count:was|were} refused[[ {detail}]]"
kind: server_fault
severity: medium
strength: from_row
over: observations
detection:
  fault:
    type: server_fault
    cause: unreachable
  recovered:
    recovered: 1
  held:
    writes|gt: 0
  condition: fault
variants:
  - when: recovered
    severity: low
    story: >
      A proxy could not pass on {count:connection|connections} to the sync server[[ from {first_at} to {last_at} UTC]][[ ({detail})]].
      Later ones were opened.
  - when: held
    severity: medium
    story: >
      A proxy could not pass on {count:connection|connections} to the sync server[[ from {first_at} to {last_at} UTC]][[ ({detail})]].
      No later one shows in the given logs; {sum:writes:write was|writes were} held up[[ ({writes})]].
story: >
  A proxy could not pass on {count:connection|connections} to the sync server[[ from {first_at} to {last_at} UTC]][[ ({detail})]].
  No later one shows in the given logs.
advice: >
  1. While the sync server restarts this is to be expected: clients connect again on their own and keep their writes. 2. If it goes on, check that the sync server runs and that the proxy reaches it. 3. With several sync servers, let one after the other drain before it is replaced.
tests:
  - name: with recovery it is context
    rows:
      - {type: server_fault, cause: unreachable, strength: proved, count: 2, detail: with 502 while it restarted, writes: 3, recovered: 1, recovered_after_s: 3.0, first_at: "2026-10-21T00:44:41.000000Z", entities: ["source:api.log"]}
    expect:
      - {severity: low, strength: proved, count: 2, title: 2 connections to the sync server were refused with 502 while it restarted, entities: ["source:api.log"]}
  - name: without recovery, or where that is not known, it is an alarm
    rows:
      - {type: server_fault, cause: unreachable, strength: suspected, count: 1, writes: 1, recovered: 0}
      - {type: server_fault, cause: unreachable, strength: proved, count: 1, writes: 0}
    expect:
      - {severity: medium, strength: suspected}
      - {severity: medium, strength: proved}
  - name: other faults have their own rules
    rows:
      - {type: server_fault, cause: outage, strength: proved, count: 1, writes: 0, recovered: 0}
      - {type: pusher_died, cause: unreachable, strength: proved, count: 1, writes: 0}
    expect: []

"""#),
EmbeddedFile(path: "zero/detections/unattributed-drop.yaml", text: #"""
schema: 1
id: unattributed-drop
title: "A write of {who} was refused with an error that the given logs do not explain ({count:time|times})"
kind: silent_drop
severity: low
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
      - {severity: low, strength: suspected, count: 2, title: A write of client group g1 was refused with an error that the given logs do not explain (2 times), entities: ["client_group:g1"]}
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
  connection, so zero-cache (1.5.0 and later) answered 401 although the API had answered 200[[ ({detail})]].
  [[Whether the API applied {writes} is not told by that 401.]]
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
  unsent:
    explanation|contains: unanswered write
  condition: lost
group_by: [client_group_id, client_id, user_id]
variants:
  - when: unsent
    story: >
      {count:write|writes} of {who} ({writes}) {word:count:was|were} without an answer when the client was closed, as its
      own console says: {explanation}. The client was not seen again in the given logs.
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
  - name: a write that never left its client is told by the words of the verdict
    rows:
      - {verdict: lost, cause: auth, strength: suspected, client_id: c1, write_key: "c1#3", explanation: "its client was closed with 1 unanswered write (client.log:9)"}
    expect:
      - {severity: high, strength: suspected, count: 1, entities: ["mutation:c1#3"]}
  - name: pending and delivered writes are silent
    rows:
      - {verdict: pending, cause: auth, strength: suspected, client_id: c1, write_key: "c1#3"}
      - {verdict: delivered, cause: none, strength: proved, client_id: c1, write_key: "c1#4"}
    expect: []

"""#),
EmbeddedFile(path: "zero/dialect/api-server.yaml", text: #"""
# @rocicorp/zero/server in the API process (console sink, first word PushProcessor). Source: rocicorp/mono
# packages/zero-server/src/process-mutations.ts, tags zero/v0.24 to v1.9.0.
schema: 1
system: zero
entries:
  - id: mutator-threw
    versions: ">=0.25.0"
    formats: [consoleSink]
    message: {prefix: "Application error processing mutation ", pattern: '^Application error processing mutation (?<id>\d+) for client (?<client>[\w-]+)'}
    event: mutation_app_error
    set: {client: "%client", mutation: "%id", name: $cause.name, detail: $message}
    samples:
      match: ['PushProcessor Application error processing mutation 6 for client c1 {"name":"ApplicationError","message":"Login required to edit"}']
      ignore: ['PushProcessor Mutation 6 for client c1 was retried after an error {"name":"ApplicationError","message":"x"}']
  - id: retried-without-mutator
    formats: [consoleSink]
    message: {prefix: "Mutation ", pattern: '^Mutation (?<id>\d+) for client (?<client>[\w-]+) was retried after an error(: (?<name>\w+): (?<words>.*))?'}
    event: mutation_errored
    set: {client: "%client", mutation: "%id", detail: "%words", name: $cause.name}
    where: {message: {exists: false}}
    samples:
      match: ['PushProcessor Mutation 4 for client c1 was retried after an error: Error: Login required to edit']
      ignore: ['PushProcessor Application error processing mutation 4 for client c1 {"name":"Error","message":"x"}']
  - id: retried-without-mutator-object
    formats: [consoleSink]
    message: {prefix: "Mutation ", pattern: '^Mutation (?<id>\d+) for client (?<client>[\w-]+) was retried after an error'}
    where: {message: {exists: true}}
    event: mutation_errored
    set: {client: "%client", mutation: "%id", name: $cause.name, detail: $message}
    samples:
      match: ['PushProcessor Mutation 3 for client c1 was retried after an error {"name":"ApplicationError","message":"Login required to edit"}']
      ignore: ['PushProcessor Mutation 3 for client c1 is fine {"name":"x","message":"y"}']
  - id: retry-failed
    versions: ">=0.26.1"
    formats: [consoleSink]
    message: {prefix: "Retry also failed for mutation ", pattern: '^Retry also failed for mutation (?<id>\d+) for client (?<client>[\w-]+)'}
    event: mutation_rolled_back
    set: {client: "%client", mutation: "%id", name: $name, detail: $message}
    samples:
      match: ['PushProcessor Retry also failed for mutation 6 for client c1 {"name":"DatabaseTransactionError","message":"x"}']
      ignore: ['PushProcessor Error processing mutation 6 for client c1, retrying without mutator {"name":"x","message":"y"}']
  - id: unexpected-error
    versions: "0.24 - 0.26.0"
    formats: [consoleSink]
    message: {prefix: "Unexpected error processing mutation ", pattern: '^Unexpected error processing mutation (?<id>\d+) for client (?<client>[\w-]+)'}
    event: mutation_rolled_back
    set: {client: "%client", mutation: "%id", name: $name, detail: $message}
    samples:
      match: ['PushProcessor Unexpected error processing mutation 2 for client c1 {"name":"DatabaseTransactionError","message":"x"}']
      ignore: ['PushProcessor Unexpected error {"name":"x"}']
  - id: database-error-025
    versions: "0.25.0"
    formats: [consoleSink]
    message: {prefix: "Database error processing mutation ", pattern: '^Database error processing mutation (?<id>\d+) for client (?<client>[\w-]+)'}
    event: mutation_rolled_back
    set: {client: "%client", mutation: "%id", name: $name, detail: $message}
    samples:
      match: ['PushProcessor Database error processing mutation 2 for client c1 {"name":"DatabaseTransactionError","message":"x"}']
      ignore: ['PushProcessor Database error {"name":"x"}']
  - id: already-processed
    formats: [consoleSink]
    message: {of: message, prefix: "Ignoring mutation from ", pattern: '^Ignoring mutation from (?<client>[\w-]+) with ID (?<id>\d+) as it was already processed\. Expected: (?<expected>\d+)'}
    event: mutation_already_processed
    set: {client: "%client", mutation: "%id", number: "%expected", detail: $message}
    samples:
      match: ['PushProcessor {"name":"Error","message":"Ignoring mutation from c1 with ID 67 as it was already processed. Expected: 68"}']
      ignore: ['PushProcessor {"name":"Error","message":"Client c1 sent mutation ID 91 but expected 88"}']
  - id: out-of-order
    formats: [consoleSink]
    message: {of: message, prefix: "Client ", pattern: '^Client (?<client>[\w-]+) sent mutation ID (?<id>\d+) but expected (?<expected>\d+)'}
    event: mutation_out_of_order
    set: {client: "%client", mutation: "%id", number: "%expected", detail: $message}
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
  - id: retrying-without-mutator
    versions: ">=0.26.1"
    note: "No outcome yet: 'was retried after an error' or 'Retry also failed' follows."
    formats: [consoleSink]
    message: {prefix: "Error processing mutation ", contains: "retrying without mutator"}
    event: none
    samples:
      match: ['PushProcessor Error processing mutation 6 for client c1, retrying without mutator {"name":"Error","message":"x"}']
      ignore: ['PushProcessor Mutation 6 for client c1 was retried after an error {"name":"Error","message":"x"}']
  - id: mutation-completed
    versions: ">=0.25.1"
    formats: [consoleSink]
    message: {prefix: "Mutation '", pattern: "^Mutation '(?<name>[^']*)' \\(id=(?<id>\\d+)\\) completed successfully"}
    event: mutation_applied
    set: {mutation: "%id", name: "%name"}
    samples:
      match: ["PushProcessor Mutation 'issue.create' (id=1) completed successfully"]
      ignore: ["PushProcessor Executing mutator 'issue.create' (id=1)"]
  - id: post-commit-failed
    versions: ">=0.25.1"
    note: "The write itself is committed."
    formats: [consoleSink]
    message: {prefix: "Post-commit mutation handler failed for mutation ", pattern: '^Post-commit mutation handler failed for mutation (?<id>\d+) for client (?<client>[\w-]+)'}
    event: mutation_applied
    set: {client: "%client", mutation: "%id", detail: "its post-commit handler failed"}
    samples:
      match: ['PushProcessor Post-commit mutation handler failed for mutation 6 for client c1 {"name":"Error","message":"x"}']
      ignore: ['PushProcessor Application error processing mutation 6 for client c1 {"name":"Error","message":"x"}']
  - id: cleanup-mutation-failed
    versions: ">=0.26.0"
    formats: [consoleSink]
    message: {prefix: "Failed to process cleanup mutation for client ", pattern: '^Failed to process cleanup mutation for client (?<client>[\w-]+)'}
    event: cleanup_failed
    set: {client: "%client", detail: $message}
    samples:
      match: ['PushProcessor Failed to process cleanup mutation for client c1 {"name":"Error","message":"x"}']
      ignore: ['PushProcessor Failed to process push request {"name":"Error","message":"x"}']

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
  - id: client-connecting-url
    note: "Names the group and the user of a client; lmid is the last write that the client has seen confirmed."
    formats: [consoleSink]
    message: {prefix: "Connecting to ", pattern: '^Connecting to \S+/sync/v\d+/connect\?clientID=(?<client>[^&]+)&clientGroupID=(?<group>[^&]+)&(userID=(?<user>[^&]*)&)?.*?\blmid=(?<lmid>\d+)(&wsid=(?<ws>[\w-]+))?'}
    event: last_mutation_id
    set: {group: "%group", client: "%client", user: "%user", connection: "%ws", number: "%lmid"}
    samples:
      match: ["clientID=c1 runLoopCounter=1 wsid=w1 Connecting to ws://localhost:8190/sync/v37/connect?clientID=c1&clientGroupID=g1&userID=u1&baseCookie=&ts=12988.664454&lmid=3&wsid=w1"]
      ignore: ["clientID=c1 wsid=w1 Connecting... {}"]
  - id: client-socket-closed
    formats: [consoleSink]
    message: {prefix: "Got ", pattern: '^Got (unexpected )?socket close event'}
    event: client_disconnected
    set: {name: socket-closed, status: $code, detail: $reason}
    samples:
      match: ['clientID=c1 wsid=w1 Got unexpected socket close event {"code":1006,"reason":"","wasClean":false}']
      ignore: ['clientID=c1 wsid=w1 Got socket open event {"timeToOpenMs":46}']
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
  - id: client-error-state
    versions: ">=0.25.0"
    formats: [consoleSink]
    message: {prefix: "Run loop paused in error state"}
    event: client_paused
    set: {name: error, detail: $message}
    samples:
      match: ["clientID=c1 runLoopCounter=3 Run loop paused in error state. Call zero.connection.connect() to resume."]
      ignore: ["clientID=c1 Run loop paused in needs-auth state. Call zero.connection.connect({auth}) to resume."]
  - id: client-resumed
    versions: ">=0.25.0"
    formats: [consoleSink]
    message: {contains: "Resuming connection from state: ", pattern: '^(connect )?Resuming connection from state: (?<state>[\w-]+)'}
    event: client_resumed
    set: {name: "%state"}
    samples:
      match: ["clientID=c1 connect Resuming connection from state: needs-auth", "clientID=c1 Resuming connection from state: error"]
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
    versions: ">=0.25.0"
    formats: [consoleSink]
    message: {contains: "disconnecting"}
    where: {reason: ClientClosed}
    event: client_closed
    samples:
      match: ['clientID=c1 close disconnecting {"reason":"ClientClosed","connectedAt":1,"messageCount":69}']
      ignore: ['clientID=c1 wsid=w1 disconnecting {"reason":"AbruptClose","connectedAt":1}']
  - id: client-closed-024
    versions: "0.24"
    formats: [consoleSink]
    message: {contains: "disconnecting"}
    where: {reason.client: ClientClosed}
    event: client_closed
    samples:
      match: ['clientID=c1 close disconnecting {"reason":{"client":"ClientClosed"},"connectedAt":1,"messageCount":41}']
      ignore: ['clientID=c1 wsid=w1 disconnecting {"reason":{"client":"AbruptClose"},"connectedAt":1}']
  - id: client-write-refused
    versions: ">=0.26.0"
    formats: [consoleSink]
    message: {prefix: "Mutation \"", pattern: '^Mutation "(?<name>[^"]+)" rejected because Zero is (?<state>\w+)'}
    event: client_mutation_failed
    set: {name: "%name", detail: "%state"}
    samples:
      match: ['clientID=c1 Mutation "todo.create" rejected because Zero is offline']
      ignore: ['clientID=c1 Mutation already resolved or rejected; ignore late reject.']
  - id: client-write-unanswered
    versions: ">=0.25.1"
    formats: [consoleSink]
    message: {prefix: "Mutator \"", pattern: '^Mutator "(?<name>[^"]+)" error on server'}
    where: {message: {prefix: "Zero was explicitly closed"}}
    event: client_mutation_failed
    set: {name: "%name", detail: unanswered at close}
    samples:
      match: ['clientID=c1 Mutator "todo.create" error on server {"name":"ClientError","message":"Zero was explicitly closed by calling zero.close()"}']
      ignore: ['clientID=c1 Mutator "todo.create" app error on server {"name":"ApplicationError","message":"Login required to edit"}']
  - id: client-mutation-failed
    versions: ">=0.25.1"
    formats: [consoleSink]
    message: {prefix: "Mutator \"", pattern: '^Mutator "(?<name>[^"]+)" (app )?error on (?<where>server|client)'}
    where: {message: {not: ["Zero was explicitly closed by calling zero.close()"]}}
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
  - id: exiting
    formats: [zeroJSON, zeroText]
    message: {prefix: "exiting with code ", pattern: '^exiting with code (?<code>\d+)'}
    event: server_exited
    set: {number: "%code"}
    samples:
      match: ['{"level":"INFO","pid":1,"worker":"runner","component":"process-manager","message":"exiting with code 0"}']
      ignore: ['{"level":"INFO","pid":1,"worker":"runner","message":"exiting with error TypeError: x"}']
  - id: replication-status
    formats: [zeroJSON, zeroText]
    message: {prefix: "ZeroEvent: zero/events/status/replication/"}
    where: {time: {exists: true}}
    event: time_anchor
    set: {at: $time}
    samples:
      match: ['{"level":"INFO","pid":1,"worker":"change-streamer","type":"zero/events/status/replication/v1","status":"OK","time":"2026-11-22T10:23:22.544Z","message":"ZeroEvent: zero/events/status/replication/v1"}']
      ignore: ['{"level":"INFO","pid":1,"worker":"change-streamer","type":"zero/events/status/replication/v1","message":"ZeroEvent: zero/events/status/replication/v1"}']
  - id: exiting-with-error
    formats: [zeroJSON, zeroText, text, consoleSink]
    message: {contains: "exiting with error"}
    event: server_failed
    set: {name: crash, detail: "exiting with error"}
    samples:
      match:
        - '{"level":"ERROR","pid":1,"worker":"runner","message":"exiting with error TypeError: Expected string at taskID. Got true"}'
        - 'pid 12999 exiting with error TypeError: Expected string at taskID. Got true'
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
    message: {prefix: 'Sending error on WebSocket'}
    where: {errorKind: AuthInvalidated, clientID: {exists: false}, code: {exists: true}}
    event: connection_refused
    set: {status: 401, name: AuthInvalidated, detail: $errorMsg, user: $payload.sub, subject: $payload.sub, expires_at: $payload.exp, issued_at: $payload.iat, token_id: $payload.jti}
    samples:
      match:
        - '{"level":"ERROR","pid":1,"worker":"syncer","errorKind":"AuthInvalidated","code":"ERR_JWT_EXPIRED","name":"JWTExpired","claim":"exp","reason":"check_failed","payload":{"sub":"u1","iat":1,"exp":2},"errorMsg":"\"exp\" claim timestamp check failed","message":"Sending error on WebSocket {\"kind\":\"AuthInvalidated\"}"}'
        - '2026-11-22T10:39:43.050+00:00 pid=1,worker=syncer,errorKind=AuthInvalidated Sending error on WebSocket {"kind":"AuthInvalidated","message":"x"} {"code":"ERR_JWT_EXPIRED","name":"JWTExpired","claim":"exp","payload":{"sub":"u1","iat":1,"exp":2},"errorMsg":"x"}'
      ignore:
        - '{"level":"WARN","pid":1,"worker":"syncer","clientID":"c1","errorKind":"PushFailed","message":"Sending error on WebSocket {}"}'
        - '{"level":"INFO","pid":1,"worker":"syncer","errorKind":"AuthInvalidated","message":"Sending error on WebSocket {\"kind\":\"AuthInvalidated\",\"message\":\"x\"} "}'
  - id: handshake-refused-without-ids
    versions: ">=0.26.0"
    formats: [zeroJSON, zeroText]
    message: {prefix: 'Sending error on WebSocket'}
    where: {errorKind: AuthInvalidated, clientID: {exists: false}, code: {exists: false}}
    event: connection_refused
    set: {status: 401, name: AuthInvalidated}
    samples:
      match: ['{"level":"INFO","pid":1,"worker":"syncer","errorKind":"AuthInvalidated","message":"Sending error on WebSocket {\"kind\":\"AuthInvalidated\",\"message\":\"x\"} "}']
      ignore: ['{"level":"ERROR","pid":1,"worker":"syncer","errorKind":"AuthInvalidated","code":"ERR_JWT_EXPIRED","payload":{"sub":"u1"},"message":"Sending error on WebSocket {\"kind\":\"AuthInvalidated\"}"}']
  - id: socket-auth-invalidated
    versions: "0.24"
    note: "0.24 answers a 401 of the push endpoint so, without its status and without the ids of the writes."
    formats: [zeroJSON, zeroText]
    message: {prefix: 'Sending error on WebSocket'}
    where: {errorKind: AuthInvalidated, clientID: {exists: true}}
    event: push_auth_failed
    set: {status: 401, detail: $errorMsg}
    samples:
      match: ['{"level":"WARN","pid":1,"worker":"syncer","clientID":"c1","clientGroupID":"g1","wsID":"w1","errorKind":"AuthInvalidated","errorMsg":"Unauthorized","message":"Sending error on WebSocket {\"kind\":\"AuthInvalidated\"}"}']
      ignore: ['{"level":"ERROR","pid":1,"worker":"syncer","errorKind":"AuthInvalidated","code":"ERR_JWT_EXPIRED","message":"Sending error on WebSocket {\"kind\":\"AuthInvalidated\"}"}']
  - id: handshake-rejected
    versions: ">=1.3.0"
    formats: [zeroJSON, zeroText]
    message: {prefix: "Rejecting sync connection during initial auth resolution"}
    event: connection_refused
    set: {status: 401, name: AuthInvalidated, detail: $errorKind, user: $incomingUserID}
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
  - id: first-flush
    versions: ">=0.26.2"
    formats: [zeroJSON, zeroText]
    level: [info]
    message: {prefix: "flushed cvr@"}
    where: {cmd: initConnection}
    event: client_seen
    samples:
      match: ['{"level":"INFO","pid":1,"worker":"syncer","component":"view-syncer","clientGroupID":"g1","clientID":"c1","wsID":"w1","cmd":"initConnection","cvrFlushID":0,"message":"flushed cvr@00:01 {} in (5 ms)"}']
      ignore: ['{"level":"INFO","pid":1,"worker":"syncer","component":"view-syncer","clientGroupID":"g1","message":"flushed cvr@00 {}"}']
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
    where: {hydrationRowCount: {exists: true}}
    message: {of: queryHash, exact: mutationResults}
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
  - id: api-call-unknown-error
    versions: "0.25.0 - 0.25.9"
    formats: [zeroJSON, zeroText]
    message: {prefix: "failed to fetch from API server with unknown error"}
    event: service_unavailable
    set: {name: $component, detail: $error}
    samples:
      match: ['{"level":"ERROR","pid":1,"worker":"syncer","clientGroupID":"g1","component":"pusher","url":"http://api/mutate","error":"TypeError: fetch failed","message":"failed to fetch from API server with unknown error"}']
      ignore: ['{"level":"WARN","pid":1,"worker":"syncer","message":"fetch from API server returned non-OK status"}']
  - id: api-answer-unreadable
    versions: ">=0.25.0"
    formats: [zeroJSON, zeroText]
    message: {prefix: "failed to parse response"}
    event: service_unavailable
    set: {name: $component, detail: "the answer of the API could not be read"}
    samples:
      match: ['{"level":"WARN","pid":1,"worker":"syncer","clientGroupID":"g1","component":"pusher","message":"failed to parse response"}']
      ignore: ['{"level":"WARN","pid":1,"worker":"syncer","clientGroupID":"g1","message":"failed to parse message \"x\": Error"}']
  - id: push-call-failed
    versions: "<=0.25.0"
    formats: [zeroJSON, zeroText]
    message: {exact: "failed to push"}
    where: {errorBody.kind: {not: [AuthInvalidated]}}
    event: service_unavailable
    set: {name: $component, detail: $errorMsg}
    samples:
      match: ['{"level":"ERROR","pid":1,"worker":"syncer","clientGroupID":"g1","component":"pusher","name":"TypeError","errorMsg":"fetch failed","message":"failed to push"}']
      ignore: ['{"level":"ERROR","pid":1,"worker":"syncer","clientGroupID":"g1","component":"pusher","errorBody":{"kind":"AuthInvalidated","message":"x"},"name":"ErrorForClient","message":"failed to push"}']
  - id: push-call-unauthorized
    versions: "<=0.25.0"
    formats: [zeroJSON, zeroText]
    message: {exact: "failed to push"}
    where: {errorBody.kind: AuthInvalidated}
    event: push_auth_failed
    set: {status: 401, detail: $errorBody.message}
    samples:
      match: ['{"level":"ERROR","pid":1,"worker":"syncer","clientGroupID":"g1","component":"pusher","errorBody":{"kind":"AuthInvalidated","message":"x"},"name":"ErrorForClient","message":"failed to push"}']
      ignore: ['{"level":"ERROR","pid":1,"worker":"syncer","clientGroupID":"g1","component":"pusher","name":"TypeError","errorMsg":"fetch failed","message":"failed to push"}']
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
  - id: push-auth-failed-early
    versions: "0.26.0 - 1.2.0"
    formats: [zeroJSON, zeroText]
    level: [debug]
    message: {prefix: "Auth failure detected in push response"}
    event: push_auth_failed
    set: {status: 401}
    samples:
      match: ['{"level":"DEBUG","pid":1,"worker":"syncer","clientGroupID":"g1","component":"pusher","clientID":"c1","message":"Auth failure detected in push response"}']
      ignore: ['{"level":"DEBUG","pid":1,"worker":"syncer","message":"Auth failure detected in transform response"}']
  - id: crud-error-mode
    formats: [zeroJSON, zeroText]
    message: {prefix: "Got error running mutation, re-running in error mode"}
    event: mutation_error
    set: {name: app, mutation: $mutationID, detail: $errorMsg}
    samples:
      match: ['{"level":"ERROR","pid":1,"worker":"syncer","component":"mutagen","clientGroupID":"g1","mutationID":4,"name":"Error","errorMsg":"x","message":"Got error running mutation, re-running in error mode"}']
      ignore: ['{"level":"DEBUG","pid":1,"worker":"syncer","component":"mutagen","mutationID":4,"message":"Ran mutation successfully in error mode"}']
  - id: crud-permission
    note: "A blocked write is no error there: its id advances, nothing is written, and this line is the only trace."
    formats: [zeroJSON, zeroText]
    level: [warn]
    message: {prefix: "Permission check failed for "}
    event: mutation_error
    set: {name: permission, mutation: $mutationID, detail: "permission check failed"}
    samples:
      match: ['{"level":"WARN","pid":1,"worker":"syncer","component":"mutagen","clientGroupID":"g1","mutationID":4,"message":"Permission check failed for {}, action update, phase preMutation, authData: {}, rowPolicies: x"}']
      ignore: ['{"level":"WARN","pid":1,"worker":"syncer","message":"Permissions are missing"}']
  - id: push-auth-failed
    versions: ">=1.3.0"
    formats: [zeroJSON, zeroText]
    message: {prefix: "Push auth failed; invalidating connection"}
    event: push_auth_failed
    set: {status: 401}
    samples:
      match: ['{"level":"WARN","pid":1,"worker":"syncer","workerIndex":0,"clientGroupID":"g1","component":"pusher","clientID":"c1","message":"Push auth failed; invalidating connection"}']
      ignore: ['{"level":"WARN","pid":1,"worker":"syncer","clientID":"c1","response":"Connection userID does not match validated server userID.","message":"Push validation failed; invalidating connection"}']
  - id: push-user-mismatch
    versions: ">=1.5.0"
    formats: [zeroJSON, zeroText]
    message: {prefix: "Push validation failed; invalidating connection"}
    event: user_mismatch
    set: {detail: $response}
    samples:
      match: ['{"level":"WARN","pid":1,"worker":"syncer","workerIndex":0,"clientGroupID":"g1","component":"pusher","clientID":"c1","response":"Connection userID does not match validated server userID.","message":"Push validation failed; invalidating connection"}']
      ignore: ['{"level":"WARN","pid":1,"worker":"syncer","clientID":"c1","message":"Push auth failed; invalidating connection"}']
  - id: pusher-died
    versions: "0.24 - 1.2.0"
    formats: [zeroJSON, zeroText]
    message: {prefix: "Error running PusherService", pattern: '^Error running PusherService (?<group>[\w-]+)'}
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
  - id: query-unavailable-close
    versions: ">=0.25.0"
    formats: [zeroJSON, zeroText]
    message: {prefix: "closing connection: TransformFailed"}
    where: {status: {exists: true, not: ["401", "403"]}}
    event: service_unavailable
    set: {status: $status, name: view-syncer, detail: $bodyPreview}
    samples:
      match: ['{"level":"INFO","pid":1,"worker":"syncer","clientID":"c1","clientGroupID":"g1","wsID":"w1","kind":"TransformFailed","origin":"zeroCache","reason":"http","status":503,"bodyPreview":"{}","message":"closing connection: TransformFailed (zeroCache): Fetch from API server returned non-OK status 503"}']
      ignore: ['{"level":"INFO","pid":1,"worker":"syncer","clientID":"c1","kind":"TransformFailed","status":401,"message":"closing connection: TransformFailed (zeroCache): x"}']
  - id: query-auth-failed-early
    versions: "0.26.0 - 1.2.0"
    formats: [zeroJSON, zeroText]
    level: [debug]
    message: {prefix: "Auth failure detected in transform response"}
    event: query_auth_failed
    set: {status: 401}
    samples:
      match: ['{"level":"DEBUG","pid":1,"worker":"syncer","clientGroupID":"g1","component":"view-syncer","clientID":"c1","message":"Auth failure detected in transform response"}']
      ignore: ['{"level":"DEBUG","pid":1,"worker":"syncer","message":"Auth failure detected in push response"}']
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
  - id: auth-update-command
    versions: ">=1.3.0"
    note: "Debug: the body of the command is part of the record. The raw token is masked."
    formats: [zeroJSON, zeroText]
    level: [debug]
    message: {of: auth, pattern: '\S'}
    where: {cmd: updateAuth}
    event: token_updated
    samples:
      match: ['{"level":"DEBUG","pid":1,"worker":"syncer","component":"view-syncer","clientGroupID":"g1","clientID":"c1","wsID":"w1","cmd":"updateAuth","auth":"[t:0123456789ab]","message":"updateAuth"}']
      ignore: ['{"level":"DEBUG","pid":1,"worker":"syncer","component":"view-syncer","clientGroupID":"g1","clientID":"c1","wsID":"w1","cmd":"updateAuth","message":"acquired lock for cvr"}']
  - id: auth-update-queries
    versions: ">=1.9.0"
    note: "The only trace of a new token at level info, and only with custom queries."
    formats: [zeroJSON, zeroText]
    level: [info]
    message: {prefix: "syncQueryPipelineSet: "}
    where: {cmd: updateAuth}
    event: token_updated
    samples:
      match: ['{"level":"INFO","pid":1,"worker":"syncer","workerIndex":0,"component":"view-syncer","clientGroupID":"g1","clientID":"c1","wsID":"w1","cmd":"updateAuth","message":"syncQueryPipelineSet: 4 CVR queries, 2 custom re-transformed, 0 errored, 0 to remove, 0 to add"}']
      ignore: ['{"level":"INFO","pid":1,"worker":"syncer","workerIndex":0,"component":"view-syncer","clientGroupID":"g1","clientID":"c1","wsID":"w1","cmd":"initConnection","message":"syncQueryPipelineSet: 4 CVR queries, 2 custom re-transformed, 0 errored, 0 to remove, 0 to add"}']
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
description: zero-cache, its API servers and its clients.

"""#),
]
}
