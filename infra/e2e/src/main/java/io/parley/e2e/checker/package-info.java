/**
 * Judges a recorded history of many clients against what Parley promises. It knows the wire contract and nothing of the
 * server: {@link io.parley.e2e.checker.Recorder} writes down what sockets and REST calls said, {@link
 * io.parley.e2e.checker.Checker} decides.
 */
@NullMarked
package io.parley.e2e.checker;

import org.jspecify.annotations.NullMarked;
