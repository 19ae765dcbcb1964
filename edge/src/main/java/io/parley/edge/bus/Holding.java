package io.parley.edge.bus;

/**
 * A slot that this edge holds.
 *
 * @param slot the partition of {@code edge.delivery}
 * @param epoch under which it is held; what bears another epoch is for another life
 */
public record Holding(int slot, long epoch) {}
