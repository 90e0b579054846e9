import type { ProblemScreen } from '../contract/screens/problem.ts';

/** A dead end with a way out. @param number of the case, once there is one */
export const problem = (
  what: ProblemScreen['problem'],
  charged: ProblemScreen['charged'],
  number: string | null,
  options: ProblemScreen['options'],
): ProblemScreen => ({ kind: 'problem', problem: what, charged, number, options });
