/** What the parts are: command lines, environments, and how one sees that they are ready. */
@NullMarked
package io.parley.local.part;

import org.jspecify.annotations.NullMarked;
