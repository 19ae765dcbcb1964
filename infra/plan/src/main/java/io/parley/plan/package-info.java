/** Capacity: what the bench measured, turned into machines by pure formulae. Nothing here needs a running stack. */
@NullMarked
package io.parley.plan;

import org.jspecify.annotations.NullMarked;
