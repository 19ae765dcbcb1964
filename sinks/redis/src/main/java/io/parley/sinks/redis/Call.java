package io.parley.sinks.redis;

import java.util.List;

/** One run of a script. */
record Call(Script script, List<String> keys, List<String> arguments) {}
