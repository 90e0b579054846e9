import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { EidChoice } from '../../demo/demo-site.ts';
import { reasonOf } from '../../foundation/errors.ts';
import { versionOf } from '../../simulators/fit-connect/metadata.ts';
import type { Step } from './citizen.ts';
import { handsOf } from './device-acts.ts';
import { ERIKA, type Person, WILHELMINE } from './people.ts';
import { bescheidBezahlen } from './scripts/bescheid-bezahlen.ts';
import { bewohnerparkausweis, parkingByWallet } from './scripts/bewohnerparkausweis.ts';
import { billByPhone } from './scripts/bill-by-phone.ts';
import { cardLeft } from './scripts/card-left.ts';
import { gaestebeitragMelden } from './scripts/gaestebeitrag-melden.ts';
import { anyServices, byPhone, withCard } from './scripts/generic.ts';
import { hundesteuerAbmelden } from './scripts/hundesteuer-abmelden.ts';
import { hundesteuerAnmelden } from './scripts/hundesteuer-anmelden.ts';
import { hundesteuerByKeypad } from './scripts/hundesteuer-by-keypad.ts';
import { anyName } from './scripts/hundesteuer-unusual-name.ts';
import { meldebescheinigung } from './scripts/meldebescheinigung.ts';
import { withoutEid } from './scripts/no-eid-appointment.ts';
import { payLater } from './scripts/pay-later.ts';
import { pinSetzen } from './scripts/pin-setzen.ts';
import { portalEid } from './scripts/portal-eid.ts';
import type { Fault, Script } from './scripts/script.ts';
import { terminBuchen } from './scripts/termin-buchen.ts';
import { terminVerwalten } from './scripts/termin-verwalten.ts';
import { ausweisFertig, oeffnungszeiten, wohngeldVorpruefen } from './scripts/told.ts';
import { livesAbroad, oneName, yearOnly } from './scripts/unusual-cards.ts';
import { openStackAndBrowser, type StackAndBrowser } from './stack-and-browser.ts';
import { enterStage, type VIEWPORTS } from './stage.ts';
import { type Check, type Findings, verify } from './verify.ts';

const OWN: readonly Script[] = [
  bewohnerparkausweis,
  parkingByWallet,
  hundesteuerAnmelden,
  hundesteuerAbmelden,
  hundesteuerByKeypad,
  anyName,
  bescheidBezahlen,
  billByPhone,
  meldebescheinigung,
  payLater,
  pinSetzen,
  oneName,
  livesAbroad,
  yearOnly,
  cardLeft,
  terminBuchen,
  terminVerwalten,
  gaestebeitragMelden,
  withoutEid,
  oeffnungszeiten,
  ausweisFertig,
  wohngeldVorpruefen,
  portalEid,
];
/** Every service has one: those without a script of their own are walked by their definition. */
export const SCRIPTS: readonly Script[] = [
  ...OWN,
  withCard('geburtsurkunde'),
  byPhone('strafzettel-widersprechen'),
  ...anyServices(OWN),
];

/** By the version of the interface that carries them. */
export const METADATA_VERSIONS = { 1: ['1.0.0'], 2: ['2.1.0'] } as const;

export interface JourneyReport extends Partial<Findings> {
  readonly journey: string;
  readonly fault: Fault | null;
  readonly ok: boolean;
  /** What the citizen got when the fault happened. */
  readonly met: readonly string[];
  readonly steps: readonly Step[];
  readonly problem: string | null;
  readonly checks: readonly Check[];
}

export interface JourneyOptions {
  readonly script: Script;
  readonly fault: Fault | null;
  readonly viewport: keyof typeof VIEWPORTS;
  /** Which FIT-Connect every authority reads; each its own if left out. */
  readonly fitConnect?: keyof typeof METADATA_VERSIONS | undefined;
  /** Emptied first. */
  readonly out: string;
}

/** Plays one journey on a stack of its own and judges it. Never throws for what went wrong in the journey. */
export async function runJourney(
  options: JourneyOptions & {
    readonly eid: EidChoice;
    /** Pictures of each step, and the screen's animations. */
    readonly isWatched: boolean;
    /** Leave what the stack wrote, for looking into. */
    readonly keepTraces: boolean;
  },
): Promise<JourneyReport> {
  const { script, fault, eid, isWatched, out } = options;
  emptied(out);
  const traces = join(out, 'traces');
  let place: StackAndBrowser;
  try {
    place = await openStackAndBrowser({ traces, eid, isWatched, hasWallet: true });
  } catch (thrown) {
    return { journey: script.service, fault, met: [], steps: [], checks: [], ok: false, problem: messageOf(thrown) };
  }
  try {
    return await playJourney(place, options, eid.kind === 'real' ? ERIKA : undefined);
  } finally {
    await place.close();
    if (!options.keepTraces) rmSync(traces, { recursive: true, force: true });
  }
}

/**
 * Plays one journey on a stack that is there and judges it. Never throws for what went wrong in the journey.
 * @param person whose card lies in the reader there, where that is not a simulated one
 */
export async function playJourney(
  place: StackAndBrowser,
  { script, fault, viewport, out, fitConnect }: JourneyOptions,
  person: Person = script.person ?? WILHELMINE,
): Promise<JourneyReport> {
  const met: string[] = [];
  const report = (rest: Partial<Findings> & { steps: readonly Step[]; problem: string | null }): JourneyReport => {
    const checks = [...(rest.checks ?? [])];
    if (fault) checks.push({ check: `the fault ${fault} was met`, ok: met.length > 0, detail: met.join('; ') });
    return {
      journey: script.service,
      fault,
      met,
      ...rest,
      checks,
      ok: rest.problem === null && checks.length > 0 && checks.every(({ ok }) => ok),
    };
  };
  let steps: readonly Step[] = [];
  try {
    if (fitConnect) place.stack.world.portal.setMetadataVersions(METADATA_VERSIONS[fitConnect]);
    const stage = await enterStage(place, { out, viewport, person });
    steps = stage.citizen.steps;
    const expected = await script.play({ stage, hands: handsOf(stage), fault, met: (what) => met.push(what) });
    const findings = await verify(stage, expected);
    const checks = fitConnect ? [...findings.checks, spoken(place, findings.caseNumber, fitConnect)] : findings.checks;
    return report({ ...findings, checks, steps, problem: null });
  } catch (thrown) {
    return report({ steps, problem: messageOf(thrown) });
  }
}

/** Whether the case came in the version that was asked for. */
function spoken({ stack }: StackAndBrowser, number: string | null, fitConnect: keyof typeof METADATA_VERSIONS): Check {
  const { portal } = stack.world;
  const found = portal.cases().find(({ caseNumber }) => caseNumber === number);
  const came = found ? versionOf(portal.case(found.caseId)?.metadata ?? null) : null;
  const ok = came === METADATA_VERSIONS[fitConnect][0];
  return { check: `FIT-Connect ${fitConnect}`, ok, detail: `metadata ${came ?? 'none'}` };
}

/** @returns the directory, with nothing in it */
export function emptied(directory: string): string {
  rmSync(directory, { recursive: true, force: true, maxRetries: 3 });
  mkdirSync(directory, { recursive: true });
  return directory;
}

const messageOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : reasonOf(thrown));
