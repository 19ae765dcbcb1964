package io.parley.access;

import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * What one role of a principal may do with a resource.
 *
 * @param later needed only by what may come after the start
 */
public record Grant(String role, ResourcePattern resource, List<AclOperation> operations, String why, boolean later) {
    private static final String ANY_HOST = "*";

    public Grant {
        operations = List.copyOf(operations);
    }

    static Grant topic(String role, String topic, AclOperation operation, String why) {
        return new Grant(
                role,
                new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL),
                List.of(operation),
                why,
                false);
    }

    public boolean isPrefix() {
        return resource.patternType() == PatternType.PREFIXED;
    }

    boolean is(ResourceType type) {
        return resource.resourceType() == type;
    }

    /** As an operator says it: {@code topic chat.raw}, {@code transactional-id edge-slot-*}. */
    public String resourceText() {
        return resource.resourceType().name().toLowerCase(Locale.ROOT).replace('_', '-') + " " + resource.name()
                + (isPrefix() ? "*" : "");
    }

    /** As Kafka's own tools and brokers know it, one for each operation. */
    public List<AclBinding> bindings(String principal) {
        return operations.stream()
                .map(operation -> new AclBinding(
                        resource, new AccessControlEntry(principal, ANY_HOST, operation, AclPermissionType.ALLOW)))
                .toList();
    }
}
