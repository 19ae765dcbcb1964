@NullMarked
package io.parley.avro;

import org.jspecify.annotations.NullMarked;
