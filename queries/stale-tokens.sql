-- title: Tokens that were used after their expiry
-- about: What correlation found: who carried the stale token, how late, how often, and whether it was accepted.
-- parameter: tolerance real 0: Only those that were more than so many seconds late.
-- example: lostwrite query lostwrite.case.db stale-tokens -p tolerance=60
SELECT token, user_id, client_id, carrier, place, strength, count, accepted, refused, writes, expired_min_s, expired_max_s,
  newer_since, first_at, last_at
FROM observations
WHERE type = 'stale_token' AND coalesce(expired_max_s > coalesce(nullif(:tolerance, ''), 0), 1)
ORDER BY expired_max_s DESC, token, first_at
