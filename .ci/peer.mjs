// A client of an official SDK that notes all that it is told, step by step, so that what two of them were told can be compared.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';

const require = createRequire(join(process.argv[2], 'package.json'));
const sdk = (path) => require(`@modelcontextprotocol/sdk/${path}.js`);
const { Client } = sdk('client/index');
const { StdioClientTransport } = sdk('client/stdio');
const { StreamableHTTPClientTransport } = sdk('client/streamableHttp');
const types = sdk('types');
const next = require('@modelcontextprotocol/client');

const DEADLINE_MILLIS = 20_000;

// What is no two times the same, whoever is asked.
const VOLATILE = [
  [/\d{1,2}:\d\d:\d\d\s(AM|PM)/g, '<time>'],
  [/[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/g, '<uuid>'],
  [/(created|modified|accessed): [^"\\]*/g, '$1: <time>'],
];

function masked(value) {
  if (typeof value === 'string') {
    return VOLATILE.reduce((text, [pattern, name]) => text.replace(pattern, name), value);
  } else if (Array.isArray(value)) {
    return value.map(masked);
  } else if (value === null || typeof value !== 'object') {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key,
      masked(key === 'blob' && typeof member === 'string' ? Buffer.from(member, 'base64').toString('latin1') : member),
    ]),
  );
}

/** What the client of a person can be asked by servers. */
const ALL = { sampling: {}, elicitation: { form: {}, url: {} }, roots: { listChanged: true } };

/** The SDK that knows the versions with sessions, as most clients do (@modelcontextprotocol/sdk). */
export const WITH_SESSIONS = {
  version: '2025-11-25',
  Transport: StreamableHTTPClientTransport,
  client(capabilities, answers) {
    const client = new Client({ name: 'peer', version: '1.0.0' }, { capabilities });
    if (capabilities === ALL) {
      client.setRequestHandler(types.CreateMessageRequestSchema, (request) => answers.sampling(request));
      client.setRequestHandler(types.ElicitRequestSchema, (request) => answers.elicitation(request));
      client.setRequestHandler(types.ListRootsRequestSchema, (request) => answers.roots(request));
    }
    return client;
  },
  initialized: async (peer) => (await peer.hears((message) => message.result?.protocolVersion)).result,
  request: (client, request, options) => client.request(request, types.ResultSchema, options),
  callTool: (client, params, options) => client.callTool(params, undefined, options),
};

/** The SDK that looks for the version without them first (@modelcontextprotocol/client). */
export const WITHOUT_SESSIONS = {
  version: '2026-07-28',
  Transport: next.StreamableHTTPClientTransport,
  client(capabilities, answers) {
    const client = new next.Client({ name: 'peer', version: '1.0.0' }, { capabilities, versionNegotiation: { mode: 'auto' } });
    if (capabilities === ALL) {
      client.setRequestHandler('sampling/createMessage', (request) => answers.sampling(request));
      client.setRequestHandler('elicitation/create', (request) => answers.elicitation(request));
      client.setRequestHandler('roots/list', (request) => answers.roots(request));
    }
    return client;
  },
  initialized: async ({ client }) => ({ protocolVersion: client.getNegotiatedProtocolVersion(), ...client.getDiscoverResult() }),
  request: (client, request, options) => client.request(request, options),
  callTool: (client, params, options) => client.callTool(params, options),
};

export class Peer {
  steps = [];
  heard = [];

  /** How often it began to listen to the gateway. */
  gets = 0;

  /** What servers say of their own accord, and others of the same session too, so that it is not compared. */
  unattributed = [];

  /** What it is asked by servers is answered by these; they may be exchanged. */
  answers = {
    sampling: () => ({ model: 'a-model', role: 'assistant', content: { type: 'text', text: 'Sampled' }, stopReason: 'endTurn' }),
    elicitation: () => ({ action: 'accept', content: { name: 'Ada', check: true, color: 'red', integer: 42 } }),
    roots: () => ({ roots: [{ uri: 'file:///nowhere', name: 'Nowhere' }] }),
  };

  /**
   * @param prefix what the names of tools and prompts have before them
   * @param capabilities all or none
   */
  constructor(prefix, capabilities = ALL, kind = WITH_SESSIONS) {
    this.prefix = prefix;
    this.kind = kind;
    this.client = kind.client(capabilities, this.answers);
  }

  /** One that is connected to a server of its own. */
  static direct(script, args, env, capabilities) {
    return new Peer('', capabilities).connect(
      new StdioClientTransport({ command: process.execPath, args: [script, ...args], env, stderr: 'ignore' }),
    );
  }

  /** One that is connected to the gateway, and is quick to come back to a stream that has ended. */
  static through(url, key, server, capabilities, kind) {
    return Peer.over(url, { Authorization: `Bearer ${key}` }, `${server}__`, capabilities, kind);
  }

  /** One that is connected to whatever is at a URL. */
  static over(url, headers, prefix, capabilities, kind) {
    const peer = new Peer(prefix, capabilities, kind);
    return peer.connect(
      new peer.kind.Transport(new URL(url), {
        requestInit: { headers },
        reconnectionOptions: { initialReconnectionDelay: 50, reconnectionDelayGrowFactor: 1, maxReconnectionDelay: 50, maxRetries: 2 },
        fetch: (to, init) => {
          peer.gets += init.method === 'GET' ? 1 : 0;
          return fetch(to, init);
        },
      }),
    );
  }

  async connect(transport) {
    this.transport = transport;
    transport.onmessage = (message) => this.heard.push(message);
    await this.client.connect(transport);
    this.initialized = await this.kind.initialized(this);
    return this;
  }

  /** Waits for a message, that may have come since the last step; gives undefined where it does not come. */
  async hears(isIt, millis = DEADLINE_MILLIS) {
    for (const until = Date.now() + millis; Date.now() < until; await sleep(10)) {
      const message = this.heard.find(isIt);
      if (message) {
        return message;
      }
    }
    return undefined;
  }

  hearsOf(method) {
    return this.hears((message) => message.method === method);
  }

  /**
   * Does something, and notes its outcome and what was heard since the last step. `expected` says what a client of the gateway is to see instead
   * of what the server says, with the reason.
   */
  async step(title, action, expected) {
    let outcome;
    try {
      outcome = await action();
    } catch ({ code, message, data }) {
      outcome = { failed: { code, message, ...(data === undefined ? {} : { data }) } };
    }
    // Who answers differs: the gateway does.
    delete outcome?._meta?.['io.modelcontextprotocol/serverInfo'];
    // Messages are compared by method, because the order between two streams is nobody's promise.
    const told = {};
    for (const { method, params } of this.heard) {
      if (method && !this.unattributed.includes(method)) {
        (told[method] ??= []).push(params ?? null);
      }
    }
    // How many changes of lists are told as one is a matter of time.
    for (const method of Object.keys(told).filter((name) => name.endsWith('/list_changed'))) {
      told[method] = 'told';
    }
    const answered = this.heard.findLastIndex((message) => !message.method);
    const isLate = (message) => message.method === 'notifications/progress' || ('id' in message && message.method);
    const late = answered < 0 ? [] : this.heard.slice(answered).filter(isLate);
    this.steps.push({ title, seen: masked({ outcome, told, late: late.length }), expected });
    this.heard = [];
  }

  /** A request as it is written to the wire, whose answer is not looked into. */
  request(method, params, options) {
    return this.kind.request(this.client, { method, params }, options);
  }

  /** A step that is one request. */
  ask(method, params, expected) {
    return this.step(`${method} ${JSON.stringify(params)}`, () => this.request(method, params), expected);
  }

  /** A step with all that this server lists, under its own names. */
  list(method, member, expected) {
    return this.step(method, async () => {
      const result = await this.request(method, {});
      return { ...result, [member]: this.own(result[member]) };
    }, expected);
  }

  own(items) {
    return items
      .filter((item) => item.name.startsWith(this.prefix))
      .map((item) => ({ ...item, name: item.name.slice(this.prefix.length) }));
  }

  callTool(tool, args = {}, options = {}) {
    return this.kind.callTool(this.client, { name: this.prefix + tool, arguments: args }, options);
  }

  /** A step that is one call of a tool. */
  call(tool, args, expected) {
    return this.step(`${tool} ${JSON.stringify(args ?? {})}`, () => this.callTool(tool, args), expected);
  }

  prompt(name, args, expected) {
    return this.step(`prompts/get ${name} ${JSON.stringify(args ?? {})}`,
      () => this.request('prompts/get', { name: this.prefix + name, arguments: args }), expected);
  }

  close() {
    return this.client.close();
  }
}

/** Prints in what the steps of two peers differ; gives how many do. */
export function compare(name, direct, through) {
  let explained = 0;
  const differing = direct.steps.filter((step, at) => {
    const seen = through.steps[at]?.seen;
    const wanted = step.expected ? step.expected(structuredClone(step.seen), through) : step.seen;
    if (isDeepStrictEqual(seen, wanted)) {
      explained += isDeepStrictEqual(seen, step.seen) ? 0 : 1;
      return false;
    }
    console.log(`  DIFFERENT ${name}: ${step.title}`);
    print('wanted', wanted, seen);
    print('seen  ', seen, wanted);
    return true;
  });
  console.log(
    `${name.padEnd(12)} ${direct.steps.length - differing.length} of ${direct.steps.length} steps as without the gateway, ` +
      `${explained} of them but for a difference that is explained`,
  );
  return differing.length;
}

/** Prints the lines of `value` that `other` has not. */
function print(label, value, other) {
  const lines = new Set(JSON.stringify(other, null, 1)?.split('\n'));
  for (const line of (JSON.stringify(value, null, 1) ?? 'nothing').split('\n').filter((text) => !lines.has(text))) {
    console.log(`    ${label} ${line.slice(0, 300)}`);
  }
}
