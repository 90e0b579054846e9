import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../../foundation/clock.ts';
import type { Log } from '../../foundation/log.ts';
import { startConsole } from '../api/api-server.ts';
import { createEnrolment } from '../domain/enrolment.ts';
import { Fleet } from '../domain/fleet.ts';
import { openPki } from '../link/certificate-authority.ts';
import { startLinkServer } from '../link/link-server.ts';
import { openDatabase } from '../store/database.ts';

export interface Hub {
  readonly consolePort: number;
  readonly linkPort: number;
  readonly caFingerprint: string;
  close(): Promise<void>;
}

/** The hub: stateless but for its database and its certification authority. */
export async function startHub(options: {
  readonly directory: string;
  readonly webDirectory: string;
  readonly consolePort: number;
  readonly linkPort: number;
  readonly clock: Clock;
  readonly log: Log;
}): Promise<Hub> {
  const { directory, clock, log } = options;
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const db = await openDatabase(join(directory, 'hub.sqlite'));
  const pki = await openPki(join(directory, 'pki'), clock);
  const fleet = new Fleet(db, clock);
  const enrolment = createEnrolment(db, pki, clock);
  const link = await startLinkServer({ port: options.linkPort, pki, enrolment, fleet, clock, log });
  const web = await startConsole({
    port: options.consolePort,
    webDirectory: options.webDirectory,
    fleet,
    enrolment,
    clock,
    log,
  });
  log.event('info', 'hub.started', { consolePort: web.port, linkPort: link.port });
  return {
    consolePort: web.port,
    linkPort: link.port,
    caFingerprint: pki.caFingerprint,
    async close() {
      await web.close();
      await link.close();
      await db.destroy();
    },
  };
}
