package io.parley.kubernetes;

import io.parley.access.Access;
import io.parley.access.Grant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;

/** One Strimzi {@code KafkaUser} for each principal, with exactly its grants: simple authorization refuses all else. */
final class KafkaUsers {
    private KafkaUsers() {}

    static List<Map<String, Object>> of(Access access) {
        return access.principals().stream().map(KafkaUsers::user).toList();
    }

    private static Map<String, Object> user(Access.Principal principal) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("name", principal.name());
        metadata.put("labels", Strimzi.CLUSTER);
        Map<String, Object> authorization = new LinkedHashMap<>();
        authorization.put("type", "simple");
        authorization.put(
                "acls", principal.grants().stream().map(KafkaUsers::acl).toList());
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("authentication", Map.of("type", "scram-sha-512"));
        spec.put("authorization", authorization);
        Map<String, Object> document = Manifests.document(Strimzi.API, "KafkaUser", metadata);
        document.put("spec", spec);
        return document;
    }

    private static Map<String, Object> acl(Grant grant) {
        Map<String, Object> resource = new LinkedHashMap<>();
        resource.put("type", type(grant.resource().resourceType()));
        resource.put("name", grant.resource().name());
        resource.put("patternType", grant.isPrefix() ? "prefix" : "literal");
        Map<String, Object> acl = new LinkedHashMap<>();
        acl.put("resource", resource);
        acl.put(
                "operations",
                grant.operations().stream().map(KafkaUsers::operation).toList());
        return acl;
    }

    private static String type(ResourceType type) {
        return switch (type) {
            case TOPIC -> "topic";
            case GROUP -> "group";
            case TRANSACTIONAL_ID -> "transactionalId";
            default -> throw new IllegalArgumentException("Strimzi has no resource " + type);
        };
    }

    /** {@code DESCRIBE_CONFIGS} is {@code DescribeConfigs}. */
    private static String operation(AclOperation operation) {
        return Arrays.stream(operation.name().split("_"))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }
}
