package io.parley.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/** What one run came to. */
record Result(
        String name,
        Pace pace,
        double seconds,
        Ledger ledger,
        Map<String, Cpu> cpuBefore,
        Map<String, Cpu> cpuAfter,
        Map<String, LogMeter.Size> logBefore,
        Map<String, LogMeter.Size> logAfter) {

    private static final ObjectMapper JSON = new ObjectMapper();

    int measuredMessages() {
        return pace.messages() - pace.warmUpMessages();
    }

    long violations() {
        return ledger.missing() + ledger.doubles() + ledger.disorders() + ledger.unacked(pace.messages());
    }

    /** What each part used while it was measured. */
    Map<String, Cpu> cpu() {
        return Cpu.used(cpuBefore, cpuAfter);
    }

    private Cpu serverCpu() {
        return Cpu.server(cpu());
    }

    Outcome outcome() {
        return new Outcome(table(), json(), violations());
    }

    private Statuses statuses() {
        return ledger.statuses();
    }

    ObjectNode errors() {
        return JSON.valueToTree(ledger.errors());
    }

    /** What was written to each topic for one message; topics that did not grow are left out. */
    Map<String, double[]> written() {
        Map<String, double[]> perMessage = new TreeMap<>();
        logAfter.forEach((topic, after) -> {
            LogMeter.Size grown = after.minus(logBefore.getOrDefault(topic, new LogMeter.Size(0, 0)));
            if (grown.records() > 0) {
                perMessage.put(topic, new double[] {
                    (double) grown.records() / measuredMessages(), (double) grown.bytes() / measuredMessages()
                });
            }
        });
        return perMessage;
    }

    String table() {
        StringBuilder out = new StringBuilder();
        line(out, "%s: %d messages at %.1f/s, %d deliveries", name, measuredMessages(), pace.rate(), deliveries());
        out.append(Figures.head());
        out.append(Figures.latency("send to ack", ledger.ackMicros()));
        out.append(Figures.latency("send to receive", ledger.receiveMicros()));
        line(
                out,
                "  violations %d: missing %d, doubled %d, out of order %d, not acknowledged %d; errors %s",
                violations(),
                ledger.missing(),
                ledger.doubles(),
                ledger.disorders(),
                ledger.unacked(pace.messages()),
                ledger.errors());
        if (statuses().all() > 0) {
            line(
                    out,
                    "  status frames %d; at most %d in a second to one sender of one chat",
                    statuses().all(),
                    statuses().most());
        }
        line(out, "  %-18s %10s %15s %10s %22s", "part", "CPU s", "of it compiling", "cores", "deliveries a CPU s");
        cpu().forEach((part, used) -> out.append(line(part, used)));
        out.append(line("all but the load", serverCpu()));
        line(out, "  %-48s %10s %10s", "written a message", "records", "bytes");
        written().forEach((topic, each) -> line(out, "  %-48s %10.2f %10.0f", topic, each[0], each[1]));
        return out.toString();
    }

    ObjectNode json() {
        ObjectNode json = Figures.json()
                .put("workload", name)
                .put("rate", pace.rate())
                .put("seconds", seconds)
                .put("messages", measuredMessages())
                .put("deliveries", deliveries())
                .put("frames", ledger.frames())
                .put("violations", violations())
                .put("missing", ledger.missing())
                .put("doubled", ledger.doubles())
                .put("out_of_order", ledger.disorders())
                .put("not_acknowledged", ledger.unacked(pace.messages()));
        json.putObject("status_frames")
                .put("all", statuses().all())
                .put("most_in_a_second_of_one_sender_and_chat", statuses().most());
        json.set("errors", errors());
        json.set("send_to_ack_ms", Figures.percentiles(ledger.ackMicros()));
        json.set("send_to_receive_ms", Figures.percentiles(ledger.receiveMicros()));
        ObjectNode all = json.putObject("cpu_s");
        ObjectNode compilers = json.putObject("compiler_cpu_s");
        cpu().forEach((part, used) -> {
            all.put(part, used.all());
            compilers.put(part, used.compilers());
        });
        json.put("deliveries_per_server_cpu_s", deliveriesPer(serverCpu()));
        ObjectNode written = json.putObject("written_per_message");
        written()
                .forEach((topic, each) ->
                        written.putObject(topic).put("records", each[0]).put("bytes", each[1]));
        return json;
    }

    private String line(String part, Cpu used) {
        return Figures.line(
                "  %-18s %10.2f %15.2f %10.2f %22.0f",
                part, used.all(), used.compilers(), used.all() / seconds, deliveriesPer(used));
    }

    private double deliveriesPer(Cpu used) {
        return deliveries() / Math.max(0.001, used.all());
    }

    long deliveries() {
        return ledger.measuredDeliveries();
    }

    private static void line(StringBuilder out, String format, Object... values) {
        out.append(Figures.line(format, values));
    }
}
