import { code } from '../../../foundation/log.ts';
import { Personal } from '../../../foundation/personal.ts';
import { err, ok, type Result } from '../../../foundation/result.ts';
import type { FileRefusal, PhoneTask } from '../../../portals/phone-relay/link/link-messages.ts';
import type { EvidencePage } from '../application/application.ts';
import type { EvidenceScreen } from '../contract/screens/evidence.ts';
import type { PhoneView } from '../contract/screens/phone.ts';
import type { Ports } from '../ports.ts';
import type { Session } from '../session.ts';
import { kindOfFile } from './file-kind.ts';
import type { PhoneHost } from './phone-link.ts';
import { type ReadPhoto, readPhoto } from './read-photo.ts';

/** Inches of the longer side of A4: a page without a size of its own is taken for one. */
const LONGER_SIDE = 11.69;

/** Joins the telephone to the session: what it shows follows from the snapshot, what it does is an intent or an event. */
export function phoneHost(ports: () => Ports, session: () => Session): PhoneHost {
  const evidence = (): EvidenceScreen | null => {
    const { screen } = session().snapshot();
    return screen.kind === 'evidence' && screen.ways.includes('phone') ? screen : null;
  };
  return {
    task() {
      const { language } = session().snapshot();
      const screen = evidence();
      return { task: screen ? pagesTask(screen) : { kind: 'waiting' }, language };
    },
    changed: (view: PhoneView) => session().report({ type: 'phone', view }),
    async take(file): Promise<Result<string, FileRefusal>> {
      const asked = evidence();
      if (!asked) return err('not-asked');
      if (asked.pages.length >= asked.item.maxPages) return err('too-many');
      const kind = kindOfFile(file);
      if (kind !== 'picture') return err(kind);
      const photo = await readPhoto(file);
      if (!photo.ok) return photo;
      if (evidence()?.item.id !== asked.item.id) return err('not-asked');
      const page = pageOf(photo.value, ports());
      session().report({ type: 'phone-page', item: asked.item.id, page });
      // The step keeps no more than can be sent; its screen is drawn in the next turn.
      await Promise.resolve();
      await Promise.resolve();
      return evidence()?.pages.some(({ id }) => id === page.id) ? ok(page.id) : err('full');
    },
    remove(page) {
      intend({ name: 'delete-page', page });
    },
    move(page, to) {
      intend({ name: 'move-page', page, to });
    },
    activity: () => session().activity(),
  };

  function intend(intent: Parameters<Session['intend']>[0]): void {
    const refused = session().intend(intent, session().snapshot().screenId);
    if (refused) ports().log.event('info', 'phone-link.intent.refused', { reason: code(refused) });
  }
}

const pagesTask = ({ item, pages }: EvidenceScreen): PhoneTask => ({
  kind: 'pages',
  title: item.title,
  most: item.maxPages,
  pages: pages.map(({ id, from }) => ({ id, from })),
});

const pageOf = ({ jpeg, preview, width, height }: ReadPhoto, { pictures }: Ports): EvidencePage => ({
  id: `page-${crypto.randomUUID().slice(0, 8)}`,
  from: 'phone',
  jpeg: new Personal<Uint8Array>(jpeg),
  preview: pictures.add(Buffer.from(preview).toString('base64')),
  width,
  height,
  resolution: Math.max(width, height) / LONGER_SIDE,
  blank: false,
  isMeant: false,
});
