import type { Condition, ConditionTest } from './condition.ts';

/** Its tests one by one, whatever joins them. */
export function testsIn(condition: Condition): readonly ConditionTest[] {
  const singles = 'all' in condition ? condition.all : 'any' in condition ? condition.any : [condition];
  return singles.map((single) => ('not' in single ? single.not : single));
}
