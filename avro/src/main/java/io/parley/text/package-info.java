/** Words of every script, as the sink files them and the edge looks for them: both sides must cut text alike. */
@NullMarked
package io.parley.text;

import org.jspecify.annotations.NullMarked;
