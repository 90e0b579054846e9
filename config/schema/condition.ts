import { z } from 'zod';
import { Operand } from './expression.ts';

const FieldName = z.string().min(1).max(64);
const Answer = z.string().max(500);

const Test = z
  .union([
    z.strictObject({ field: FieldName, equals: Answer }).describe('Of several choices: this is one of them'),
    z.strictObject({ field: FieldName, oneOf: z.array(Answer).min(2).max(40) }),
    z
      .strictObject({ left: Operand, is: z.enum(['less', 'at-most', 'equal', 'at-least', 'more']), right: Operand })
      .describe('Numbers, amounts or days; an earlier day is less'),
  ])
  .meta({ id: 'ConditionTest' });
const Single = z.union([Test, z.strictObject({ not: Test })]).meta({ id: 'SingleCondition' });

/**
 * What must hold of the answers so far. What was not answered, or was not asked, makes nothing true: neither a test nor
 * its `not`.
 */
export const Condition = z
  .union([
    Single,
    z.strictObject({ all: z.array(Single).min(2).max(10) }),
    z.strictObject({ any: z.array(Single).min(2).max(10) }),
  ])
  .meta({ id: 'Condition' });

/** One test of a condition. */
export type ConditionTest = z.infer<typeof Test>;
export type SingleCondition = z.infer<typeof Single>;
export type Condition = z.infer<typeof Condition>;
