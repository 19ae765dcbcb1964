/** Who is calling: tokens checked against the configured keys. */
@NullMarked
package io.parley.edge.auth;

import org.jspecify.annotations.NullMarked;
