// Does the same with servers that others wrote, once directly and once through a gateway, and says in what it differs.
// Arguments: the folder of .ci/peers, the gateway, a folder to write to; GATEWAY_KEY opens a configuration "clients" that has
// server-everything, as "everything", and ADMIN_KEY the admin API. Ends with 1 where anything differs that must not.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { compare, Peer } from './peer.mjs';

const [peers, gateway, folder] = process.argv.slice(2);
const { GATEWAY_KEY: key, ADMIN_KEY: adminKey } = process.env;
const script = (name) => join(peers, 'node_modules/@modelcontextprotocol', name, 'dist/index.js');
const connect = (server, capabilities) => Peer.through(`${gateway}/mcp`, key, server, capabilities);
let failures = 0;

function check(isSo, rule) {
  console.log(`${isSo ? '  ok       ' : '  FAILED   '} ${rule}`);
  failures += isSo ? 0 : 1;
}

async function admin(method, path, body) {
  const response = await fetch(`${gateway}/api/v1/${path}`, {
    method,
    headers: { Authorization: `Bearer ${adminKey}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) {
    throw new Error(`${method} ${path}: ${await response.text()}`);
  }
}

// What must differ.

/** The gateway introduces itself, can do what the servers of any configuration can, and relays no tasks. */
const introducesItself = (seen) => {
  seen.outcome.serverInfo = 'the gateway';
  delete seen.outcome.capabilities.tasks;
  return seen;
};

/** Tools and prompts are looked for by the gateway, which alone knows which there are; the code is that of the specification. */
const unknown = (what, name) => (seen) => {
  seen.outcome = { failed: { code: -32602, message: `MCP error -32602: Unknown ${what}: everything__${name}` } };
  return seen;
};

/** A level is looked at by the gateway, which answers for all servers; this one calls it an internal error of its own. */
const noSuchLevel = (seen) => {
  const levels = 'debug, info, notice, warning, error, critical, alert, emergency';
  seen.outcome = { failed: { code: -32602, message: `MCP error -32602: params.level must be one of ${levels}` } };
  return seen;
};

/** The gateway relays no tasks, and takes no method that it does not know: whose would it be? */
const noSuchMethod = (method) => (seen) => {
  seen.outcome = { failed: { code: -32601, message: `MCP error -32601: Method not found: ${method}` } };
  return seen;
};

/** As it starts, the server adds tools one by one and says so; a client hears of it when it does. */
const WHILE_STARTING = ['notifications/tools/list_changed'];

async function everything(peer) {
  peer.unattributed = WHILE_STARTING;
  await peer.step('initialize, after which the server adds tools and asks for roots', async () => {
    const { method: added } = await peer.hearsOf('notifications/tools/list_changed');
    await peer.hears((message) => /Roots updated/.test(message.params?.data));
    const { serverInfo, ...said } = peer.initialized;
    return { added, ...said, serverInfo: serverInfo.name === 'secure-mcp-gateway' ? 'the gateway' : serverInfo };
  }, introducesItself);
  await peer.ask('ping');

  await peer.list('tools/list', 'tools');
  await peer.list('prompts/list', 'prompts');
  await peer.ask('resources/list', {});
  await peer.ask('resources/templates/list', {});

  await peer.call('echo', { message: 'héllo \u0000 \ud83d\ude00 "\n' });
  await peer.call('echo', { message: 'x'.repeat(300_000) });
  await peer.call('echo', {});
  await peer.call('echo', { message: 'more', and: ['others', { than: null }] });
  await peer.call('get-sum', { a: 0.1, b: 12345678901234567890 });
  await peer.call('get-sum', { a: 'one', b: 2 });
  await peer.call('get-annotated-message', { messageType: 'error', includeImage: true });
  await peer.call('get-annotated-message', { messageType: 'debug' });
  await peer.call('get-resource-links', { count: 4 });
  await peer.call('get-resource-reference', { resourceType: 'Text', resourceId: 3 });
  await peer.call('get-resource-reference', { resourceType: 'Blob', resourceId: 4 });
  await peer.call('get-resource-reference', { resourceType: 'Blob', resourceId: -4 });
  await peer.call('get-structured-content', { location: 'Chicago' });
  await peer.call('get-structured-content', { location: 'Atlantis' });
  await peer.call('get-tiny-image');
  await peer.call('simulate-research-query', { topic: 'gateways' });
  await peer.call('no-such-tool', {}, unknown('tool', 'no-such-tool'));
  await peer.ask('tools/call', { name: `${peer.prefix}simulate-research-query`, arguments: { topic: 'gateways' } });

  await peer.step('a call with progress, which is told in order and before the answer', async () => {
    const options = { onprogress: () => {} };
    return peer.callTool('trigger-long-running-operation', { duration: 1, steps: 5 }, options);
  });
  await peer.step('a call that is cancelled, after which the session goes on', async () => {
    const cancelled = new AbortController();
    const options = { signal: cancelled.signal, onprogress: () => cancelled.abort('No longer wanted') };
    try {
      return await peer.callTool('trigger-long-running-operation', { duration: 1, steps: 2 }, options);
    } catch (error) {
      return { error: String(error), next: await peer.callTool('echo', { message: 'after it' }) };
    } finally {
      // The server works on and says so, to which nobody listens any more: that is not compared.
      peer.heard = peer.heard.filter((message) => message.method !== 'notifications/progress');
    }
  });

  await peer.call('trigger-sampling-request', { prompt: 'Say something', maxTokens: 7 });
  peer.answers.sampling = () => {
    throw Object.assign(new Error('Not today'), { code: -1, data: { until: 'tomorrow' } });
  };
  await peer.call('trigger-sampling-request', { prompt: 'Say something' });
  await peer.call('trigger-elicitation-request');
  for (const action of ['decline', 'cancel']) {
    peer.answers.elicitation = () => ({ action });
    await peer.call('trigger-elicitation-request');
  }
  peer.answers.elicitation = () => ({ action: 'accept' });
  await peer.call('trigger-url-elicitation', { url: 'https://example.com/', elicitationId: 'one' });
  await peer.call('trigger-url-elicitation', { url: 'https://example.com/', elicitationId: 'two', errorPath: true });
  await peer.call('trigger-url-elicitation', { url: 'https://example.com/', elicitationId: 'two', errorPath: true });
  await peer.call('get-roots-list');
  await peer.step('roots that change', async () => {
    peer.answers.roots = () => ({ roots: [{ uri: 'file:///a%20b' }, { uri: 'file:///c', name: 'C' }] });
    await peer.client.sendRootsListChanged();
    await peer.hears((message) => /Roots updated: 2/.test(message.params?.data));
    return peer.callTool('get-roots-list');
  });

  await peer.prompt('simple-prompt');
  await peer.prompt('args-prompt', { city: 'Zürich', state: 'ZH' });
  await peer.prompt('args-prompt', {});
  await peer.prompt('completable-prompt', { department: 'Sales', name: 'Eve' });
  await peer.prompt('resource-prompt', { resourceType: 'Blob', resourceId: '5' });
  await peer.prompt('resource-prompt', { resourceType: 'Blob', resourceId: 'five' });
  await peer.prompt('no-such-prompt', {}, unknown('prompt', 'no-such-prompt'));

  const complete = (title, ref, argument, context) =>
    peer.step(`completion of ${title}`, () => peer.request('completion/complete', { ref, argument, context }));
  const ofPrompt = { type: 'ref/prompt', name: `${peer.prefix}completable-prompt` };
  await complete('a prompt', ofPrompt, { name: 'department', value: 'S' });
  const sales = { arguments: { department: 'Sales' } };
  await complete('a prompt with its context', ofPrompt, { name: 'name', value: '' }, sales);
  await complete('a prompt that takes no such argument', ofPrompt, { name: 'nothing', value: '' });
  const ofTemplate = { type: 'ref/resource', uri: 'demo://resource/dynamic/text/{resourceId}' };
  await complete('a template', ofTemplate, { name: 'resourceId', value: '12' });

  await peer.ask('resources/read', { uri: 'demo://resource/static/document/features.md' });
  await peer.ask('resources/read', { uri: 'demo://resource/dynamic/text/7' });
  await peer.ask('resources/read', { uri: 'demo://resource/dynamic/blob/8' });
  await peer.ask('resources/read', { uri: 'demo://resource/dynamic/blob/none' });
  await peer.ask('resources/read', { uri: 'demo://no/such/resource' });
  const gzip = { name: 'hello.gz', data: 'data:text/plain,hello', outputType: 'resourceLink' };
  await peer.step('a tool that makes a resource', async () => {
    const answer = await peer.callTool('gzip-file-as-resource', gzip);
    await peer.hearsOf('notifications/resources/list_changed');
    return answer;
  });
  await peer.ask('resources/list', {});
  await peer.ask('resources/read', { uri: 'demo://resource/session/hello.gz' });

  await peer.ask('logging/setLevel', { level: 'error' });
  await peer.ask('resources/subscribe', { uri: 'demo://resource/dynamic/text/1' });
  await peer.ask('logging/setLevel', { level: 'debug' });
  await peer.ask('logging/setLevel', { level: 'loud' }, noSuchLevel);
  await peer.ask('resources/subscribe', { uri: 'demo://resource/dynamic/text/2' });
  await peer.ask('resources/unsubscribe', { uri: 'demo://resource/dynamic/text/1' });
  await peer.step('a resource that is updated', async () => {
    const answer = await peer.callTool('toggle-subscriber-updates');
    await peer.hearsOf('notifications/resources/updated');
    return answer;
  });
  await peer.call('toggle-subscriber-updates');
  await peer.step('messages of its log', async () => {
    const answer = await peer.callTool('toggle-simulated-logging');
    const { params } = await peer.hearsOf('notifications/message');
    peer.heard = []; // its level and text are a matter of chance
    return { answer, logged: Object.keys(params).sort() };
  });
  await peer.call('toggle-simulated-logging');

  await peer.ask('tasks/list', {}, noSuchMethod('tasks/list'));
  await peer.ask('no/such/method', {}, noSuchMethod('no/such/method'));
  await peer.ask('ping');
}

/** A client that cannot be asked anything has fewer tools, whatever those have that came before it. */
async function plain(peer) {
  peer.unattributed = WHILE_STARTING;
  await peer.list('tools/list', 'tools');
  await peer.call('echo', { message: 'plain' });
  await peer.call('trigger-sampling-request', { prompt: 'Say something' }, unknown('tool', 'trigger-sampling-request'));
}

async function filesystem(peer) {
  peer.unattributed = ['roots/list', 'notifications/message'];
  const files = join(folder, 'files');
  rmSync(files, { recursive: true, force: true });
  mkdirSync(join(files, 'root/inner'), { recursive: true });
  writeFileSync(join(files, 'outside.txt'), 'outside');
  const inRoot = (path) => join(files, 'root', path);
  const untilAllowed = async (path) => {
    for (let attempt = 0; attempt < 100; attempt++) {
      const answer = await peer.callTool('list_allowed_directories');
      if (answer.content[0].text.endsWith(path)) {
        return answer;
      }
      await sleep(50);
    }
    return 'never allowed';
  };
  /** How often that had to be asked does not matter. */
  const allowed = (title, path, before) =>
    peer.step(title, async () => {
      await before?.();
      return untilAllowed(path);
    });

  peer.answers.roots = () => ({ roots: [{ uri: pathToFileURL(join(files, 'root')).href }] });
  await allowed('the roots of the client are what is allowed', join(files, 'root'), () => peer.client.sendRootsListChanged());
  await peer.list('tools/list', 'tools');
  await peer.call('write_file', { path: inRoot('a.txt'), content: 'one\ntwo\nthree ✓\n' });
  await peer.call('read_text_file', { path: inRoot('a.txt') });
  await peer.call('read_text_file', { path: inRoot('a.txt'), head: 1 });
  await peer.call('edit_file', { path: inRoot('a.txt'), edits: [{ oldText: 'two', newText: '2' }], dryRun: true });
  await peer.call('edit_file', { path: inRoot('a.txt'), edits: [{ oldText: 'two', newText: '2' }] });
  await peer.call('create_directory', { path: inRoot('b/c') });
  await peer.call('move_file', { source: inRoot('a.txt'), destination: inRoot('b/a.txt') });
  await peer.call('list_directory', { path: inRoot('') });
  await peer.call('list_directory_with_sizes', { path: inRoot('b') });
  await peer.call('directory_tree', { path: inRoot('') });
  await peer.call('search_files', { path: inRoot(''), pattern: '**/*.txt' });
  await peer.call('get_file_info', { path: inRoot('b/a.txt') });
  writeFileSync(inRoot('pixel.png'), Buffer.from('iVBORw0KGgo=', 'base64'));
  await peer.call('read_media_file', { path: inRoot('pixel.png') });
  await peer.call('read_multiple_files', { paths: [inRoot('b/a.txt'), inRoot('none')] });
  await peer.call('read_text_file', { path: inRoot('none') });
  await peer.call('read_text_file', { path: join(files, 'outside.txt') });
  await peer.call('write_file', { path: inRoot('../outside.txt'), content: 'in' });
  await peer.step('what is written is on the disk, and what is outside is as it was', () => [
    readFileSync(inRoot('b/a.txt'), 'utf8'),
    readFileSync(join(files, 'outside.txt'), 'utf8'),
  ]);
  await allowed('roots that change', inRoot('inner'), () => {
    peer.answers.roots = () => ({ roots: [{ uri: pathToFileURL(inRoot('inner')).href }] });
    return peer.client.sendRootsListChanged();
  });
  await peer.call('read_text_file', { path: inRoot('b/a.txt') });
}

/** What one session writes another reads. */
async function memory(peer, other) {
  peer.unattributed = ['roots/list', 'notifications/message'];
  await peer.list('tools/list', 'tools');
  await peer.step('resources/list', async () =>
    (await peer.request('resources/list', {})).resources.filter(({ uri }) => uri.startsWith('memory:')),
  );
  await peer.ask('resources/subscribe', { uri: 'memory://knowledge-graph' });
  await peer.step('a graph that is made, of which subscribers are told', async () => {
    const entities = [
      { name: 'Ada', entityType: 'person', observations: ['Wrote the first program'] },
      { name: 'Engine', entityType: 'machine', observations: [] },
    ];
    const answer = await peer.callTool('create_entities', { entities });
    await peer.hearsOf('notifications/resources/updated');
    return answer;
  });
  await peer.ask('resources/unsubscribe', { uri: 'memory://knowledge-graph' });
  await peer.call('create_relations', { relations: [{ from: 'Ada', to: 'Engine', relationType: 'programs' }] });
  await peer.call('add_observations', { observations: [{ entityName: 'Nobody', contents: ['is'] }] });
  await peer.call('create_entities', { entities: 'none' });
  const reader = await other();
  Object.assign(reader, { steps: peer.steps, unattributed: peer.unattributed });
  await reader.call('read_graph');
  await reader.call('search_nodes', { query: 'program' });
  await reader.call('open_nodes', { names: ['Engine'] });
  await reader.ask('resources/read', { uri: 'memory://knowledge-graph' });
  await reader.close();
}

/** Runs a scenario twice, and counts where the outcomes differ. */
async function both(name, scenario, direct, through) {
  for (const peer of [direct, through]) {
    await scenario(peer);
    await peer.close();
  }
  failures += compare(name, direct, through);
}

// A configuration with one server.
const ownEnvironment = { PATH: process.env.PATH, HOME: process.env.HOME };
const directly = (name, args, env, capabilities) =>
  Peer.direct(script(name), args, { ...ownEnvironment, ...env }, capabilities);
await both('everything', everything, await directly('server-everything', ['stdio']), await connect('everything'));
await both('plain client', plain, await directly('server-everything', ['stdio'], {}, {}), await connect('everything', {}));

// Others are added while a client is connected.
const names = async (peer) => (await peer.client.listTools()).tools.map((tool) => tool.name);
const early = await connect('everything');
const before = await names(early);
early.heard = [];
mkdirSync(join(folder, 'files'), { recursive: true });
await admin('POST', 'configs/clients/servers', {
  server_name: 'filesystem',
  server_command: process.execPath,
  args: [script('server-filesystem'), join(folder, 'files')],
});
await admin('POST', 'configs/clients/servers', {
  server_name: 'memory',
  server_command: process.execPath,
  args: [script('server-memory')],
  env: { MEMORY_FILE_PATH: join(folder, 'memory-through.jsonl') },
});
check(await early.hearsOf('notifications/tools/list_changed'), 'A client is told when servers are added');
const after = await names(early);
check(after.length > before.length && before.every((name, at) => after[at] === name), 'Their tools come behind the others, whose names stay');
check(String(await names(early)) === String(after), 'The order of tools is always the same');
const { instructions } = (await connect('everything')).initialized;
check(instructions.startsWith('# everything\n\n'), 'Among several servers instructions are under their names');

await both('filesystem', filesystem, await directly('server-filesystem', [join(folder, 'files')]), await connect('filesystem'));
const remembering = () => directly('server-memory', [], { MEMORY_FILE_PATH: join(folder, 'memory-direct.jsonl') });
await both(
  'memory',
  (peer) => memory(peer, peer.prefix ? () => connect('memory') : remembering),
  await remembering(),
  await connect('memory'),
);

const environment = JSON.parse((await early.callTool('get-env')).content[0].text);
const extra = Object.keys(environment).filter((name) => !['PATH', 'HOME', 'LANG', 'TMPDIR'].includes(name));
check(extra.length === 0, `A server gets none of the environment of the gateway that it does not need${extra.map((name) => ` ${name}`)}`);

// A client comes back to a stream that ended without an answer, as that of a cancelled call does.
const cancelled = new AbortController();
const cancelling = { signal: cancelled.signal, onprogress: () => cancelled.abort() };
await early.callTool('trigger-long-running-operation', { duration: 1, steps: 20 }, cancelling).catch(() => {});
const gets = early.gets;
await sleep(1_000);
check(early.gets <= gets + 1, `A client comes back to the stream of a cancelled call once, not for ever: ${early.gets - gets} times`);

// The key is revoked while a call is under way, whose client waits for an answer.
early.heard = [];
const underWay = early
  .callTool('trigger-long-running-operation', { duration: 10, steps: 100 }, { onprogress: () => {} })
  .catch((error) => error);
await early.hearsOf('notifications/progress');
await admin('POST', `api-keys/${key}/revoke`, {});
const revokedAt = performance.now();
const ended = await underWay;
const millis = Math.round(performance.now() - revokedAt);
check(/The session has ended/.test(ended.message), `A call under way ends with its key, here after ${millis} ms: ${ended.message}`);
const refused = await early.client.ping().catch((error) => error);
check(refused.code === 401, `The next is refused: ${refused.message}`);
await early.close();

process.exit(failures > 0 ? 1 : 0);
