@NullMarked
package io.parley.edge.store;

import org.jspecify.annotations.NullMarked;
