/**
 * What Maven calls: `node build.mjs install|build|test`. Runs the system's npm; `install` does nothing when node_modules is what
 * the lock file says.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const stamp = join(here, 'node_modules', '.parley-lock');

function npm(...args) {
  const { status, error } = spawnSync('npm', args, {
    cwd: here,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (error) throw new Error(`npm is needed to build the page (Node.js 20 or later): ${error.message}`);
  if (status !== 0) process.exit(status ?? 1);
}

function install() {
  const inputs = ['package-lock.json', 'package.json', 'js/package.json', 'web/package.json'];
  const hash = createHash('sha256');
  for (const file of inputs) hash.update(readFileSync(join(here, file)));
  const wanted = `${hash.digest('hex')} node ${process.versions.node.split('.')[0]}`;
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  npm('ci', '--no-audit', '--no-fund', '--loglevel=error');
  writeFileSync(stamp, wanted);
}

const [task] = process.argv.slice(2);
if (task === 'install') install();
else if (task === 'build') npm('run', '--silent', 'build');
else if (task === 'test') npm('run', '--silent', 'test');
else throw new Error(`unknown task: ${task}`);
