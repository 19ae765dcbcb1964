package io.parley.plan;

import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.DecompositionSolver;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.QRDecomposition;
import org.hipparchus.linear.RealMatrix;

/**
 * Processors that a part keeps busy: some while it does nothing ({@code idleCores}), so much each time it must do something
 * at all ({@code fixedSeconds}: an append, a commit, a record at the edge), and so much for what comes along
 * ({@code marginalSeconds}: a record, a frame).
 *
 * <p>{@link #fit} finds them from what was measured. Two rows give two numbers and no room for a third: what a part takes
 * while idle is then in one of the other two.
 */
record Cost(double idleCores, double fixedSeconds, double marginalSeconds) {
    private static final Cost NOTHING = new Cost(0, 0, 0);
    private static final double SINGULAR = 1e-6;
    private static final double SAME_ERROR = 1e-9;

    /** Which of the three there are; of what fits alike the first counts. */
    private static final List<int[]> CHOICES = List.of(
            new int[] {1, 2},
            new int[] {0, 1, 2},
            new int[] {0, 2},
            new int[] {0, 1},
            new int[] {2},
            new int[] {1},
            new int[] {0});

    /** What was measured: how often in a second, and how many processors it kept busy. */
    record Point(double fixedPerSecond, double marginalPerSecond, double cores) {

        /** In shares of what was measured: every row counts the same, however loaded it was. */
        private double[] shares() {
            return new double[] {1 / cores, fixedPerSecond / cores, marginalPerSecond / cores};
        }
    }

    /** Of work among much other work: what the part takes while idle is not in it. */
    double cores(double fixedPerSecond, double marginalPerSecond) {
        return fixedPerSecond * fixedSeconds + marginalPerSecond * marginalSeconds;
    }

    /** Of a part that does only this. */
    double coresAlone(double fixedPerSecond, double marginalPerSecond) {
        return idleCores + cores(fixedPerSecond, marginalPerSecond);
    }

    /** Least squares of the relative error, none of the three below 0. */
    static Cost fit(List<Point> points) {
        Cost best = NOTHING;
        for (int[] columns : CHOICES) {
            Cost cost = solve(points, columns).orElse(NOTHING);
            if (cost.error(points) < best.error(points) - SAME_ERROR) {
                best = cost;
            }
        }
        return best;
    }

    /** The best of all with these columns and no others; nothing when it is not one, or has one below 0. */
    private static Optional<Cost> solve(List<Point> points, int[] columns) {
        if (points.size() < columns.length) {
            return Optional.empty();
        }
        RealMatrix shares =
                MatrixUtils.createRealMatrix(points.stream().map(Point::shares).toArray(double[][]::new));
        // Appends are thousands and a processor is one: columns of one length, so that it can be told what is singular.
        double[] length = IntStream.of(columns)
                .mapToDouble(column -> shares.getColumnVector(column).getNorm())
                .toArray();
        if (DoubleStream.of(length).anyMatch(norm -> norm == 0)) {
            return Optional.empty();
        }
        RealMatrix scaled = MatrixUtils.createRealMatrix(points.size(), columns.length);
        for (int i = 0; i < columns.length; i++) {
            scaled.setColumnVector(i, shares.getColumnVector(columns[i]).mapDivide(length[i]));
        }
        DecompositionSolver solver = new QRDecomposition(scaled, SINGULAR).getSolver();
        if (!solver.isNonSingular()) {
            return Optional.empty();
        }
        double[] found = new double[3];
        double[] solved = solver.solve(new ArrayRealVector(points.size(), 1)).toArray();
        for (int i = 0; i < columns.length; i++) {
            found[columns[i]] = solved[i] / length[i];
        }
        boolean isPossible = DoubleStream.of(found).allMatch(value -> value >= 0);
        return isPossible ? Optional.of(new Cost(found[0], found[1], found[2])) : Optional.empty();
    }

    private double error(List<Point> points) {
        return points.stream()
                .mapToDouble(point ->
                        Math.pow(1 - coresAlone(point.fixedPerSecond, point.marginalPerSecond) / point.cores, 2))
                .sum();
    }

    /** All on what is fixed, from one row: the other end of what the rows leave open. */
    static Cost allFixed(Point point) {
        return new Cost(0, point.cores / point.fixedPerSecond, 0);
    }
}
