@NullMarked
package io.parley.access;

import org.jspecify.annotations.NullMarked;
