@NullMarked
package io.parley.topology.errors;

import org.jspecify.annotations.NullMarked;
