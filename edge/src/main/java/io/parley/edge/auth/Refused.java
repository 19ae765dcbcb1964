package io.parley.edge.auth;

/**
 * A token that does not count, or not for whom it was used.
 *
 * @param code a code of the wire contract: {@code unauthorized} or {@code unavailable} (keys could not be had) of the
 *     token, {@code forbidden} or {@code bad_request} of the user whom it names
 * @param message a sentence for people
 */
public record Refused(String code, String message) implements Verdict {}
