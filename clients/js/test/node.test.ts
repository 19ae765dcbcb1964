import { expect, it } from 'vitest';
import WebSocket from 'ws';
import { ParleyClient, type MessageEvent } from '../src/index.ts';
import { FakeEdge } from './fake-edge.ts';

it('ten_lines_of_a_bot_answer_over_a_real_socket', async () => {
  const edge = new FakeEdge();
  const url = await edge.listen();
  const socket = (at: string, protocols: string[]) => new WebSocket(at, protocols) as never;
  const bot = new ParleyClient({ url, token: () => 'token-bot', device: 'bot', socket });
  const ann = new ParleyClient({ url, token: () => 'token-ann', device: 'ann', socket });
  bot.on('message', ({ chat_id, content, sender }) => {
    if (sender === 'ann') bot.send(chat_id, `You said: ${content}`);
  });
  const answer = new Promise<MessageEvent>((resolve) => {
    ann.on('message', (message) => message.sender === 'bot' && resolve(message));
  });

  await Promise.all([bot.start(), ann.start()]);
  const chat = await ann.rest.createDirect('bot');
  const outcome = await ann.send(chat.chat_id, 'hello').outcome;

  expect(outcome).toMatchObject({ ok: true, chat_seq: 1 });
  expect(await answer).toMatchObject({ content: 'You said: hello', chat_seq: 2, unread: 1 });
  bot.stop();
  ann.stop();
  await edge.close();
});
