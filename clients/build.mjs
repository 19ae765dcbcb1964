/**
 * What Maven calls: `node build.mjs install|build|test`. Runs the system's npm. `install` does nothing when node_modules is what
 * the lock file says, `build` nothing when what it made is of these sources.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const MANIFESTS = ['package-lock.json', 'package.json', 'js/package.json', 'web/package.json'];
const SOURCES = [...MANIFESTS, 'tsconfig.base.json', 'js/tsconfig.build.json', 'js/src'];
const PAGE = ['web/src', 'web/public', 'web/index.html', 'web/vite.config.ts', 'web/tsconfig.json'];

function filesIn(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesIn(join(path, name)));
}

function fingerprint(paths) {
  const hash = createHash('sha256').update(`node ${process.versions.node.split('.')[0]}`);
  for (const file of paths.flatMap((path) => filesIn(join(here, path)))) hash.update(file).update(readFileSync(file));
  return hash.digest('hex');
}

function npm(...args) {
  const { status, error } = spawnSync('npm', args, {
    cwd: here,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (error) throw new Error(`npm is needed to build the page (Node.js 20 or later): ${error.message}`);
  if (status !== 0) process.exit(status ?? 1);
}

/** Does the work unless `stamp` says that it was done for these very inputs. */
function once(stamp, inputs, made, work) {
  const file = join(here, stamp);
  const wanted = fingerprint(inputs);
  const current = existsSync(file) && readFileSync(file, 'utf8') === wanted;
  if (current && made.every((path) => existsSync(join(here, path)))) return;
  work();
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, wanted);
}

const [task] = process.argv.slice(2);
if (task === 'install') {
  once('node_modules/.parley-installed', MANIFESTS, [], () =>
    npm('ci', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'),
  );
} else if (task === 'build') {
  const made = ['web/target/classes/web/index.html', 'js/dist/index.js'];
  once('web/target/.parley-built', [...SOURCES, ...PAGE], made, () => npm('run', '--silent', 'build'));
} else if (task === 'test') {
  npm('run', '--silent', 'test');
} else {
  throw new Error(`unknown task: ${task}`);
}
