import type { Condition, SingleCondition } from '../../../../config/schema/condition.ts';

export type Join = 'all' | 'any';

/** A condition as lines that can be changed one by one. */
export interface ConditionLines {
  readonly join: Join;
  readonly lines: readonly SingleCondition[];
}

/** A question and the answer that is asked for, or not; `null`: a line that compares, or names several answers. */
export interface AnswerLine {
  readonly field: string;
  readonly equals: string;
  readonly isNot: boolean;
}

export function linesOf(condition: Condition | undefined): ConditionLines {
  if (condition === undefined) return { join: 'all', lines: [] };
  if ('all' in condition) return { join: 'all', lines: condition.all };
  return 'any' in condition ? { join: 'any', lines: condition.any } : { join: 'all', lines: [condition] };
}

/** `undefined`: no line is left. */
export function conditionOf({ join, lines }: ConditionLines): Condition | undefined {
  const [first, ...others] = lines;
  if (first === undefined) return undefined;
  if (others.length === 0) return first;
  return join === 'all' ? { all: [...lines] } : { any: [...lines] };
}

export function answerLine(line: SingleCondition): AnswerLine | null {
  const test = 'not' in line ? line.not : line;
  return 'equals' in test ? { field: test.field, equals: test.equals, isNot: 'not' in line } : null;
}

export const lineOf = ({ field, equals, isNot }: AnswerLine): SingleCondition =>
  isNot ? { not: { field, equals } } : { field, equals };
