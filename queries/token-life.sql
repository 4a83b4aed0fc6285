-- title: The life of one token
-- about: Where a token was seen, in the order of time.
-- parameter: token text required: Its fingerprint.
-- example: lostwrite query lostwrite.case.db token-life -p token=t:fea6c916e49e
SELECT at, place, client_id, expired_by_s, record
FROM token_sightings
WHERE token = :token
ORDER BY at, record
