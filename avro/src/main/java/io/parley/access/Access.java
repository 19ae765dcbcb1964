package io.parley.access;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.parley.avro.Catalogue;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.jspecify.annotations.Nullable;

/** Every principal of a Parley and all that it may do at the log: {@code access.yaml} and the catalogue of topics together. */
public record Access(List<Principal> principals) {
    public static final String EDGE = "parley-edge";
    public static final String TALK = "parley-talk";
    public static final String CONNECT = "parley-connect";
    public static final String OPERATOR = "parley-operator";

    private static final String RESOURCE = "/access.yaml";
    private static final String ANY_SINK = "*-sink";

    /** One of them; its grants are by resource, in an order that never changes. */
    public record Principal(String name, String doc, List<String> roles, List<Grant> grants) {}

    record File(List<FilePrincipal> principals) {}

    record FilePrincipal(String name, String doc, List<Role> roles) {}

    record Role(String name, List<FileGrant> grants) {}

    record FileGrant(
            String resource,
            @Nullable String name,
            @Nullable String prefix,
            @Nullable String every,
            List<AclOperation> operations,
            String why,
            boolean later) {}

    public static Access load() {
        Catalogue catalogue = Catalogue.load();
        return new Access(read().principals().stream()
                .map(principal -> principal(principal, catalogue))
                .toList());
    }

    public Principal principal(String name) {
        return principals.stream()
                .filter(principal -> principal.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name + " is not in " + RESOURCE));
    }

    private static File read() {
        try (InputStream in = Access.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is not on the class path");
            }
            return new YAMLMapper()
                    .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .readValue(in, File.class);
        } catch (IOException e) {
            throw new IllegalStateException(RESOURCE + " can't be read: " + e.getMessage(), e);
        }
    }

    private static Principal principal(FilePrincipal from, Catalogue catalogue) {
        List<String> roles = new ArrayList<>();
        List<Grant> grants = new ArrayList<>();
        for (Role role : from.roles()) {
            for (String name : names(role, catalogue)) {
                roles.add(name);
                grants.addAll(ofTopics(name, catalogue));
                role.grants().forEach(grant -> grants.addAll(grants(name, grant, catalogue)));
            }
        }
        grants.sort(Comparator.comparing((Grant grant) -> grant.resource().resourceType())
                .thenComparing(grant -> grant.resource().name())
                .thenComparing(grant -> grant.operations().toString()));
        return new Principal(from.name(), from.doc(), List.copyOf(roles), List.copyOf(grants));
    }

    private static Set<String> names(Role role, Catalogue catalogue) {
        if (!role.name().equals(ANY_SINK)) {
            return Set.of(role.name());
        }
        Set<String> sinks = new TreeSet<>();
        catalogue.topics().stream()
                .flatMap(topic -> Stream.concat(topic.writers().stream(), topic.readers().stream()))
                .filter(name -> name.endsWith("-sink"))
                .forEach(sinks::add);
        return sinks;
    }

    private static List<Grant> ofTopics(String role, Catalogue catalogue) {
        List<Grant> grants = new ArrayList<>();
        for (Catalogue.Entry topic : catalogue.topics()) {
            if (topic.writers().contains(role)) {
                grants.add(Grant.topic(role, topic.name(), AclOperation.WRITE, "writes it"));
            }
            if (topic.readers().contains(role)) {
                grants.add(Grant.topic(role, topic.name(), AclOperation.READ, "reads it"));
            }
        }
        return grants;
    }

    private static List<Grant> grants(String role, FileGrant from, Catalogue catalogue) {
        ResourceType type =
                ResourceType.fromString(from.resource().replace('-', '_').toUpperCase(Locale.ROOT));
        List<ResourcePattern> resources = new ArrayList<>();
        if (from.every() != null) {
            catalogue
                    .topics()
                    .forEach(topic -> resources.add(new ResourcePattern(type, topic.name(), PatternType.LITERAL)));
        } else if (from.prefix() != null) {
            resources.add(new ResourcePattern(type, from.prefix(), PatternType.PREFIXED));
        } else if (from.name() != null) {
            resources.add(new ResourcePattern(type, from.name().replace("{role}", role), PatternType.LITERAL));
        }
        return resources.stream()
                .map(resource -> new Grant(role, resource, from.operations(), from.why(), from.later()))
                .toList();
    }
}
