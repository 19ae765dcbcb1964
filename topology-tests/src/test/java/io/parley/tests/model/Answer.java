package io.parley.tests.model;

/** What the contract says must be answered. */
public sealed interface Answer {
    record Acked(long message, boolean repeated) implements Answer {}

    record Done(boolean created) implements Answer {}

    record Refused(String code) implements Answer {}

    record Silent() implements Answer {}
}
