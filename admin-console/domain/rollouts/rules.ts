import { Refusal } from '../../../foundation/errors.ts';
import type { RolloutView } from '../../contract/rollouts/rollouts.ts';

/** Who acts: `key` is a program. */
export interface RolloutActor {
  readonly kind: 'user' | 'key';
  readonly id: string;
  /** For the audit. */
  readonly name: string;
}

/** @throws Refusal `changed-meanwhile` if somebody else has acted since `revision` was read */
export function mustBeRevision({ revision }: Pick<RolloutView, 'revision'>, seen: number): void {
  if (revision !== seen) throw new Refusal('changed-meanwhile');
}

/** Four eyes: a person who has written nothing of it. @throws Refusal `needs-a-person`, `needs-another-person` */
export function mustBeSecondPerson({ authors }: Pick<RolloutView, 'authors'>, actor: RolloutActor): void {
  if (actor.kind !== 'user') throw new Refusal('needs-a-person');
  if (authors.includes(actor.id)) throw new Refusal('needs-another-person');
}
