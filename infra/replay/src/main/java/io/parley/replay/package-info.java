/** The command line of those who replay the log, and what its commands share. */
@NullMarked
package io.parley.replay;

import org.jspecify.annotations.NullMarked;
