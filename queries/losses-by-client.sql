-- title: Clients that lost writes
-- about: How many writes of each client were dropped or lost, worst first.
-- example: lostwrite query lostwrite.case.db losses-by-client
SELECT client_id, max(user_id) AS user_id, count(*) AS gone, sum(verdict = 'dropped') AS dropped, sum(verdict = 'lost') AS lost,
  min(first_at) AS first_at, max(last_at) AS last_at
FROM mutations
WHERE verdict IN ('dropped', 'lost')
GROUP BY client_id
ORDER BY gone DESC, client_id
