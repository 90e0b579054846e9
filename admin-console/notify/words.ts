import reasonsDe from '../../device-drivers/texts/de.json' with { type: 'json' };
import reasonsEn from '../../device-drivers/texts/en.json' with { type: 'json' };
import { countText, fill, type LocaleTexts } from '../../foundation/texts.ts';
import causesDe from '../contract/alerting/texts/de.json' with { type: 'json' };
import causesEn from '../contract/alerting/texts/en.json' with { type: 'json' };
import devicesDe from '../contract/texts/devices.de.json' with { type: 'json' };
import devicesEn from '../contract/texts/devices.en.json' with { type: 'json' };
import type { ClaimedNotice, NoticeItem } from '../domain/alerting/notice-store.ts';
import de from './texts/de.json' with { type: 'json' };
import en from './texts/en.json' with { type: 'json' };

const TEXTS: Readonly<Record<'de' | 'en', LocaleTexts>> = {
  de: { ...reasonsDe, ...devicesDe, ...causesDe, ...de },
  en: { ...reasonsEn, ...devicesEn, ...causesEn, ...en },
};
/** Whose way to write a date: of English that of Europe, where the terminals stand. */
const DATES = { de: 'de', en: 'en-GB' } as const;
/** A message stays readable; the console has them all. */
const ITEMS_AT_MOST = 30;

export interface Words {
  /** One line. */
  readonly subject: string;
  /** Plain text. */
  readonly text: string;
}

/** What a person reads of a message, in the language of its channel and the hours of its tenant. */
export function wordsOf(notice: ClaimedNotice): Words {
  const { language } = notice.channel;
  const texts = TEXTS[language];
  const say = (key: string, values: Readonly<Record<string, string>> = {}) => fill(texts[key] ?? '', values);
  const tenant = say('tenant', { tenant: notice.tenant.name });
  if (notice.kind === 'test') {
    return {
      subject: `[${say('product')}] ${say('subject.test')}`,
      text: paragraphs([say('lead.test')], [tenant, say('sent')]),
    };
  }
  const cause = say(`cause.${notice.cause}`);
  const shown = notice.items.slice(0, ITEMS_AT_MOST);
  const hidden = notice.items.length - shown.length;
  const lines = shown.map((item) => itemLine(item, notice, say));
  if (hidden > 0) lines.push(countText(language, (key) => texts[key], 'more', hidden) ?? '');
  const isOver = notice.kind === 'recovered';
  const help = isOver
    ? []
    : [
        [say('means', { text: say(`cause.${notice.cause}.means`) })],
        [say('do', { text: say(`cause.${notice.cause}.do`) })],
      ];
  return {
    subject: `[${say('product')}] ${subjectOf(notice, cause, say)}`,
    text: paragraphs([say(`lead.${notice.kind}`, { cause })], lines, ...help, [tenant, say('sent')]),
  };
}

type Say = (key: string, values?: Readonly<Record<string, string>>) => string;

function subjectOf({ kind, items, channel }: ClaimedNotice, cause: string, say: Say): string {
  const counted = (key: string, n: number, values: Readonly<Record<string, string>>) =>
    countText(channel.language, (whole) => TEXTS[channel.language][whole], key, n, values) ?? '';
  const terminals = new Set(items.map(({ terminalId }) => terminalId));
  const worst = (['urgent', 'soon'] as const).find((name) => items.some(({ severity }) => severity === name));
  return say(`subject.${kind}`, {
    severity: say(`severity.${worst ?? 'note'}`),
    what: counted('what', items.length, { cause }),
    where: counted('where', terminals.size, { terminal: [...terminals][0] ?? '' }),
  });
}

function itemLine(item: NoticeItem, { kind, tenant, channel }: ClaimedNotice, say: Say): string {
  const time = (at: number) =>
    new Intl.DateTimeFormat(DATES[channel.language], {
      dateStyle: 'medium',
      timeStyle: 'short',
      timeZone: tenant.timeZone,
    }).format(at);
  const detail = detailOf(item, channel.language, say);
  return say(kind === 'recovered' ? 'item.over' : 'item', {
    terminal: item.terminalId,
    place: item.location === null ? '' : say('place', { location: item.location }),
    detail: detail === '' ? '' : say('detail', { text: detail }),
    since: time(item.since),
    until: item.closedAt === null ? '' : time(item.closedAt),
  });
}

/** "Belegdrucker, Papier leer". An id of a call for help says nothing to anybody. */
function detailOf({ cause, subject, reason }: NoticeItem, language: 'de' | 'en', say: Say): string {
  if (cause === 'help') return '';
  const days = /^days-(\d{1,4})$/.exec(reason ?? '')?.[1];
  const why =
    days === undefined
      ? reason !== null && (say(`reason.${reason}`) || say(`state.${reason}`) || oneWord(reason))
      : countText(language, (key) => TEXTS[language][key], 'days', Number(days));
  const what = subject !== '' && (say(`device.${subject}`) || oneWord(subject));
  return [what, cause === 'portal' ? '' : why].filter(Boolean).join(', ');
}

/** What a terminal said goes into a message only as a name, so that none can write sentences into it. */
const oneWord = (text: string): string => (/^[\w.:-]{1,60}$/.test(text) ? text : '');

const paragraphs = (...all: readonly (readonly string[])[]): string =>
  `${all.map((lines) => lines.join('\n')).join('\n\n')}\n`;
