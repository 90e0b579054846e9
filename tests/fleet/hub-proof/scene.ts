import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROUTES } from '../../../admin-console/contract/routes.ts';
import { type HubDatabase, openDatabase } from '../../../admin-console/store/database.ts';
import { createRandom, type Random, seedOf } from '../../../foundation/random.ts';
import { startPostgres } from '../../../simulators/postgres/postgres-server.ts';
import { startBalancer } from '../test-support/hub-processes.ts';
import { HubConsole } from './hub-console.ts';
import { HubPair } from './hub-pair.ts';
import { Links } from './links.ts';
import { ProofTerminal } from './proof-terminal.ts';

const TERMINALS = 8;
const TENANT = 'default';

/** Two hub processes on one PostgreSQL, and terminals that are linked to them. */
export interface Scene {
  readonly db: HubDatabase;
  readonly pair: HubPair;
  readonly console: HubConsole;
  readonly balancer: Awaited<ReturnType<typeof startBalancer>>;
  readonly terminals: readonly ProofTerminal[];
  readonly links: Links;
  /** A source of its own for each that chooses, so that none disturbs another's. */
  readonly randomOf: (name: string) => Random;
}

/** @param cleanUps to be done in the opposite order, whatever happens */
export async function setScene(directory: string, seed: number, cleanUps: (() => unknown)[]): Promise<Scene> {
  const randomOf = (name: string) => createRandom(seedOf(seed, name));
  const postgres = await startPostgres();
  cleanUps.push(() => postgres.stop());
  const url = await postgres.createDatabase();
  const db = await openDatabase({ kind: 'postgres', url });
  cleanUps.push(() => db.destroy());
  const pair = new HubPair(directory, url, db);
  cleanUps.push(() => pair.stop());
  await pair.start();
  const console = new HubConsole(() => pair.living, randomOf('console'));
  await console.signIn(db);
  const balancer = await startBalancer(() => pair.living);
  cleanUps.push(() => balancer.close());
  const terminals: ProofTerminal[] = [];
  cleanUps.push(() => terminals.forEach((terminal) => void terminal.stop()));
  for (let n = 1; n <= TERMINALS; n++) {
    const id = `T-${n}`;
    const place = join(directory, id);
    mkdirSync(place);
    const terminal = new ProofTerminal(id, place, `https://127.0.0.1:${balancer.port}`, randomOf(id));
    await terminal.enrol(await console.ask('POST', ROUTES.enrolmentCodes(TENANT), { terminalId: id }));
    terminal.start();
    terminals.push(terminal);
  }
  const links = new Links(db, terminals);
  await links.mustStand();
  return { db, pair, console, balancer, terminals, links, randomOf };
}
