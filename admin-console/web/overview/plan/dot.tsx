import type { TerminalCondition } from '../../../contract/terminals/judgement.ts';

/** Half of a dot's size, in units of the plan (1,500 wide). */
const SIZE = 22;

/** Told apart without colour, as in the list: full, half, square, cross. */
export function Dot({ condition }: { readonly condition: TerminalCondition | null }) {
  switch (condition) {
    case 'in-service':
      return <circle r={SIZE} class="dot good" />;
    case 'limited':
      return (
        <g class="dot warn">
          <circle r={SIZE} class="hollow" />
          <path d={`M0 ${-SIZE}A${SIZE} ${SIZE} 0 0 0 0 ${SIZE}Z`} />
        </g>
      );
    case 'out-of-service':
      return <rect x={-SIZE} y={-SIZE} width={2 * SIZE} height={2 * SIZE} class="dot bad" />;
    case 'unreachable':
      return (
        <g class="dot bad">
          <circle r={SIZE} class="hollow" />
          <path d={`M-12-12L12 12M-12 12L12-12`} class="cross" />
        </g>
      );
    case null:
      return <circle r={SIZE} class="dot none" />;
  }
}
