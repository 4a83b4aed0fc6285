import CaseStore
import Model

extension VerdictAdvocate {
  /// Everything that would have told more about a write, whether it was found or not.
  func looks(_ brief: Brief) -> [VerdictArgument.Look] {
    var looks = [applied(brief), threw(brief), groupErrors(brief), lastMutationID(brief), snapshot(brief)]
    if !brief.isProcessed, let last = brief.found?.last { looks.append(clientAfter(last, brief)) }
    let mismatch = verdicts.coverage.mismatch(of: brief.client.client, failures: brief.found?.failures ?? [])
    if let mismatch {
      looks.append(
        look(
          "an answer that named another user", "found: the sync server did not look into it", [mismatch], [.syncServer],
          brief))
    }
    return looks
  }

  private func applied(_ brief: Brief) -> VerdictArgument.Look {
    let found = [brief.found?.applied].compactMap(\.self)
    return look(
      "a line that says it was applied",
      found.isEmpty ? "none; an API logs this only where the application does, so nothing follows from that" : "found",
      found, [.apiServer], brief)
  }

  private func threw(_ brief: Brief) -> VerdictArgument.Look {
    let found = [brief.found?.errored, brief.found?.threw, brief.found?.storedError].compactMap(\.self)
    return look(
      "a line or a stored result that says its mutator threw", found.isEmpty ? "none" : "found", found,
      [.apiServer, .database], brief)
  }

  private func groupErrors(_ brief: Brief) -> VerdictArgument.Look {
    let coverage = verdicts.coverage
    let found = coverage.unexplainedErrors > 0 ? [coverage.unexplainedEvent].compactMap(\.self) : []
    let answer: String
    if coverage.unexplainedErrors > 0 {
      answer = "\(coverage.unexplainedErrors) without the number of a write"
    } else if coverage.showsErrors {
      answer = "none, and the sync server's log of its group would show it"
    } else {
      answer = "none, but no sync server log at level info or lower has its group, so nothing follows from that"
    }
    return look(
      "a mutation error of its group in the sync server's log that no other line explains", answer, found,
      [.syncServer], brief)
  }

  private func lastMutationID(_ brief: Brief) -> VerdictArgument.Look {
    let value = brief.processed.value
    let isShown = brief.processed.event?.kind == .lastMutationID
    let answer =
      brief.isProcessed
      ? "found: \(isShown ? "\(value)" : "write #\(value) was processed")"
      : value > 0 ? "none; the highest that is seen is \(value)" : "none is seen at all"
    return look(
      "a last mutation id of \(brief.id) or higher of its client", answer,
      brief.isProcessed || value > 0 ? [brief.processed.event].compactMap(\.self) : [],
      [.proxy, .apiServer, .database, .syncServer], brief, isFound: brief.isProcessed)
  }

  private func snapshot(_ brief: Brief) -> VerdictArgument.Look {
    let isGiven = sources.contains { $0.role == .database }
    let shown = brief.client.snapshot.map { verdicts.history.events[$0.index] }
    let answer = shown.map { "found: it has last mutation id \($0.number ?? 0)" }
    return look(
      "its client in a snapshot of the clients table",
      answer ?? (isGiven ? "none; the snapshots that were given do not have its client" : "no snapshot was given"),
      [shown].compactMap(\.self), [.database], brief)
  }

  private func clientAfter(_ last: Event, _ brief: Brief) -> VerdictArgument.Look {
    let back = verdicts.presence.returnOf(brief.client, after: last)
    let sign = back ?? verdicts.presence.unorderedSign(of: brief.client, after: last, facts: verdicts.facts)
    let silence = verdicts.presence.silence(after: last)
    let answer: String
    if back != nil {
      answer = "found"
    } else if sign != nil {
      answer = "a sign without a time, which may be before or after"
    } else if let silence {
      answer = "none in the \(silence / 1_000_000) s until the end of the logs, which would show it"
    } else {
      answer = "none, but the logs end too early after it to tell"
    }
    let when = last.at.isKnown ? " at \(last.at.short) UTC" : ""
    return look(
      "its client after the last try\(when)", answer, [sign].compactMap(\.self), [.syncServer, .proxy], brief,
      isFound: back != nil)
  }

  private func look(
    _ subject: String, _ answer: String, _ found: [Event], _ roles: [SourceRole], _ brief: Brief, isFound: Bool? = nil
  ) -> VerdictArgument.Look {
    VerdictArgument.Look(
      subject: subject, answer: answer, isFound: isFound ?? !found.isEmpty, records: found.map(\.record),
      sights: sights(roles, brief.conclusion))
  }

  /// The sources that may tell of the write's deployment.
  private var sources: [SourceRow] {
    let home = verdicts.history.home.source
    return verdicts.facts.sources.filter { verdicts.facts.deployments.relation(of: $0.source, to: home) != .none }
  }

  /// The sources of some roles, and whether each covers the time of a write.
  private func sights(_ roles: [SourceRole], _ conclusion: MutationConclusion) -> [VerdictArgument.Sight] {
    sources.filter { roles.contains($0.role) }.map { source in
      var covers: Bool?
      if source.firstAt.isKnown, conclusion.firstAt.isKnown {
        covers = source.firstAt <= conclusion.firstAt && conclusion.lastAt <= source.lastAt
      }
      return VerdictArgument.Sight(
        path: source.path, role: source.role, level: source.level, firstAt: source.firstAt, lastAt: source.lastAt,
        coversWrite: source.role == .database ? nil : covers)
    }
  }
}
