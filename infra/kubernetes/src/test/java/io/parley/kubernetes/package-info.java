/** What of a cluster's manifests is made from Parley's own data, so that neither a topic nor a right can be forgotten there. */
@NullMarked
package io.parley.kubernetes;

import org.jspecify.annotations.NullMarked;
