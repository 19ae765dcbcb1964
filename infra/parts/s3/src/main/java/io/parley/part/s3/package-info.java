/** The process of the part s3. */
@NullMarked
package io.parley.part.s3;

import org.jspecify.annotations.NullMarked;
