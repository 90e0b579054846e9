import { openingRows } from '../application/opening-hours.ts';
import { paysAfterwards, stepsOf } from '../application/steps-of.ts';
import type { Journey } from '../contract/journey.ts';
import type { ScreenNotice } from '../contract/notice.ts';
import type { PictureRef } from '../contract/picture.ts';
import type { Screen, Snapshot } from '../contract/snapshot.ts';
import { VIEW_VERSION } from '../contract/view-link.ts';
import type { SessionContext } from '../machine/session-context.ts';
import { flowSays, type SessionState, stepSays, stepState } from '../machine/state.ts';
import { LOGO } from '../pictures.ts';
import { overlayOf } from './overlay.ts';
import { screenOf } from './screen.ts';

/** What the machines do not know: numbering, what was refused last, what is possible now. */
export interface SnapshotFrame {
  readonly seq: number;
  readonly screenId: (screen: Screen) => string;
  /** Of an intent that was refused as a whole; the steps have notices of their own. */
  readonly notice: ScreenNotice | null;
  readonly can: Snapshot['can'];
}

export function snapshotOf(state: SessionState, frame: SnapshotFrame): Snapshot {
  const { context } = state;
  const { site } = context.ports.start;
  const text = (key: string) => context.ports.texts.text(context.language, key);
  const screen = screenOf(state);
  return {
    version: VIEW_VERSION,
    seq: frame.seq,
    language: context.language,
    dir: site.languages.find((language) => language.code === context.language)?.dir ?? 'ltr',
    languages: site.languages,
    display: context.display,
    headset: context.headset,
    cardLeft: context.isCardLeft,
    site: {
      municipality: text(site.municipality),
      location: text(site.location),
      phone: site.phone,
      helpDesk: site.helpDesk ? text(site.helpDesk) : null,
      imprint: text(site.imprint),
      openingHours: openingRows(site.openingHours, context.ports.texts, context.language),
      announcements: context.place.announcements.map(({ kind, text: key }) => ({ kind, text: text(key) })),
      look: { ...site.look, logo: site.look.logo && LOGO },
    },
    screen,
    screenId: frame.screenId(screen),
    journey: journeyOf(state),
    overlay: overlayOf(state),
    can: frame.can,
    notice: frame.notice ?? stepSays(state, 'notice'),
  };
}

function journeyOf(state: SessionState): Journey | null {
  const { service, ports, language } = state.context;
  if (!service || state.hasTag('without-journey')) return null;
  const title = ports.texts.text(language, service.title);
  if (service.route.kind === 'pin-change') return pinJourney(state, service.id, title);
  const steps = stepsOf(service)
    .filter((id) => id !== 'pin-change')
    .filter((id) => id !== 'pay' || !isUnpaid(state));
  const current = flowSays(state, 'journey');
  const at = current === undefined ? -1 : current === 'over' ? steps.length : steps.indexOf(current);
  return {
    serviceId: service.id,
    title,
    steps: steps.map((id, index) => ({ id, state: index < at ? 'done' : index === at ? 'current' : 'ahead' })),
  };
}

/** Over without the payment that was meant to come last: a step that was not taken is not shown as done. */
function isUnpaid({ value, context }: SessionState): boolean {
  const { service, application } = context;
  const isOver = value.flow === 'receipt' || value.flow === 'farewell';
  return isOver && service !== null && paysAfterwards(service) && application.package?.state === 'released';
}

const PIN_STEPS = ['old-pin', 'new-pin'] as const;

function pinJourney(state: SessionState, serviceId: string, title: string): Journey {
  const step = stepState(state, 'pinChange');
  const isOver = step?.context.isChanged || state.value.flow === 'farewell';
  const isNew = step?.context.ask?.secret === 'new-pin' && step.matches('talking');
  const at = isOver ? PIN_STEPS.length : step ? Number(isNew) : -1;
  return {
    serviceId,
    title,
    steps: PIN_STEPS.map((id, index) => ({ id, state: index < at ? 'done' : index === at ? 'current' : 'ahead' })),
  };
}

/** Names a visit of a screen by what an intent made for it relies on: another secret asked for is another screen. */
export function visitKey(screen: Screen, { service }: Pick<SessionContext, 'service'>): string {
  switch (screen.kind) {
    case 'identify':
      return screen.phase.kind === 'enter' ? `identify.enter.${screen.phase.secret}` : `identify.${screen.phase.kind}`;
    case 'pin-change':
      return screen.phase.kind === 'enter'
        ? `pin-change.enter.${screen.phase.secret}`
        : `pin-change.${screen.phase.kind}`;
    case 'form':
      return `form.${screen.pageId}`;
    case 'evidence':
      return screen.asked === null ? `evidence.${screen.item.id}` : `evidence.${screen.item.id}.asked.${screen.asked}`;
    // "Search" and "pay this one" are the same intent.
    case 'bill':
      return screen.bill ? `bill.${screen.bills.map(({ reference }) => reference).join('+')}` : 'bill';
    case 'pay':
      return `pay.${screen.phase.kind}`;
    case 'interrupted':
      return `interrupted.${screen.outcome}`;
    case 'service-info':
      return `service-info.${service?.id ?? ''}`;
    case 'problem':
      return `problem.${screen.problem}`;
    case 'portal':
      return `portal.${screen.phase.kind}`;
    case 'sheet':
      return `sheet.${screen.sheet}`;
    default:
      return screen.kind;
  }
}

/** Every picture a snapshot refers to. */
export function picturesOn({ screen, site }: Snapshot): readonly PictureRef[] {
  return [...(site.look.logo ? [site.look.logo] : []), ...picturesOfScreen(screen)];
}

function picturesOfScreen(screen: Screen): readonly PictureRef[] {
  if (screen.kind === 'evidence') return screen.pages.map((page) => page.preview);
  if (screen.kind === 'portal') return screen.phase.kind === 'document' ? screen.phase.pages : [];
  return screen.kind === 'review' ? screen.blocks.flatMap((block) => block.pictures) : [];
}
