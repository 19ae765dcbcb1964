@NullMarked
package io.parley.e2e.checker;

import org.jspecify.annotations.NullMarked;
