@NullMarked
package io.parley.settings;

import org.jspecify.annotations.NullMarked;
