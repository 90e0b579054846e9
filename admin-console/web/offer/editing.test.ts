import { beforeEach, describe, expect, test } from 'vitest';
import { sampleFiles } from '../../../config/sample-files.ts';
import type { LayerFiles } from '../../contract/configuration/configuration.ts';
import type { HubAnswer } from '../hub-client.ts';
import { type Edited, Editing, type EditingPorts, type EditingState } from './editing.ts';
import { serviceFile } from './model/files.ts';
import { serviceOf } from './model/form.ts';
import { setPrice } from './model/services.ts';
import { topicsOf } from './model/topics.ts';

const PARKING = 'bewohnerparkausweis';
const PLACE = { tenantId: 't', scope: 'location', scopeId: 'l-1' } as const;
const DRAFTS = '/api/tenants/t/configuration/drafts';
const said = (body: unknown, status = 200): HubAnswer => ({ status, body, retryAfter: 0 });

describe('the offer of a place while it is changed', () => {
  /** Of the draft at the hub. */
  let revision: number;
  let written: LayerFiles;
  let title: string;
  let asked: string[];
  /** Answers instead of the hub's own, the first to the next that writes. */
  let instead: HubAnswer[];
  let state: EditingState;
  let timer: (() => void) | null;
  let editing: Editing;
  let ports: EditingPorts;
  /** What was said while the hub checked it. */
  let whileChecked: string | null;

  beforeEach(async () => {
    [revision, written, title, asked, instead, timer] = [0, {}, '', [], [], null];
    const draft = () => ({ id: 'd-1', ...PLACE, state: 'open', revision, title });
    ports = {
      async ask(method, path, body) {
        asked.push(`${method} ${path.split('?')[0]?.replace('/api/tenants/t/configuration/', '')}`);
        if (path.includes('/layers'))
          return said([
            { scope: 'tenant', scopeId: 't', releaseId: 'r-1', files: sampleFiles() },
            { scope: 'location', scopeId: 'l-1', releaseId: null, files: {} },
          ]);
        if (method === 'GET' && path === DRAFTS) return said(revision === 0 ? [] : [draft()]);
        if (path.endsWith('/faults')) {
          whileChecked = state.kind === 'there' ? state.of.save : null;
          return said([]);
        }
        if (method === 'GET') return said({ ...draft(), files: written });
        const refused = instead.shift();
        if (refused) return refused;
        if (path === DRAFTS) [revision, title] = [1, (body as { readonly title: string }).title];
        if (method === 'PUT') {
          const change = body as {
            readonly revision: number;
            readonly files: LayerFiles;
            readonly title?: string;
          };
          if (change.revision !== revision) return said({ reason: 'changed-meanwhile' }, 409);
          revision++;
          written = { ...written, ...change.files };
          title = change.title ?? title;
        }
        return said(draft());
      },
      later(_milliseconds, act) {
        timer = act;
        return () => {
          timer = null;
        };
      },
      title: (released, files) => `${topicsOf(released, files).services.join()} changed`,
      onState: (next) => {
        state = next;
      },
    };
    editing = new Editing(PLACE, ports);
    await editing.load();
    asked = [];
  });

  const now = (): Edited => {
    if (state.kind !== 'there') throw new Error('not there');
    return state.of;
  };
  const price = () => serviceOf(now().files, PARKING)?.fee;
  const type = (...cents: number[]) => {
    for (const each of cents) editing.edit(setPrice(PARKING, each), 'price');
  };

  test("a draft's title follows what is changed", async () => {
    type(3500);
    await editing.flush();
    expect(title).toBe(`${PARKING} changed`);
    editing.undo();
    await editing.flush();
    expect(title).toBe(' changed');
  });

  test('a title that somebody gave stays', async () => {
    type(3500);
    await editing.flush();
    title = 'New fees of 2027';
    await editing.load();
    editing.edit(setPrice('meldebescheinigung', 1_200));
    await editing.flush();
    expect(title).toBe('New fees of 2027');
  });

  test('whoever opens the offer again sees what is still being written', async () => {
    const hub = Promise.withResolvers<void>();
    const slow: EditingPorts['ask'] = async (method, path, body) => {
      if (method === 'PUT') await hub.promise;
      return ports.ask(method, path, body);
    };
    editing = new Editing(PLACE, { ...ports, ask: slow, onState: () => {} });
    await editing.load();
    type(3500);
    const left = editing.flush();
    editing = new Editing(PLACE, ports);
    const opened = editing.load();
    // Everything that does not wait for the hub has happened by then.
    await new Promise(setImmediate);
    hub.resolve();
    await Promise.all([left, opened]);
    expect(price()).toMatchObject({ cents: 3500 });
  });

  test('who only looks begins no draft', async () => {
    await editing.flush();
    expect(asked).toEqual([]);
  });

  test('what is typed is written once it is quiet, in a draft that begins with it', async () => {
    type(3, 35, 3500);
    expect([now().save, asked]).toEqual(['saving', []]);
    timer?.();
    await editing.flush();
    expect(asked).toEqual(['POST drafts', 'PUT drafts/d-1', 'GET drafts/d-1/faults']);
    expect(JSON.parse(written[serviceFile(PARKING)] ?? '')).toEqual({ fee: { cents: 3500 }, version: 2 });
    expect(now().save).toBe('saved');
  });

  test('nothing is ready for a second person before the hub has judged it', async () => {
    type(3500);
    await editing.flush();
    expect([whileChecked, now().save]).toEqual(['saving', 'saved']);
  });

  test('what is typed while something is written is written after it', async () => {
    type(3500);
    const first = editing.flush();
    type(3600);
    await first;
    await editing.flush();
    expect(JSON.parse(written[serviceFile(PARKING)] ?? '').fee).toEqual({ cents: 3600 });
  });

  test('typing in one field is one step back, and forward', async () => {
    type(3, 35, 3500);
    editing.edit(setPrice(PARKING, 4000), 'other');
    editing.undo();
    expect(price()).toMatchObject({ cents: 3500 });
    editing.undo();
    expect([price(), now().canUndo]).toEqual([expect.objectContaining({ cents: 3070 }), false]);
    editing.redo();
    expect(price()).toMatchObject({ cents: 3500 });
  });

  test('what was undone after it was written is written back', async () => {
    type(3500);
    await editing.flush();
    editing.undo();
    await editing.flush();
    expect(JSON.parse(written[serviceFile(PARKING)] ?? '')).toEqual({});
  });

  test('what somebody else has changed meanwhile is not overwritten, and is there after loading', async () => {
    type(3500);
    await editing.flush();
    revision++;
    written = { [serviceFile(PARKING)]: '{"fee":{"cents":5000}}' };
    type(3600);
    expect([await editing.flush(), now().save]).toEqual([false, 'conflict']);
    await editing.load();
    expect([price(), now().save]).toEqual([expect.objectContaining({ cents: 5000 }), 'saved']);
  });

  test('a hub that is away is tried again, and nothing is lost', async () => {
    instead = [said(null, 0)];
    type(3500);
    await editing.flush();
    expect(now().save).toBe('unreachable');
    timer?.();
    await editing.flush();
    expect([now().save, JSON.parse(written[serviceFile(PARKING)] ?? '').fee]).toEqual(['saved', { cents: 3500 }]);
  });

  test('what the hub refuses is said, and can be undone', async () => {
    type(3500);
    await editing.flush();
    instead = [said({ reason: 'too-large' }, 413)];
    type(3600);
    editing.edit(setPrice(PARKING, 9900), 'other');
    await editing.flush();
    expect(now().save).toBe('refused');
    editing.undo();
    expect([await editing.flush(), now().save]).toEqual([true, 'saved']);
  });

  test('a second person gets what was written last', async () => {
    type(3500);
    expect((await editing.submit())?.status).toBe(200);
    expect(asked.at(-1)).toBe('POST drafts/d-1/submit');
    expect(JSON.parse(written[serviceFile(PARKING)] ?? '').fee).toEqual({ cents: 3500 });
  });
});
