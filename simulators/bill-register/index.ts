import { isSameReference } from '../../foundation/bill/reference.ts';
import { Listeners } from '../../foundation/listeners.ts';
import { type Log, silentLog } from '../../foundation/log.ts';
import type { Bill } from '../../portals/bill-register/contract.ts';
import { HttpProblem, sendJson, serve } from '../http/server.ts';

/** The municipality's register of open bills, on loopback. */
export interface BillRegisterSimulator {
  readonly port: number;
  readonly url: string;
  /** @returns false for a bill that is not there or not open */
  markPaid(reference: string): boolean;
  /** Adds or replaces a bill. */
  put(bill: Bill): void;
  /** Resets every connection. */
  setDown(down: boolean): void;
  state(): { readonly down: boolean; readonly bills: readonly Bill[] };
  onChange(listener: () => void): () => void;
  stop(): Promise<void>;
}

/** @throws Refusal `port-in-use` */
export async function startBillRegister(options: {
  /** 0: any free one. */
  readonly port: number;
  readonly bills: readonly Bill[];
  readonly log?: Log;
}): Promise<BillRegisterSimulator> {
  const bills = new Map(options.bills.map((bill) => [bill.reference, bill]));
  const listeners = new Listeners();
  let down = false;
  const changed = () => {
    listeners.tell();
  };

  const server = await serve({
    port: options.port,
    log: options.log ?? silentLog,
    before: ({ request }) => {
      if (down) request.socket.resetAndDestroy();
    },
    routes: [
      {
        method: 'GET',
        path: '/bills/:reference',
        handle: ({ params, response }) => {
          const asked = params.reference ?? '';
          const alike = [...bills.values()].filter(({ reference }) => isSameReference(reference, asked));
          const bill = bills.get(asked) ?? (alike.length === 1 ? alike[0] : undefined);
          if (bill === undefined) throw new HttpProblem(404, 'unknown-bill');
          sendJson(response, 200, bill);
        },
      },
    ],
  });

  return {
    port: server.port,
    url: `http://127.0.0.1:${server.port}`,
    markPaid(reference) {
      const bill = bills.get(reference);
      if (bill?.status !== 'open') return false;
      bills.set(reference, { ...bill, status: 'paid' });
      changed();
      return true;
    },
    put(bill) {
      bills.set(bill.reference, bill);
      changed();
    },
    setDown(value) {
      down = value;
      changed();
    },
    state: () => ({ down, bills: [...bills.values()] }),
    onChange(listener) {
      return listeners.add(listener);
    },
    stop: () => server.close(),
  };
}
