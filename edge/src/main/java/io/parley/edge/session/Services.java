package io.parley.edge.session;

import io.parley.edge.auth.Authenticator;
import io.parley.edge.bus.SessionBus;
import io.parley.edge.content.ContentWriter;
import io.parley.edge.files.FileClaims;
import io.parley.edge.presence.Hints;
import io.parley.edge.protocol.FrameParser;
import io.parley.edge.rates.Rates;
import java.time.Clock;
import java.util.function.LongSupplier;

/**
 * What all sessions of an edge share.
 *
 * @param wall for token expiry and for the times in events
 * @param nanoTime monotonic, for everything that is waited for
 */
record Services(
        SessionBus bus,
        Hints hints,
        FileClaims files,
        ContentWriter content,
        Authenticator authenticator,
        FrameParser parser,
        Commands commands,
        Receipts receipts,
        Rates rates,
        SessionSettings settings,
        Clock wall,
        LongSupplier nanoTime,
        SessionMetrics metrics) {

    static Services of(
            SessionBus bus,
            Hints hints,
            FileClaims files,
            ContentWriter content,
            Authenticator authenticator,
            Rates rates,
            SessionSettings settings,
            Clock wall,
            LongSupplier nanoTime,
            SessionMetrics metrics) {
        return new Services(
                bus,
                hints,
                files,
                content,
                authenticator,
                new FrameParser(settings.limits()),
                new Commands(wall),
                new Receipts(
                        bus,
                        new ReceiptGate<>(settings.receiptInterval().toNanos(), settings.receiptChats()),
                        settings.receiptsTogether(),
                        settings.receiptChats()),
                rates,
                settings,
                wall,
                nanoTime,
                metrics);
    }
}
