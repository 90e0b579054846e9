import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { HubDatabase } from '../../../admin-console/store/database.ts';
import { Bug } from '../../../foundation/errors.ts';
import { type HubProcess, shareKeys, startHubProcess } from '../test-support/hub-processes.ts';
import { DELAYS } from './delays.ts';
import { mustComeTrue } from './wait.ts';

/** A hub process as the database knows it. */
export interface Hub extends HubProcess {
  readonly processId: string;
  /** 0 or 1. */
  readonly place: number;
}

/** Two hub processes on one database, each with a data directory of its own and the same keys. */
export class HubPair {
  readonly directories: readonly string[];
  readonly #url: string;
  readonly #db: HubDatabase;
  readonly #hubs: (Hub | null)[] = [null, null];

  /** @param url of the database, which `db` is connected to */
  constructor(directory: string, url: string, db: HubDatabase) {
    this.directories = ['first', 'second'].map((name) => join(directory, name));
    this.#url = url;
    this.#db = db;
  }

  async start(): Promise<void> {
    const [first = '', second = ''] = this.directories;
    for (const place of [first, second]) mkdirSync(place);
    await this.restart(0);
    shareKeys(first, second);
    await this.restart(1);
  }

  /** Those that are alive. */
  get living(): readonly Hub[] {
    return this.#hubs.filter((hub): hub is Hub => hub?.isAlive() ?? false);
  }

  /** The one that is not this one. */
  otherThan({ place }: Hub): Hub {
    const other = this.#hubs[1 - place];
    if (!other) throw new Bug('there is only one hub process');
    return other;
  }

  async restart(place: number): Promise<Hub> {
    const started = await startHubProcess(this.directories[place] ?? '', this.#url);
    let processId: string | undefined;
    await mustComeTrue(
      'a hub process in the database',
      async () => {
        const row = await this.#db
          .selectFrom('hubProcess')
          .select('id')
          .where('id', 'like', `%-${started.pid}-%`)
          .orderBy('startedAt', 'desc')
          .executeTakeFirst();
        processId = row?.id;
        return processId !== undefined;
      },
      DELAYS.giveUpAfter,
      DELAYS.look,
    );
    const hub: Hub = { ...started, processId: processId ?? '', place };
    this.#hubs[place] = hub;
    return hub;
  }

  async stop(): Promise<void> {
    await Promise.all(this.#hubs.map((hub) => hub?.kill()));
  }
}
