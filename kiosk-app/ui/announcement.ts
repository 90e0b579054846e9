import type { Snapshot } from '../session/contract/snapshot.ts';
import type { Words } from './words.ts';

/** Progress is spoken in steps of this many percent: every percent would never let a listener get a word in. */
const PERCENT_STEP = 25;

/** What changed within one screen, in one sentence; empty where the screen's own heading says it already. */
export function announcement({ screen, notice }: Snapshot, words: Words): string {
  const { t } = words;
  if (notice !== null) return t(`notice.${notice.reason}`);
  switch (screen.kind) {
    case 'identify':
      return screen.phase.kind === 'reading' ? t('identify.reading.percent', { n: coarse(screen.phase.percent) }) : '';
    case 'pay':
      return screen.phase.kind === 'running' ? t(`pay.status.${screen.phase.status}`) : '';
    case 'evidence':
      return screen.scan.state === 'running' ? t(`evidence.running.${screen.scan.phase}`) : '';
    case 'bill':
      return screen.lookup === 'idle' ? '' : t(`bill.lookup.${screen.lookup}`);
    case 'receipt':
      if (screen.print.kind === 'fault') return t(`receipt.print.fault.${screen.print.reason}`);
      return t(`receipt.print.${screen.print.kind}`);
    case 'catalogue':
      return words.count('catalogue.found', screen.services.length);
    default:
      return '';
  }
}

const coarse = (percent: number): number => Math.floor(percent / PERCENT_STEP) * PERCENT_STEP;
