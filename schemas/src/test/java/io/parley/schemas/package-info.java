/** What holds every schema and the catalogue to their rules. */
@NullMarked
package io.parley.schemas;

import org.jspecify.annotations.NullMarked;
