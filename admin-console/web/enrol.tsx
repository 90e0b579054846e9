import { useState } from 'preact/hooks';
import { type EnrolmentCode, TERMINAL_ID } from '../contract/terminals/enrolment-code.ts';
import { createEnrolmentCode } from './hub-client.ts';
import type { Say } from './texts.ts';

/** Makes a one-time code for a new terminal. */
export function Enrol({ say }: { readonly say: Say }) {
  const [id, setId] = useState('');
  const [made, setMade] = useState<EnrolmentCode | null>(null);
  const [error, setError] = useState<'enrol.invalid' | 'enrol.failed' | null>(null);

  async function create(event: Event) {
    event.preventDefault();
    setMade(null);
    if (!TERMINAL_ID.test(id)) return setError('enrol.invalid');
    setError(null);
    const code = await createEnrolmentCode(id);
    if (code) setMade(code);
    else setError('enrol.failed');
  }

  return (
    <form class="enrol" onSubmit={create}>
      <label for="terminal-id">{say('enrol.label')}</label>
      <input
        id="terminal-id"
        value={id}
        autocomplete="off"
        onInput={(e) => setId(e.currentTarget.value)}
        aria-describedby="enrol-error"
      />
      <button type="submit">{say('enrol.button')}</button>
      <p id="enrol-error" class="error" role="alert">
        {error ? say(error) : ''}
      </p>
      {made && (
        <dl class="facts" data-testid="enrolment-code">
          <div>
            <dt>{say('enrol.code')}</dt>
            <dd>
              <code>{made.code}</code>
            </dd>
          </div>
          <div>
            <dt>{say('enrol.fingerprint')}</dt>
            <dd>
              <code>{made.caFingerprint}</code>
            </dd>
          </div>
        </dl>
      )}
    </form>
  );
}
