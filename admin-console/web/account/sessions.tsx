import { ACCESS_ROUTES, type OwnSession } from '../../contract/access/access.ts';
import { problemOf, useHub } from '../asking.ts';
import { ActForm } from '../forms.tsx';
import { ask } from '../hub-client.ts';
import { type ConsoleLanguage, type Say, timeWords } from '../texts.ts';
import { browserOf } from './browser-name.ts';

const HERE = { status: null };

export function Sessions({ say, language }: { readonly say: Say; readonly language: ConsoleLanguage }) {
  const [sessions, look] = useHub<readonly OwnSession[]>(ACCESS_ROUTES.sessions);
  return (
    <section class="panel" data-testid="sessions">
      <h2>{say('account.sessions')}</h2>
      <p>{say('account.sessions.text')}</p>
      {sessions.kind === 'failed' && (
        <p class="error" role="alert">
          {problemOf(sessions.answer, say)}
        </p>
      )}
      {sessions.kind === 'there' && (
        <>
          <ul class="rows">
            {sessions.of.map(({ id, way, startedAt, seenAt, agent, isThis }) => (
              <li key={id}>
                <div>
                  <b>{browserOf(agent) ?? say('account.sessions.unknown')}</b>
                  {isThis && <span class="pill good">{say('account.sessions.this')}</span>}
                  <small>
                    {say(`way.${way}`)} ·{' '}
                    {say('account.sessions.since', { time: timeWords(startedAt, language, HERE) })} ·{' '}
                    {say('used-last', { time: timeWords(seenAt, language, HERE) })}
                  </small>
                </div>
                {!isThis && (
                  <ActForm
                    say={say}
                    label={say('account.sessions.end')}
                    isDangerous
                    act={() => ask('DELETE', `${ACCESS_ROUTES.sessions}/${id}`)}
                    done={() => void look()}
                  />
                )}
              </li>
            ))}
          </ul>
          {sessions.of.length > 1 && (
            <ActForm
              say={say}
              label={say('account.sessions.end-others')}
              isDangerous
              act={() => ask('DELETE', ACCESS_ROUTES.sessions)}
              done={() => void look()}
            />
          )}
        </>
      )}
    </section>
  );
}
