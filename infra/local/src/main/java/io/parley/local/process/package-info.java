/** Processes of the operating system: starting, watching and ending them. */
@NullMarked
package io.parley.local.process;

import org.jspecify.annotations.NullMarked;
