package io.parley.sinks.cassandra;

import org.jspecify.annotations.Nullable;

/** A time in which a user was a member: from inclusive, to exclusive or null while it lasts, in stamps. */
record MemberSpan(long from, @Nullable Long to) {}
