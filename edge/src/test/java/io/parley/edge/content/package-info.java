@NullMarked
package io.parley.edge.content;

import org.jspecify.annotations.NullMarked;
