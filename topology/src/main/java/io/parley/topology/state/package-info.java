@NullMarked
package io.parley.topology.state;

import org.jspecify.annotations.NullMarked;
