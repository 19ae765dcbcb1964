/** What the launcher keeps on disk: whose data it is, ports, secrets, and which processes run. */
@NullMarked
package io.parley.local.data;

import org.jspecify.annotations.NullMarked;
