package io.parley.plan;

/** How much of a cluster something touches. */
final class Spread {
    private Spread() {}

    /** Places met when {@code items} fall on {@code places} by chance: never more than either. */
    static double distinct(double places, double items) {
        if (places <= 1) {
            return Math.min(places, items);
        }
        return places * -Math.expm1(items * Math.log1p(-1 / places));
    }

    /**
     * How often in a second one of {@code places} has something when all are looked at every {@code cycle} seconds and
     * {@code events} a second fall on them by chance. This is the count of commits (places are threads), of batches and of
     * markers (places are pairs of a writer and a partition): at low rates one an event, at high ones one a cycle.
     */
    static double busy(double events, double places, double cycleSeconds) {
        if (places <= 0) {
            return 0;
        }
        return places * -Math.expm1(-events * cycleSeconds / places) / cycleSeconds;
    }
}
