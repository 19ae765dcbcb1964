/** What people wrote: sealed before the log has it, opened for whom it is told. */
@NullMarked
package io.parley.edge.content;

import org.jspecify.annotations.NullMarked;
