import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Commands } from '../../admin-console/domain/commands/commands.ts';
import { createEnrolment } from '../../admin-console/domain/enrolment.ts';
import { openCertificateAuthority } from '../../admin-console/link/certificate-authority.ts';
import { createCommandStore } from '../../admin-console/store/commands/command-store.ts';
import { createEnrolmentStore } from '../../admin-console/store/enrolment-store.ts';
import { type HubStore, openStore as openHubStore } from '../../admin-console/store/open-store.ts';
import { enrolFleetTerminal, startFleetTerminal } from '../../demo/fleet/terminal/simulated-terminal.ts';
import { systemClock } from '../../foundation/clock.ts';
import { silentLog } from '../../foundation/log.ts';
import { DONE } from '../../kiosk-app/terminal/commands/command-acts.ts';
import { DELAYS } from '../../kiosk-app/terminal/configuration/delays.ts';
import { until } from '../../kiosk-app/terminal/test-support/processes.ts';
import { type PostgresServer, startPostgres } from '../../simulators/postgres/postgres-server.ts';
import { type HubProcess, shareKeys, startBalancer, startHubProcess } from './test-support/hub-processes.ts';

/** Statements about commands that a hub process sends for the commands of one round, and some more. */
const PLACES = 14;
const TERMINAL = 'T-PROOF';
const PRINTER = {
  kind: 'receipt-printer',
  state: 'ready',
  reason: null,
  model: null,
  firmware: null,
  seenAt: 1,
} as const;
const TENANTS = ['default'];
/** In milliseconds, on two busy cores. */
const ROUND_WITHIN = 60_000;

const directory = mkdtempSync(join(tmpdir(), 'bt-commands-'));
const places = ['first', 'second'].map((name) => join(directory, name));
const cleanUps: (() => unknown)[] = [() => rmSync(directory, { recursive: true, force: true })];
let server: PostgresServer;
let url: string;
let own: HubStore;
/** The one that dies is asked first; the other is there all the time. */
let hubs: HubProcess[] = [];
let balancer: Awaited<ReturnType<typeof startBalancer>>;

beforeAll(async () => {
  for (const place of places) mkdirSync(place);
  server = await startPostgres();
  cleanUps.push(() => server.stop());
  url = await server.createDatabase();
  own = await openHubStore({ kind: 'postgres', url }, systemClock, silentLog);
  cleanUps.push(() => own.close());
  const steady = await startHubProcess(places[1] ?? '', url);
  cleanUps.push(() => steady.kill());
  hubs = [steady];
  shareKeys(places[1] ?? '', places[0] ?? '');
  // The one that dies is the only choice while it lives.
  balancer = await startBalancer(() => hubs.filter((hub) => hub.isAlive()).slice(0, 1));
  cleanUps.push(() => balancer.close());
}, ROUND_WITHIN);
afterAll(async () => {
  for (const cleanUp of cleanUps.reverse()) await cleanUp();
}, ROUND_WITHIN);

/** The terminal's own side of it, with acts that count. */
async function startTerminal(effects: Map<string, number>) {
  const certificates = await openCertificateAuthority(join(places[1] ?? '', 'pki'), systemClock);
  const enrolment = createEnrolment(createEnrolmentStore(own.db, systemClock), certificates, systemClock);
  const of = {
    directory: join(directory, 'terminal'),
    terminalId: TERMINAL,
    url: `https://127.0.0.1:${balancer.port}`,
  };
  const { code } = await enrolment.createCode({ terminalId: TERMINAL, tenantId: 'default', locationId: null }, 'proof');
  await enrolFleetTerminal(of, { code, caFingerprint: certificates.caFingerprint });
  const count = async (_: unknown, id: string) => {
    effects.set(id, (effects.get(id) ?? 0) + 1);
    return DONE;
  };
  const terminal = startFleetTerminal({
    ...of,
    told: () => ({ devices: () => [PRINTER] }),
    acts: { 'test-receipt': count, 'network-check': count },
    delays: { ...DELAYS, hubRedialFirst: 50, hubRedialAtMost: 200, commandTellAgain: 100 },
  });
  cleanUps.push(() => terminal.stop());
}

test(
  'a hub process that is killed between any two writes loses no command, and none is done twice',
  async () => {
    const effects = new Map<string, number>();
    await startTerminal(effects);
    const store = createCommandStore(own.db, own.processId, systemClock);
    const commands = new Commands(store, (processId) => own.bell.ring(processId, 'commands'), systemClock);
    const giver = { name: 'proof', may: () => true };
    const [steady] = hubs;
    if (!steady) throw new Error('no hub');
    const linkedTo = async () =>
      (await own.db.selectFrom('link').select('processId').where('terminalId', '=', TERMINAL).executeTakeFirst())
        ?.processId;
    const given: string[] = [];
    let killed = 0;

    for (let dieAt = 1; dieAt <= PLACES; dieAt++) {
      await until(async () => (await linkedTo()) !== undefined, ROUND_WITHIN);
      const before = await linkedTo();
      const dying = await startHubProcess(places[0] ?? '', url, dieAt);
      hubs = [dying, steady];
      balancer.cut();
      // One that dies at its first write may be gone before it holds the link.
      await until(async () => !dying.isAlive() || (await linkedTo()) !== before, ROUND_WITHIN);
      for (const kind of ['test-receipt', 'network-check'] as const) {
        const request = { order: { kind }, reason: null, urgent: false };
        given.push((await commands.give('default', TERMINAL, request, giver)).id);
      }
      await until(async () => {
        const states = await Promise.all(given.slice(-2).map((id) => commands.get(TENANTS, id)));
        return states.every(({ state }) => state === 'succeeded');
      }, ROUND_WITHIN);
      if (!dying.isAlive()) killed++;
      await dying.kill();
      hubs = [steady];
    }

    expect(killed, 'processes that died at a write').toBeGreaterThanOrEqual(5);
    expect(given.map((id) => [id, effects.get(id)])).toEqual(given.map((id) => [id, 1]));
    expect(effects.size).toBe(given.length);
    process.stdout.write(`commands: ${given.length} given, ${killed} hub processes killed, 0 lost, 0 done twice\n`);
  },
  PLACES * ROUND_WITHIN,
);
