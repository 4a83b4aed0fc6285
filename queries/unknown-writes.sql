-- title: What the logs cannot tell
-- about: Writes of unknown fate by client, with what is missing.
-- example: lostwrite query lostwrite.case.db unknown-writes
SELECT client_id, max(user_id) AS user_id, count(*) AS writes, min(first_at) AS first_at, max(last_at) AS last_at,
  min(explanation) AS example
FROM mutations
WHERE verdict = 'unknown'
GROUP BY client_id
ORDER BY writes DESC, client_id
