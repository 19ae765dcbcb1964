@NullMarked
package io.parley.topology.inbox;

import org.jspecify.annotations.NullMarked;
