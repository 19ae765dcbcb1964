// Writes records, given on standard input as JSON, one a line: {"key", "value"}, with the subject's newest schema.
import { createInterface } from "node:readline/promises";
import { kafka, registry, topic } from "./connect.mjs";

const id = await registry.getLatestSchemaId(`${topic}-value`);
const producer = kafka.producer({ idempotent: true });

await producer.connect();
try {
  for await (const line of createInterface({ input: process.stdin })) {
    const { key, value } = JSON.parse(line);
    await producer.send({ topic, acks: -1, messages: [{ key, value: await registry.encode(id, value) }] });
  }
} finally {
  await producer.disconnect();
}
