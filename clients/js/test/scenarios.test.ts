import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { ParleyClient, type Outcome, type Sending } from '../src/index.ts';
import { type Cut } from './cutter.ts';
import { FakeEdge } from './fake-edge.ts';
import { type Truth, type World } from './world.ts';

interface Scenario extends Pick<World, 'chat' | 'unavailable'> {
  name: string;
  steps: [who: string, what: string, ...args: string[]][];
  refused?: Record<string, string>;
  said: Record<string, string | null>;
}

const scenarios = JSON.parse(
  readFileSync(new URL('../../scenarios/scenarios.json', import.meta.url), 'utf8'),
) as Scenario[];
const edge = new FakeEdge();
let url: string;

beforeAll(async () => void (url = await edge.listen()));
afterAll(() => edge.close());

/** Waits until it is so; what never comes is an error of its own. */
async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 20_000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`never: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** One person's client, and what it heard from its last snapshot on. */
class Person {
  heard: string[] = [];
  from = 0;
  readonly sent = new Map<string, Promise<Outcome>>();
  readonly client: ParleyClient;

  constructor(name: string) {
    this.client = new ParleyClient({
      url,
      token: () => `token-${name}`,
      device: name,
      socket: (at, protocols) => new WebSocket(at, protocols) as never,
      snapshot: async ({ seq }) => {
        await this.client.rest.chats({ min_seq: seq });
        this.from = seq;
        this.heard = [];
      },
      limits: { backoff: { baseMs: 5, maxMs: 20 }, openTimeoutMs: 500, pongTimeoutMs: 200 },
    });
    this.client.on('event', ({ seq, type }) => this.heard.push(`${seq} ${type}`));
  }

  keep({ client_msg_id, outcome }: Sending, id: string): void {
    expect(client_msg_id).toBeDefined();
    this.sent.set(id, outcome);
  }
}

class Play {
  private readonly people = new Map<string, Person>();

  constructor(private readonly chat: string) {}

  get all(): Iterable<[string, Person]> {
    return this.people;
  }

  async step([who, what, ...args]: Scenario['steps'][number]): Promise<void> {
    if (!this.people.has(who)) this.people.set(who, new Person(who));
    const person = this.people.get(who)!;
    const { client } = person;
    const [id = '', second = '', third = ''] = args;
    if (what === 'start') await client.start();
    else if (what === 'answered') await Promise.all(person.sent.values());
    else if (what === 'send') person.keep(client.send(this.chat, second, id), id);
    else if (what === 'edit') person.keep(client.edit(this.chat, await this.msgId(second), third), id);
    else if (what === 'delete') person.keep(client.delete(this.chat, await this.msgId(second)), id);
    else if (what === 'react') person.keep(client.react(this.chat, await this.msgId(second), third, 'add'), id);
    else throw new Error(`no such step: ${what}`);
  }

  async outcomes(): Promise<Map<string, Outcome>> {
    const all = new Map<string, Outcome>();
    for (const [, { sent }] of this.people) for (const [id, outcome] of sent) all.set(id, await outcome);
    return all;
  }

  stop(): void {
    for (const [, { client }] of this.people) client.stop();
  }

  private async msgId(id: string): Promise<string> {
    for (const [, { sent }] of this.people) {
      const outcome = await sent.get(id);
      if (outcome?.ok) return outcome.msg_id;
    }
    throw new Error(`${id} has no message`);
  }
}

async function truth(): Promise<Truth> {
  return (await (await fetch(`${url}/test/world`)).json()) as Truth;
}

async function played({ steps, said, refused = {}, ...world }: Scenario, cutAt: number, cut: Cut): Promise<number> {
  const body = JSON.stringify({ ...world, cutAt, cut });
  const { chat_id } = (await (await fetch(`${url}/test/world`, { method: 'POST', body })).json()) as {
    chat_id: string;
  };
  const play = new Play(chat_id);
  for (const step of steps) await play.step(step);

  const outcomes = await play.outcomes();
  const known = await truth();
  for (const [id, outcome] of outcomes) {
    if (refused[id]) expect(outcome, id).toMatchObject({ ok: false, code: refused[id] });
    else expect(outcome, id).toMatchObject({ ok: true });
  }
  expect(Object.fromEntries(known.messages.map(({ id, content }) => [id, content]))).toEqual(said);
  expect(known.messages).toHaveLength(Object.keys(said).length);
  for (const [who, person] of play.all) {
    const own = known.messages.filter(({ sender }) => sender === who).map(({ id }) => id);
    expect(own).toEqual(
      steps.filter(([by, what, id]) => by === who && what === 'send' && id! in said).map(([, , id]) => id),
    );
    await until(`${who} heard everything`, async () => {
      const stream = (await truth()).streams[who] ?? [];
      return person.client.state.phase === 'online' && person.client.cursor === stream.length;
    });
    expect(person.heard).toEqual(((await truth()).streams[who] ?? []).slice(person.from));
  }
  play.stop();
  return known.carried;
}

/** Silence is found out by waiting, so it is tried at every third. */
const EVERY: Record<Cut, number> = { reset: 1, silence: 3 };

describe.each(scenarios)('$name', (scenario) => {
  it.each<Cut>(['reset', 'silence'])('however_the_network_is_cut_by_a_%s', { timeout: 120_000 }, async (cut) => {
    const carried = await played(scenario, -1, cut);
    expect(carried).toBeGreaterThan(10);

    for (let frame = 0; frame < carried; frame += EVERY[cut]) await played(scenario, frame, cut);
  });
});
