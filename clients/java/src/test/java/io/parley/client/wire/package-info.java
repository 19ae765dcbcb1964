@NullMarked
package io.parley.client.wire;

import org.jspecify.annotations.NullMarked;
