/** Random talk, duplicates, crashes and reconnects, held against the model. */
@NullMarked
package io.parley.tests.property;

import org.jspecify.annotations.NullMarked;
