import { expect, test } from 'vitest';
import type { EpisodeView } from '../../../contract/alerting/views.ts';
import type { CommandView } from '../../../contract/commands/commands.ts';
import '../terminal-texts.ts';
import { texts } from '../../texts.ts';
import { timelineOf } from './timeline.ts';

const say = texts('de');
const episode = {
  ...{ cause: 'device', subject: 'receipt-printer', reason: 'paper-out', severity: 'soon', since: 100, closedAt: 300 },
} as EpisodeView;
const command = {
  ...{ order: { kind: 'device-reset', device: 'scanner' }, state: 'succeeded', actor: 'ada', reason: 'hängt' },
  createdAt: 200,
} as CommandView;
const parts = {
  history: {
    ...{ from: 50, to: 400 },
    changes: [
      { kind: 'software' as const, at: 10, value: '1' },
      { kind: 'device.scanner' as const, at: 250, value: '["S 1",null]' },
    ],
  },
  ...{ episodes: [episode], commands: [command] },
  notes: [{ id: 'n', at: 350, actor: 'bert', text: 'Schlüssel beim Hausmeister' }],
};

test('what happened stands in one list, the newest first, by whom, and nothing of before', () => {
  expect(timelineOf(parts, say).map(({ at, kind, text, actor }) => [at, kind, text, actor])).toEqual([
    [350, 'note', 'Schlüssel beim Hausmeister', 'bert'],
    [300, 'alert', 'Vorbei: Belegdrucker: Papier leer', null],
    [250, 'change', 'Scanner: S 1', null],
    [200, 'command', 'Gerät zurücksetzen (Scanner): erledigt – hängt', 'ada'],
    [100, 'alert', 'Belegdrucker: Papier leer', null],
  ]);
});
