package io.parley.edge.transport;

import io.parley.edge.http.HttpAnswer;
import io.parley.edge.http.HttpCall;
import io.parley.edge.http.HttpUploads;
import io.parley.edge.http.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;

/** Takes what is posted to {@code /files}, each on a thread of its own, and says how much came; refuses strangers. */
final class FakeUploads implements HttpUploads {
    final AtomicLong read = new AtomicLong();
    final AtomicLong ended = new AtomicLong();

    @Override
    public boolean takes(String method, List<String> segments) {
        return method.equals("POST") && segments.equals(List.of("files"));
    }

    @Override
    public CompletionStage<Admission> admit(HttpCall head) {
        return CompletableFuture.completedFuture(
                head.principal().user().equals("stranger")
                        ? new Refused(new Problem(403, "not_a_member", "No.").answer())
                        : new Admitted(work -> new Thread(work, "upload").start(), this::receive));
    }

    private HttpAnswer receive(InputStream body) {
        long count = 0;
        byte[] buffer = new byte[8 << 10];
        try {
            for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
                count += n;
                read.addAndGet(n);
            }
        } catch (IOException e) {
            ended.incrementAndGet();
            return new Problem(422, "bad_request", "The body ended early.").answer();
        }
        return HttpAnswer.json(201, ("{\"size\":" + count + "}").getBytes(StandardCharsets.UTF_8));
    }
}
