@NullMarked
package io.parley.edge.files;

import org.jspecify.annotations.NullMarked;
