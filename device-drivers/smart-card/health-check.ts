import type { HealthCheckReport, HealthCheckStep } from '../contract.ts';
import type { SmartCardOptions } from './options.ts';
import { PcscConnection } from './pcsc/connection.ts';
import { readersStateRequest } from './pcsc/messages.ts';
import { parseReaderStates, READERS_LENGTH } from './pcsc/reader-state.ts';

/** Asks the daemon anew, on a connection of its own: the watch may not have noticed yet. Touches no card. */
export async function checkService(options: SmartCardOptions): Promise<HealthCheckReport> {
  const { socket, delays, reader } = options;
  const failed = (step: string, detail: string): HealthCheckStep => ({ step, outcome: 'failed', detail });
  const passed = (step: string, detail: string): HealthCheckStep => ({ step, outcome: 'passed', detail });
  const skipped = (step: string): HealthCheckStep => ({ step, outcome: 'skipped', detail: 'no answer before' });

  const opened = await PcscConnection.open(options, delays.answerWithin);
  if (!opened.ok)
    return { passed: false, steps: [failed('service', opened.error), skipped('readers'), skipped('card')] };
  const table = await opened.value.ask(readersStateRequest(), READERS_LENGTH, delays.answerWithin);
  opened.value.close();
  if (!table.ok) return { passed: false, steps: [failed('service', table.error), skipped('readers'), skipped('card')] };

  const states = parseReaderStates(table.value).filter((state) => state.name.includes(reader ?? ''));
  const laid = states.filter((state) => state.present);
  const isMute = laid.some((state) => state.atr.length === 0);
  const card: HealthCheckStep = isMute
    ? failed('card', 'a card does not answer')
    : laid.length > 0
      ? passed('card', `${laid.length} answering`)
      : { step: 'card', outcome: 'skipped', detail: 'none laid' };
  return {
    passed: states.length > 0 && !isMute,
    steps: [
      passed('service', socket),
      states.length > 0
        ? passed('readers', states.map(({ name }) => name).join(', '))
        : failed('readers', 'none attached'),
      card,
    ],
  };
}
