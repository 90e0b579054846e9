import type { ServiceDefinition } from '../../../config/schema/service.ts';
import { Bug } from '../../../foundation/errors.ts';
import type { DocumentStatus } from '../../../portals/document-status/contract.ts';
import type { PlaceNow } from '../../channel/terminal/place.ts';
import type { SheetSection } from '../contract/screens/sheet.ts';
import { answersOf } from '../forms/answers.ts';
import { germanDate, today } from '../forms/date.ts';
import { displayValue } from '../forms/display-value.ts';
import type { Ports } from '../ports.ts';
import type { Application } from './application.ts';
import { openingRows } from './opening-hours.ts';
import { reviewBlocks } from './review-blocks.ts';

export interface SheetInput {
  readonly ports: Pick<Ports, 'start' | 'texts' | 'clock'>;
  readonly service: ServiceDefinition;
  readonly application: Application;
  readonly announcements: PlaceNow['announcements'];
}

export interface Sheet {
  readonly title: string;
  readonly sections: readonly SheetSection[];
}

type Text = (key: string) => string;

/** What a service that ends at the terminal tells, in one language: the screen shows it, paper says the same. */
export function sheetOf(input: SheetInput, language: string): Sheet {
  const { ports, service, application } = input;
  const text: Text = (key) => ports.texts.text(language, key);
  const title = text(service.title);
  switch (service.route.kind) {
    case 'information':
      return { title, sections: service.route.sections.flatMap((section) => informed(section, input, text, language)) };
    case 'lookup': {
      const status = application.documentStatus?.reveal();
      if (!status) throw new Bug('nothing was looked up');
      return { title, sections: [statusSection(status, text(service.route.next[status.status]), text)] };
    }
    case 'printout':
      return { title, sections: reckoned(input, service.route, text, language) };
    default:
      throw new Bug('nothing is told at the terminal');
  }
}

type Information = Extract<ServiceDefinition['route'], { kind: 'information' }>['sections'][number];

function informed(
  { title, rows, text: paragraphs, shows }: Information,
  { ports, announcements }: SheetInput,
  text: Text,
  language: string,
): readonly SheetSection[] {
  const { site } = ports.start;
  const shown: Readonly<Record<NonNullable<typeof shows>, () => Pick<SheetSection, 'rows' | 'text'>>> = {
    'opening-hours': () => ({
      rows: openingRows(site.openingHours, ports.texts, language).map(({ days, times }) => ({
        label: days,
        value: times,
      })),
      text: [],
    }),
    announcements: () => ({
      rows: [],
      text:
        announcements.length === 0
          ? [text('session.sheet.announcements.none')]
          : announcements.map((one) => text(one.text)),
    }),
    contact: () => ({
      rows: [
        { label: text('session.sheet.address'), value: text(site.imprint) },
        { label: text('session.sheet.phone'), value: site.phone },
      ],
      text: [],
    }),
  };
  const own = shows === undefined ? { rows: [], text: [] } : shown[shows]();
  const section = {
    title: text(title),
    rows: [...own.rows, ...rows.map(({ label, value }) => ({ label: text(label), value: text(value) }))],
    text: [...own.text, ...paragraphs.map(text)],
  };
  // A place that says nothing of its hours.
  return section.rows.length + section.text.length === 0 ? [] : [section];
}

/** Without the number: the person knows it, and a slip lies in a tray. */
function statusSection({ document, status, since, counter }: DocumentStatus, next: string, text: Text): SheetSection {
  const row = (name: string, value: string) => ({ label: text(`session.lookup.${name}`), value });
  return {
    title: text(`session.lookup.status.${status}`),
    rows: [
      row('document', text(`session.lookup.document.${document}`)),
      ...(since === null ? [] : [row('since', germanDate(since))]),
      ...(counter === null ? [] : [row('counter', counter)]),
    ],
    text: [next],
    isResult: true,
  };
}

type Printout = Extract<ServiceDefinition['route'], { kind: 'printout' }>;

function reckoned(
  { ports, service, application }: SheetInput,
  { results, verdicts, notes }: Printout,
  text: Text,
  language: string,
): readonly SheetSection[] {
  const { texts, start, clock } = ports;
  const day = today(clock.now(), start.site.timeZone);
  const { values } = application;
  const answers = answersOf(service, values, day);
  const fields = service.form
    .flatMap((page) => page.fields)
    .filter(({ id }) => results.includes(id) && answers.isAsked(id));
  const rows = fields.map((field) => ({
    label: text(field.label),
    value: displayValue(field, { service, values, today: day }, texts, language),
  }));
  const verdict = verdicts.find(({ when }) => answers.holds(when));
  const said = new Set(rows.map(({ label }) => label));
  const blocks = reviewBlocks(service, application, { texts, language, today: day, names: start.site.names });
  return [
    {
      title: text('session.sheet.result'),
      rows,
      text: verdict ? [text(verdict.text)] : [],
      isResult: true,
    },
    ...blocks.map((block) => ({
      title: block.title,
      rows: block.rows
        .filter(({ label, value }) => value !== '' && !said.has(label))
        .map(({ label, value }) => ({ label, value })),
      text: [],
    })),
    { title: text('session.sheet.notes'), rows: [], text: notes.map(text) },
  ];
}
