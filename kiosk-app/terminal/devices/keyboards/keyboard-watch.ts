import { readFileSync } from 'node:fs';
import type { SiteDefinition } from '../../../../config/schema/site.ts';
import type { Clock, Timer } from '../../../../foundation/clock.ts';
import { reasonOf } from '../../../../foundation/errors.ts';
import { code, type Log } from '../../../../foundation/log.ts';
import type { TerminalDelays } from '../../configuration/delays.ts';
import type { Alerts } from '../../store/alerts.ts';
import { attachedKeyboards, unknownKeyboards } from './attached-keyboards.ts';

export interface KeyboardWatchOptions {
  readonly site: Pick<SiteDefinition, 'keyboards' | 'devices'>;
  readonly alerts: Pick<Alerts, 'raise' | 'mended'>;
  readonly onChange: () => void;
  /** The kernel's list of input devices. */
  readonly read?: () => string;
  readonly delays: Pick<TerminalDelays, 'keyboardsLookEvery' | 'keyboardToldFor'>;
  readonly clock: Clock;
  readonly log: Log;
}

const readList = (): string => readFileSync('/proc/bus/input/devices', 'utf8');

/**
 * Tells staff of a keyboard that does not belong to the place. What is typed on it is never looked at. The alert stands
 * for a while after it was pulled out: the hub may not have been there to hear of it.
 * @returns ends that
 */
export function watchKeyboards(options: KeyboardWatchOptions): () => void {
  const { site, alerts, onChange, read = readList, delays, clock, log } = options;
  if (site.keyboards === undefined) return () => {};
  const known = [...site.keyboards, ...keypadOf(site)];
  let before = '';
  let goneSince: number | null = clock.monotonic();
  let isReadable = true;
  let timer: Timer;

  function look(): void {
    try {
      judge(unknownKeyboards(attachedKeyboards(read()), known));
      isReadable = true;
    } catch (thrown) {
      if (isReadable) log.event('error', 'keyboards.not-watched', { reason: code(reasonOf(thrown)) });
      isReadable = false;
    }
    timer = clock.setTimeout(look, delays.keyboardsLookEvery);
  }

  function judge(unknown: readonly string[]): void {
    const now = clock.monotonic();
    const ids = unknown.join(' ');
    if (ids !== before) {
      if (unknown.length > 0) {
        log.event('error', 'keyboards.unknown', { keyboards: unknown.map(code) });
        alerts.raise('unknown-keyboard', null, `usb-${unknown[0]?.replace(':', '-')}`);
        onChange();
      } else log.event('warn', 'keyboards.unknown-gone');
      goneSince = unknown.length > 0 ? null : now;
      before = ids;
    }
    if (goneSince === null || now - goneSince < delays.keyboardToldFor) return;
    goneSince = null;
    alerts.mended('unknown-keyboard', null);
    onChange();
  }

  look();
  return () => clock.clearTimeout(timer);
}

/** The assistive keypad of the place is a keyboard to the kernel. */
function keypadOf({ devices: { keypad } }: KeyboardWatchOptions['site']): readonly string[] {
  if (keypad?.protocol !== 'hid') return [];
  const [vendor = '', product = ''] = keypad.path.split(':');
  return [`${vendor.padStart(4, '0')}:${product.padStart(4, '0')}`];
}
