package io.parley.edge.rates;

import io.parley.edge.EdgeSettings;
import java.util.function.LongSupplier;

/**
 * What is limited in rate; each has settings of the same name in {@link RateSettings}.
 *
 * @param sends messages, edits, deletes and reactions of a user's frames
 * @param hints typing and presence frames of a user
 * @param calls REST calls of a user
 * @param serviceCalls REST calls of an app server, for all its users together
 * @param connects WebSocket handshakes of an address
 * @param refusals REST calls of an address whose tokens do not hold
 */
public record Rates(Rate sends, Rate hints, Rate calls, Rate serviceCalls, Rate connects, Rate refusals) {
    public static final Rates UNLIMITED =
            new Rates(Rate.UNLIMITED, Rate.UNLIMITED, Rate.UNLIMITED, Rate.UNLIMITED, Rate.UNLIMITED, Rate.UNLIMITED);

    /** @param nanoTime monotonic */
    public static Rates of(EdgeSettings settings, LongSupplier nanoTime) {
        if (!settings.getString(RateSettings.LIMITS).equals("on")) {
            return UNLIMITED;
        }
        return new Rates(
                rate(settings, RateSettings.SENDS, RateSettings.SENDS_BURST, nanoTime),
                rate(settings, RateSettings.HINTS, RateSettings.HINTS_BURST, nanoTime),
                rate(settings, RateSettings.CALLS, RateSettings.CALLS_BURST, nanoTime),
                rate(settings, RateSettings.SERVICE_CALLS, RateSettings.SERVICE_CALLS_BURST, nanoTime),
                rate(settings, RateSettings.CONNECTS, RateSettings.CONNECTS_BURST, nanoTime),
                rate(settings, RateSettings.REFUSALS, RateSettings.REFUSALS_BURST, nanoTime));
    }

    private static Rate rate(EdgeSettings settings, String perSecond, String burst, LongSupplier nanoTime) {
        return new Rate(
                settings.getInt(perSecond), settings.getInt(burst), settings.getInt(RateSettings.KEYS), nanoTime);
    }
}
