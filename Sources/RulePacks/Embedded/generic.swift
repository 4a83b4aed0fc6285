// swift-format-ignore-file
// Made by scripts/embed-rules from rules/generic; change the rules, not this file.

extension EmbeddedRules {
static let generic: [EmbeddedFile] = [
EmbeddedFile(path: "generic/causes.yaml", text: #"""
# Why a mutator or an API threw, read from the words of its error. The first list that matches wins.
# PCRE2, without regard to case. Matched against the error's class name, a colon, a space and its message.
schema: 1
causes:
  - cause: database
    patterns:
      - '^(PostgresError|DatabaseTransactionError|SqliteError|PrismaClient\w*|QueryFailedError|DrizzleQueryError|SequelizeDatabaseError|DatabaseError|PgError)\b'
      - 'duplicate key value|violates (unique|foreign key|check|not-null|exclusion) constraint|null value in column'
      - 'deadlock detected|lock timeout|statement timeout|canceling statement|could not serialize access|could not obtain lock'
      - 'terminating connection|CONNECTION_(CLOSED|ENDED|DESTROYED)|Connection terminated|connection pool|too many (clients|connections)|remaining connection slots'
      - 'Database transaction failed|current transaction is aborted|relation "[^"]+" does not exist|column "[^"]+" (of relation .* )?does not exist'
      - 'the database system is (starting up|shutting down|in recovery)|read-only transaction|server closed the connection'
  - cause: auth
    patterns:
      - '\b(un|not |non-?)?authenticat(ed|ion)\b|\bunauthori[sz]ed\b|\bnot (logged|signed) in\b|\bno session\b|\bAuth(entication|orization)?Error\b'
      - '\b(log|sign)[ -]?in (is )?(required|again|to|first|expired)|\b(login|sign-?in|authentication|auth|session) (is )?(required|needed|missing|expired|invalid|revoked)'
      - 'please (log|sign) (back )?in|must be (logged|signed) in|must (log|sign) in|session (has )?(expired|ended|not found|is no longer valid)'
      - '\b(jwt|token|credential|cookie|session|claim)s?\b.*\b(expired|invalid|revoked|missing|malformed|not valid|no longer valid)\b'
      - '\b(expired|invalid|revoked|missing|stale)\b.*\b(jwt|token|credential|session|cookie)\b|ERR_JWT|ERR_JWS|"exp" claim'
      - '\bno (user|token|credentials?|identity|auth)\b|\bmissing (user|auth\w*|token)\b|\banonymous\b.*\b(not|cannot|may not)\b'
  - cause: transport
    patterns:
      - 'ECONNREFUSED|ECONNRESET|ETIMEDOUT|EPIPE|EAI_AGAIN|ENOTFOUND|socket hang up|fetch failed|network (error|timeout)'
  - cause: server_fault
    patterns:
      - '^(TypeError|ReferenceError|RangeError|SyntaxError|InternalError|AssertionError)\b'
      - 'Cannot read propert(y|ies) of|is not a function|is not defined|undefined is not|heap out of memory|Maximum call stack'

"""#),
EmbeddedFile(path: "generic/pack.yaml", text: #"""
name: generic
title: Any server
description: What holds for any API server, proxy or container, whatever sync engine runs above it.

"""#),
]
}
