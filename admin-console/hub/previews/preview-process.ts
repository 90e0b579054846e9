import { realpathSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../../../foundation/clock.ts';
import { code, type Log } from '../../../foundation/log.ts';
import { startChild } from '../../../foundation/processes/child.ts';
import { createPeer, type Peer } from '../../../foundation/rpc/peer.ts';
import { type PreviewScreen, previewingSide, previewSide } from '../../../kiosk-app/preview/contract.ts';
import { DELAYS } from '../delays.ts';

const ROOT = realpathSync(join(import.meta.dirname, '../../..'));
export const PREVIEW_ENTRY = join(ROOT, 'kiosk-app/preview/main.ts');
/** What its code is made of. The hub's own data may lie beside it, and is not among it. */
const PROGRAM = [
  'kiosk-app',
  'config',
  'foundation',
  'portals',
  'device-drivers',
  'fleet-link',
  'assets',
  'node_modules',
  'package.json',
];
/** Megabytes of heap: a draft of the largest size, and one session after the other. */
const HEAP = 192;

export interface PreviewProcess {
  readonly pid: number | null;
  readonly peer: Peer<typeof previewSide>;
  /** Resolves with why. */
  readonly exited: Promise<string>;
  end(): Promise<void>;
}

export interface PreviewProcessOptions {
  /** The citizen's page as it is built. */
  readonly uiDirectory: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly onSession: (session: number, port: number) => void;
  readonly onScreen: (screen: PreviewScreen) => void;
}

/**
 * A process that has nothing of the hub's: no variable of its environment, and by Node's permission model no file but
 * the program's own and its page to read, none to write, no program to start, no native code to load.
 */
export function startPreviewProcess({
  uiDirectory,
  clock,
  log,
  onSession,
  onScreen,
}: PreviewProcessOptions): PreviewProcess {
  const readable = [...PROGRAM.map((name) => join(ROOT, name)), uiDirectory].map((path) => realpathSync(path));
  const child = startChild({
    entry: PREVIEW_ENTRY,
    nodeOptions: [
      '--permission',
      ...readable.map((path) => `--allow-fs-read=${path}${statSync(path).isDirectory() ? '/' : ''}`),
      `--max-old-space-size=${HEAP}`,
    ],
    cwd: tmpdir(),
    environment: {},
    clock,
    log: log.with({ process: code('preview') }),
  });
  const peer = createPeer({
    transport: child.transport,
    local: previewingSide,
    remote: previewSide,
    handlers: {
      methods: {},
      notifications: { session: ({ session, port }) => onSession(session, port), screen: onScreen },
    },
    log,
    clock,
  });
  return { pid: child.pid, peer, exited: child.exited, end: () => child.end(DELAYS.previewEndWithin) };
}
