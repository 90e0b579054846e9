import { HISTORY_ROUTES } from '../../../contract/terminals/history-routes.ts';
import type { PaperHistory } from '../../../contract/terminals/terminal-history.ts';
import type { TerminalView } from '../../../contract/terminals/terminal-view.ts';
import type { Desk } from '../../frame/desk.ts';
import { useLook } from '../../frame/look.ts';
import { LookedAt } from '../../frame/page.tsx';
import { timeWords } from '../../texts.ts';

interface Props {
  readonly desk: Desk;
  readonly terminal: TerminalView;
}

const MINUTE = 60_000;
/** Units of the drawing. */
const [WIDTH, HEIGHT, GAP] = [340, 90, 4] as const;

/** How much paper was used, how much is left, and how long that lasts. */
export function Paper({ desk, terminal }: Props) {
  const { say, language } = desk;
  const path = HISTORY_ROUTES.paper(terminal.tenantId, encodeURIComponent(terminal.id));
  const [looked, look] = useLook<PaperHistory | null>(path, { every: MINUTE });
  return (
    <section class="panel" aria-labelledby="paper">
      <h2 id="paper">{say('paper.title')}</h2>
      <LookedAt say={say} looked={looked} again={look}>
        {(paper) =>
          paper === null ? (
            <p class="muted">{say('paper.none')}</p>
          ) : (
            <>
              <p class="answer" data-testid="paper-days">
                {paper.days === null ? say('paper.days-not-known') : say.count('paper.days', Math.floor(paper.days))}
              </p>
              <p>
                {say('terminal.paper.left', {
                  left: Math.round(paper.leftMm / 1_000),
                  roll: Math.round(paper.rollMm / 1_000),
                })}
              </p>
              {paper.samples.length > 1 && (
                <figure class="used">
                  <Used paper={paper} label={say('paper.plot')} />
                  <figcaption class="muted">
                    {say('paper.used', {
                      metres: Math.round(usedIn(paper) / 1_000),
                      from: timeWords(paper.samples[0]?.at ?? 0, language, terminal),
                    })}
                  </figcaption>
                </figure>
              )}
            </>
          )
        }
      </LookedAt>
    </section>
  );
}

const usedIn = ({ samples }: PaperHistory): number => (samples.at(-1)?.usedMm ?? 0) - (samples[0]?.usedMm ?? 0);

/** The meter over time: steep where much was printed. */
function Used({ paper, label }: { readonly paper: PaperHistory; readonly label: string }) {
  const { samples } = paper;
  const [first, last] = [samples[0], samples.at(-1)];
  if (!first || !last) return null;
  const [span, used] = [Math.max(1, last.at - first.at), Math.max(1, usedIn(paper))];
  const points = samples.map(({ at, usedMm }) => {
    const x = GAP + ((at - first.at) / span) * (WIDTH - 2 * GAP);
    const y = HEIGHT - GAP - ((usedMm - first.usedMm) / used) * (HEIGHT - 2 * GAP);
    return `${x.toFixed(1)},${y.toFixed(1)}`;
  });
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
      <path class="axis" d={`M${GAP} ${HEIGHT - GAP}H${WIDTH - GAP}`} />
      <polyline points={points.join(' ')} />
    </svg>
  );
}
