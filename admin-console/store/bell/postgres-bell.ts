import { createHash } from 'node:crypto';
import pg from 'pg';
import type { Clock, Timer } from '../../../foundation/clock.ts';
import { reasonOf } from '../../../foundation/errors.ts';
import { code, type Log } from '../../../foundation/log.ts';
import { DELAYS } from '../delays.ts';
import { BELL_SUBJECTS, type Bell, type BellSubject } from './bell.ts';
import { BellListeners } from './bell-listeners.ts';
import { GatheredRings } from './gathered-rings.ts';

/**
 * The bell over NOTIFY, on a connection of its own and outside of transactions: a commit with NOTIFY takes a lock that
 * the whole PostgreSQL server shares (PostgreSQL 18, NOTIFY, "Notes"), so there is one NOTIFY for many acts.
 */
export function createPostgresBell(options: {
  readonly url: string;
  readonly processId: string;
  readonly clock: Clock;
  readonly log: Log;
}): Bell {
  const { url, processId, clock, log } = options;
  const listeners = new BellListeners(clock);
  let client: pg.Client | null = null;
  let again: Timer | undefined;
  let isClosed = false;

  const rings = new GatheredRings(clock, (to, subjects) => {
    // Without a connection the sweep of that process finds the rows.
    client?.query('select pg_notify($1, $2)', [channelOf(to), subjects.join(' ')]).catch(() => {});
  });

  async function connect(): Promise<void> {
    const connecting = new pg.Client({ connectionString: url });
    const lost = (reason: string) => {
      if (client !== connecting && client !== null) return;
      client = null;
      if (isClosed) return;
      log.event('warn', 'hub.bell.lost', { reason: code(reason) });
      clock.clearTimeout(again);
      again = clock.setTimeout(() => void connect(), DELAYS.bellReconnect);
    };
    connecting.on('error', (thrown) => lost(reasonOf(thrown)));
    connecting.on('end', () => lost('ended'));
    connecting.on('notification', ({ payload }) => listeners.tell((payload ?? '').split(' ').filter(isSubject)));
    try {
      await connecting.connect();
      await connecting.query(`listen "${channelOf(processId)}"`);
      if (isClosed) return void (await connecting.end());
      client = connecting;
      // What was rung while nobody listened.
      listeners.tell(BELL_SUBJECTS);
    } catch (thrown) {
      lost(reasonOf(thrown));
    }
  }
  void connect();

  return {
    ring: (to, subject) => rings.add(to, subject),
    onRing: (subject, listener) => listeners.add(subject, listener),
    async close() {
      isClosed = true;
      rings.drop();
      listeners.stop();
      clock.clearTimeout(again);
      await client?.end();
    },
  };
}

/** A channel's name is an identifier of at most 63 bytes; a process may have any name. */
const channelOf = (processId: string): string =>
  `hub_${createHash('sha256').update(processId).digest('hex').slice(0, 32)}`;

const isSubject = (text: string): text is BellSubject => (BELL_SUBJECTS as readonly string[]).includes(text);
