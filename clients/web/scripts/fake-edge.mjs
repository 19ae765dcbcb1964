/** Serves the built page in front of the SDK's fake server: `npm run fake -w web`. No Kafka, no data, gone when it ends. */
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));

export async function fakeEdge(port = 0) {
  const { module } = await runnerImport(at('../../js/test/fake-edge.ts'), { configFile: false, logLevel: 'error' });
  const edge = new module.FakeEdge(at('../target/classes/web'));
  return { edge, url: await edge.listen(port) };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { url } = await fakeEdge(Number(process.env.PORT ?? 0));
  console.log(`${url}/?as=alice   ${url}/?as=bob`);
}
