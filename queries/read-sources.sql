-- title: What was read, and what could not be
-- about: Every source with its span and the bytes that no record has.
-- example: lostwrite query lostwrite.case.db read-sources
SELECT path, role, level, first_at, last_at, records, size, bytes_malformed + bytes_skipped AS bytes_not_read, first_malformed_line
FROM coverage
ORDER BY path
