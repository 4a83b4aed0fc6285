-- title: What the API answered
-- about: Requests by path and status, with their duration.
-- example: lostwrite query lostwrite.case.db api-answers
SELECT path, status, count(*) AS requests, round(avg(duration_ms), 1) AS mean_ms, max(duration_ms) AS longest_ms
FROM api_requests
GROUP BY path, status
ORDER BY requests DESC, path, status
