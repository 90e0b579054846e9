import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../../../foundation/clock.ts';
import { Refusal } from '../../../foundation/errors.ts';
import { code, type Log } from '../../../foundation/log.ts';
import type { PreviewEnd } from '../../contract/configuration/previews.ts';
import type { Configurations } from '../../domain/configuration/configurations.ts';
import type { Previews, Viewer } from '../../domain/previews.ts';
import { audit } from '../../store/audit.ts';
import type { HubDatabase } from '../../store/database.ts';
import { DELAYS } from '../delays.ts';
import { Preview } from './preview.ts';
import { PREVIEW_ENTRY, startPreviewProcess } from './preview-process.ts';

export interface PreviewsOptions {
  /** At once; 0: none. */
  readonly atMost: number;
  /** The citizen's page as it is built. */
  readonly uiDirectory: string;
  readonly configurations: Pick<Configurations, 'revision' | 'composed'>;
  readonly db: HubDatabase;
  /** Left out: a real one. */
  readonly startProcess?: typeof startPreviewProcess;
  readonly clock: Clock;
  readonly log: Log;
}

/** The previews of this hub process. They stand in its memory: pages must come back to the same process. */
export function createPreviews(options: PreviewsOptions): Previews & { close(): Promise<void> } {
  const { atMost, uiDirectory, configurations, db, clock, log } = options;
  const { startProcess = startPreviewProcess } = options;
  const known = new Map<string, Preview>();
  const overBefore = new WeakSet<Preview>();
  const living = () => [...known.values()].filter(({ isOver }) => !isOver);
  let timer = clock.setTimeout(endUnused, DELAYS.previewGivesWay);

  function endUnused(): void {
    for (const [id, preview] of known) {
      // Over since before the last look: whoever had it open has heard why.
      if (overBefore.has(preview)) known.delete(id);
      else if (preview.isOver) overBefore.add(preview);
      else if (preview.unusedFor > DELAYS.previewUnused) void end(preview, 'unused');
    }
    timer = clock.setTimeout(endUnused, DELAYS.previewGivesWay);
  }

  async function end(preview: Preview, why: PreviewEnd): Promise<void> {
    log.event('info', 'hub.preview.ended', { reason: code(why) });
    await preview.end(why);
  }

  function mine(viewer: Viewer, id: string): Preview {
    const preview = known.get(id);
    if (!preview?.isOf(viewer)) throw new Refusal('not-found');
    return preview;
  }

  function makeRoom(): void {
    if (atMost === 0 || !existsSync(PREVIEW_ENTRY) || !existsSync(join(uiDirectory, 'index.html'))) {
      throw new Refusal('no-previews');
    }
    if (living().length < atMost) return;
    const [longest] = living().sort((a, b) => b.unusedFor - a.unusedFor);
    if (!longest || longest.unusedFor < DELAYS.previewGivesWay) throw new Refusal('too-many-previews');
    void end(longest, 'unused');
  }

  return {
    async begin(viewer, draftId) {
      const { tenantId } = await configurations.composed(viewer.tenants, draftId);
      const standing = living().find((preview) => preview.view.draftId === draftId && preview.isOf(viewer));
      if (standing) return standing.view;
      makeRoom();
      const id = randomBytes(16).toString('base64url');
      const preview = new Preview({
        id,
        draftId,
        tenantId,
        ownerId: viewer.id,
        configurations,
        uiDirectory,
        startProcess,
        clock,
        log,
      });
      known.set(id, preview);
      log.event('info', 'hub.preview.begun', { previews: living().length });
      await audit(db, clock, viewer.name, 'configuration.preview.begun', draftId, { tenantId });
      return preview.view;
    },
    async look(viewer, id, after) {
      const preview = mine(viewer, id);
      if (after !== null) await preview.changedSince(after);
      return preview.view;
    },
    address: (viewer, id) => mine(viewer, id).address(),
    act: (viewer, id, act) => mine(viewer, id).act(act),
    async end(viewer, id) {
      const preview = mine(viewer, id);
      await end(preview, 'stopped');
    },
    port: (viewer, id, session) => mine(viewer, id).port(session),
    opened: (id) => known.get(id)?.opened() ?? (() => {}),
    async close() {
      clock.clearTimeout(timer);
      await Promise.all(living().map((preview) => preview.end('stopped')));
      known.clear();
    },
  };
}
