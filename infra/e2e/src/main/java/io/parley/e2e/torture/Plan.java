package io.parley.e2e.torture;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Which faults strike, in which order and which of them together: a pure function of the seed and the faults to choose
 * from. Each fault comes once before any comes a second time; every third strike is of two at once, unless
 * both would strike one part.
 */
public final class Plan {
    private static final int PAIRED = 3;

    private final long seed;
    private final List<Fault> faults;

    public Plan(long seed, List<Fault> faults) {
        if (faults.isEmpty()) {
            throw new IllegalArgumentException("a plan without faults");
        }
        this.seed = seed;
        this.faults = List.copyOf(faults);
    }

    /** What strikes at once. */
    public record Strike(List<Fault> faults) {
        @Override
        public String toString() {
            return String.join(" with ", faults.stream().map(Fault::name).toList());
        }
    }

    /** The first strikes of the plan; those of a longer one begin with the same. */
    public List<Strike> strikes(int count) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Fault> deck = new ArrayList<>();
        List<Strike> strikes = new ArrayList<>();
        while (strikes.size() < count) {
            List<Fault> struck = new ArrayList<>();
            struck.add(draw(deck, random));
            if (strikes.size() % PAIRED == PAIRED - 1 && faults.size() > 1) {
                Fault second = draw(deck, random);
                if (Collections.disjoint(second.parts(), struck.get(0).parts())) {
                    struck.add(second);
                } else {
                    deck.add(second);
                }
            }
            strikes.add(new Strike(List.copyOf(struck)));
        }
        return strikes;
    }

    /** The first strikes, so many that every fault has struck. */
    List<Strike> strikesUntilAll() {
        int count = 1;
        while (strikes(count).stream()
                        .flatMap(strike -> strike.faults().stream())
                        .distinct()
                        .count()
                < faults.size()) {
            count++;
        }
        return strikes(count);
    }

    private Fault draw(List<Fault> deck, SplittableRandom random) {
        if (deck.isEmpty()) {
            deck.addAll(faults);
        }
        return deck.remove(random.nextInt(deck.size()));
    }
}
