import type { CommandKind } from '../../../fleet-link/command-kinds.ts';
import type { CommandOrder } from '../../../fleet-link/commands.ts';

/** Those that a terminal's page offers: a case of money is settled where it stands. */
export type OfferedKind = Exclude<CommandKind, 'settle-case'>;

/** Commands as they are offered, by what somebody wants. Each kind stands once. */
export const OFFER: Readonly<Record<'look' | 'repair' | 'operation' | 'rare', readonly OfferedKind[]>> = {
  look: ['self-test', 'device-health-check', 'network-check', 'screenshot', 'collect-logs'],
  repair: ['device-reset', 'test-receipt', 'restart-ui', 'restart-terminal', 'restart-machine'],
  operation: ['out-of-service', 'back-in-service'],
  rare: ['end-of-day', 're-enrol'],
};

/** Once begun, nothing brings back what was before: whoever gives it confirms that. */
export const CANNOT_BE_UNDONE: readonly CommandKind[] = [
  'restart-terminal',
  'restart-machine',
  'end-of-day',
  're-enrol',
];

/** For how long a command may wait to be begun, in milliseconds: an hour first. */
export const LIVES = [3_600_000, 600_000, 28_800_000, 86_400_000] as const;
/** How far back logs are fetched, in milliseconds: an hour first. */
export const LOG_SPANS = [3_600_000, 86_400_000, 604_800_000] as const;
export const LOG_LEVELS = ['info', 'warn', 'error', 'debug'] as const;

/** What the form of this kind says, as the hub takes it. */
export function orderFrom(kind: OfferedKind, form: FormData): CommandOrder {
  const text = (name: string) => String(form.get(name) ?? '').trim();
  switch (kind) {
    case 'device-reset':
    case 'device-health-check':
      return { kind, device: text('device') as 'eid' };
    case 'out-of-service': {
      const en = text('text-en');
      const until = text('until');
      const texts = { de: text('text-de'), ...(en && { en }) };
      return { kind, texts, until: until ? new Date(until).getTime() : null };
    }
    case 'collect-logs':
      return { kind, lastMs: Number(text('lastMs')), level: text('level') as 'info' };
    default:
      return { kind };
  }
}
