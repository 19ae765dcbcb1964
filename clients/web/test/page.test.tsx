// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { options, render } from 'preact';
import { beforeAll, expect, it, vi } from 'vitest';
import { FakeEdge } from '../../js/test/fake-edge.ts';

/** The page as a whole in a document without a layout, against the fake server over real sockets. */
const edge = new FakeEdge();
const at = (id: string) => [...document.querySelectorAll<HTMLElement>(`[data-testid="${id}"]`)];
const one = (id: string) => vi.waitFor(() => at(id).at(-1) ?? expect.fail(`no ${id}`), { timeout: 10_000 });
const seen = (words: string, id = 'message-text') =>
  vi.waitFor(() => expect(at(id).map((element) => element.textContent)).toContain(words), { timeout: 10_000 });

function type(field: HTMLElement, text: string): void {
  const input = field as HTMLTextAreaElement;
  input.value = text;
  input.setSelectionRange(text.length, text.length);
  input.dispatchEvent(new Event('input', { bubbles: true }));
}
const press = (field: HTMLElement, key: string, more = {}) =>
  field.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }));
const settle = () => new Promise((resolve) => setTimeout(resolve, 50));

async function say(text: string): Promise<void> {
  const composer = await one('composer');
  type(composer, text);
  await settle();
  press(composer, 'Enter');
}

const { server } = edge;
let chat: string;

beforeAll(async () => {
  const url = await edge.listen();
  (window as unknown as { happyDOM: { setURL(url: string): void } }).happyDOM.setURL(`${url}/?as=alice`);
  vi.stubGlobal('Worker', class {});
  // Nothing has a size here: with one, the talk stands at its end and does not ask for all that is above.
  Object.defineProperty(HTMLElement.prototype, 'scrollHeight', { get: () => 100_000 });
  const { WebSocket } = await import('ws');
  vi.stubGlobal('WebSocket', WebSocket);
  chat = server.chats.create('alice', 'group', ['bob', 'carol'], 'Hike').chat_id;
  for (let i = 1; i <= 200; i++) {
    server.chats.command('bob', { type: 'message', chat_id: chat, content: `line ${i}`, client_msg_id: `b${i}` });
  }
  const { startSession, SessionContext } = await import('../src/session.ts');
  const { App } = await import('../src/ui/App.tsx');
  const session = await startSession('alice');
  document.body.innerHTML = '<div id="app"></div>';
  render(
    <SessionContext.Provider value={session}>
      <App />
    </SessionContext.Provider>,
    document.getElementById('app')!,
  );
});

it('the_list_and_the_talk_are_there', async () => {
  (await one('chat-row')).click();

  await seen('line 200');
});

it('a_message_is_sent_and_edited_by_arrow_up_and_the_field_is_empty_again', async () => {
  await say('helo');
  await vi.waitFor(() => expect(at('message').at(-1)!.dataset['status']).toBe('sent'), { timeout: 10_000 });

  press(await one('composer'), 'ArrowUp');
  await one('editing');
  await vi.waitFor(() => expect((at('composer')[0] as HTMLTextAreaElement).value).toBe('helo'));
  await say('hello');

  await seen('hello');
  expect(at('editing')).toEqual([]);
  await vi.waitFor(() => expect((at('composer')[0] as HTMLTextAreaElement).value).toBe(''));
  await vi.waitFor(() => expect(server.chats.chats.get(chat)!.messages.at(-1)!.content).toBe('hello'));
});

/** What is put off until the browser has painted comes whenever a busy machine gets to it. */
it('what_one_turns_to_after_an_edit_keeps_the_focus', async () => {
  await say('wrod');
  await vi.waitFor(() => expect(at('message').at(-1)!.dataset['status']).toBe('sent'), { timeout: 10_000 });
  const composer = (await one('composer')) as HTMLTextAreaElement;
  press(composer, 'ArrowUp');
  await vi.waitFor(() => expect(composer.value).toBe('wrod'));
  const afterPaint: (() => void)[] = [];
  options.requestAnimationFrame = (flush) => afterPaint.push(flush);
  await say('word');
  await vi.waitFor(() => expect(at('editing')).toEqual([]));

  const timeline = await one('timeline');
  timeline.focus();
  delete options.requestAnimationFrame;
  afterPaint.forEach((flush) => flush());

  expect((document.activeElement as HTMLElement).dataset['testid']).toBe('timeline');
});

it('a_member_is_offered_after_an_at_and_told_as_mentioned', async () => {
  const composer = await one('composer');
  type(composer, 'Hi @ca');
  await seen('Carol@carol', 'offer');
  press(composer, 'Enter');
  await settle();
  press(composer, 'Enter');

  await seen('@carol', 'mention');
  await vi.waitFor(() => expect(server.chats.chats.get(chat)!.messages.at(-1)!.mentions).toEqual(['carol']));
});

it('an_emoji_is_offered_by_its_name', async () => {
  const composer = await one('composer');
  type(composer, 'party :tada');
  await seen('🎉:tada:', 'offer');
  press(composer, 'Enter');
  await settle();

  expect((at('composer')[0] as HTMLTextAreaElement).value).toBe('party 🎉');
  type(composer, '');
});

it('a_message_is_reacted_to_and_deleted_from_its_menu', async () => {
  await say('to go');
  await vi.waitFor(() => expect(at('message').at(-1)!.dataset['status']).toBe('sent'), { timeout: 10_000 });
  at('more').at(-1)!.click();
  (await one('message-menu')).querySelector<HTMLElement>('[data-testid=react]')!.click();
  await seen('👍 1', 'reaction');

  at('more').at(-1)!.click();
  (await one('menu-delete')).click();
  (await one('delete-sure')).click();

  await vi.waitFor(() => expect(at('message').at(-1)!.textContent).toContain('Message deleted'));
  await vi.waitFor(() => expect(server.chats.chats.get(chat)!.messages.at(-1)!.deleted_at).toBeDefined());
});

it('a_refused_edit_can_be_let_go', async () => {
  server.refuse = { code: 'forbidden', times: 1 };
  press(await one('composer'), 'ArrowUp');
  await one('editing');
  await say('refused');

  const failed = await one('failed-change');
  expect(failed.textContent).toContain('You may not do that here.');
  expect(at('message-text').map(({ textContent }) => textContent)).not.toContain('refused');
  failed.querySelectorAll('button')[1]!.click();
  await vi.waitFor(() => expect(at('failed-change')).toEqual([]));
});

it('what_is_searched_for_is_shown_in_its_place_and_a_way_leads_back', async () => {
  expect(at('message-text').map(({ textContent }) => textContent)).not.toContain('line 17');
  type(await one('chat-filter'), 'line 17');
  await vi.waitFor(() => expect(at('search-result').length).toBeGreaterThan(10), { timeout: 10_000 });

  at('search-result').at(-1)!.click();
  await seen('line 17');
  await vi.waitFor(() => expect(document.querySelector('.is-marked')?.textContent).toContain('line 17'));

  (await one('go-back')).click();
  await seen('hello');
  expect(at('go-back')).toEqual([]);
  type(await one('chat-filter'), '');
});

it('ctrl_k_leads_to_a_chat_or_begins_one', async () => {
  press(document.body, 'k', { ctrlKey: true });
  const field = await one('switcher-input');
  type(field, 'dav');
  await seen('DdaveNew chat', 'switcher-option');
  press(field, 'Enter');

  await vi.waitFor(() => expect(at('talk-title')[0]?.textContent).toBe('Dave'), { timeout: 10_000 });
  expect(at('switcher')).toEqual([]);
});
