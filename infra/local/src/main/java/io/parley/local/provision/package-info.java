/** What is made inside the parts before others use them: topics, schemas, tables, connectors. */
@NullMarked
package io.parley.local.provision;

import org.jspecify.annotations.NullMarked;
