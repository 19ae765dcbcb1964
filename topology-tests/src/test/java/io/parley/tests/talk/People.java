package io.parley.tests.talk;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Five people by name, and anybody by asking. On four shards ann and eve live together, the others apart. */
public class People<P> {
    public final P ann;
    public final P bob;
    public final P cat;
    public final P dan;
    public final P eve;
    private final Map<String, P> all = new HashMap<>();
    private final Function<String, P> maker;

    People(Function<String, P> maker) {
        this.maker = maker;
        ann = person("ann");
        bob = person("bob");
        cat = person("cat");
        dan = person("dan");
        eve = person("eve");
    }

    public final P person(String name) {
        return all.computeIfAbsent(name, maker);
    }
}
