import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer, connect as dialTcp, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dialRelay } from '../../../fleet-link/relay/dial-relay.ts';
import { startRelay } from '../../../fleet-link/relay/relay.ts';
import { systemClock } from '../../../foundation/clock.ts';
import { silentLog } from '../../../foundation/log.ts';
import type { HelpState } from '../../channel/terminal/visit.ts';
import { DELAYS } from '../configuration/delays.ts';
import { temporaryDirectory } from '../test-support/fakes.ts';
import { idleBoard } from '../test-support/idle-board.ts';
import { until } from '../test-support/processes.ts';
import { type StubHub, startStubHub } from '../test-support/stub-hub.ts';
import { HelpDesk } from './help-desk.ts';
import { connectHub } from './hub-link.ts';
import { enrolTerminal } from './identity/enrol.ts';
import { RecentLines } from './recent-lines.ts';
import type { HubDialling } from './ways.ts';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function hubWith(options: Parameters<typeof startStubHub>[0] = {}): Promise<StubHub> {
  const hub = await startStubHub(options);
  cleanUps.push(() => hub.close());
  return hub;
}
function directory(): string {
  const made = temporaryDirectory();
  cleanUps.push(() => made[Symbol.dispose]());
  return join(made.path, 'hub');
}
function enrolAt(hub: StubHub, path: string, change: Partial<Parameters<typeof enrolTerminal>[0]> = {}) {
  return enrolTerminal({
    url: hub.url,
    directory: path,
    terminalId: 'MS-RH-01',
    code: 'GOOD',
    caFingerprint: hub.caFingerprint,
    clock: systemClock,
    log: silentLog,
    within: 2_000,
    ...change,
  });
}
/** Who opens the connection in the tests that follow. */
let way: HubDialling['by'] = 'terminal';
const RELAY_TOKEN = 'ab'.repeat(32);

/** What the hub does where it dials or meets at a relay: again and again, one connection at a time. */
function keepDialling(hub: StubHub, reach: () => Promise<Socket>): void {
  let isOver = false;
  const again = async () => {
    if (isOver) return;
    const socket = await reach().catch(() => null);
    if (socket) {
      const isClosed = new Promise((resolve) => socket.once('close', resolve));
      hub.take(socket);
      await isClosed;
    }
    setTimeout(() => void again(), 40);
  };
  void again();
  cleanUps.push(() => {
    isOver = true;
  });
}

async function dialling(): Promise<{ readonly here: HubDialling; readonly port: number }> {
  if (way === 'terminal') return { here: { by: way }, port: 0 };
  if (way === 'hub') return { here: { by: way, host: '127.0.0.1', port: 0 }, port: 0 };
  const relay = await startRelay({ host: '127.0.0.1', port: 0, clock: systemClock, log: silentLog });
  cleanUps.push(() => relay.close());
  return { here: { by: way, host: '127.0.0.1', port: relay.port, token: RELAY_TOKEN }, port: relay.port };
}

async function connect(hub: StubHub, path: string) {
  const { here, port } = await dialling();
  let setBy = 0;
  const clock = { ...systemClock, now: () => systemClock.now() + setBy };
  const counts: Record<string, number> = { 'session.started': 1 };
  const { board, shown } = idleBoard({
    clock,
    portals: () => ({ 'hundesteuer-anmelden': 'up' }),
    counts: () => ({ ...counts }),
  });
  const told: HelpState[] = [];
  const help = new HelpDesk(systemClock);
  help.onState((_, state) => told.push(state));
  const link = connectHub({
    url: hub.url,
    dialling: here,
    directory: path,
    terminalId: 'MS-RH-01',
    site: 'musterstadt-rathaus',
    board,
    help,
    configuration: { linked() {}, ask() {} },
    usage: { unsent: () => [], settled: () => {} },
    commands: { take() {}, untold: () => null, told() {}, onUntold: () => () => {} },
    treasury: { cases: () => [], newest: () => 0, account: () => null },
    lines: new RecentLines(),
    delays: {
      ...DELAYS,
      hubRedialFirst: 50,
      hubRedialAtMost: 100,
      hubIdentityLookEvery: 50,
      hubReportGather: 20,
      hubLookEvery: 50,
      hubPongWithin: 500,
      hubRelayWait: 500,
      hubHelpWithin: 200,
      hubHelpAgain: 50,
    },
    clock,
    log: silentLog,
    random: () => 0.5,
  });
  cleanUps.push(() => link.close());
  const { listensAt } = link;
  if (listensAt) {
    const at = await listensAt;
    keepDialling(hub, async () => dialTcp(at, '127.0.0.1'));
  } else if (way === 'relay') {
    const relay = { host: '127.0.0.1', port, token: RELAY_TOKEN };
    keepDialling(hub, () => dialRelay('hub', relay, systemClock, 500));
  }
  const setClock = (ms: number) => {
    setBy += ms;
  };
  return { shown, link, help, told, counts, setClock };
}

test('enrolled: own key, certificate and CA are kept, for nobody else to read', async () => {
  const hub = await hubWith();
  const path = directory();
  expect(await enrolAt(hub, path)).toEqual({ ok: true, value: expect.stringMatching(/^[0-9a-f]{64}$/) });
  expect(readdirSync(path).sort()).toEqual(['hub-ca.pem', 'terminal.cert.pem', 'terminal.key.pem']);
  expect(statSync(join(path, 'terminal.key.pem')).mode & 0o777).toBe(0o600);
  expect(JSON.stringify(hub.requests)).not.toContain('PRIVATE KEY');
});

test('a fingerprint with colons and capitals, as printed, is accepted', async () => {
  const hub = await hubWith();
  const printed = hub.caFingerprint.toUpperCase().replace(/(..)(?=.)/g, '$1:');
  expect((await enrolAt(hub, directory(), { caFingerprint: printed })).ok).toBe(true);
});

test('a hub of another CA gets neither code nor request', async () => {
  const hub = await hubWith();
  const path = directory();
  expect(await enrolAt(hub, path, { caFingerprint: '00'.repeat(32) })).toEqual({ ok: false, error: 'wrong-ca' });
  expect(hub.requests).toEqual([]);
  expect(existsSync(path)).toBe(false);
});

test('an expired hub certificate is refused', async () => {
  const hub = await hubWith({ validTo: Date.now() - 1000 });
  expect(await enrolAt(hub, directory())).toEqual({ ok: false, error: 'wrong-certificate' });
});

test('a name the certificate does not carry is refused', async () => {
  const hub = await hubWith();
  const url = hub.url.replace('127.0.0.1', 'localhost');
  expect(await enrolAt(hub, directory(), { url })).toEqual({ ok: false, error: 'wrong-certificate' });
});

test('a used or wrong code: the hub’s own reason', async () => {
  const hub = await hubWith();
  expect(await enrolAt(hub, directory(), { code: 'BAD' })).toEqual({ ok: false, error: 'code-unknown' });
});

test('a certificate for another key is not kept', async () => {
  const hub = await hubWith();
  hub.cheat = true;
  const path = directory();
  expect(await enrolAt(hub, path)).toEqual({ ok: false, error: 'wrong-certificate' });
  expect(existsSync(path)).toBe(false);
});

test('a hub that accepts and then says nothing: unreachable, in time', async () => {
  const mute = createServer(() => {});
  await new Promise<void>((done) => mute.listen(0, '127.0.0.1', done));
  cleanUps.push(() => mute.close());
  const address = mute.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const hub = await hubWith();
  const url = `https://127.0.0.1:${port}`;
  expect(await enrolAt(hub, directory(), { url, within: 200 })).toEqual({ ok: false, error: 'hub-unreachable' });
});

test('a link that opens while its terminal closes does not stay open', async () => {
  way = 'terminal';
  const hub = await hubWith();
  const path = directory();
  await enrolAt(hub, path);
  const { link } = await connect(hub, path);
  link.close();
  await until(() => hub.hellos.length === 1);
  await until(() => hub.connections() === 0);
  expect(link.isConnected()).toBe(false);
});

describe.each(['terminal', 'hub', 'relay'] as const)('dialled by the %s', (by) => {
  beforeEach(() => {
    way = by;
  });

  test('the enrolled terminal tells everything at hello, then only what changed', async () => {
    const hub = await hubWith();
    const path = directory();
    await enrolAt(hub, path);
    const { shown, link } = await connect(hub, path);
    await until(() => link.isConnected());
    expect([hub.hellos, hub.wholes]).toMatchObject([
      ['MS-RH-01'],
      [{ step: 'attract', counts: { 'session.started': 1 } }],
    ]);
    shown.moveTo('0123456789abcdef', 'pay', 'bewohnerparkausweis');
    await until(() => hub.changes.length === 1, 500);
    expect(hub.changes).toMatchObject([{ seq: 1, sections: { step: 'pay', serviceId: 'bewohnerparkausweis' } }]);
    expect(Object.keys(hub.changes[0]?.sections ?? {})).toEqual(['step', 'serviceId']);
  });

  test('what nobody announces is told when it was looked at; a terminal that is as it was tells nothing', async () => {
    const hub = await hubWith();
    const path = directory();
    await enrolAt(hub, path);
    const { link, counts } = await connect(hub, path);
    await until(() => link.isConnected());
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(hub.changes).toEqual([]);
    counts['session.started'] = 2;
    await until(() => hub.changes.length === 1, 500);
    expect(hub.changes).toMatchObject([{ sections: { counts: { 'session.started': 2 } } }]);
  });

  test('a clock that was set is told, also if nothing else has changed, and once', async () => {
    const hub = await hubWith();
    const path = directory();
    await enrolAt(hub, path);
    const { link, setClock } = await connect(hub, path);
    await until(() => link.isConnected());
    setClock(-3_600_000);
    await until(() => hub.changes.length === 1, 500);
    expect(hub.changes).toMatchObject([{ seq: 1, sections: {} }]);
    expect(hub.changes[0]?.at).toBeLessThan(Date.now() - 3_500_000);
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(hub.changes).toHaveLength(1);
  });

  test('a hub that has lost something is told everything again, and goes on counting', async () => {
    const hub = await hubWith();
    const path = directory();
    await enrolAt(hub, path);
    const { shown, link } = await connect(hub, path);
    await until(() => link.isConnected());
    hub.askForWhole();
    await until(() => hub.wholes.length === 2);
    shown.moveTo('0123456789abcdef', 'pay', null);
    await until(() => hub.changes.length === 1);
    expect(hub.changes).toMatchObject([{ seq: 2, sections: { step: 'pay' } }]);
  });

  async function dueForRenewal() {
    const hub = await hubWith();
    const path = directory();
    hub.lifeMs = 86_400_000;
    await enrolAt(hub, path);
    return { hub, path };
  }

  test('a certificate past the half of its life is renewed with a new key, used at once, and kept', async () => {
    const { hub, path } = await dueForRenewal();
    const before = readFileSync(join(path, 'terminal.key.pem'), 'utf8');
    const { link } = await connect(hub, path);
    await until(() => hub.hellos.length === 2 && link.isConnected());
    expect(new Set(hub.fingerprints).size).toBe(2);
    expect(readdirSync(path).sort()).toEqual(['hub-ca.pem', 'terminal.cert.pem', 'terminal.key.pem']);
    expect(readFileSync(join(path, 'terminal.key.pem'), 'utf8')).not.toBe(before);
  });

  test('a hub that does not know the renewed certificate is linked with the old one', async () => {
    const { hub, path } = await dueForRenewal();
    hub.isKnown = (fingerprint) => hub.fingerprints.every((known) => known === fingerprint);
    await connect(hub, path);
    await until(() => hub.hellos.length === 2, 5_000);
    expect(new Set(hub.fingerprints).size).toBe(1);
  });

  async function enrolledAndLinked() {
    const hub = await hubWith();
    const path = directory();
    await enrolAt(hub, path);
    const { link } = await connect(hub, path);
    await until(() => link.isConnected());
    return { hub, path, link, key: () => readFileSync(join(path, 'terminal.key.pem'), 'utf8') };
  }

  test('enrolled again on command: with the code, a new key, and done only on a new link with it', async () => {
    const { hub, path, link, key } = await enrolledAndLinked();
    const before = key();
    await link.reenrol({ code: 'ONCE', caFingerprint: hub.caFingerprint });
    expect(hub.codes).toEqual(['ONCE']);
    expect([hub.hellos.length, new Set(hub.fingerprints).size]).toEqual([2, 2]);
    expect(readdirSync(path).sort()).toEqual(['hub-ca.pem', 'terminal.cert.pem', 'terminal.key.pem']);
    expect(key()).not.toBe(before);
  });

  test('enrolled again at a hub that then does not know the new certificate, it stays who it was', async () => {
    const { hub, link, key } = await enrolledAndLinked();
    const before = key();
    hub.isKnown = (fingerprint) => hub.fingerprints.includes(fingerprint);
    await expect(link.reenrol({ code: 'ONCE', caFingerprint: hub.caFingerprint })).rejects.toThrow('not-taken');
    await until(() => link.isConnected());
    expect([key(), new Set(hub.fingerprints).size]).toEqual([before, 1]);
  });

  test('a command to enrol again that names another CA asks for nothing', async () => {
    const { hub, link } = await enrolledAndLinked();
    await expect(link.reenrol({ code: 'ONCE', caFingerprint: 'ab'.repeat(32) })).rejects.toThrow('wrong-ca');
    expect([hub.codes, link.isConnected()]).toEqual([[], true]);
  });

  test('a terminal that is enrolled while it runs connects by itself', async () => {
    const hub = await hubWith();
    const path = directory();
    await connect(hub, path);
    await new Promise((resolve) => setTimeout(resolve, 120));
    expect(hub.connections()).toBe(0);
    await enrolAt(hub, path);
    await until(() => hub.wholes.length > 0);
  });

  test('a link that breaks is dialled again', async () => {
    const hub = await hubWith();
    const path = directory();
    await enrolAt(hub, path);
    const { link } = await connect(hub, path);
    await until(() => link.isConnected());
    hub.drop();
    await until(() => hub.hellos.length === 2);
  });

  test('a hub of another CA is not talked to even after enrolment', async () => {
    const hub = await hubWith();
    const impostor = await hubWith();
    const path = directory();
    await enrolAt(hub, path);
    const { link } = await connect(impostor, path);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(link.isConnected()).toBe(false);
    expect(impostor.hellos).toEqual([]);
  });

  async function linked() {
    const hub = await hubWith();
    const path = directory();
    await enrolAt(hub, path);
    const made = await connect(hub, path);
    await until(() => hub.help.length === 1);
    return { hub, ...made };
  }

  test('a call for help is told to the hub at once, and what the hub confirms is told back: told, then taken', async () => {
    const { hub, help, told } = await linked();
    expect(hub.help).toEqual([null]);
    expect(help.call('s1')).toBe('asking');
    await until(() => told.includes('told'));
    expect(hub.help.at(-1)).toEqual({ id: expect.any(String), waitedMs: expect.any(Number) });
    hub.takeHelp();
    await until(() => told.includes('taken'));
    expect(told).toEqual(['told', 'taken']);
  });

  test('a call for help that the hub does not confirm is never said to have arrived', async () => {
    const { hub, help, told } = await linked();
    hub.helpStage = 'silent';
    help.call('s1');
    await until(() => told.length > 0);
    expect(told).toEqual(['unreachable']);
    hub.helpStage = 'received';
    await until(() => told.length > 1);
    expect(told).toEqual(['unreachable', 'told']);
  });

  test('a call for help survives the link: asked without one, it arrives with the next, and taken stays taken', async () => {
    const { hub, help, told, link } = await linked();
    hub.drop();
    await until(() => !link.isConnected());
    expect(help.call('s1')).toBe('unreachable');
    await until(() => told.includes('told'));
    hub.helpStage = 'taken';
    hub.drop();
    await until(() => told.includes('taken'));
    expect(told).toEqual(['told', 'taken']);
  });

  test('help that is no longer needed is withdrawn at the hub, also over a link that breaks meanwhile', async () => {
    const { hub, help, link } = await linked();
    help.call('s1');
    await until(() => hub.help.length === 2);
    help.end('another session');
    hub.drop();
    await until(() => !link.isConnected());
    help.end('s1');
    await until(() => hub.help.length === 3);
    expect(hub.help.at(-1)).toBeNull();
  });
});
