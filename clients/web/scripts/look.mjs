/**
 * Drives the built page in headless Chromium and takes screenshots into target/look: `npm run look -w web`. CHROMIUM names the
 * browser; URL a running Parley, otherwise the fake server is used. Also runs axe over each view.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { fakeEdge } from './fake-edge.mjs';

const FLAGS =
  '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync';
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const out = fileURLToPath(new URL('../target/look/', import.meta.url));
mkdirSync(out, { recursive: true });

const { edge, url } = process.env.URL ? { url: process.env.URL } : await fakeEdge();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: FLAGS.split(' '),
});
const complaints = [];

async function open(user, { scheme = 'light', width = 1180, height = 780 } = {}) {
  const context = await browser.newContext({ colorScheme: scheme, viewport: { width, height }, bypassCSP: false });
  const page = await context.newPage();
  page.on('console', (m) => ['error', 'warning'].includes(m.type()) && complaints.push(`${user}: ${m.text()}`));
  page.on('pageerror', (error) => complaints.push(`${user}: ${error.stack}`));
  await page.goto(user ? `${url}/?as=${user}` : url);
  return page;
}

async function shot(page, name) {
  await page.screenshot({ path: join(out, `${name}.png`) });
  const { violations } = await page.evaluate(`${axe}; axe.run()`);
  for (const { id, nodes } of violations) complaints.push(`axe, ${name}: ${id} ${nodes[0].html.slice(0, 140)}`);
}

const id = (page, name) => page.getByTestId(name);
const say = async (page, text) => {
  await id(page, 'composer').fill(text);
  await id(page, 'composer').press('Enter');
};

const who = await open('');
await shot(who, 'who');

const alice = await open('alice');
await id(alice, 'new-direct').click();
await shot(alice, 'direct-dialog');
await id(alice, 'direct-bob').click();
await say(alice, 'Hello Bob! Have you seen https://example.com/parley?');
await say(alice, 'It does not lose anything.');
const bob = await open('bob', { scheme: 'dark' });
await bob.getByTestId('unread').waitFor();
await shot(bob, 'bob-unread-dark');
await id(bob, 'chat-row').first().click();
await say(bob, 'Not even when the lid is closed?');
await say(bob, '👍🎉');
await say(bob, 'مرحبا، هذا نص من اليمين إلى اليسار');
await say(bob, '你好,这是一条中文消息');
await alice.locator('[data-status=read]').first().waitFor();

await id(alice, 'new-group').click();
await id(alice, 'group-name').fill('Weekend hike');
await id(alice, 'group-people').fill('bob');
await id(alice, 'group-people').press('Enter');
await id(alice, 'group-people').fill('carol');
await id(alice, 'group-people').press('Enter');
await shot(alice, 'group-dialog');
await id(alice, 'group-create').click();
await id(alice, 'group-dialog').waitFor({ state: 'detached' });
await say(alice, 'Saturday, nine o’clock at the station?');
await bob.getByText('Weekend hike').click();
await say(bob, 'I am in.');
await say(
  bob,
  'Shall I bring the long rope, the map and enough sandwiches for everybody? It is going to be a long way up, and down again.',
);
await alice.getByTestId('message').filter({ hasText: 'long rope' }).waitFor();
await alice.getByTestId('message').nth(1).hover();

await alice.getByTestId('message').nth(1).getByTestId('reply').click();
await say(alice, 'Good!');
await shot(alice, 'group-light');
await shot(bob, 'group-dark');
await id(alice, 'composer').pressSequentially('@bo');
await id(alice, 'offer').first().waitFor();
await shot(alice, 'mention-completion');
await id(alice, 'composer').press('Enter');
await id(alice, 'composer').pressSequentially('take :tad');
await id(alice, 'offer').first().waitFor();
await shot(alice, 'emoji-completion');
await id(alice, 'composer').press('Enter');
await id(alice, 'composer').press('Enter');
await id(bob, 'mention').waitFor();
await id(alice, 'composer').press('ArrowUp');
await id(alice, 'editing').waitFor();
await id(alice, 'composer').press('End');
await id(alice, 'composer').pressSequentially(' everything');
await shot(alice, 'editing');
await id(alice, 'composer').press('Enter');
await bob.getByText('everything').first().waitFor();
await id(alice, 'timeline').focus();
await alice.keyboard.press('ArrowUp');
await alice.keyboard.press('ArrowUp');
await alice.keyboard.press('ArrowUp');
await alice.keyboard.press('Enter');
await id(alice, 'message-menu').waitFor();
await shot(alice, 'message-menu');
await id(alice, 'react').nth(1).click();
await id(bob, 'reaction').first().waitFor();
await shot(bob, 'reaction-dark');
await id(alice, 'message').last().hover();
await id(alice, 'more').last().click();
await id(alice, 'menu-receipts').click();
await id(alice, 'receipt').first().waitFor();
await shot(alice, 'who-has-read');
await alice.keyboard.press('Escape');
await alice.keyboard.press('Control+k');
await shot(alice, 'switcher');
await alice.keyboard.press('Escape');
await id(alice, 'chat-filter').fill('the');
await id(alice, 'search-result').first().waitFor();
await shot(alice, 'search');
await id(alice, 'search-result').last().click();
await id(alice, 'go-back').waitFor();
await shot(alice, 'jumped');
await id(alice, 'go-back').click();
await id(alice, 'chat-filter').fill('');
await id(alice, 'details').click();
await id(alice, 'member').first().waitFor();
await shot(alice, 'members');
await alice.keyboard.press('Escape');

await id(alice, 'drawer-toggle').click();
await id(alice, 'network-switch').check();
await say(alice, 'Written while the cable was out');
await say(alice, 'and this');
await say(bob, 'Alice, are you there?');
await shot(alice, 'offline-drawer');
await id(alice, 'frame').last().getByRole('button').click();
await id(alice, 'network-switch').uncheck();
await alice.locator('[data-status=waiting]').first().waitFor({ state: 'detached' });
await alice.getByText('Alice, are you there?').first().waitFor();
await shot(alice, 'resumed-drawer');
await alice.reload();
await id(alice, 'message').first().waitFor();
await shot(alice, 'reloaded');

for (const scheme of ['light', 'dark']) {
  const phone = await open('carol', { scheme, width: 320, height: 640 });
  await id(phone, 'chat-row').first().waitFor();
  await shot(phone, `phone-list-${scheme}`);
  await id(phone, 'chat-row').first().click();
  await id(phone, 'message').first().waitFor();
  await shot(phone, `phone-talk-${scheme}`);
  await id(phone, 'back').click();
  await id(phone, 'drawer-toggle').click();
  await shot(phone, `phone-drawer-${scheme}`);
}

await browser.close();
await edge?.close();
console.log(complaints.length ? complaints.join('\n') : 'no complaints');
process.exit(complaints.length ? 1 : 0);
