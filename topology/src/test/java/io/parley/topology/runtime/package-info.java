@NullMarked
package io.parley.topology.runtime;

import org.jspecify.annotations.NullMarked;
