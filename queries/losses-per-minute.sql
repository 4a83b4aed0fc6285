-- title: Lost writes over time
-- about: Dropped and lost writes of every minute in which a write is gone.
-- example: lostwrite query lostwrite.case.db losses-per-minute --format csv
SELECT substr(first_at, 1, 16) AS minute, sum(verdict = 'dropped') AS dropped, sum(verdict = 'lost') AS lost
FROM mutations
WHERE verdict IN ('dropped', 'lost')
GROUP BY minute
ORDER BY minute
