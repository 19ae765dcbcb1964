@NullMarked
package io.parley.topology.chat;

import org.jspecify.annotations.NullMarked;
