import type { SdkCommand } from '../codec/commands.ts';
import { send, timer, type WorkflowKind, type WorkflowStep } from './machine.ts';

export interface BeginOptions {
  readonly kind: WorkflowKind;
  readonly tcTokenUrl: string | null;
  /** API level in force, 1–3. */
  readonly level: number;
  readonly builtInSimulatorCard: boolean;
  /** A card already lies on this reader. */
  readonly reader: string | null;
}

/** The first step of a workflow. */
export function begin(options: BeginOptions): WorkflowStep {
  const { kind, tcTokenUrl, level, builtInSimulatorCard, reader } = options;
  const status = level >= 2 ? { status: true } : {};
  const run: SdkCommand =
    kind === 'auth'
      ? { cmd: 'RUN_AUTH', tcTokenURL: tcTokenUrl ?? '', ...status }
      : { cmd: 'RUN_CHANGE_PIN', ...status };
  return {
    state: {
      kind,
      phase: 'starting',
      level,
      run,
      builtInSimulatorCard,
      races: 0,
      rights: null,
      consented: null,
      reader,
      asked: null,
      sent: null,
      newPinSent: false,
      proven: false,
      verdict: null,
    },
    effects: [send(run), timer('beginWithin')],
  };
}
