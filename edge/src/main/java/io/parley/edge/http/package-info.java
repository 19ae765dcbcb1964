/** Calls and answers of HTTP without a server's types: the border between transport and rest. */
@NullMarked
package io.parley.edge.http;

import org.jspecify.annotations.NullMarked;
