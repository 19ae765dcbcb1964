@NullMarked
package io.parley.topology.push;

import org.jspecify.annotations.NullMarked;
