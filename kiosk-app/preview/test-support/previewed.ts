import { sampleFiles } from '../../../config/sample-files.ts';
import { systemClock } from '../../../foundation/clock.ts';
import { silentLog } from '../../../foundation/log.ts';
import { linkedTransports } from '../../../foundation/rpc/linked-transports.ts';
import { createPeer, type Peer } from '../../../foundation/rpc/peer.ts';
import type { Intent } from '../../session/contract/intents.ts';
import type { Screen } from '../../session/contract/snapshot.ts';
import { type PreviewAct, type PreviewScreen, previewingSide, previewSide } from '../contract.ts';
import { type OwnPage, openOwnPage } from '../own-page.ts';
import { runPreview } from '../run-preview.ts';

export const FILES = sampleFiles();

/** The whole preview in this process, a hub that only listens, and a page before which somebody sits. */
export interface Previewed {
  readonly peer: Peer<typeof previewSide>;
  /** What the hub was told last. */
  screen(): PreviewScreen;
  load(files: Record<string, string>): Promise<unknown>;
  act(act: PreviewAct): Promise<unknown>;
  /** A page of the session that runs now. */
  open(): Promise<OwnPage>;
  close(): Promise<void>;
}

export async function startPreviewed(files = FILES): Promise<Previewed> {
  let screen: PreviewScreen | null = null;
  let port = 0;
  const pages: OwnPage[] = [];
  const [toPreview, previewEnd] = linkedTransports();
  const running = runPreview({ transport: previewEnd, clock: systemClock, log: silentLog });
  const peer = createPeer({
    transport: toPreview,
    local: previewingSide,
    remote: previewSide,
    handlers: {
      methods: {},
      notifications: {
        session(told) {
          port = told.port;
        },
        screen(told) {
          screen = told;
        },
      },
    },
    log: silentLog,
  });
  const load = (given: Record<string, string>) => peer.call('load', { files: given, uiDirectory: '/nowhere' });
  await load(files);
  return {
    peer,
    screen() {
      if (!screen) throw new TypeError('nothing was told yet');
      return screen;
    },
    load,
    act: (act) => peer.call('act', { act }),
    async open() {
      const { token } = await peer.call('token', {});
      const shown = Promise.withResolvers<void>();
      const page = openOwnPage({ port, token, onSnapshot: () => shown.resolve(), clock: systemClock, log: silentLog });
      pages.push(page);
      await shown.promise;
      return page;
    },
    async close() {
      for (const page of pages) page.close();
      peer.close('done');
      await running;
    },
  };
}

const EVERY = 10;
const PATIENCE = 20_000;

/** Waits for a screen, in a phase of it if one is given. @throws Error with what stands there instead */
export async function until(page: OwnPage, kind: Screen['kind'], phase?: string): Promise<Screen> {
  const end = performance.now() + PATIENCE;
  for (;;) {
    const screen = page.snapshot?.screen;
    const now = screen && 'phase' in screen && typeof screen.phase === 'object' ? screen.phase.kind : undefined;
    if (screen?.kind === kind && (phase === undefined || now === phase)) return screen;
    if (performance.now() > end) throw new Error(`waited for ${kind}/${phase}, there is ${JSON.stringify(screen)}`);
    await new Promise((resolve) => setTimeout(resolve, EVERY));
  }
}

/** Fills in fields and goes on. */
export function fill(page: OwnPage, values: Readonly<Record<string, string>>): void {
  for (const [field, value] of Object.entries(values)) {
    page.touch({ name: 'edit-field', field, value });
    page.touch({ name: 'leave-field', field });
  }
  page.touch({ name: 'continue' } satisfies Intent);
}
