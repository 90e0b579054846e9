import type { ServiceDefinition } from '../../../config/schema/service.ts';
import { formatEuro } from '../../../foundation/money.ts';
import type { TextValues } from '../../../foundation/texts.ts';
import type { Application, SessionPackage } from '../application/application.ts';
import { recipientContact, recipientName } from '../application/recipient-name.ts';
import { reviewBlocks } from '../application/review-blocks.ts';
import { paysAfterwards } from '../application/steps-of.ts';
import type { ReviewBlock } from '../contract/screens/review.ts';
import { today } from '../forms/date.ts';
import type { SessionTexts } from '../texts.ts';

export interface DocumentBlock {
  readonly title: string;
  /** A paragraph each, behind the rows. */
  readonly text?: readonly string[];
  /** `drawing`: data of an SVG path in the box of a signature. */
  readonly rows: readonly { readonly label: string; readonly value: string; readonly drawing?: string }[];
}

/** What the readable document says, without how it looks. Personal: it stays in this process until it is sealed. */
export interface DocumentContent {
  /** IETF tag of all its texts. */
  readonly language: string;
  readonly title: string;
  /** Author in the document's properties. */
  readonly author: string;
  /** Name and postal address of the municipality, beside its crest. */
  readonly sender: string;
  readonly createdAt: Date;
  readonly head: DocumentBlock['rows'];
  readonly blocks: readonly DocumentBlock[];
  /** What happens next, one sentence each. */
  readonly next: readonly string[];
  /** One page each. `caption` is also the text for people who do not see the picture. */
  readonly scans: readonly { readonly caption: string; readonly jpeg: Uint8Array }[];
  readonly copyNote: string;
  /** "Seite {page}" with the number filled in. */
  readonly pageLabel: (page: number) => string;
  /** Stands for an answer that was left empty. */
  readonly empty: string;
}

export interface ContentOptions {
  /** Text keys of the place, and its time zone. */
  readonly site: {
    readonly municipality: string;
    readonly location: string;
    readonly imprint: string;
    readonly timeZone: string;
    /** A fee can be paid by card or on the telephone. */
    readonly paysOnline?: boolean | undefined;
  };
  readonly texts: SessionTexts;
  readonly language: string;
  /** Epoch milliseconds. */
  readonly now: number;
  /** Of the case: whoever holds the document, or its copy on paper, can ask for it. */
  readonly number: string;
}

export function documentContent(
  service: ServiceDefinition,
  application: Application,
  fee: SessionPackage['fee'],
  { site, texts, language, now, number }: ContentOptions,
): DocumentContent {
  const text = (key: string, values?: TextValues) => texts.text(language, key, values);
  const row = (key: string, value: string) => ({ label: text(`session.document.${key}`), value });
  const created = new Intl.DateTimeFormat(language, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: site.timeZone,
  }).format(now);
  const identification = `identification.${application.identity?.source ?? 'none'}`;
  const blocks: DocumentBlock[] = [
    ...reviewBlocks(service, application, { texts, language, today: today(now, site.timeZone), names: 'as-told' }).map(
      (block) => ({ ...block, text: signedSentences(service, block, text) }),
    ),
    {
      title: text('session.document.identification'),
      rows: [row('method', text(`session.document.${identification}`))],
    },
  ];
  if (fee && service.fee.kind !== 'none') {
    blocks.push({
      title: text('session.document.payment'),
      rows: [
        row('payment.purpose', text(service.fee.purpose)),
        row('payment.amount', formatEuro(fee.cents, language)),
        ...fee.items.map(({ reference }) => row('payment.reference', reference)),
        row(
          'method',
          text(`session.document.payment.${paysAfterwards(service) ? 'later' : site.paysOnline ? 'either' : 'method'}`),
        ),
      ],
    });
  }
  return {
    language,
    title: text(service.title),
    author: text(site.municipality),
    sender: text(site.imprint),
    createdAt: new Date(now),
    head: [
      row('number', number),
      row('recipient', recipientName(service, application, text)),
      ...(application.recipient ? recipientContact(application.recipient, text) : []),
      row('created', created),
      row('place', `${text(site.municipality)}, ${text(site.location)}`),
    ],
    blocks,
    next: service.next.map((key) => text(key)),
    scans: service.evidence.flatMap((item) =>
      (application.evidence.get(item.id) ?? []).map((page, index) => ({
        caption: `${text(item.title)}, ${text('session.document.page', { page: index + 1 })}`,
        jpeg: page.jpeg.reveal(),
      })),
    ),
    copyNote: text('session.document.copy'),
    pageLabel: (page) => text('session.document.page', { page }),
    empty: text('session.document.none'),
  };
}

/** What a signature stands below: the hint of its field, which the screen shows beside the box. */
const signedSentences = (
  { form }: ServiceDefinition,
  { id, rows }: ReviewBlock,
  text: (key: string) => string,
): readonly string[] =>
  form
    .filter((page) => id === `form:${page.id}` || id.startsWith(`form:${page.id}/`))
    .flatMap(({ fields }) => fields)
    .filter(({ type, label }) => type === 'signature' && rows.some((row) => row.label === text(label)))
    .flatMap(({ hint }) => (hint ? [text(hint)] : []));
