import type { CopyView } from '../session/contract/screens/receipt.ts';
import type { Snapshot } from '../session/contract/snapshot.ts';
import type { UiTexts } from './texts.ts';

/** Progress is spoken in steps of this many percent: at every percent the speech would never end. */
const PERCENT_STEP = 25;

/** What changed within one screen, in one sentence; empty where the screen's own heading says it already. */
export function announcement({ screen, notice, cardLeft }: Snapshot, words: UiTexts): string {
  const { t } = words;
  if (notice !== null) return t(`notice.${notice.reason}`);
  switch (screen.kind) {
    case 'attract':
    case 'closed':
    case 'out-of-service':
      return cardLeft ? t('card-left.title') : '';
    case 'farewell':
      return screen.takeCard ? t('farewell.card') : '';
    case 'interrupted':
      return t(`interrupted.${screen.outcome}.title`);
    case 'identify':
      return screen.phase.kind === 'reading'
        ? words.count('identify.reading.percent', coarse(screen.phase.percent))
        : '';
    case 'pay':
      return screen.phase.kind === 'running' ? t(`pay.status.${screen.phase.status}`) : '';
    case 'evidence':
      if (screen.asked !== null) return t('evidence.blank.question');
      return screen.scan.state === 'running' ? t(`evidence.running.${screen.scan.phase}`) : '';
    case 'bill':
      return screen.lookup === 'idle' ? '' : t(`bill.lookup.${screen.lookup}`);
    case 'receipt':
      if (screen.copy && screen.copy.kind !== 'offered') return ofCopy(screen.copy, words);
      if (screen.print.kind === 'fault') return t(`receipt.print.fault.${screen.print.reason}`);
      return t(`receipt.print.${screen.print.kind}`);
    case 'catalogue':
      return words.count('catalogue.found', screen.total);
    default:
      return '';
  }
}

const coarse = (percent: number): number => Math.floor(percent / PERCENT_STEP) * PERCENT_STEP;

function ofCopy(copy: CopyView, { t }: UiTexts): string {
  if (copy.kind === 'fault') return t(`receipt.copy.fault.${copy.reason}`);
  if (copy.kind !== 'printing') return t('receipt.copy.printed');
  if (copy.trouble !== null) return t(`receipt.copy.fault.${copy.trouble}`);
  return t('receipt.copy.printing', { n: Math.min(copy.done + 1, copy.pages), total: copy.pages });
}
