// Prints the first COUNT records of a topic as JSON, one a line: {"key", "value", "schema"}.
import { kafka, registry, rest, topic } from "./connect.mjs";

const count = Number(rest[0]);
const consumer = kafka.consumer({ groupId: `interop-${process.pid}`, maxWaitTimeInMs: 100 });

await consumer.connect();
await consumer.subscribe({ topics: [topic], fromBeginning: true });

let seen = 0;
const done = new Promise((resolve, reject) => {
  consumer.on(consumer.events.CRASH, (event) => reject(event.payload.error));
  consumer
    .run({
      eachMessage: async ({ message }) => {
        if (seen >= count) {
          return;
        }
        const line = {
          key: message.key.toString("utf8"),
          value: await registry.decode(message.value),
          schema: message.value.readInt32BE(1),
        };
        console.log(JSON.stringify(line));
        seen += 1;
        if (seen === count) {
          resolve();
        }
      },
    })
    .catch(reject);
});

try {
  await done;
} finally {
  await consumer.disconnect();
}
