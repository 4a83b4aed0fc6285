-- title: How many writes ended how, and why
-- example: lostwrite query lostwrite.case.db verdicts
SELECT verdict, cause, count(*) AS writes, min(first_at) AS first_at, max(last_at) AS last_at
FROM mutations
GROUP BY verdict, cause
ORDER BY writes DESC, verdict, cause
