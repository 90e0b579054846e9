import { readFileSync } from 'node:fs';
import { WebSocket } from 'ws';
import { FLEET_LINK_PATH, FLEET_LINK_VERSION, type StatusReport } from '../../../fleet-link/contract.ts';
import { type Clock, delay, systemClock } from '../../../foundation/clock.ts';
import type { Fleet } from './messages.ts';
import { obeyActs } from './obey-acts.ts';
import { SimulatedLink } from './simulated-link.ts';

/**
 * Terminals of a benchmark in a process of their own: real mutual TLS, the real contract, and no more than a terminal
 * does. Their keys are one, because making ten thousand would measure this process.
 */
const [file = '', port = ''] = process.argv.slice(2);
const fleet = JSON.parse(readFileSync(file, 'utf8')) as Fleet;
const clock: Clock = systemClock;

const STATE: StatusReport = {
  at: 1,
  timeZone: 'Europe/Berlin',
  software: { version: '0.1.0', startedAt: 1 },
  step: 'attract',
  serviceId: null,
  mode: 'in-service',
  devices: (['payment', 'eid', 'receipt-printer', 'scanner', 'code-reader', 'presence'] as const).map((kind) => ({
    kind,
    state: 'ready',
    reason: null,
    model: 'A model with a name',
    firmware: '1.2.3',
    seenAt: 1,
  })),
  cardLeft: false,
  portals: { hundesteuer: 'up', parken: 'up', 'portal:eid-service': 'up' },
  services: Array.from({ length: 10 }, (_, n) => ({
    id: `service-number-${n}`,
    devices: ['eid', 'payment'],
    portals: ['parken', 'portal:eid-service'],
    wished: ['hundesteuer'],
  })),
  outbox: { waiting: 0, unclear: 0 },
  counts: Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`session.count-${n}`, n])),
  alerts: [],
  journal: { seq: 100, hash: 'a'.repeat(64) },
};

interface Terminal {
  readonly id: string;
  readonly socket: WebSocket;
  beat: NodeJS.Timeout | undefined;
  seq: number;
}
const terminals: Terminal[] = [];
let lost = 0;
let configured = 0;

function dial(index: number): Promise<Terminal> {
  const { id, cert } = fleet.terminals[index] as Fleet['terminals'][number];
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`wss://localhost:${port}${FLEET_LINK_PATH}`, {
      key: fleet.key,
      cert,
      ca: fleet.ca,
      minVersion: 'TLSv1.3',
      perMessageDeflate: false,
    });
    const terminal: Terminal = { id, socket, beat: undefined, seq: 0 };
    socket.once('error', reject);
    socket.once('close', (_code, reason) => {
      clearInterval(terminal.beat);
      if (reason.length > 0) lost++;
      reject(new Error(`closed ${reason}`));
    });
    socket.once('open', () =>
      socket.send(
        JSON.stringify({
          jsonrpc: '2.0',
          id: 1,
          method: 'hello',
          params: { version: FLEET_LINK_VERSION, terminalId: id, site: 'musterstadt-rathaus', state: STATE },
        }),
      ),
    );
    socket.once('message', (data) => {
      const { result } = JSON.parse(data.toString());
      if (!result) return reject(new Error('refused'));
      terminal.beat = setInterval(() => socket.ping(), result.heartbeatEveryMs);
      new SimulatedLink(socket, () => void configured++).ask();
      resolve(terminal);
    });
  });
}

/** As a terminal does: dials again after a wait that grows, with jitter. */
async function link(index: number): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      terminals[index] = await dial(index);
      return;
    } catch {
      await delay(clock, Math.min(30_000, 1_000 * 2 ** attempt) * (0.75 + Math.random() / 2));
    }
  }
}

/** What changes at a terminal that is used: the step, a count, the journal. */
function report(terminal: Terminal): void {
  const seq = ++terminal.seq;
  const hash = seq.toString(16).padStart(64, '0');
  const sections = {
    step: seq % 2 === 0 ? 'attract' : 'catalogue',
    counts: { ...STATE.counts, 'session.count-1': seq },
    journal: { seq: 100 + seq, hash },
  };
  terminal.socket.send(
    JSON.stringify({ jsonrpc: '2.0', method: 'changed', params: { seq, at: Date.now(), sections } }),
  );
}

obeyActs({
  count: fleet.terminals.length,
  connect: link,
  report: (index) => report(terminals[index] as Terminal),
  freeze: (index) => clearInterval(terminals[index]?.beat),
  kill: (index) => terminals[index]?.socket.terminate(),
  lost: () => lost,
  configured: () => configured,
});
