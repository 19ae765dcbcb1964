package io.parley.edge.session;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;

/**
 * Where a trace begins: a frame of a client. Through the log and back it is carried on by OpenTelemetry's agent, which knows
 * Kafka's clients; without the agent nothing here does anything. A span says the frame's type, never what is in it.
 */
final class Traces {
    private static final Tracer TRACER = GlobalOpenTelemetry.getTracer("io.parley.edge");

    private Traces() {}

    /** What the work gives to the log belongs to the frame's span. */
    static void within(String frame, Runnable work) {
        Span span = TRACER.spanBuilder(frame).setSpanKind(SpanKind.SERVER).startSpan();
        try (Scope current = span.makeCurrent()) {
            work.run();
        } finally {
            span.end();
        }
    }
}
