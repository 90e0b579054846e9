import { driverWord } from '../../../device-drivers/texts/driver-word.ts';
import type { CommandResult } from '../../../fleet-link/commands.ts';
import { portalName } from '../findings.ts';
import '../inbox/inbox-texts.ts';
import type { Say } from '../texts.ts';
import './check-texts.ts';

type Result = CommandResult & { readonly kind: 'checks' };
type Step = Result['checks'][number]['steps'][number];

interface Props {
  readonly say: Say;
  readonly result: Result;
  /** Where a device with that reason is mended step by step; `null`: there is no such way. */
  readonly wayFor: (device: string, reason: string) => string | null;
}

/** What failed with all its steps and what to do; of what passed its name is enough. */
export function Checks({ say, result, wayFor }: Props) {
  const failed = result.checks.filter(({ passed }) => !passed);
  const passed = result.checks.filter((check) => check.passed).map(({ subject }) => subjectWords(subject, say));
  return (
    <details class="result" open={!result.passed} data-testid="result">
      <summary>
        {say('result.checks')} {passedWords(result.passed, say)}
      </summary>
      {failed.map(({ subject, steps }) => (
        <div key={subject}>
          <h3>
            {subjectWords(subject, say)} {passedWords(false, say)}
          </h3>
          <ul>
            {steps.map((step) => (
              <li key={step.step} class={step.outcome}>
                {stepWords(step, say)}
              </li>
            ))}
          </ul>
          <p>
            <b>{say('inbox.do')}</b> {say(`cause.${causeOf(subject)}.do`)}
          </p>
          <Way say={say} href={wayOf(subject, steps, wayFor)} />
        </div>
      ))}
      {passed.length > 0 && <p>{say('result.passed-all', { what: passed.join(', ') })}</p>}
    </details>
  );
}

const Way = ({ say, href }: { readonly say: Say; readonly href: string | null }) =>
  href === null ? null : (
    <p>
      <a class="button" href={href} data-testid="way">
        {say('page.flow')}
      </a>
    </p>
  );

const wayOf = (subject: string, steps: readonly Step[], wayFor: Props['wayFor']): string | null =>
  steps
    .filter(({ outcome }) => outcome === 'failed')
    .map(({ detail }) => wayFor(subject, detail))
    .find((way) => way !== null) ?? null;

const passedWords = (passed: boolean, say: Say) => (
  <span class={`pill ${passed ? 'good' : 'bad'}`}>{say(passed ? 'result.passed' : 'result.failed')}</span>
);

/** "Schneider: nicht in Ordnung (klemmt)" */
function stepWords({ step, outcome, detail }: Step, say: Say): string {
  const word = (groups: readonly string[], of: string) =>
    driverWord((key, values) => (say.has(key) ? say(key, values) : undefined), groups, of);
  const groups = outcome === 'failed' ? ['reason', 'check-reading'] : ['check-reading', 'reason'];
  const words = `${word(['check-step'], step)}: ${say(`result.step.${outcome}`)}`;
  return detail === '' ? words : `${words} (${word(groups, detail)})`;
}

/** A kind of device, `storage`, `portal:` and its name. */
function subjectWords(subject: string, say: Say): string {
  if (subject.startsWith('portal:')) return portalName(subject.slice('portal:'.length), say);
  const key = ['device', 'subject'].map((kind) => `${kind}.${subject}`).find((each) => say.has(each));
  return key ? say(key) : subject;
}

/** The alert that would stand for it: what to do about it is worded once. */
const CAUSES: Readonly<Record<string, string>> = {
  storage: 'storage-low',
  journal: 'journal-broken',
  clock: 'clock-wrong',
};
const causeOf = (subject: string): string => (subject.startsWith('portal:') ? 'portal' : (CAUSES[subject] ?? 'device'));
