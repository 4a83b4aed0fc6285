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
