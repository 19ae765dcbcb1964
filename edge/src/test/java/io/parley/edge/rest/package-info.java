@NullMarked
package io.parley.edge.rest;

import org.jspecify.annotations.NullMarked;
