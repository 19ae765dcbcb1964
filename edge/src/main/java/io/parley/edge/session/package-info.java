/** One connection's life: what it may do, what it has been told, what it owes and is owed. */
@NullMarked
package io.parley.edge.session;

import org.jspecify.annotations.NullMarked;
