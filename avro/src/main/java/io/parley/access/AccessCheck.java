package io.parley.access;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.MemberToRemove;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.resource.ResourceType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the brokers, before a part starts, whether it may do all that it will do there: better one sentence now than half
 * a part that fails one call after another. Nothing is changed by asking. A log that does not answer forbids nothing.
 */
public final class AccessCheck implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AccessCheck.class);
    private static final String PROBE = "probe";
    private static final int TIMEOUT_MS = 20_000;

    private final Admin admin;
    private final String user;

    /** @param user as brokers name who asks, like {@code User:parley-edge} */
    public AccessCheck(Admin admin, String user) {
        this.admin = admin;
        this.user = user;
    }

    /** @param clients what a Kafka client of the part is told: brokers and {@link KafkaAccess#clients} */
    public static AccessCheck of(Map<String, Object> clients, String user) {
        Map<String, Object> config = new HashMap<>(clients);
        config.put(AdminClientConfig.CLIENT_ID_CONFIG, "parley-access-check");
        config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MS / 2);
        config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
        config.put(AdminClientConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        return new AccessCheck(Admin.create(config), user);
    }

    /** Throws {@link NoAccess} with one sentence that names who may not do what. */
    public void require(Access.Principal principal) {
        try {
            Set<String> missing = missing(principal);
            if (!missing.isEmpty()) {
                throw new NoAccess(user + " may not " + String.join(", may not ", missing)
                        + " at Kafka; docs/operate.md lists what " + principal.name() + " needs");
            }
        } catch (AuthenticationException e) {
            throw new NoAccess("Kafka does not let " + user + " in: " + e.getMessage());
        } catch (TimeoutException e) {
            LOG.warn("Kafka does not say what {} may do; the start goes on: {}", user, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private Set<String> missing(Access.Principal principal) throws InterruptedException, TimeoutException {
        Set<String> missing = new TreeSet<>();
        List<Grant> now =
                principal.grants().stream().filter(grant -> !grant.later()).toList();
        ofTopics(now, missing);
        for (Grant grant : now) {
            if (!isGranted(grant)) {
                missing.add(sentence(grant.operations().get(0), grant));
            }
        }
        return missing;
    }

    private static String sentence(AclOperation operation, Grant grant) {
        return operation + " " + grant.resourceText();
    }

    private void ofTopics(List<Grant> grants, Set<String> missing) throws InterruptedException, TimeoutException {
        List<Grant> topics = grants.stream()
                .filter(grant -> grant.is(ResourceType.TOPIC) && !grant.isPrefix())
                .toList();
        var described = admin.describeTopics(
                        topics.stream()
                                .map(grant -> grant.resource().name())
                                .distinct()
                                .toList(),
                        new DescribeTopicsOptions().includeAuthorizedOperations(true))
                .topicNameValues();
        for (Grant grant : topics) {
            KafkaFuture<TopicDescription> asked =
                    Objects.requireNonNull(described.get(grant.resource().name()));
            Set<AclOperation> granted = granted(asked, grant);
            grant.operations().stream()
                    .filter(operation -> !granted.contains(operation))
                    .forEach(operation -> missing.add(sentence(operation, grant)));
        }
    }

    private static Set<AclOperation> granted(KafkaFuture<TopicDescription> asked, Grant grant)
            throws InterruptedException, TimeoutException {
        try {
            Set<AclOperation> granted =
                    asked.get(TIMEOUT_MS, TimeUnit.MILLISECONDS).authorizedOperations();
            return granted == null ? Set.of() : granted;
        } catch (ExecutionException e) {
            throwIfUnanswered(e);
            // A topic that is not there yet is another complaint than one that is forbidden.
            return e.getCause() instanceof UnknownTopicOrPartitionException ? Set.copyOf(grant.operations()) : Set.of();
        }
    }

    private boolean isGranted(Grant grant) throws InterruptedException, TimeoutException {
        return switch (grant.resource().resourceType()) {
            // Who was never a member leaves: that asks for the right, and for nothing else.
            case GROUP ->
                isAllowed(admin.removeMembersFromConsumerGroup(
                                grant.resource().name(),
                                new RemoveMembersFromConsumerGroupOptions(Set.of(new MemberToRemove(PROBE))))
                        .all());
            case TRANSACTIONAL_ID ->
                isAllowed(admin.fenceProducers(List.of(grant.resource().name() + PROBE))
                        .all());
            case TOPIC ->
                !grant.isPrefix()
                        || !grant.operations().contains(AclOperation.CREATE)
                        || isAllowed(admin.createTopics(
                                        List.of(new NewTopic(
                                                grant.resource().name() + PROBE, Optional.empty(), Optional.empty())),
                                        new CreateTopicsOptions().validateOnly(true))
                                .all());
            default -> true;
        };
    }

    private static boolean isAllowed(KafkaFuture<?> asked) throws InterruptedException, TimeoutException {
        try {
            asked.get(TIMEOUT_MS, TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException e) {
            throwIfUnanswered(e);
            return !(e.getCause() instanceof AuthorizationException);
        }
    }

    private static void throwIfUnanswered(ExecutionException e) throws TimeoutException {
        if (e.getCause() instanceof AuthenticationException refused) {
            throw refused;
        }
        if (e.getCause() instanceof org.apache.kafka.common.errors.TimeoutException) {
            throw new TimeoutException(e.getCause().getMessage());
        }
    }

    /** What a client was refused while it ran, as one sentence; empty when that is not why it failed. */
    public static Optional<String> refusal(Throwable failure, String user) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof AuthorizationException) {
                return Optional.of(user + " may not do that at Kafka: " + cause.getMessage()
                        + "; docs/operate.md lists what it needs");
            }
            if (cause instanceof AuthenticationException) {
                return Optional.of("Kafka does not let " + user + " in: " + cause.getMessage());
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
    }
}
