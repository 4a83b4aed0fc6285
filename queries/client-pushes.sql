-- title: Pushes of one client
-- about: Every push of a write of a client, with the token that it carried.
-- parameter: client text required: Id of the client.
-- example: lostwrite query lostwrite.case.db client-pushes -p client=1ur329a0
SELECT at, mutation_id, http_status, outcome, token, token_expired_by_s, api_request
FROM push_attempts
WHERE client_id = :client
ORDER BY at, mutation_id
