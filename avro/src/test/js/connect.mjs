// What both scripts need: `node read.mjs BROKERS REGISTRY TOPIC …`.
import { SchemaRegistry } from "@kafkajs/confluent-schema-registry";
import { Kafka, logLevel } from "kafkajs";

const [brokers, registryUrl, topic, ...rest] = process.argv.slice(2);

export { topic, rest };
export const kafka = new Kafka({ clientId: "interop", brokers: brokers.split(","), logLevel: logLevel.ERROR });
export const registry = new SchemaRegistry({ host: registryUrl });
