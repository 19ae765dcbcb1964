/** What the images of the parts hold. */
@NullMarked
package io.parley.e2e.images;

import org.jspecify.annotations.NullMarked;
