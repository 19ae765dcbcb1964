/** The pages about the topics, held to the catalogue, the schemas and what the topologies write. */
@NullMarked
package io.parley.tests.topics;

import org.jspecify.annotations.NullMarked;
