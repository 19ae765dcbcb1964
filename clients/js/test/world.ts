import { Cutter, type Cut } from './cutter.ts';
import { FakeServer } from './fake-server.ts';

/** What a script asks for: one chat, and where the network is cut. */
export interface World {
  chat: { type: 'direct' | 'group'; by: string; with: string[]; name?: string };
  unavailable?: number;
  cutAt: number;
  cut: Cut;
}

/** Short, so that a silent connection is found out soon. */
const HEARTBEAT_MS = 400;

export function worldOf(world: World): { server: FakeServer; cutter: Cutter; chatId: string } {
  const server = new FakeServer();
  server.settings.heartbeatMs = HEARTBEAT_MS;
  const { type, by, with: others, name } = world.chat;
  const chatId = server.chats.create(by, type, others, name).chat_id;
  if (world.unavailable) server.refuse = { code: 'unavailable', times: world.unavailable };
  return { server, cutter: new Cutter(world.cutAt, world.cut), chatId };
}

/** What the server knows: what was said, and each user's stream. */
export function truthOf(server: FakeServer, cutter: Cutter): Truth {
  const messages = [...server.chats.chats.values()].flatMap((chat) => chat.messages);
  return {
    carried: cutter.carried,
    messages: messages
      .filter(({ sender }) => sender)
      .map(({ client_msg_id, msg_id, sender, content }) => ({
        id: client_msg_id!,
        msg_id,
        sender: sender!,
        content: content ?? null,
      })),
    streams: Object.fromEntries(
      [...server.chats.streams].map(([user, events]) => [user, events.map(({ type, seq }) => `${seq} ${type}`)]),
    ),
  };
}

export interface Truth {
  /** Frames and REST calls that went by. */
  carried: number;
  messages: { id: string; msg_id: string; sender: string; content: string | null }[];
  streams: Record<string, string[]>;
}
