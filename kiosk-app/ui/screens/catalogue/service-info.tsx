import type { ServiceInfoScreen } from '../../../session/contract/screens/catalogue.ts';
import { IntentButton } from '../../components/button.tsx';
import { Icon, type IconName } from '../../components/icon.tsx';
import { Message } from '../../components/message.tsx';
import { Page } from '../../components/page.tsx';
import { feeText } from '../../components/service-facts.tsx';
import { useView } from '../../view.ts';
import { NoEid } from '../identify/no-eid.tsx';

/** Everything one must know before starting: nobody shall find out at the end that something was missing. */
export function ServiceInfo({ screen }: { readonly screen: ServiceInfoScreen }) {
  const { words } = useView();
  const { service } = screen;
  const document = screen.documents.join(', ');
  return (
    <Page
      kind="service-info"
      title={service.title}
      lead={service.summary}
      actions={
        service.unavailable === null && (
          <IntentButton kind="primary" iconEnd="forward" mirrored intent={{ name: 'begin' }}>
            {words.t('info.begin')}
          </IntentButton>
        )
      }
    >
      {service.unavailable && (
        <Message tone="warning" testid="unavailable">
          <p>{words.t(`service.unavailable.${service.unavailable}`)}</p>
        </Message>
      )}
      {screen.deferred && (
        <Message tone="info" testid="deferred">
          <p>{words.t('info.deferred')}</p>
        </Message>
      )}
      {screen.noPaperReceipt && (
        <Message tone="info" testid="no-paper-receipt">
          <p>{words.t('info.no-paper')}</p>
        </Message>
      )}
      <dl class="tiles">
        <Tile icon="euro" label={words.t('info.fee')} value={feeText(service.fee, words)} />
        <Tile
          icon="clock"
          label={words.t('info.duration')}
          value={words.count('duration.minutes', service.durationMinutes)}
        />
        <Tile
          icon="id-card"
          label={words.t('info.identity')}
          value={words.t(`info.identity.${service.needsEid ? 'needed' : service.needsCard ? 'card' : 'not-needed'}`)}
        />
      </dl>
      <div class="info-columns">
        {screen.prices.length > 0 && <Prices screen={screen} />}
        <section class="section" aria-labelledby="info-needs">
          <h2 id="info-needs">{words.t('info.needs')}</h2>
          {screen.needs.length === 0 ? (
            <p>{words.t('info.needs.nothing')}</p>
          ) : (
            <ul class="needs">
              {screen.needs.map((need) => (
                <li key={need}>
                  <Icon name={need === 'pin-letter' ? 'pin' : need} />
                  <span>{need === 'document' && document !== '' ? document : words.t(`need.${need}`)}</span>
                </li>
              ))}
            </ul>
          )}
        </section>
        {screen.prerequisites.length > 0 && (
          <section class="section" aria-labelledby="info-prerequisites">
            <h2 id="info-prerequisites">{words.t('info.prerequisites')}</h2>
            {/* Nothing is ticked: whether it holds is for the person to say. */}
            <ul class="bullets">
              {screen.prerequisites.map((text) => (
                <li key={text}>{text}</li>
              ))}
            </ul>
          </section>
        )}
      </div>
      {screen.canSayNoEid && <NoEid />}
      <WhoIsAsked {...screen} />
    </Page>
  );
}

/** Whom one asks about it, and how long the authority keeps the case. */
function WhoIsAsked({ office, kept }: Pick<ServiceInfoScreen, 'office' | 'kept'>) {
  const { words } = useView();
  if (!office && !kept) return null;
  const years = kept && kept.months % 12 === 0;
  const span = kept && words.count(years ? 'info.kept.years' : 'info.kept.months', kept.months / (years ? 12 : 1));
  return (
    <p class="office" data-testid="office">
      {office && (
        <>
          {words.t('info.office', { name: office.name, phone: office.phone })} {office.room}
          <br />
        </>
      )}
      {kept?.law && words.t('info.kept.law', { span: span ?? '', law: kept.law })}
      {kept && !kept.law && words.t('info.kept', { span: span ?? '' })}
    </p>
  );
}

/** What it costs by what one chooses: known before one begins. */
function Prices({ screen: { prices, reduction } }: { readonly screen: ServiceInfoScreen }) {
  const { words } = useView();
  return (
    <section class="section" aria-labelledby="info-prices" data-testid="prices">
      <h2 id="info-prices">{words.t('info.prices')}</h2>
      <table class="prices">
        <tbody>
          {prices.map(({ label, cents }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>{words.money(cents)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {reduction && <p>{words.t('info.reduced', { percent: String(reduction.percent), proof: reduction.proof })}</p>}
    </section>
  );
}

function Tile({ icon, label, value }: { readonly icon: IconName; readonly label: string; readonly value: string }) {
  return (
    <div class="tile">
      <dt>
        <Icon name={icon} />
        {label}
      </dt>
      <dd>{value}</dd>
    </div>
  );
}
