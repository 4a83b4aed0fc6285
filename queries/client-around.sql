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
