package io.parley.local.run;

import io.parley.local.part.Kind;
import io.parley.local.part.Site;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where an instance can be reached, by what a person calls it. */
record Addresses(Site site) {

    Map<String, String> of(Collection<String> parts) {
        Map<String, String> all = new LinkedHashMap<>();
        if (parts.contains("edge-1")) {
            all.put("page", site.http("edge-1") + "/");
            all.put("websocket", "ws://127.0.0.1:" + site.port("edge-1") + "/ws");
            all.put("rest", site.http("edge-1") + "/api/v1");
        }
        put(all, parts, "kafka", site.kafka());
        put(all, parts, "registry", site.registryRoot());
        put(all, parts, "connect", site.connect());
        put(all, parts, "cassandra", site.cassandra());
        put(all, parts, "redis", site.redis());
        put(all, parts, "s3", site.s3());
        parts.stream()
                .filter(part -> Kind.ofPart(part).filter(Kind::several).isPresent())
                .forEach(part -> all.put("metrics " + part, site.http(part) + "/metrics"));
        if (parts.contains("connect")) {
            all.put("metrics connect", site.http("connect-metrics") + "/metrics");
        }
        return all;
    }

    private static void put(Map<String, String> all, Collection<String> parts, String name, String address) {
        if (parts.contains(name)) {
            all.put(name, address);
        }
    }
}
