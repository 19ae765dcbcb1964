package io.parley.edge.auth;

/** What became of a token: whose it is, or why it does not count. */
public sealed interface Verdict permits Principal, Refused {}
