import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { SimulatedClock } from '../../../foundation/clock.ts';
import { Refusal, reasonOf } from '../../../foundation/errors.ts';
import { silentLog } from '../../../foundation/log.ts';
import type { PreviewScreen } from '../../../kiosk-app/preview/contract.ts';
import type { ComposedDraft } from '../../domain/configuration/configurations.ts';
import { openStore } from '../../store/open-store.ts';
import { DELAYS } from '../delays.ts';
import type { PreviewProcess, PreviewProcessOptions } from './preview-process.ts';
import { createPreviews } from './previews.ts';

const ADA = { id: 'ada', name: 'Ada', tenants: ['a'] };
const BEN = { id: 'ben', name: 'Ben', tenants: ['a'] };
const SCREEN = { screen: 'attract', serviceId: null } as PreviewScreen;
const FAULT = {
  word: 'x',
  values: {},
  reason: 'invalid',
  file: 'site.json',
  path: '',
  detail: '',
  layers: ['tenant:a'],
};

/** Processes that are only played, on a draft that the test changes. */
class PlayedProcess implements PreviewProcess {
  readonly pid = null;
  readonly loads: unknown[] = [];
  hasEnded = false;
  readonly #exited = Promise.withResolvers<string>();
  readonly exited = this.#exited.promise;
  readonly #options: PreviewProcessOptions;
  #session = 0;

  constructor(options: PreviewProcessOptions) {
    this.#options = options;
  }

  readonly peer = {
    closed: new Promise<string>(() => {}),
    notify() {},
    close() {},
    call: async (method: string, params: { readonly files?: unknown }) => {
      if (method === 'token') return { session: this.#session, token: 't' };
      if (method === 'load') {
        this.loads.push(params.files);
        this.#session++;
        this.#options.onSession(this.#session, 4_000 + this.#session);
        this.#options.onScreen({ ...SCREEN, session: this.#session });
      }
      return {};
    },
  } as unknown as PreviewProcess['peer'];

  async end() {
    this.hasEnded = true;
    this.dies();
  }

  dies() {
    this.#exited.resolve('SIGKILL');
  }
}

let clock: SimulatedClock;
let draft: ComposedDraft;
let processes: PlayedProcess[];
let previews: ReturnType<typeof createPreviews>;
let uiDirectory: string;

beforeEach(async () => {
  clock = new SimulatedClock();
  processes = [];
  draft = { tenantId: 'a', revision: 1, files: { 'site.json': 'first' }, faults: [] };
  uiDirectory = mkdtempSync(join(tmpdir(), 'ui-'));
  writeFileSync(join(uiDirectory, 'index.html'), '');
  previews = await made(2);
  onTestFinished(() => rmSync(uiDirectory, { recursive: true }));
});

async function made(atMost: number) {
  const store = await openStore({ kind: 'sqlite', file: ':memory:' }, clock, silentLog);
  const created = createPreviews({
    atMost,
    uiDirectory,
    configurations: {
      async composed(tenants) {
        if (!tenants.includes(draft.tenantId)) throw new Refusal('not-found');
        return draft;
      },
      revision: async () => draft.revision,
    },
    db: store.db,
    startProcess: (options) => {
      const played = new PlayedProcess(options);
      processes.push(played);
      return played;
    },
    clock,
    log: silentLog,
  });
  onTestFinished(async () => {
    await created.close();
    await store.close();
  });
  return created;
}

const begin = (viewer = ADA, draftId = 'd') => previews.begin(viewer, draftId);
const look = async (id: string) => previews.look(ADA, id, null);
async function running(viewer = ADA, draftId = 'd'): Promise<string> {
  const { id } = await begin(viewer, draftId);
  await clock.advance(DELAYS.previewFollow);
  return id;
}

test('it shows the draft, and says which revision', async () => {
  const id = await running();
  expect(await look(id)).toMatchObject({ state: 'running', revision: 1, screen: { session: 1 } });
  expect(await previews.address(ADA, id)).toEqual({ session: 1, path: `/preview/${id}/1/#t` });
  expect(previews.port(ADA, id, 1)).toBe(4_001);
});

test('the same person and draft: the one that stands', async () => {
  expect((await begin()).id).toBe((await begin()).id);
  expect(processes).toHaveLength(1);
});

test('a preview is its owner’s: to everybody else it is not there', async () => {
  const id = await running();
  expect(await previews.look(BEN, id, null).catch(reasonOf)).toBe('not-found');
  expect(await previews.end(BEN, id).catch(reasonOf)).toBe('not-found');
  expect(() => previews.port(BEN, id, 1)).toThrow('not-found');
});

test('whoever may no longer read that configuration sees no more of it', async () => {
  const id = await running();
  expect(() => previews.port({ ...ADA, tenants: ['b'] }, id, 1)).toThrow('not-found');
});

test('nobody begins one of a draft that they may not read', async () => {
  expect(await begin({ ...ADA, tenants: ['b'] }).catch(reasonOf)).toBe('not-found');
  expect(processes).toEqual([]);
});

test('a change of the draft is taken over within a second, and whoever waits is told', async () => {
  const id = await running();
  const { version } = await look(id);
  const told = previews.look(ADA, id, version + 1);
  draft = { ...draft, revision: 2, files: { 'site.json': 'second' } };
  await clock.advance(1_000);
  expect(await told).toMatchObject({ revision: 2, screen: { session: 2 } });
  expect(processes[0]?.loads).toEqual([{ 'site.json': 'first' }, { 'site.json': 'second' }]);
});

test('the page of the session before is served until the one after next', async () => {
  const id = await running();
  for (const revision of [2, 3]) {
    draft = { ...draft, revision };
    await clock.advance(1_000);
  }
  expect(previews.port(ADA, id, 2)).toBe(4_002);
  expect(() => previews.port(ADA, id, 1)).toThrow('not-found');
});

test('a draft with faults keeps the last good one, and says so until it is mended', async () => {
  const id = await running();
  draft = { ...draft, revision: 2, faults: [FAULT] };
  await clock.advance(1_000);
  expect(await look(id)).toMatchObject({ state: 'running', revision: 1, faults: [FAULT], screen: { session: 1 } });
  draft = { ...draft, revision: 3, faults: [] };
  await clock.advance(1_000);
  expect(await look(id)).toMatchObject({ state: 'running', revision: 3, faults: [] });
});

test('a draft that has faults from the start shows nothing, and why', async () => {
  draft = { ...draft, faults: [FAULT] };
  const id = await running();
  expect(await look(id)).toMatchObject({ state: 'faulty', faults: [FAULT], screen: null });
  expect(await previews.address(ADA, id).catch(reasonOf)).toBe('not-started');
});

test('more than the hub allows are refused, unless nobody looks at one any more', async () => {
  const first = await running();
  const second = await running(ADA, 'e');
  const leave = previews.opened(second);
  expect(await begin(BEN, 'f').catch(reasonOf)).toBe('too-many-previews');
  await clock.advance(DELAYS.previewGivesWay);
  await begin(BEN, 'f');
  expect(processes.map(({ hasEnded }) => hasEnded)).toEqual([true, false, false]);
  expect(await look(first)).toMatchObject({ state: 'unused' });
  leave();
});

test('one at which nobody looks ends; one with an open page does not', async () => {
  const id = await running();
  const other = await running(ADA, 'e');
  const leave = previews.opened(other);
  await clock.advance(DELAYS.previewUnused + DELAYS.previewGivesWay);
  expect(processes.map(({ hasEnded }) => hasEnded)).toEqual([true, false]);
  expect(await look(id)).toMatchObject({ state: 'unused', screen: null });
  leave();
  await clock.advance(DELAYS.previewUnused + DELAYS.previewGivesWay);
  expect(processes.map(({ hasEnded }) => hasEnded)).toEqual([true, true]);
});

test('a process that dies is told, and another one is begun when somebody asks', async () => {
  const id = await running();
  const { version } = await look(id);
  const told = previews.look(ADA, id, version);
  processes[0]?.dies();
  expect(await told).toMatchObject({ state: 'crashed', screen: null });
  expect(() => previews.port(ADA, id, 1)).toThrow('not-found');
  const next = await running();
  expect(next).not.toBe(id);
  expect(await look(next)).toMatchObject({ state: 'running' });
});

test('the hub’s end ends all of them', async () => {
  await running();
  await running(BEN);
  await previews.close();
  expect(processes.map(({ hasEnded }) => hasEnded)).toEqual([true, true]);
});

test('a hub without previews says so', async () => {
  previews = await made(0);
  expect(await begin().catch(reasonOf)).toBe('no-previews');
});

test('a hub without the citizen’s page says so', async () => {
  rmSync(join(uiDirectory, 'index.html'));
  expect(await begin().catch(reasonOf)).toBe('no-previews');
});
