package io.parley.edge.auth;

/**
 * A token that does not count.
 *
 * @param code a code of the wire contract, {@code unauthorized} or {@code unavailable} (keys could not be had)
 * @param message a sentence for people
 */
public record Refused(String code, String message) implements Verdict {}
