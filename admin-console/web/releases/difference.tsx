import { useMemo } from 'preact/hooks';
import type {
  ConfigurationComment,
  ConfigurationComparison,
} from '../../contract/configuration/configuration-review.ts';
import type { Desk } from '../frame/desk.ts';
import { CommentForm, CommentList } from './comments.tsx';
import type { Change, ChangeGroup, WordPart } from './words/change.ts';
import { changesInWords } from './words/changes.ts';
import './words.ts';

/** What people say about lines, and how to say something; left out: nothing can be said here. */
export interface Talk {
  readonly comments: readonly ConfigurationComment[];
  readonly say: (
    text: string,
    about: string | null,
  ) => Promise<{ readonly status: number; readonly body: unknown; readonly retryAfter: number }>;
  readonly again: () => void;
}

interface Props {
  readonly desk: Desk;
  readonly comparison: ConfigurationComparison;
  readonly talk?: Talk;
}

/** The difference in words, by service and by what it is about. */
export function Difference({ desk, comparison, talk }: Props) {
  const { say, language } = desk;
  const groups = useMemo(
    () => changesInWords(comparison.before, comparison.after, { say, language }),
    [comparison, say, language],
  );
  const keys = groups.flatMap(({ changes }) => changes.map(({ key }) => key));
  const lost = talk?.comments.filter(({ about }) => about !== null && !keys.includes(about)) ?? [];
  if (groups.length === 0) return <p class="muted">{say('difference.none')}</p>;
  return (
    <div class="difference" data-testid="difference">
      {groups.map((group) => (
        <Group key={group.key} desk={desk} group={group} talk={talk} />
      ))}
      {lost.length > 0 && (
        <section class="group-of-changes">
          <h3>{say('comments.lost')}</h3>
          <CommentList desk={desk} comments={lost} />
        </section>
      )}
    </div>
  );
}

function Group({
  desk,
  group,
  talk,
}: {
  readonly desk: Desk;
  readonly group: ChangeGroup;
  readonly talk: Talk | undefined;
}) {
  const { say } = desk;
  const { title, changes, isNew } = group;
  const list = (
    <ul class="changes">
      {changes.map((change) => (
        <Line key={change.key} desk={desk} change={change} talk={talk} />
      ))}
    </ul>
  );
  return (
    <section class="group-of-changes">
      <h3>
        {title} <small>{say.count('difference.count', changes.length)}</small>
      </h3>
      {isNew ? (
        <details>
          <summary>{say('difference.new')}</summary>
          {list}
        </details>
      ) : (
        list
      )}
    </section>
  );
}

function Line({
  desk,
  change,
  talk,
}: {
  readonly desk: Desk;
  readonly change: Change;
  readonly talk: Talk | undefined;
}) {
  const { say } = desk;
  const about = talk?.comments.filter((comment) => comment.about === change.key) ?? [];
  return (
    <li data-testid="change">
      <Sentence words={change.words} />
      {about.length > 0 && <CommentList desk={desk} comments={about} />}
      {talk && (
        <details class="talk">
          <summary>{say('comments.about-this')}</summary>
          <CommentForm desk={desk} give={(text) => talk.say(text, change.key)} done={talk.again} />
        </details>
      )}
    </li>
  );
}

const COLOUR = /^#[0-9a-f]{6}$/;

/** What was is struck out, what is now is marked; a colour is shown beside its code. */
const Sentence = ({ words }: { readonly words: readonly WordPart[] }) => (
  <p class="sentence">
    {words.map(({ kind, text }, n) => {
      const shown = COLOUR.test(text) ? (
        <>
          <span class="swatch" style={{ background: text }} aria-hidden="true" /> {text}
        </>
      ) : (
        text
      );
      if (kind === 'was') return <del key={n}>{shown}</del>;
      if (kind === 'is') return <ins key={n}>{shown}</ins>;
      return kind === 'name' ? <em key={n}>{shown}</em> : shown;
    })}
  </p>
);
