package io.parley.edge;

import static org.apache.kafka.common.config.ConfigDef.Range.between;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;

/** Kinds of settings that all of the edge's definitions have. */
public final class Settings {
    private Settings() {}

    /** A whole number from {@code min} to {@code max}. */
    public static void number(ConfigDef all, String name, int value, int min, int max, Importance weight, String doc) {
        all.define(name, Type.INT, value, between(min, max), weight, doc);
    }

    public static void text(ConfigDef all, String name, String value, Importance weight, String doc) {
        all.define(name, Type.STRING, value, weight, doc);
    }
}
