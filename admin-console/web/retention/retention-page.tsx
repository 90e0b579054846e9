import type { KeptView } from '../../contract/retention.ts';
import { ALL, ROUTES } from '../../contract/routes.ts';
import { type Desk, may } from '../frame/desk.ts';
import { useLook } from '../frame/look.ts';
import { LookedAt, NoPermission, Page } from '../frame/page.tsx';
import { Scrolls } from '../frame/scrolls.tsx';
import de from '../locales/de/retention.json' with { type: 'json' };
import en from '../locales/en/retention.json' with { type: 'json' };
import { addTexts } from '../texts.ts';
import './retention.css';

addTexts({ de, en });

/** Whom it is about, in the order in which a data-protection officer asks. */
const ABOUT = ['citizens', 'staff', 'nobody'] as const satisfies readonly KeptView['about'][];

/** What the hub keeps about whom, and until when: from the table by which it erases. */
export function RetentionPage({ desk }: { readonly desk: Pick<Desk, 'say' | 'language' | 'session' | 'tenant'> }) {
  const { say, language, session } = desk;
  const mayRead = may(desk, 'audit.read');
  const [looked, look] = useLook<KeptView[]>(mayRead ? ROUTES.retention(ALL) : null);
  if (!mayRead)
    return (
      <Page title={say('page.retention')}>
        <NoPermission say={say} />
      </Page>
    );
  const today = new Intl.DateTimeFormat(language, { dateStyle: 'long' }).format(new Date());
  return (
    <Page title={say('page.retention')} class="retention">
      <p class="lead">{say('retention.lead')}</p>
      <p class="no-print">
        <button type="button" class="second" onClick={() => print()}>
          {say('retention.print')}
        </button>
      </p>
      <p class="only-print">{say('retention.printed', { day: today, name: session.name })}</p>
      <LookedAt say={say} looked={looked} again={look}>
        {(kept) => (
          <>
            {ABOUT.map((about) => (
              <section key={about} class="panel" aria-labelledby={`about-${about}`} data-testid={`about-${about}`}>
                <h2 id={`about-${about}`}>{say(`retention.about.${about}`)}</h2>
                <p>{say(`retention.about.${about}.text`)}</p>
                <Scrolls label={say(`retention.about.${about}`)}>
                  <table>
                    <thead>
                      <tr>
                        <th scope="col">{say('retention.what')}</th>
                        <th scope="col">{say('retention.until')}</th>
                        <th scope="col">{say('retention.why')}</th>
                        <th scope="col">{say('retention.tables')}</th>
                      </tr>
                    </thead>
                    <tbody>
                      {kept
                        .filter((row) => row.about === about)
                        .map(({ id, words, tables }) => (
                          <tr key={id}>
                            <th scope="row">{words[language].what}</th>
                            <td>{words[language].until}</td>
                            <td>{words[language].why}</td>
                            <td class="muted">{tables.join(', ')}</td>
                          </tr>
                        ))}
                    </tbody>
                  </table>
                </Scrolls>
              </section>
            ))}
          </>
        )}
      </LookedAt>
    </Page>
  );
}
