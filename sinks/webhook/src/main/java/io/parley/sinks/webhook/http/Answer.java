package io.parley.sinks.webhook.http;

/**
 * What a receiver answered.
 *
 * @param retryAfter its {@code Retry-After}; empty when it gave none
 */
public record Answer(int status, String retryAfter) {}
