/** Where sockets and HTTP meet the edge; the only package that knows Undertow. */
@NullMarked
package io.parley.edge.transport;

import org.jspecify.annotations.NullMarked;
