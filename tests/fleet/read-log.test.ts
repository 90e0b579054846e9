import { expect, onTestFinished, test } from 'vitest';
import {
  LOG_VIEW_ROUTES,
  type LogViewBegun,
  type LogViewPart,
} from '../../admin-console/contract/terminals/log-views.ts';
import { startHubWithTerminal } from './test-support/hub-with-terminal.ts';

test('whoever reads along gets what the terminal wrote before and writes from then on, each line once', async () => {
  const { tenant, terminalId, terminal, ask, close } = await startHubWithTerminal({ hubLogEvery: 50 });
  onTestFinished(close);
  terminal.log.event('info', 'test.before');
  const begin = LOG_VIEW_ROUTES.begin(tenant, terminalId);
  const { id } = await ask<LogViewBegun>('POST', begin, { reason: 'printer stands' });
  const events: string[] = [];
  let known = 0;
  const read = async () => {
    const path = `${LOG_VIEW_ROUTES.read(tenant, terminalId, id)}?after=${known}`;
    const { batches, state } = await ask<LogViewPart>('GET', path);
    known = batches.at(-1)?.number ?? known;
    events.push(...batches.flatMap(({ lines }) => lines.map(({ event }) => event)));
    return { state, events: events.filter((event) => event.startsWith('test.')) };
  };
  await expect.poll(read).toEqual({ state: 'reading', events: ['test.before'] });
  terminal.log.event('warn', 'test.during');
  await ask('POST', LOG_VIEW_ROUTES.renewed(tenant, terminalId, id), {});
  await expect.poll(read).toEqual({ state: 'reading', events: ['test.before', 'test.during'] });
  await expect(ask('POST', begin, {})).rejects.toThrow('400');
});
