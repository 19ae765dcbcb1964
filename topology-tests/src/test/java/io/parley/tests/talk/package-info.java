/** The words that specifications are written in: given, when, then. */
@NullMarked
package io.parley.tests.talk;

import org.jspecify.annotations.NullMarked;
