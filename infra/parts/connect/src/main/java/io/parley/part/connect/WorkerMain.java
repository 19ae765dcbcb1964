package io.parley.part.connect;

import io.parley.access.Access;
import io.parley.access.AccessCheck;
import io.parley.access.NoAccess;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.connect.cli.ConnectDistributed;

/**
 * The sinks' process: a worker of Kafka Connect. It differs from Connect's own main class in one thing: a worker that may
 * not do its work at the log says so in one sentence and ends, instead of failing one task after another.
 */
final class WorkerMain {
    private static final int MISCONFIGURED = 2;
    private static final Pattern USER = Pattern.compile("username=\"((?:[^\"\\\\]|\\\\.)*)\"");

    private WorkerMain() {}

    public static void main(String[] args) throws Exception {
        Map<String, String> worker = Utils.propsToStringMap(Utils.loadProps(args[0]));
        Matcher user = USER.matcher(worker.getOrDefault(SaslConfigs.SASL_JAAS_CONFIG, ""));
        if (user.find()) {
            try (AccessCheck check = AccessCheck.of(new HashMap<>(worker), "User:" + user.group(1))) {
                check.require(Access.load().principal(Access.CONNECT));
            } catch (NoAccess e) {
                System.err.println("The worker does not start: " + e.getMessage());
                System.exit(MISCONFIGURED);
            }
        }
        ConnectDistributed.main(args);
    }
}
