package io.parley.plan;

import java.util.List;

/**
 * Processor seconds that a part takes: so much each time it must do something at all ({@code fixed}: an append, a commit,
 * a record at the edge), and so much for what comes along ({@code marginal}: a record, a frame).
 *
 * <p>{@link #fit} finds both from what was measured. Two rows give two numbers and no room for a third: what a part takes
 * while idle ends up in one of them, so the marginal one is an upper bound.
 */
record Cost(double fixedSeconds, double marginalSeconds) {

    /** What was measured: how often in a second, and how many processors it kept busy. */
    record Point(double fixedPerSecond, double marginalPerSecond, double cores) {}

    double cores(double fixedPerSecond, double marginalPerSecond) {
        return fixedPerSecond * fixedSeconds + marginalPerSecond * marginalSeconds;
    }

    /** Least squares of the relative error with neither below 0: every row counts the same, however loaded it was. */
    static Cost fit(List<Point> points) {
        double ff = 0;
        double mm = 0;
        double fm = 0;
        double f = 0;
        double m = 0;
        for (Point point : points) {
            double fixed = point.fixedPerSecond / point.cores;
            double marginal = point.marginalPerSecond / point.cores;
            ff += fixed * fixed;
            mm += marginal * marginal;
            fm += fixed * marginal;
            f += fixed;
            m += marginal;
        }
        double determinant = ff * mm - fm * fm;
        if (determinant > 1e-9 * ff * mm) {
            Cost both = new Cost((f * mm - m * fm) / determinant, (m * ff - f * fm) / determinant);
            if (both.fixedSeconds >= 0 && both.marginalSeconds >= 0) {
                return both;
            }
        }
        return better(points, new Cost(ff == 0 ? 0 : f / ff, 0), new Cost(0, mm == 0 ? 0 : m / mm));
    }

    private static Cost better(List<Point> points, Cost one, Cost other) {
        return one.error(points) <= other.error(points) ? one : other;
    }

    private double error(List<Point> points) {
        return points.stream()
                .mapToDouble(
                        point -> Math.pow(1 - cores(point.fixedPerSecond, point.marginalPerSecond) / point.cores, 2))
                .sum();
    }

    /** All on what is fixed, from one row: the other end of what two rows leave open. */
    static Cost allFixed(Point point) {
        return new Cost(point.cores / point.fixedPerSecond, 0);
    }
}
