/** The commands of the command line. */
@NullMarked
package io.parley.local.command;

import org.jspecify.annotations.NullMarked;
