import type { Journey } from '../../session/contract/journey.ts';
import { useView } from '../view.ts';
import { Icon } from './icon.tsx';

/** Where the citizen is in the service, and what is still ahead. */
export function Steps({ journey }: { readonly journey: Journey }) {
  const { words } = useView();
  const current = journey.steps.findIndex((step) => step.state === 'current');
  return (
    <nav class="steps" aria-label={words.t('steps.label')} data-testid="steps">
      <p class="steps-title">
        <strong>{journey.title}</strong>
        {current >= 0 && <span>{words.t('steps.of', { n: current + 1, total: journey.steps.length })}</span>}
      </p>
      <ol class="steps-list">
        {journey.steps.map((step) => (
          <li
            key={step.id}
            class={`step step-${step.state}`}
            data-testid={`step-${step.id}`}
            data-state={step.state}
            aria-current={step.state === 'current' ? 'step' : undefined}
          >
            <span class="step-mark">{step.state === 'done' && <Icon name="check" />}</span>
            <span class="step-name">{words.t(`step.${step.id}`)}</span>
            {step.state === 'done' && <span class="unseen">{words.t('steps.done')}</span>}
          </li>
        ))}
      </ol>
    </nav>
  );
}
