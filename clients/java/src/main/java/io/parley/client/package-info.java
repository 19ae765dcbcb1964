/**
 * The Java SDK: Parley's wire contract over the JDK's WebSocket and HTTP clients. It knows nothing of the server but the
 * contract. {@link io.parley.client.ChatClient} is what an application uses; {@link io.parley.client.Rest} is the REST
 * side; {@link io.parley.client.wire.RawSocket} is for who wants every byte in their own hands.
 */
@NullMarked
package io.parley.client;

import org.jspecify.annotations.NullMarked;
