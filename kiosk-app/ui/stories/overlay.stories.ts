import type { Display, Snapshot } from '../../session/contract/snapshot.ts';
import { type Story, story } from './fixture.ts';
import { identifyStories } from './identify.stories.ts';
import { moneyStories } from './money.stories.ts';
import { placeStories } from './place.stories.ts';
import { startStories } from './start.stories.ts';
import { workStories } from './work.stories.ts';

const OTHERS = [...startStories, ...placeStories, ...identifyStories, ...workStories, ...moneyStories];
const like = (name: string, as: string, change: Partial<Snapshot>): Story => {
  const found = OTHERS.find((other) => other.name === name);
  if (found === undefined) throw new Error(`no story ${name}`);
  const renamed = `${name}-${as}`;
  return { name: renamed, snapshot: { ...found.snapshot, screenId: renamed, ...change } };
};
const shown = (display: Partial<Display>): Pick<Snapshot, 'display'> => ({
  display: { contrast: 'normal', text: 'normal', reach: 'normal', ...display },
});

const form = OTHERS.find((other) => other.name === 'form-vehicle')?.snapshot.screen ?? { kind: 'orient' };

/** Looked at in every display choice: the densest and the most important screens. */
const SAMPLES = [
  'attract',
  'attract-everything',
  'attract-hours',
  'closed-holiday',
  'orient',
  'catalogue',
  'catalogue-found',
  'service-info',
  'identify-consent-optional',
  'identify-pin-wrong',
  'identify-failed-pin-blocked',
  'bill-unknown',
  'form-vehicle',
  'form-choice-error',
  'evidence-pages',
  'evidence-blank-asked-last',
  'review',
  'pay-insert-card',
  'receipt-fault-paper-out',
  'receipt-owed',
  'farewell-take-all',
  'problem-no-eid',
  'problem-lives-elsewhere',
];

const ARABIC: Partial<Snapshot> = {
  language: 'ar',
  dir: 'rtl',
  languages: [
    { code: 'de', name: 'Deutsch', dir: 'ltr' },
    { code: 'en', name: 'English', dir: 'ltr' },
    { code: 'ar', name: 'العربية', dir: 'rtl' },
  ],
};

const helpStories: readonly Story[] = (['asking', 'told', 'taken', 'unreachable'] as const).map((state) =>
  story(`overlay-help-${state}`, form, { overlay: { kind: 'help', state } }),
);
const unreachable = helpStories.filter(({ name }) => name === 'overlay-help-unreachable');

export const overlayStories: readonly Story[] = [
  story('overlay-cover', form, { overlay: { kind: 'cover', secondsLeft: 58, canHandOver: true } }),
  story('overlay-cover-large', form, {
    overlay: { kind: 'cover', secondsLeft: 58, canHandOver: true },
    ...shown({ text: 'large' }),
  }),
  story('overlay-cover-low', form, {
    overlay: { kind: 'cover', secondsLeft: 58, canHandOver: true },
    ...shown({ reach: 'low' }),
  }),
  story('overlay-cover-at-work', form, { overlay: { kind: 'cover', secondsLeft: 58, canHandOver: false } }),
  story('overlay-idle-warning', form, { overlay: { kind: 'idle-warning', secondsLeft: 20, extensionsLeft: 2 } }),
  story('overlay-idle-warning-last', form, { overlay: { kind: 'idle-warning', secondsLeft: 1, extensionsLeft: 0 } }),
  ...helpStories,
  ...unreachable.flatMap(({ name, snapshot }) => [
    { name: `${name}-en`, snapshot: { ...snapshot, language: 'en' } },
    { name: `${name}-large`, snapshot: { ...snapshot, ...shown({ text: 'large' }) } },
    { name: `${name}-low`, snapshot: { ...snapshot, ...shown({ reach: 'low' }) } },
  ]),
  story('overlay-confirm-cancel', form, { overlay: { kind: 'confirm-cancel' } }),
  ...SAMPLES.flatMap((name) => [
    like(name, 'en', { language: 'en' }),
    like(name, 'contrast', shown({ contrast: 'high' })),
    like(name, 'large', shown({ text: 'large' })),
    like(name, 'low', shown({ reach: 'low' })),
    like(name, 'rtl', ARABIC),
  ]),
];
