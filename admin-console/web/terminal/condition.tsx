import type { TerminalCondition } from '../../contract/terminals/judgement.ts';
import type { Say } from '../texts.ts';

const COLOURS: Readonly<Record<TerminalCondition, 'good' | 'warn' | 'bad'>> = {
  'in-service': 'good',
  limited: 'warn',
  'out-of-service': 'bad',
  unreachable: 'bad',
};
/** Told apart without colour. */
export const SIGNS: Readonly<Record<TerminalCondition, string>> = {
  'in-service': '●',
  limited: '◐',
  'out-of-service': '■',
  unreachable: '✕',
};

/** @param seen when it was seen last, in words */
export const Condition = ({
  say,
  condition,
  seen,
}: {
  readonly say: Say;
  readonly condition: TerminalCondition;
  readonly seen: string;
}) => (
  <span class={`pill ${COLOURS[condition]}`} data-testid="condition">
    <span aria-hidden="true">{SIGNS[condition]}</span> {say(`condition.${condition}`, { time: seen })}
  </span>
);
