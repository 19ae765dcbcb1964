package io.parley.local.part;

import io.parley.local.LocalSettings;
import io.parley.local.data.DataFolder;
import io.parley.local.data.Identity;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What the parts of one instance know of it: its folder, its ports, its settings. Addresses are made here, so that
 * all agree on them.
 */
public record Site(
        DataFolder folder,
        Identity identity,
        Map<String, Integer> ports,
        Map<String, String> given,
        LocalSettings settings,
        Map<String, String> system) {

    private static final String HOST = "127.0.0.1";
    public static final String DATACENTER = "datacenter1";
    public static final String KEYSPACE = "parley";
    /** Of the files of this instance; its secret key is its own. */
    public static final String BUCKET = "parley";

    public static final String ACCESS_KEY = "parley";

    public int port(String name) {
        Integer port = ports.get(name);
        if (port == null) {
            throw new IllegalStateException("no port was chosen for " + name);
        }
        return port;
    }

    private String address(String name) {
        // What is not part of this instance has no address: who asks is not started either, or does not need it.
        return HOST + ":" + ports.getOrDefault(name, 1);
    }

    public String kafka() {
        return address("kafka");
    }

    public String cassandra() {
        return address("cassandra");
    }

    public String redis() {
        return "redis://" + address("redis");
    }

    /** The store of files. */
    public String s3() {
        return "http://" + address("s3");
    }

    public String registryRoot() {
        return "http://" + address("registry");
    }

    /** Base of the API that Confluent's registry has too; all parts speak it. */
    public String registry() {
        return registryRoot() + "/apis/ccompat/v7";
    }

    public String connect() {
        return "http://" + address("connect");
    }

    public String http(String part) {
        return "http://" + address(part);
    }

    /** Origins of the page, as a browser on this machine may name them. */
    public List<String> pageOrigins() {
        return ports.entrySet().stream()
                .filter(port ->
                        Kind.ofPart(port.getKey()).filter(Kind.EDGE::equals).isPresent())
                .flatMap(port -> Stream.of(HOST, "localhost").map(host -> "http://" + host + ":" + port.getValue()))
                .toList();
    }

    public Path runFile(String name) {
        return folder.run().resolve(name);
    }

    /** The environment of a part that is other people's software: the system's, without any setting of ours. */
    public Map<String, String> plainEnvironment() {
        Map<String, String> environment = new TreeMap<>(system);
        environment.keySet().removeIf(name -> name.startsWith("PARLEY_"));
        return environment;
    }

    /** The environment of a part of ours: what was given to the launcher, and the addresses of the others. */
    public Map<String, String> parleyEnvironment() {
        Map<String, String> environment = plainEnvironment();
        environment.putAll(given);
        environment.putAll(addresses());
        return environment;
    }

    private Map<String, String> addresses() {
        Map<String, String> addresses = new LinkedHashMap<>();
        addresses.put("PARLEY_KAFKA_BOOTSTRAP_SERVERS", kafka());
        addresses.put("PARLEY_REGISTRY_URL", registry());
        addresses.put("PARLEY_CASSANDRA_CONTACT_POINTS", cassandra());
        addresses.put("PARLEY_CASSANDRA_DATACENTER", DATACENTER);
        addresses.put("PARLEY_CASSANDRA_KEYSPACE", KEYSPACE);
        addresses.put("PARLEY_REDIS_URI", redis());
        if (ports.containsKey("s3")) {
            addresses.put("PARLEY_FILES_ENDPOINT", s3());
            addresses.put("PARLEY_FILES_BUCKET", BUCKET);
            addresses.put("PARLEY_FILES_ACCESS_KEY", ACCESS_KEY);
            addresses.put("PARLEY_FILES_SECRET_KEY_FILE", folder.filesSecret().toString());
        }
        return addresses;
    }
}
