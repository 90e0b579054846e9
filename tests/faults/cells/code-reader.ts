import { giroCode } from '../../../demo/bills.ts';
import { type Cell, ITSELF } from '../cell.ts';
import { DELAYS } from '../delays.ts';
import type { Habits } from '../visitor.ts';

const base = { device: 'code-reader', service: 'bescheid-bezahlen', at: 'bill/idle' } as const;
const nothing: Habits = { 'bill/idle': () => {} };

export const codeReaderCells: readonly Cell[] = [
  {
    ...base,
    fault: 'cable pulled, typed instead',
    strike: ({ world }) => world.codeReader.pullCable(),
    meanwhile: ({ visitor, purse }) => ({
      'bill/idle': async () => {
        await visitor.citizen.type('reference', purse.bill.reference);
        await visitor.press('intent-continue');
      },
    }),
    sees: ['bill/found'],
    technician: { kind: 'code-reader', sees: /offline|faulty|starting/ },
    lift: ({ world }) => world.codeReader.plugCable(),
    recovery: { by: 'another path', press: ['intent-continue'] },
    end: 'finished',
  },
  {
    ...base,
    fault: 'cable pulled and plugged in again',
    strike: async ({ world, corner, visitor }) => {
      world.codeReader.pullCable();
      await visitor.until('noticed', async () => !/^ready/.test(await corner.technician.device('code-reader')), 20_000);
      await world.codeReader.plugCable();
    },
    sees: ['bill/found'],
    within: DELAYS.answer,
    recovery: ITSELF,
    end: 'finished',
  },
  {
    ...base,
    fault: 'garbage',
    strike: ({ world }) => world.codeReader.sendRaw(Buffer.from([0xff, 0x00, 0x80, 0x1b, 0x0d, 0x0a])),
    // A code held under the reader in the same breath is read together with the noise, and asked for again.
    sees: ['bill/found', 'bill/unknown'],
    within: DELAYS.soon,
    recovery: ITSELF,
    afterwards: ({ world, purse }) => ({
      'bill/unknown': () => void world.codeReader.show(giroCode(purse.bill)),
    }),
    end: 'finished',
  },
  {
    ...base,
    fault: 'a code that is no bill',
    strike: ({ world }) => void world.codeReader.show('https://www.example.org/tombola'),
    meanwhile: () => nothing,
    sees: ['bill/idle', 'bill/unknown'],
    recovery: ITSELF,
    afterwards: ({ world, purse }) => ({
      'bill/unknown': () => void world.codeReader.show(purse.bill.reference),
    }),
    end: 'finished',
  },
  {
    ...base,
    fault: 'a bill nobody knows',
    strike: ({ world }) => void world.codeReader.show('VW-2026-9999-9'),
    meanwhile: () => nothing,
    sees: ['bill/unknown'],
    recovery: ITSELF,
    afterwards: ({ world, purse }) => ({
      'bill/unknown': () => void world.codeReader.show(purse.bill.reference),
    }),
    end: 'finished',
  },
];
