-- title: Writes that are gone
-- about: Every write that was dropped or lost, with the sentence that names the evidence.
-- parameter: user text '': Only those of this user; empty for all.
-- parameter: cause text '': Only those of this cause (docs/verdicts.md); empty for all.
-- example: lostwrite query lostwrite.case.db losses -p cause=auth
SELECT first_at, user_id, write_key, name, verdict, cause, strength, explanation
FROM mutations
WHERE verdict IN ('dropped', 'lost')
  AND coalesce(:user, '') IN ('', user_id) AND coalesce(:cause, '') IN ('', cause)
ORDER BY first_at, write_key
