@NullMarked
package io.parley.edge.presence;

import org.jspecify.annotations.NullMarked;
