import type { EpisodeView } from '../../../contract/alerting/views.ts';
import type { CommandView } from '../../../contract/commands/commands.ts';
import type { TerminalChange, TerminalHistory, TerminalNote } from '../../../contract/terminals/terminal-history.ts';
import { episodeWords } from '../../inbox/episodes.ts';
import type { Say } from '../../texts.ts';

export const TIMELINE_KINDS = ['alert', 'command', 'change', 'note'] as const;
export type TimelineKind = (typeof TIMELINE_KINDS)[number];

export interface TimelineItem {
  readonly at: number;
  readonly kind: TimelineKind;
  readonly text: string;
  /** Whose act it was. */
  readonly actor: string | null;
}

export interface TimelineParts {
  readonly history: TerminalHistory;
  readonly episodes: readonly EpisodeView[];
  readonly commands: readonly CommandView[];
  readonly notes: readonly TerminalNote[];
}

/** Everything that happened at a terminal since `history.from`, the newest first. */
export function timelineOf({ history, episodes, commands, notes }: TimelineParts, say: Say): readonly TimelineItem[] {
  const items: readonly TimelineItem[] = [
    ...episodes.flatMap((episode) => [
      { at: episode.since, kind: 'alert' as const, actor: null, text: episodeWords(episode, say) },
      ...(episode.closedAt === null
        ? []
        : [
            {
              at: episode.closedAt,
              kind: 'alert' as const,
              actor: null,
              text: say('timeline.over', { what: episodeWords(episode, say) }),
            },
          ]),
    ]),
    ...commands.map(({ createdAt, actor, order, state, reason }) => ({
      at: createdAt,
      kind: 'command' as const,
      actor,
      text: [
        `${say(`command.${order.kind}`)}${'device' in order ? ` (${say(`device.${order.device}`)})` : ''}: ${say(`command-state.${state}`)}`,
        reason,
      ]
        .filter(Boolean)
        .join(' – '),
    })),
    ...history.changes.map((change) => ({
      ...{ at: change.at, kind: 'change' as const, actor: null },
      text: changeWords(change, say),
    })),
    ...notes.map(({ at, actor, text }) => ({ at, kind: 'note' as const, actor, text })),
  ];
  return items.filter(({ at }) => at >= history.from).sort((a, b) => b.at - a.at);
}

/** "Zustand: eingeschränkt", "Scanner: Muster 3000, 1.4.2". */
export function changeWords({ kind, value }: TerminalChange, say: Say): string {
  switch (kind) {
    case 'condition':
      return say('timeline.condition', { what: say(`total.${value}`) });
    case 'software':
      return say('timeline.software', { what: value });
    case 'configuration':
      return say('timeline.configuration', {
        what: value === 'local' ? say('configuration.local') : say('configuration.version', { n: value }),
      });
    case 'certificate':
      return say('timeline.certificate', { what: value.slice(0, 16) });
    default:
      return `${say(kind)}: ${modelOf(value).join(', ')}`;
  }
}

/** Model and firmware, as far as they are known. @param value of a `device.` change */
export const modelOf = (value: string): readonly string[] =>
  (JSON.parse(value) as readonly (string | null)[]).filter((part): part is string => part !== null);
