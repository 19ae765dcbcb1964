@NullMarked
package io.parley.ids;

import org.jspecify.annotations.NullMarked;
