-- title: Writes of one client
-- about: Every write of a client in its own order, with what became of it.
-- parameter: client text required: Id of the client.
-- example: lostwrite query lostwrite.case.db client-writes -p client=1ur329a0
SELECT mutation_id, name, verdict, cause, attempts, first_at, last_at, explanation
FROM mutations
WHERE client_id = :client
ORDER BY mutation_id, first_at
