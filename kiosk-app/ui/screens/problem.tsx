import type { ProblemScreen } from '../../session/contract/screens/problem.ts';
import { IntentButton } from '../components/button.tsx';
import { CaseNumber } from '../components/case-number.tsx';
import type { IconName } from '../components/icon.tsx';
import { Message } from '../components/message.tsx';
import { Page } from '../components/page.tsx';
import { OfficePicture, OutOfServicePicture } from '../illustrations/town.tsx';
import type { Key } from '../texts.ts';
import { useView } from '../view.ts';
import { NO_EID_STEPS } from './identify/no-eid-advice.ts';

type Option = ProblemScreen['options'][number];

/** "Back" stands in the footer of every screen; the rest are the ways out of here. */
const OPTIONS: Readonly<Record<Option, { readonly key: Key; readonly icon: IconName }>> = {
  retry: { key: 'problem.option.retry', icon: 'retry' },
  back: { key: 'problem.option.back', icon: 'back' },
  'set-pin': { key: 'problem.option.set-pin', icon: 'pin' },
  'book-appointment': { key: 'problem.option.book-appointment', icon: 'clock' },
  type: { key: 'problem.option.type', icon: 'edit' },
  catalogue: { key: 'problem.option.catalogue', icon: 'search' },
  finish: { key: 'problem.option.finish', icon: 'check' },
};
/** What happened, what it means for the person, and what can be done now. */
export function Problem({ screen }: { readonly screen: ProblemScreen }) {
  const { snapshot, words } = useView();
  const { problem, charged, number, noEid = 'no-pin' } = screen;
  const named = problem === 'no-eid' ? (`no-eid.${noEid}` as const) : problem;
  const [best, ...others] = screen.options.filter((option) => option !== 'back' || !snapshot.can.back);
  return (
    <Page
      kind="problem"
      phase={problem}
      layout="hero"
      picture={problem === 'internal' ? <OutOfServicePicture /> : <OfficePicture />}
      title={words.t(`problem.${named}.title`)}
      lead={words.t(`problem.${named}.text`)}
      actions={best && <Way option={best} kind="primary" />}
    >
      <div class="problem" data-testid="problem" data-charged={charged} data-no-eid={screen.noEid}>
        {problem === 'no-eid' && (
          <ol class="numbered">
            {NO_EID_STEPS[noEid].map((key) => (
              <li key={key}>{words.t(key)}</li>
            ))}
          </ol>
        )}
        {screen.residence && <Residence {...screen.residence} />}
        {screen.told && (
          <Message tone="info" testid="told" title={screen.told.title}>
            <p>{screen.told.text}</p>
          </Message>
        )}
        {screen.lacks && (
          <Message
            tone="info"
            testid="card-lacks"
            title={words.t('problem.card-lacks.what', { what: screen.lacks.join(', ') })}
          >
            <p>{words.t('problem.card-lacks.office')}</p>
          </Message>
        )}
        {charged !== 'not-applicable' && (
          <Message tone={charged === 'nothing' ? 'success' : 'info'}>
            <p>{words.t(`problem.charged.${charged}`)}</p>
          </Message>
        )}
        {number !== null && <CaseNumber number={number} />}
        {others.length > 0 && (
          <div class="row">
            {others.map((option) => (
              <Way key={option} option={option} kind="secondary" />
            ))}
          </div>
        )}
        <p>{words.t('problem.contact', { phone: snapshot.site.phone })}</p>
      </div>
    </Page>
  );
}

/** What the card says, and what that means for this person. */
function Residence({ place, otherwise }: NonNullable<ProblemScreen['residence']>) {
  const { words } = useView();
  const onCard =
    place === null ? words.t('problem.lives-elsewhere.no-place') : words.t('problem.lives-elsewhere.place', { place });
  return (
    <Message tone="info" testid="residence" title={onCard}>
      <p>{otherwise}</p>
    </Message>
  );
}

function Way({ option, kind }: { readonly option: Option; readonly kind: 'primary' | 'secondary' }) {
  const { words } = useView();
  return (
    <IntentButton
      kind={kind}
      icon={OPTIONS[option].icon}
      intent={option === 'type' ? { name: 'choose-way', way: 'typed' } : { name: option }}
    >
      {words.t(OPTIONS[option].key)}
    </IntentButton>
  );
}
