package io.parley.edge.rest;

import io.parley.edge.store.History;
import io.parley.edge.store.Tables;

/** What calls read from. */
record Reads(Tables tables, History history, ChatReader chats, MessageReader messages) {}
