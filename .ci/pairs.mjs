// Does the same with clients of both generations of the protocol, directly with a server that speaks both, and through a gateway with
// servers that speak one of them or both; says in what it differs. Arguments: the folder of .ci/peers, the gateway, the URL of the direct
// server, and for each server behind the gateway its configuration, what it speaks and a key; ADMIN_KEY opens the admin API.
// Ends with 1 where anything differs that must not.
import { setTimeout as sleep } from 'node:timers/promises';
import { compare, Peer, WITH_SESSIONS, WITHOUT_SESSIONS } from './peer.mjs';

const [, gateway, direct, ...servers] = process.argv.slice(2);
const WATCHED = 'test://watched-resource';
const CHANGES = { tools: 'test_trigger_tool_change', prompts: 'test_trigger_prompt_change' };
let failures = 0;

function check(isSo, rule) {
  console.log(`${isSo ? '  ok       ' : '  FAILED   '} ${rule}`);
  failures += isSo ? 0 : 1;
}

/** What would be wrong for both, and so is no difference. */
const must = (isSo, rule) => isSo || check(false, rule);

// What must differ.

/** Tools and prompts are looked for by the gateway, which alone knows which there are. */
const unknown = (what, name) => (seen) => {
  seen.outcome.failed.message = seen.outcome.failed.message.replace(/Unknown name: .*/, `Unknown ${what}: fixture__${name}`);
  return seen;
};

/** The gateway says how long its lists stay as they are, and that they are made for one key. */
const ownList = (seen, peer) => {
  if (peer.kind === WITHOUT_SESSIONS) {
    Object.assign(seen.outcome, { ttlMs: 30_000, cacheScope: 'private' });
  }
  return seen;
};
const ownAnswer = (seen, peer) => {
  if (peer.kind === WITHOUT_SESSIONS) {
    seen.outcome.cacheScope = 'private';
  }
  return seen;
};

/**
 * A server of the versions with sessions asks its client over a connection that clients without sessions do not have: it is told that
 * they cannot be asked, and says so.
 */
const cannotBeAsked = (capability) => (seen, peer) => {
  if (isBetweenGenerations(peer)) {
    const text = `The client has not declared the capability ${capability}`;
    seen.outcome = { content: [{ type: 'text', text }], isError: true, _meta: {} };
  }
  return seen;
};
const isBetweenGenerations = (peer) => peer.kind === WITHOUT_SESSIONS && peer.server.endsWith('legacy-only');

/** What the client is told of changes, in the way of its generation. */
async function listen(peer) {
  if (peer.kind === WITH_SESSIONS) {
    await peer.ask('resources/subscribe', { uri: WATCHED });
    return;
  }
  const filter = { toolsListChanged: true, promptsListChanged: true, resourceSubscriptions: [WATCHED] };
  await peer.step('subscriptions/listen', async () => {
    peer.listening = await peer.client.listen(filter);
    return peer.listening.honoredFilter;
  });
}

async function leave(peer) {
  if (peer.kind === WITH_SESSIONS) {
    await peer.ask('resources/unsubscribe', { uri: WATCHED });
    return;
  }
  await peer.step('the end of subscriptions/listen', async () => {
    await peer.listening.close();
    return peer.listening.closed;
  });
}

/** Changes both lists at once, because a client is told of each but once a second. */
function changed(peer, title) {
  return peer.step(title, async () => {
    for (const [list, tool] of Object.entries(CHANGES)) {
      await peer.callTool(tool);
      must(await peer.hearsOf(`notifications/${list}/list_changed`), `A client is told that the list of ${list} has changed`);
    }
    const { tools } = await peer.request('tools/list', {});
    const { prompts } = await peer.request('prompts/list', {});
    return [...peer.own(tools), ...peer.own(prompts)].map(({ name }) => name);
  });
}

/** A call whose log the client wants to hear from a level on. */
async function logged(peer, tool) {
  if (peer.kind === WITH_SESSIONS) {
    await peer.ask('logging/setLevel', { level: 'info' });
    await peer.call(tool);
    await peer.ask('logging/setLevel', { level: 'error' });
  } else {
    const params = { name: peer.prefix + tool, arguments: {}, _meta: { 'io.modelcontextprotocol/logLevel': 'info' } };
    await peer.step(tool, () => peer.kind.callTool(peer.client, params));
  }
  await peer.call(tool);
}

async function everything(peer) {
  await peer.step('connect', () => {
    const { protocolVersion, capabilities, instructions } = peer.initialized;
    return { protocolVersion, capabilities, instructions };
  });
  await peer.list('tools/list', 'tools', ownList);
  await peer.list('prompts/list', 'prompts', ownList);
  await peer.ask('resources/list', {}, ownList);
  await peer.ask('resources/templates/list', {}, ownList);

  await peer.call('test_simple_text');
  await peer.call('test_image_content');
  await peer.call('test_audio_content');
  await peer.call('test_embedded_resource');
  await peer.call('test_multiple_content_types');
  await peer.call('test_structured_content');
  await peer.call('test_error_handling');
  await peer.call('json_schema_2020_12_tool', { name: 'Zoë', address: { city: 'Bern' } });
  await peer.client.listTools(); // says which arguments are headers too
  await peer.call('test_x_mcp_header', { region: ' Zürich ', limit: 7 });
  await peer.call('no_such_tool', {}, unknown('tool', 'no_such_tool'));
  await peer.step('a call with progress', () => peer.callTool('test_tool_with_progress', {}, { onprogress: () => {} }));
  await logged(peer, 'test_tool_with_logging');

  await peer.ask('resources/read', { uri: 'test://static-text' }, ownAnswer);
  await peer.ask('resources/read', { uri: 'test://static-binary' }, ownAnswer);
  await peer.ask('resources/read', { uri: 'test://template/a%20b/data' }, ownAnswer);
  await peer.ask('resources/read', { uri: 'test://no-such-resource' });
  await peer.prompt('test_simple_prompt');
  await peer.prompt('test_prompt_with_arguments', { arg1: 'Zürich', arg2: '' });
  await peer.prompt('test_prompt_with_embedded_resource', { resourceUri: 'test://embedded' });
  await peer.prompt('test_prompt_with_image');
  await peer.prompt('no_such_prompt', {}, unknown('prompt', 'no_such_prompt'));
  const ofPrompt = { type: 'ref/prompt', name: `${peer.prefix}test_prompt_with_arguments` };
  await peer.ask('completion/complete', { ref: ofPrompt, argument: { name: 'arg1', value: 'par' } });
  const ofTemplate = { type: 'ref/resource', uri: 'test://template/{id}/data' };
  await peer.ask('completion/complete', { ref: ofTemplate, argument: { name: 'id', value: 'te' } });

  await listen(peer);
  await changed(peer, 'lists that get longer');
  await peer.step('a resource that is updated', async () => {
    const answer = await peer.callTool('test_trigger_resource_update');
    must(await peer.hearsOf('notifications/resources/updated'), 'A client is told that a resource was updated');
    return answer;
  });
  await peer.call('test_sampling', { prompt: 'Say something' }, cannotBeAsked('sampling'));
  await peer.call('test_elicitation', { message: 'Who are you?' }, cannotBeAsked('elicitation'));
  await peer.call('test_elicitation_sep1034_defaults', {}, cannotBeAsked('elicitation'));
  await peer.call('test_input_required_result_list_roots', {}, cannotBeAsked('roots'));
  await peer.call('test_input_required_result_request_state', {}, cannotBeAsked('elicitation'));
  await peer.call('test_input_required_result_multiple_inputs', {}, cannotBeAsked('elicitation'));
  await peer.call('test_input_required_result_multi_round', {}, cannotBeAsked('elicitation'));
  await peer.call('test_input_required_result_capabilities', {}, (seen, to) => {
    seen.outcome.content[0].text = isBetweenGenerations(to) ? 'Answered: []' : seen.outcome.content[0].text;
    return seen;
  });
  await peer.call('test_missing_capability', {}, cannotBeAsked('sampling'));
  await peer.prompt('test_input_required_result_prompt', {}, (seen, to) => {
    const message = 'The client has not declared the capability elicitation';
    const data = { requiredCapabilities: { elicitation: {} } };
    return isBetweenGenerations(to) ? { ...seen, outcome: { failed: { code: -32021, message, data } } } : seen;
  });
  peer.answers.elicitation = () => ({ action: 'decline' });
  await peer.call('test_elicitation', { message: 'Who are you?' }, cannotBeAsked('elicitation'));

  await peer.step('a call that is cancelled, of which the server hears', async () => {
    const cancelled = new AbortController();
    const options = { signal: cancelled.signal, onprogress: () => cancelled.abort('No longer wanted') };
    const outcome = await peer.callTool('test_slow_tool', {}, options).catch(String);
    for (const until = Date.now() + 5_000; Date.now() < until; await sleep(20)) {
      const { content } = await peer.callTool('test_slow_tool_went');
      if (content[0].text === 'cancelled') {
        peer.heard = peer.heard.filter((message) => message.method !== 'notifications/progress');
        return { outcome, content };
      }
    }
    return must(false, 'A server hears that a call is cancelled');
  });
  await changed(peer, 'lists that get shorter again');
  await leave(peer);
}

/** A client of the gateway, once the server is so quick to start that the gateway can introduce it. */
async function introduced(key, kind) {
  for (let attempt = 1; ; attempt++) {
    const peer = await Peer.through(`${gateway}/mcp`, key, 'fixture', undefined, kind);
    if (peer.initialized.instructions || attempt === 3) {
      return peer;
    }
    await peer.close();
  }
}

async function restarted(peer) {
  const response = await fetch(`${gateway}/api/v1/configs/${peer.server}/servers/fixture/restart`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${process.env.ADMIN_KEY}` },
  });
  const { content } = await peer.callTool('test_simple_text').catch((error) => ({ content: [{ text: String(error) }] }));
  check(response.ok && /simple text/.test(content[0].text), `A client goes on after the server was restarted: ${content[0].text}`);
}

for (const kind of [WITH_SESSIONS, WITHOUT_SESSIONS]) {
  // Each SDK negotiates by itself, and takes the newest that it knows.
  const reference = await Peer.over(direct, {}, '', undefined, kind);
  await everything(reference);
  await reference.close();
  const peers = [];
  for (const entry of servers) {
    const [server, key] = entry.split('=');
    peers.push(Object.assign(await introduced(key, kind), { server }));
  }
  // Each has processes of its own.
  await Promise.all(peers.map(async (peer) => {
    await everything(peer);
    const { protocolVersion } = peer.initialized;
    check(protocolVersion === kind.version, `A client and the gateway agree on ${protocolVersion}`);
    failures += compare(`${kind.version}, ${peer.server}`, reference, peer);
    await restarted(peer);
    await peer.close();
  }));
}
process.exit(failures > 0 ? 1 : 0);
