-- title: Why connections were closed
-- example: lostwrite query lostwrite.case.db closed-connections
SELECT close_code, close_reason, count(*) AS connections, count(DISTINCT client_id) AS clients, min(closed_at) AS first_at,
  max(closed_at) AS last_at
FROM connections
WHERE closed_at IS NOT NULL
GROUP BY close_code, close_reason
ORDER BY connections DESC, close_code, close_reason
