package io.parley.e2e.checker;

/** One broken promise, told so that a person finds the place. */
public record Violation(Law law, String what) {
    @Override
    public String toString() {
        return law + ": " + what;
    }
}
