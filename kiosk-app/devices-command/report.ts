import type { DeviceHealth, DeviceKind } from '../../device-drivers/contract.ts';
import type { ConfiguredDevice } from '../../device-drivers/registry.ts';
import type { Checked, HealthAnswer } from './ask.ts';
import { rule, table } from './layout.ts';
import type { Place } from './site-file.ts';
import type { DevicesWords } from './texts.ts';

/** One line of the list. `null`: the running terminal has not said anything of it yet. */
export interface ListedDevice {
  readonly device: DeviceKind;
  readonly protocol: string;
  readonly address: string;
  readonly health: Pick<DeviceHealth, 'state' | 'reason'> | null;
  readonly model: string | null;
  readonly firmware: string | null;
  readonly at: number | null;
}

/** `terminal`: as the running terminal last said; `devices`: asked just now; `unchecked`: asked, no lock to look at. */
export type Source = 'terminal' | 'devices';

export function listText(
  place: Place,
  listed: readonly ListedDevice[],
  source: Source,
  at: number,
  words: DevicesWords,
): string {
  const { text, word, time } = words;
  const { site } = place;
  const head = [text('list.title', { terminal: site.terminalId, site: site.id }), rule('=')];
  if (listed.length === 0) return [...head, text('list.none'), ''].join('\n');
  const rows = listed.map(({ device, address, health, model, at: told }) => [
    word('device', device),
    health ? word('state', health.state) : text('list.unknown'),
    health?.reason ? word('reason', health.reason) : '',
    [address, model ?? '', source === 'terminal' && told !== null ? `(${time(told)})` : ''].filter(Boolean).join(' '),
  ]);
  const titles = [text('list.device'), text('list.state'), text('list.reason'), text('list.address')];
  return [
    ...head,
    ...table([titles], LIST),
    rule('-'),
    ...table(rows, LIST),
    '',
    ...table([[text(`list.source-${source}`, { time: time(at) })]], []),
    '',
  ].join('\n');
}

const LIST = [23, 13, 18] as const;
const FACTS = [14] as const;
const STEPS = [24, 15] as const;

/** The report of one device's health check, to be printed and signed. */
export function checkText(
  place: Place,
  device: ConfiguredDevice,
  checked: Checked,
  at: number,
  words: DevicesWords,
): string {
  const { text, word, time } = words;
  const { report, health } = checked;
  const facts = [
    [text('check.device'), `${word('device', device.kind)} (${device.kind})`],
    [text('check.connection'), `${word('protocol', device.protocol)}, ${device.address}`],
    [text('check.model'), [health.model, health.firmware].filter(Boolean).join(', ') || text('check.not-told')],
    [text('check.terminal'), `${place.site.terminalId}, ${place.site.id}`],
    [text('check.time'), time(at)],
    [text('check.state'), stateText(health, words)],
  ];
  const steps = report.steps.map(({ step, outcome, detail }) => [
    word('check-step', step),
    word('outcome', outcome),
    word(outcome === 'failed' ? 'reason' : 'check-reading', detail),
  ]);
  return [
    text('check.title'),
    rule('='),
    ...table(facts, FACTS),
    '',
    ...table([[text('check.step'), text('check.outcome'), text('check.detail')]], STEPS),
    rule('-'),
    ...table(steps, STEPS),
    rule('-'),
    text(report.passed ? 'check.passed' : 'check.failed'),
    ...statistics(checked, words),
    '',
    '',
    `${text('check.signature')} ${'_'.repeat(40)}`,
    '',
  ].join('\n');
}

const stateText = ({ state, reason }: DeviceHealth, { word }: DevicesWords): string =>
  reason === null ? word('state', state) : `${word('state', state)}: ${word('reason', reason)}`;

function statistics({ statistics: counts }: HealthAnswer, { text }: DevicesWords): string[] {
  const told = Object.entries(counts).filter(([, count]) => count !== 0);
  if (told.length === 0) return [];
  return ['', ...table([[text('check.counts'), told.map(([name, count]) => `${name} ${count}`).join(', ')]], FACTS)];
}
