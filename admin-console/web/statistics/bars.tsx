/** One bar. `null`: too few to be shown. */
export interface Bar {
  readonly label: string;
  readonly count: number | null;
}

interface Props {
  /** What it shows, in one sentence; the numbers stand in the table under it. */
  readonly title: string;
  readonly bars: readonly Bar[];
  readonly words: (count: number | null) => string;
}

/** Units of the drawing: a width that is read on a phone, too. */
const WIDTH = 340;
const ROW = 44;
const TALL = 16;

/** Horizontal bars in the order given, each with its words above it and its number at its end. */
export function Bars({ title, bars, words }: Props) {
  const most = Math.max(1, ...bars.map(({ count }) => count ?? 0));
  return (
    <svg class="bars" viewBox={`0 0 ${WIDTH} ${Math.max(1, bars.length) * ROW}`} role="img" aria-label={title}>
      {bars.map(({ label, count }, index) => {
        const length = ((count ?? 0) / most) * (WIDTH - 110);
        return (
          <g key={label} transform={`translate(0 ${index * ROW})`}>
            <text x="0" y="14">
              {label}
            </text>
            <rect
              class={count === null ? 'hidden' : ''}
              x="0"
              y="20"
              width={Math.max(2, length)}
              height={TALL}
              rx="2"
            />
            <text class="number" x={Math.max(2, length) + 8} y={20 + TALL - 3}>
              {words(count)}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
