import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isUsable } from '../../device-drivers/contract.ts';
import { recordToFile } from '../../device-drivers/recording/to-file.ts';
import { type ConfiguredDevice, configuredDevices } from '../../device-drivers/registry.ts';
import type { Clock } from '../../foundation/clock.ts';
import { Refusal } from '../../foundation/errors.ts';
import type { Log } from '../../foundation/log.ts';
import type { StaffLanguage } from '../../foundation/staff-languages.ts';
import { askHealth, type Checked, checkDevice } from './ask.ts';
import type { CommandDelays } from './delays.ts';
import { checkText, type ListedDevice, listText, type Source } from './report.ts';
import { takeDevices, toldStates } from './running-terminal.ts';
import { findPlace, type Place } from './site-file.ts';
import { dialTerminal, type TerminalLink } from './terminal-link.ts';
import { wordsOf } from './texts.ts';

/** 0 all usable, or test passed · 1 not so · 2 command line or site file · 3 the running terminal cannot test it now. */
export type ExitCode = 0 | 1 | 2 | 3;

export interface Request {
  readonly site: string | undefined;
  readonly data: string | undefined;
  readonly language: StaffLanguage;
  readonly json: boolean;
  /** The device to test; `null` lists all. */
  readonly test: string | null;
  /** Directory for a recording of the test; `null` records nothing. */
  readonly record: string | null;
}

export interface Outcome {
  readonly exitCode: ExitCode;
  readonly output: string;
  /** For standard error. */
  readonly notice: string | null;
}

export interface Surroundings {
  /** Directory of a demo on this machine. */
  readonly demo: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly delays: CommandDelays;
}

/** What `npm run devices` does; see docs/devices.md. */
export async function runDevices(request: Request, surroundings: Surroundings): Promise<Outcome> {
  const words = wordsOf(request.language);
  const found = findPlace(request, surroundings.demo);
  if (!found.ok) {
    const { reason, file, detail } = found.error;
    const text = words.text(`fault.${reason}`, { file, detail });
    return refused(request, 2, { reason, file, detail }, text);
  }
  const place = found.value;
  const devices = configuredDevices(place.site.devices);
  const chosen = request.test === null ? null : devices.find(({ kind }) => kind === request.test);
  if (chosen === undefined) {
    const known = devices.map(({ kind }) => kind).join(', ');
    const text = words.text('fault.no-such-device', { device: request.test ?? '', known });
    return refused(request, 2, { reason: 'no-such-device', known }, text);
  }
  const lock = takeDevices(place.data);
  if (lock === 'in-use') {
    const link = await dialTerminal(place.data, surroundings.clock, surroundings.log);
    try {
      return chosen === null
        ? await listTold(request, place, devices, link, surroundings)
        : await testThrough(link, request, place, chosen, surroundings);
    } finally {
      link?.close('done');
    }
  }
  const notice = lock === null ? words.text('notice.no-lock', { data: place.data }) : null;
  const directory = mkdtempSync(join(tmpdir(), 'bt-devices-'));
  try {
    const outcome =
      chosen === null
        ? await listAsked(request, place, devices, directory, surroundings)
        : await test(request, place, chosen, directory, surroundings);
    return { ...outcome, notice: [notice, outcome.notice].filter((one) => one !== null).join('\n') || null };
  } finally {
    rmSync(directory, { recursive: true, force: true });
    lock?.release();
  }
}

async function listAsked(
  request: Request,
  place: Place,
  devices: readonly ConfiguredDevice[],
  directory: string,
  { clock, log, delays }: Surroundings,
): Promise<Outcome> {
  const listed = await Promise.all(
    devices.map(async (device): Promise<ListedDevice> => {
      const { health } = await askHealth(() => device.create({ directory, clock, log }), clock, delays);
      return { ...entry(device), health, model: health.model, firmware: health.firmware, at: health.seenAt };
    }),
  );
  return list(request, place, listed, 'devices', clock);
}

/** A running terminal has the devices: what it says of them, or, if it cannot be asked, said of them last. */
async function listTold(
  request: Request,
  place: Place,
  devices: readonly ConfiguredDevice[],
  link: TerminalLink | null,
  { clock, delays }: Surroundings,
): Promise<Outcome> {
  const answer = await link?.call('devices.list', {}, delays.listWithin).catch(() => undefined);
  const told = answer ? null : toldStates(place.data);
  const listed = devices.map((device): ListedDevice => {
    const now = answer?.devices.find(({ kind }) => kind === device.kind)?.health;
    if (now) return { ...entry(device), health: now, model: now.model, firmware: now.firmware, at: now.seenAt };
    const health = told?.get(device.kind) ?? null;
    return { ...entry(device), health, model: null, firmware: null, at: health?.at ?? null };
  });
  return list(request, place, listed, 'terminal', clock);
}

function list(request: Request, place: Place, listed: readonly ListedDevice[], source: Source, clock: Clock): Outcome {
  const at = clock.now();
  const exitCode = listed.every(({ health }) => health !== null && isUsable(health)) ? 0 : 1;
  const { terminalId, id } = place.site;
  const output = request.json
    ? json({ terminal: terminalId, site: id, at: new Date(at).toISOString(), source, devices: listed.map(flat) })
    : listText(place, listed, source, at, wordsOf(request.language));
  return { exitCode, output, notice: null };
}

async function test(
  request: Request,
  place: Place,
  device: ConfiguredDevice,
  directory: string,
  { clock, log, delays }: Surroundings,
): Promise<Outcome> {
  const at = clock.now();
  const recording =
    request.record === null ? null : await recordToFile(request.record, device.recordedAs, { clock, log });
  const create = () => device.create({ directory, clock, log, tap: recording?.tap });
  const checked = await checkDevice(create, clock, delays);
  const words = wordsOf(request.language);
  const recorded = recording && words.text('notice.recorded', { file: recording.file });
  return checkOutcome(request, place, device, checked, at, recorded);
}

/** The running terminal tests its device itself: it is the one program the device listens to. */
async function testThrough(
  link: TerminalLink | null,
  request: Request,
  place: Place,
  device: ConfiguredDevice,
  { clock, delays }: Surroundings,
): Promise<Outcome> {
  const words = wordsOf(request.language);
  const at = clock.now();
  try {
    if (!link) throw new Refusal('in-use');
    const checked = await link.call('devices.test', { device: device.kind }, delays.checkWithin);
    const notice = request.record === null ? null : words.text('notice.not-recorded-there');
    return checkOutcome(request, place, device, checked, at, notice);
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown;
    const names = { device: words.word('device', device.kind), data: place.data };
    const known = REFUSALS.find((reason) => reason === thrown.reason);
    const text = words.text(`fault.${known ?? 'no-test'}`, known ? names : { ...names, reason: thrown.reason });
    const reason = known === 'in-use' ? 'in-use-by-terminal' : thrown.reason;
    return refused(request, 3, { reason, device: device.kind, data: place.data }, text);
  }
}

const REFUSALS = ['in-use', 'in-service', 'no-device', 'not-ready'] as const;

function checkOutcome(
  request: Request,
  place: Place,
  device: ConfiguredDevice,
  checked: Checked,
  at: number,
  notice: string | null,
): Outcome {
  const { report, health, statistics } = checked;
  const { terminalId, id } = place.site;
  const output = request.json
    ? json({
        terminal: terminalId,
        site: id,
        at: new Date(at).toISOString(),
        ...flat({ ...entry(device), health, model: health.model, firmware: health.firmware, at: health.seenAt }),
        passed: report.passed,
        steps: report.steps,
        statistics,
      })
    : checkText(place, device, checked, at, wordsOf(request.language));
  return { exitCode: report.passed ? 0 : 1, output, notice };
}

const entry = ({ kind, protocol, address }: ConfiguredDevice) => ({ device: kind, protocol, address });

const flat = ({ health, at, ...rest }: ListedDevice) => ({
  ...rest,
  state: health?.state ?? null,
  reason: health?.reason ?? null,
  seenAt: at === null ? null : new Date(at).toISOString(),
});

const json = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;

const refused = ({ json: isJson }: Request, exitCode: ExitCode, fault: object, text: string): Outcome =>
  isJson ? { exitCode, output: json(fault), notice: null } : { exitCode, output: '', notice: text };
