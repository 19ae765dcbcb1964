/** The calls under {@code /api/v1}: form checked here, rights decided by the log, answers read from the tables. */
@NullMarked
package io.parley.edge.rest;

import org.jspecify.annotations.NullMarked;
