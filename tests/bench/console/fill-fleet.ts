import { judge } from '../../../admin-console/domain/judgement.ts';
import { summarise } from '../../../admin-console/domain/summary.ts';
import type { HubDatabase } from '../../../admin-console/store/database.ts';
import type { StatusReport } from '../../../fleet-link/contract.ts';
import { PAPER_METERS } from '../../../fleet-link/paper-meters.ts';

/** Terminals at one place. */
const PER_PLACE = 25;
const AT_ONCE = 200;
/** A process that is alive: else the hub takes the links of a dead one for gone. */
const PROCESS = { id: 'bench', startedAt: 0 };

export const idOf = (n: number): string => `BENCH-${String(n).padStart(5, '0')}`;

/** What terminal number `n` tells: most are well, some have an empty roll, one in fifty is out of service. */
function reportOf(n: number): Omit<StatusReport, 'alerts' | 'journal' | 'at'> {
  const isJammed = n % 17 === 3;
  return {
    timeZone: 'Europe/Berlin',
    software: { version: n % 7 ? '2026.11.2' : '2026.10.1', startedAt: 0 },
    step: 'attract',
    serviceId: null,
    mode: n % 50 === 7 ? 'out-of-service' : 'in-service',
    devices: [
      {
        ...{ kind: 'receipt-printer', model: 'Muster 3000', firmware: '1.4.2', seenAt: 0 },
        ...(isJammed ? { state: 'faulty', reason: 'paper-out' } : { state: 'ready', reason: null }),
      },
    ],
    cardLeft: false,
    portals: {},
    services: [],
    outbox: { waiting: 0, unclear: 0 },
    counts: { [PAPER_METERS.onRoll]: (n * 37) % 80_000, [PAPER_METERS.roll]: 80_000 },
  };
}

/** Writes so many terminals of one tenant with what they have told, all but one in thirty linked. */
export async function fillFleet(db: HubDatabase, count: number): Promise<void> {
  const now = Date.now();
  await db
    .insertInto('hubProcess')
    .values({ ...PROCESS, seenAt: now + 86_400_000 })
    .execute();
  const places = Array.from({ length: Math.ceil(count / PER_PLACE) }, (_, n) => ({
    ...{ id: `place-${n}`, tenantId: 'default', name: `Rathaus ${n + 1}`, address: null },
    ...{ latitude: 51 + ((n * 7) % 40) / 100, longitude: 12 + ((n * 13) % 60) / 100 },
  }));
  for (const rows of parts(places)) await db.insertInto('location').values(rows).execute();
  for (const numbers of parts(Array.from({ length: count }, (_, n) => n))) await fill(db, numbers, now);
}

async function fill(db: HubDatabase, numbers: readonly number[], now: number): Promise<void> {
  const made = numbers.map((n) => ({ n, id: idOf(n), report: reportOf(n) }));
  await db
    .insertInto('terminal')
    .values(
      made.map(({ n, id, report }) => {
        const judgement = judge({ online: true, status: report, alerts: [] });
        return {
          ...{ id, tenantId: 'default', locationId: `place-${Math.floor(n / PER_PLACE)}`, site: 'musterstadt' },
          ...{ fingerprint: `f-${id}`, enrolledAt: 1, seenAt: now - n * 1_000, software: report.software.version },
          ...{ condition: judgement.condition, judged: JSON.stringify(summarise(judgement, [])) },
          ...{ revokedAt: null, nextFingerprint: null, changedAt: 1 },
        };
      }),
    )
    .execute();
  const sections = made.map(({ id, report }) => ({
    ...{ terminalId: id, at: 1 },
    ...Object.fromEntries(Object.entries(report).map(([name, value]) => [name, JSON.stringify(value)])),
  }));
  await db
    .insertInto('terminalState')
    .values(sections as never)
    .execute();
  const links = made
    .filter(({ n }) => n % 30 !== 11)
    .map(({ id }) => ({ terminalId: id, processId: 'bench', linkId: `l-${id}`, since: now }));
  await db.insertInto('link').values(links).execute();
  const tags = made
    .filter(({ n }) => n % 5 === 0)
    .map(({ id, n }) => ({ terminalId: id, tag: n % 10 ? 'Nord' : 'Pilot' }));
  await db.insertInto('terminalTag').values(tags).execute();
}

function* parts<T>(all: readonly T[]): Generator<readonly T[]> {
  for (let first = 0; first < all.length; first += AT_ONCE) yield all.slice(first, first + AT_ONCE);
}
