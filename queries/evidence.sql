-- title: The lines that show a finding
-- about: The records of a finding in the order of its story, with their masked text. Needs lostwrite, for line.
-- parameter: finding integer required: Its number in the case.
-- example: lostwrite query lostwrite.case.db evidence -p finding=1
SELECT sequence, source || ':' || line AS place, at, role, line(record) AS text
FROM finding_evidence
WHERE finding = :finding
ORDER BY sequence
