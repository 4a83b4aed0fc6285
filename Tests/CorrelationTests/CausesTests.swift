import Correlation
import Model
import RulePacks
import Testing

/// Why an error was thrown, told by its words alone.
@Suite struct CausesTests {
  private static let causes = Result { try ErrorCauses(packs: .embedded) }

  private func cause(_ words: String) throws -> Cause? {
    try Self.causes.get().makeJudge().cause(name: "", text: words)
  }

  @Test(arguments: [
    "Unauthorized", "Unauthorized: session expired, please sign in again", "UnauthorizedError: no access",
    "HTTP 401 - Unauthorized",
    "You are unauthorized", #"{"error":"Unauthorized"}"#, "Login required to edit", "not authenticated",
    "Authentication failed",
    "You need to log in", "User must be logged in", "Please login again", "You have been signed out", "Session expired",
    "Your session has timed out", "session has expired", "user session is invalid", "Error: no session",
    "No session found",
    "No valid session", "JsonWebTokenError: invalid signature", "TokenExpiredError: jwt expired",
    "JWTExpired: check failed",
    "JWSSignatureVerificationFailed: signature verification failed", "signature verification failed",
    "access token expired",
    "Access tokens are revoked", "Token expired", "Error: token is missing", "Invalid token", "Invalid token: expired",
    "bad credentials",
    "Invalid credentials.", "Could not verify token", "Could not validate credentials", "failed to refresh session",
    "No token provided", "no user in context", "No authorization token was found", "Missing authorization header",
    "invalid_token", "token_expired", "Missing token in request header", "anonymous users cannot edit",
    "jwt must be valid: jwt expired",
  ]) func aRefusedCredentialIsAuth(words: String) throws {
    #expect(try cause(words) == .auth)
  }

  @Test(arguments: [
    "no session slots left", "Game session expired", "Token budget exceeded: tokens invalid",
    "Token limit exceeded: 4096 tokens",
    "Training session ended", "Checkout session expired", "No session found for id 5", "No session named kickoff",
    "Discount token expired",
    "Invite token is invalid", "Invalid token ',' in formula", "Invalid token address", "No tokens left",
    "No token left",
    "No user seats left", "No user with id 5", "User u1 is unauthorized to delete this", "Payment unauthorized by bank",
    "Unauthorized to archive this project", "Permission denied", "Forbidden", "Access denied", "not allowed to edit",
    "You may not edit this issue",
    "Sign-up closed", "Webhook signature verification failed", "Upload session required by the editor",
    "Invalid session type",
    "Quota exceeded for this session", "Coupon expired", "Subscription expired", "Missing token in template",
    "The trial has expired",
  ]) func theApplicationsOwnWordsAreNone(words: String) throws {
    #expect(try cause(words) == nil)
  }

  @Test(arguments: [
    "permission denied for table issue", "must be owner of table issue",
    #"password authentication failed for user "app""#,
    "no pg_hba.conf entry for host", #"new row violates row-level security policy for table "issue""#,
    "too many sessions",
    "terminating connection due to idle-session timeout", "PostgresError: role does not exist",
    "duplicate key value violates",
    "Connection terminated unexpectedly",
  ]) func theDatabasesWordsAreDatabase(words: String) throws {
    #expect(try cause(words) == .database)
  }
}
