import { expect, onTestFinished } from 'vitest';
import { systemClock } from '../../../foundation/clock.ts';
import { silentLog } from '../../../foundation/log.ts';
import { err, ok, type Result } from '../../../foundation/result.ts';
import type { PhoneView } from '../../../kiosk-app/session/contract/screens/phone.ts';
import { type PhoneHost, PhoneLink } from '../../../kiosk-app/session/phone-link/phone-link.ts';
import { Telephone } from '../../../phone-relay/page/model/telephone.ts';
import type { Prepared } from '../../../phone-relay/page/model/uploads.ts';
import type { TelephoneView } from '../../../phone-relay/page/model/view.ts';
import { createPhoneRelayClient } from '../../../portals/phone-relay/client.ts';
import { readLinkFragment } from '../../../portals/phone-relay/link/link-address.ts';
import type { FileRefusal, PhonePage } from '../../../portals/phone-relay/link/link-messages.ts';

/** A visit at the step in which pages are asked for; what it takes is a page at once. */
export class PlayedVisit implements PhoneHost {
  link: PhoneLink | null = null;
  /** Of the next file. */
  refusal: FileRefusal | null = null;
  isAsking = true;
  most = 4;
  pages: readonly PhonePage[] = [];
  readonly taken: Uint8Array[] = [];
  changed = () => {};
  activity = () => {};

  task(): ReturnType<PhoneHost['task']> {
    const { most, pages } = this;
    const asked = { kind: 'pages', title: 'Fahrzeugschein', most, pages } as const;
    return { task: this.isAsking ? asked : { kind: 'waiting' }, language: 'de' };
  }

  async take(file: Uint8Array): Promise<Result<string, FileRefusal>> {
    this.taken.push(file);
    const { refusal } = this;
    this.refusal = null;
    if (refusal !== null) return err(refusal);
    const id = `page-${this.taken.length}`;
    this.#show([...this.pages, { id, from: 'phone' }]);
    return ok(id);
  }

  remove(page: string): void {
    this.#show(this.pages.filter(({ id }) => id !== page));
  }

  move(page: string, to: number): void {
    const rest = this.pages.filter(({ id }) => id !== page);
    this.#show(rest.toSpliced(to, 0, ...this.pages.filter(({ id }) => id === page)));
  }

  moveOn(): void {
    this.isAsking = false;
    this.link?.tellTask();
  }

  #show(pages: readonly PhonePage[]): void {
    this.pages = pages;
    this.link?.tellTask();
  }
}

/** A session's end of a link whose code stands on the screen. @param relay where the relay is, and a key for it */
export async function visitWithCode(relay: { readonly url: string; readonly key: string }) {
  const visit = new PlayedVisit();
  const client = createPhoneRelayClient({ ...relay, caPem: null, clock: systemClock, log: silentLog });
  const link = new PhoneLink({ relay: async () => client, host: visit, clock: systemClock, log: silentLog });
  visit.link = link;
  onTestFinished(() => link.disconnect());
  link.connect();
  await shows(link, 'code');
  const view = link.view();
  return { visit, link, code: view.kind === 'code' ? view.text : '' };
}

export const shows = (link: PhoneLink, kind: PhoneView['kind']) =>
  expect.poll(() => link.view().kind, { timeout: 20_000 }).toBe(kind);

/** A file as its bytes, with the address of a picture that is none. */
export async function asItIs(file: Blob): Promise<Prepared> {
  return { bytes: new Uint8Array(await file.arrayBuffer()), picture: `picture-${file.size}` };
}

/** The page of a telephone that has opened a code, without a browser. */
export function openPage(
  code: string,
  { radio = fetch, prepare = asItIs }: { radio?: typeof fetch; prepare?: typeof asItIs } = {},
) {
  const { origin, hash } = new URL(code);
  const released: string[] = [];
  const telephone = new Telephone({
    address: readLinkFragment(hash),
    base: origin,
    language: 'de-DE',
    clock: systemClock,
    fetch: radio,
    prepare,
    release: (picture) => released.push(picture),
  });
  onTestFinished(() => telephone.leave());
  void telephone.open();
  const until = (shown: (view: TelephoneView) => unknown) =>
    expect.poll(() => shown(telephone.view()), { timeout: 20_000 });
  return { telephone, released, until };
}

/** A telephone that was compared, at the step in which pages are asked for. */
export async function linkedVisit(
  relay: { readonly url: string; readonly key: string },
  options: Parameters<typeof openPage>[1] = {},
) {
  const visit = await visitWithCode(relay);
  const page = openPage(visit.code, options);
  await shows(visit.link, 'checking');
  visit.link.confirm(true);
  await page.until(({ step }) => step.kind).toBe('pages');
  return { ...visit, ...page };
}
