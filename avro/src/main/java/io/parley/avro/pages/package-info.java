/** Pages about the topics, made from the catalogue and the schemas. */
@NullMarked
package io.parley.avro.pages;

import org.jspecify.annotations.NullMarked;
