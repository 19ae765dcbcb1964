package io.parley.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What one row of the table came to: for people, for programs, and how many promises were broken meanwhile. */
record Outcome(String table, ObjectNode json, long violations) {}
