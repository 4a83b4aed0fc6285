// swift-format-ignore-file
// Made by scripts/embed-queries from queries/; change the queries, not this file.

/// The files of queries/ as text in the binary.
enum EmbeddedQueries {
  static let files: [(name: String, text: String)] = [
("api-answers", #"""
-- title: What the API answered
-- about: Requests by path and status, with their duration.
-- example: lostwrite query lostwrite.case.db api-answers
SELECT path, status, count(*) AS requests, round(avg(duration_ms), 1) AS mean_ms, max(duration_ms) AS longest_ms
FROM api_requests
GROUP BY path, status
ORDER BY requests DESC, path, status

"""#),
("client-around", #"""
-- title: One client around a moment
-- about: All that the logs say of a client some seconds before and after a moment. Needs lostwrite, for at_offset.
-- parameter: client text required: Id of the client.
-- parameter: at text required: The moment, for example 2026-10-21T00:49:41Z.
-- parameter: seconds real 30: How far before and after it.
-- example: lostwrite query lostwrite.case.db client-around -p client=1ur329a0 -p at=2026-10-21T00:49:41Z -p seconds=5
SELECT e.at, e.kind, e.mutation_id, e.status, e.token, lateness(e.token, e.at) AS token_expired_by_s, e.detail,
  s.path || ':' || r.line AS place
FROM events e JOIN records r ON r.record = e.record JOIN sources s ON s.source = e.source
WHERE e.client_id = :client
  AND e.at BETWEEN at_offset(:at, -:seconds) AND at_offset(:at, :seconds)
ORDER BY e.at, e.event

"""#),
("client-pushes", #"""
-- title: Pushes of one client
-- about: Every push of a write of a client, with the token that it carried.
-- parameter: client text required: Id of the client.
-- example: lostwrite query lostwrite.case.db client-pushes -p client=1ur329a0
SELECT at, mutation_id, http_status, outcome, token, token_expired_by_s, api_request
FROM push_attempts
WHERE client_id = :client
ORDER BY at, mutation_id

"""#),
("client-writes", #"""
-- title: Writes of one client
-- about: Every write of a client in its own order, with what became of it.
-- parameter: client text required: Id of the client.
-- example: lostwrite query lostwrite.case.db client-writes -p client=1ur329a0
SELECT mutation_id, name, verdict, cause, attempts, first_at, last_at, explanation
FROM mutations
WHERE client_id = :client
ORDER BY mutation_id, first_at

"""#),
("closed-connections", #"""
-- title: Why connections were closed
-- example: lostwrite query lostwrite.case.db closed-connections
SELECT close_code, close_reason, count(*) AS connections, count(DISTINCT client_id) AS clients, min(closed_at) AS first_at,
  max(closed_at) AS last_at
FROM connections
WHERE closed_at IS NOT NULL
GROUP BY close_code, close_reason
ORDER BY connections DESC, close_code, close_reason

"""#),
("evidence", #"""
-- title: The lines that show a finding
-- about: The records of a finding in the order of its story, with their masked text. Needs lostwrite, for line.
-- parameter: finding integer required: Its number in the case.
-- example: lostwrite query lostwrite.case.db evidence -p finding=1
SELECT sequence, source || ':' || line AS place, at, role, line(record) AS text
FROM finding_evidence
WHERE finding = :finding
ORDER BY sequence

"""#),
("late-requests", #"""
-- title: Requests with an expired token
-- about: Every sighting of a token after its expiry, by the clocks of the logs as they are.
-- parameter: tolerance real 0: Only those that were more than so many seconds late.
-- example: lostwrite query lostwrite.case.db late-requests -p tolerance=5
SELECT at, token, place, client_id, expired_by_s, record
FROM token_sightings
WHERE expired_by_s > coalesce(nullif(:tolerance, ''), 0)
ORDER BY at, record, token

"""#),
("losses-by-client", #"""
-- title: Clients that lost writes
-- about: How many writes of each client were dropped or lost, worst first.
-- example: lostwrite query lostwrite.case.db losses-by-client
SELECT client_id, max(user_id) AS user_id, count(*) AS gone, sum(verdict = 'dropped') AS dropped, sum(verdict = 'lost') AS lost,
  min(first_at) AS first_at, max(last_at) AS last_at
FROM mutations
WHERE verdict IN ('dropped', 'lost')
GROUP BY client_id
ORDER BY gone DESC, client_id

"""#),
("losses-per-minute", #"""
-- title: Lost writes over time
-- about: Dropped and lost writes of every minute in which a write is gone.
-- example: lostwrite query lostwrite.case.db losses-per-minute --format csv
SELECT substr(first_at, 1, 16) AS minute, sum(verdict = 'dropped') AS dropped, sum(verdict = 'lost') AS lost
FROM mutations
WHERE verdict IN ('dropped', 'lost')
GROUP BY minute
ORDER BY minute

"""#),
("losses", #"""
-- title: Writes that are gone
-- about: Every write that was dropped or lost, with the sentence that names the evidence.
-- parameter: user text '': Only those of this user; empty for all.
-- parameter: cause text '': Only those of this cause (docs/verdicts.md); empty for all.
-- example: lostwrite query lostwrite.case.db losses -p cause=auth
SELECT first_at, user_id, write_key, name, verdict, cause, strength, explanation
FROM mutations
WHERE verdict IN ('dropped', 'lost')
  AND coalesce(:user, '') IN ('', user_id) AND coalesce(:cause, '') IN ('', cause)
ORDER BY first_at, write_key

"""#),
("read-sources", #"""
-- title: What was read, and what could not be
-- about: Every source with its span and the bytes that no record has.
-- example: lostwrite query lostwrite.case.db read-sources
SELECT path, role, level, first_at, last_at, records, size, bytes_malformed + bytes_skipped AS bytes_not_read, first_malformed_line
FROM coverage
ORDER BY path

"""#),
("stale-tokens", #"""
-- title: Tokens that were used after their expiry
-- about: What correlation found: who carried the stale token, how late, how often, and whether it was accepted.
-- parameter: tolerance real 0: Only those that were more than so many seconds late.
-- example: lostwrite query lostwrite.case.db stale-tokens -p tolerance=60
SELECT token, user_id, client_id, carrier, place, strength, count, accepted, refused, writes, expired_min_s, expired_max_s,
  newer_since, first_at, last_at
FROM observations
WHERE type = 'stale_token' AND coalesce(expired_max_s > coalesce(nullif(:tolerance, ''), 0), 1)
ORDER BY expired_max_s DESC, token, first_at

"""#),
("token-life", #"""
-- title: The life of one token
-- about: Where a token was seen, in the order of time.
-- parameter: token text required: Its fingerprint.
-- example: lostwrite query lostwrite.case.db token-life -p token=t:fea6c916e49e
SELECT at, place, client_id, expired_by_s, record
FROM token_sightings
WHERE token = :token
ORDER BY at, record

"""#),
("unknown-writes", #"""
-- title: What the logs cannot tell
-- about: Writes of unknown fate by client, with what is missing.
-- example: lostwrite query lostwrite.case.db unknown-writes
SELECT client_id, max(user_id) AS user_id, count(*) AS writes, min(first_at) AS first_at, max(last_at) AS last_at,
  min(explanation) AS example
FROM mutations
WHERE verdict = 'unknown'
GROUP BY client_id
ORDER BY writes DESC, client_id

"""#),
("verdicts", #"""
-- title: How many writes ended how, and why
-- example: lostwrite query lostwrite.case.db verdicts
SELECT verdict, cause, count(*) AS writes
FROM mutations
WHERE verdict <> 'delivered'
GROUP BY verdict, cause
UNION ALL
-- Nothing is to be explained there, and counting alone is quick.
SELECT 'delivered', 'none', count(*) FROM mutations WHERE verdict = 'delivered'
ORDER BY writes DESC, verdict, cause

"""#),
  ]
}
