-- title: Requests with an expired token
-- about: Every sighting of a token after its expiry, by the clocks of the logs as they are.
-- parameter: tolerance real 0: Only those that were more than so many seconds late.
-- example: lostwrite query lostwrite.case.db late-requests -p tolerance=5
SELECT at, token, place, client_id, expired_by_s, record
FROM token_sightings
WHERE expired_by_s > coalesce(nullif(:tolerance, ''), 0)
ORDER BY at, record, token
