package io.parley.plan;

import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;

/**
 * A picture of curves as SVG. By our own hand: the libraries at hand lay out text by the fonts of the machine that they
 * run on, and the picture that is checked in has to come out the same everywhere.
 */
final class Chart {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 360;
    private static final int LEFT = 78;
    private static final int RIGHT = 500;
    private static final int TOP = 44;
    private static final int BOTTOM = 306;
    private static final int STEPS = 60;
    private static final int LINE = 20;
    private static final String[] COLOURS = {"#1b6ca8", "#c8553d", "#588157", "#7b4b94", "#b08900"};

    /** A curve over the horizontal axis. */
    record Curve(String name, DoubleUnaryOperator value) {}

    /** An axis from one value to another, in powers of ten or in even steps. */
    record Axis(String name, double from, double to, boolean logarithmic) {
        double share(double value) {
            double inside = Math.max(from, Math.min(to, value));
            return logarithmic ? Math.log(inside / from) / Math.log(to / from) : (inside - from) / (to - from);
        }

        double at(double share) {
            return logarithmic ? from * Math.pow(to / from, share) : from + (to - from) * share;
        }

        /** Powers of ten, or five even steps. */
        List<Double> ticks() {
            if (!logarithmic) {
                return List.of(from, at(0.2), at(0.4), at(0.6), at(0.8), to);
            }
            return java.util.stream.DoubleStream.iterate(
                            Math.pow(10, Math.ceil(Math.log10(from) - 1e-9)),
                            tick -> tick <= to * 1.001,
                            tick -> tick * 10)
                    .boxed()
                    .toList();
        }
    }

    private final StringBuilder out = new StringBuilder();
    private final Axis across;
    private final Axis up;

    private Chart(Axis across, Axis up) {
        this.across = across;
        this.up = up;
    }

    static String of(String title, Axis across, Axis up, List<Curve> curves) {
        Chart chart = new Chart(across, up);
        chart.frame(title);
        for (int i = 0; i < curves.size(); i++) {
            chart.curve(curves.get(i), COLOURS[i % COLOURS.length], i);
        }
        return chart.out.append("</svg>\n").toString();
    }

    private void frame(String title) {
        add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">",
                WIDTH, HEIGHT);
        add("<rect width=\"%d\" height=\"%d\" fill=\"white\"/>", WIDTH, HEIGHT);
        add("<text x=\"%d\" y=\"24\" font-size=\"15\">%s</text>", LEFT, escape(title));
        for (double tick : across.ticks()) {
            double x = x(tick);
            add("<path d=\"M%.1f %dV%d\" stroke=\"#ddd\"/>", x, TOP, BOTTOM);
            add("<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>", x, BOTTOM + 18, Units.count(tick));
        }
        for (double tick : up.ticks()) {
            double y = y(tick);
            add("<path d=\"M%d %.1fH%d\" stroke=\"#ddd\"/>", LEFT, y, RIGHT);
            add("<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>", LEFT - 6, y + 4, Units.count(tick));
        }
        add("<path d=\"M%d %dV%dH%d\" fill=\"none\" stroke=\"black\"/>", LEFT, TOP, BOTTOM, RIGHT);
        add("<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>", RIGHT, BOTTOM + 40, escape(across.name));
        add(
                "<text x=\"12\" y=\"%d\" transform=\"rotate(-90 14 %d)\" text-anchor=\"end\">%s</text>",
                TOP, TOP, escape(up.name));
    }

    private void curve(Curve curve, String colour, int place) {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i <= STEPS; i++) {
            double at = across.at((double) i / STEPS);
            path.append(String.format(
                    Locale.ROOT, "%s%.1f %.1f", i == 0 ? "M" : "L", x(at), y(curve.value.applyAsDouble(at))));
        }
        int y = TOP + 8 + place * LINE;
        add("<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>", path, colour);
        add("<path d=\"M%d %dh18\" stroke=\"%s\" stroke-width=\"3\"/>", RIGHT + 12, y, colour);
        add("<text x=\"%d\" y=\"%d\">%s</text>", RIGHT + 36, y + 4, escape(curve.name));
    }

    private double x(double value) {
        return LEFT + across.share(value) * (RIGHT - LEFT);
    }

    private double y(double value) {
        return BOTTOM - up.share(value) * (BOTTOM - TOP);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private void add(String format, Object... values) {
        out.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
