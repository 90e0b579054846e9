import { useState } from 'preact/hooks';
import { ALERTING_ROUTES } from '../../contract/alerting/alerting-routes.ts';
import type { ChannelView, NoticeView } from '../../contract/alerting/views.ts';
import { problemOf } from '../asking.ts';
import { ActForm, Field, ShownOnce } from '../forms.tsx';
import type { Desk } from '../frame/desk.ts';
import { LOOK_AGAIN, useLook } from '../frame/look.ts';
import { Empty, LookedAt } from '../frame/page.tsx';
import { ask } from '../hub-client.ts';
import { Labelled } from '../terminal/command-form.tsx';
import { timeWords } from '../texts.ts';

interface Props {
  readonly desk: Desk;
  readonly tenantId: string;
}

const HERE = { status: null };

/** Where messages go, whether they arrive, and a new one. */
export function Channels({ desk, tenantId }: Props) {
  const { say } = desk;
  const [looked, look] = useLook<ChannelView[]>(ALERTING_ROUTES.channels(tenantId));
  const [notices, lookAtNotices] = useLook<NoticeView[]>(ALERTING_ROUTES.notices(tenantId), { every: LOOK_AGAIN });
  const [secret, setSecret] = useState<string | null>(null);
  const create = (kind: 'email' | 'webhook') => (form: FormData) =>
    ask('POST', ALERTING_ROUTES.channels(tenantId), {
      ...{ kind, name: String(form.get('name')), language: String(form.get('language')) },
      to: String(form.get('to'))
        .split(/[\s,;]+/)
        .filter(Boolean),
    });
  const sent = notices.kind === 'there' ? notices.of : [];
  return (
    <section class="panel" aria-labelledby="channels">
      <h2 id="channels">{say('on-call.part.channels')}</h2>
      <p>{say('channel.text')}</p>
      <LookedAt say={say} looked={looked} again={look}>
        {(all) =>
          all.length === 0 ? (
            <Empty title={say('channel.none')} text={say('channel.none.text')} />
          ) : (
            <ul class="rows">
              {all.map((channel) => (
                <Channel
                  key={channel.id}
                  {...{ desk, tenantId, channel }}
                  last={sent.find(({ channelId }) => channelId === channel.id) ?? null}
                  again={async () => {
                    await Promise.all([look(), lookAtNotices()]);
                  }}
                />
              ))}
            </ul>
          )
        }
      </LookedAt>
      {secret !== null && (
        <ShownOnce say={say} title={say('channel.secret')} text={say('channel.secret.text')} secret={secret} />
      )}
      {(['email', 'webhook'] as const).map((kind) => (
        <details key={kind}>
          <summary>{say(`channel.add.${kind}`)}</summary>
          <ActForm
            say={say}
            label={say(`channel.add.${kind}`)}
            act={create(kind)}
            done={({ body }) => {
              setSecret((body as { secret: string | null }).secret);
              void look();
            }}
            testId={`add-${kind}`}
          >
            <Field name="name" label={say('channel.name')} />
            <Field name="to" label={say(`channel.to.${kind}`)} hint={say(`channel.to.${kind}.hint`)} />
            <Labelled label={say('channel.language')}>
              {(id) => (
                <select id={id} name="language">
                  <option value="de">Deutsch</option>
                  <option value="en">English</option>
                </select>
              )}
            </Labelled>
          </ActForm>
        </details>
      ))}
    </section>
  );
}

interface ChannelProps extends Props {
  readonly channel: ChannelView;
  /** The newest message that went there. */
  readonly last: NoticeView | null;
  readonly again: () => Promise<void>;
}

function Channel({ desk, tenantId, channel, last, again }: ChannelProps) {
  const { say, language } = desk;
  const [problem, setProblem] = useState('');
  const [isSure, setSure] = useState(false);
  async function act(doing: ReturnType<typeof ask>) {
    const answer = await doing;
    setProblem(answer.status === 200 ? '' : problemOf(answer, say));
    await again();
  }
  return (
    <li data-testid="channel">
      <div>
        <b>{channel.name}</b> {say(`channel.kind.${channel.kind}`)}
        <small>{channel.to.join(', ')}</small>
        {last && (
          <small role="status" data-testid="last-notice">
            {say(`channel.notice.${last.kind}`)}, {timeWords(last.sentAt ?? last.createdAt, language, HERE)}:{' '}
            <b>{say(`channel.state.${last.state}`)}</b>
            {last.reason && ` (${last.reason})`}
          </small>
        )}
        <p class="error" role="alert">
          {problem}
        </p>
      </div>
      <div class="acts">
        <button
          type="button"
          class="second"
          onClick={() => void act(ask('POST', ALERTING_ROUTES.testChannel(tenantId, channel.id), {}))}
        >
          {say('channel.test')}
        </button>
        <button
          type="button"
          class="dangerous"
          onClick={() =>
            isSure ? void act(ask('DELETE', ALERTING_ROUTES.channel(tenantId, channel.id), {})) : setSure(true)
          }
        >
          {say(isSure ? 'channel.end.sure' : 'channel.end')}
        </button>
      </div>
    </li>
  );
}
