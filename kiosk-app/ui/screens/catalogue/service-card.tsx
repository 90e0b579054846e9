import type { ServiceCard } from '../../../session/contract/screens/catalogue.ts';
import { Icon } from '../../components/icon.tsx';
import { ServiceFacts } from '../../components/service-facts.tsx';
import { TopicIcon } from '../../components/topic-icon.tsx';
import { useView } from '../../view.ts';

/** A service to be chosen; what stands in its way now is said before it is begun. */
export function Card({ service }: { readonly service: ServiceCard }) {
  const { words, send } = useView();
  return (
    <button
      type="button"
      class="card"
      data-testid={`service-${service.id}`}
      data-unavailable={service.unavailable ?? undefined}
      onClick={() => send({ name: 'choose-service', service: service.id })}
    >
      <span class="card-icon">
        <TopicIcon name={service.icon} />
      </span>
      <span class="card-title">{service.title}</span>
      <span class="card-summary">{service.summary}</span>
      {service.unavailable ? (
        <span class="card-unavailable">
          <Icon name="warning" />
          <span>{words.t(`service.unavailable.${service.unavailable}`)}</span>
        </span>
      ) : (
        <>
          {service.deferred && (
            <span class="card-deferred">
              <Icon name="clock" />
              <span>{words.t('service.deferred')}</span>
            </span>
          )}
          <ServiceFacts service={service} />
        </>
      )}
    </button>
  );
}
