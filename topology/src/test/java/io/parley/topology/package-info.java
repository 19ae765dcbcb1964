@NullMarked
package io.parley.topology;

import org.jspecify.annotations.NullMarked;
