/** The edge: holds sockets and no truth. Frames and calls become raw events; what the topology decides is told to sockets. */
@NullMarked
package io.parley.edge;

import org.jspecify.annotations.NullMarked;
