@NullMarked
package io.parley.edge.erasure;

import org.jspecify.annotations.NullMarked;
