/** Every delay of the demo, in milliseconds. */
export const DELAYS = {
  /** A program of ours that died is started again after this: RestartSec of deploy/systemd/bt-terminal.service. */
  restart: 100,
  /** A program may end by itself for so long after SIGTERM; then it gets SIGKILL. */
  endWithin: 4_000,
  /** The whole stack must be up within this; slow machines and cold caches included. */
  upWithin: 60_000,
  /** How often the stack looks whether it is up. */
  lookEvery: 50,
} as const;
