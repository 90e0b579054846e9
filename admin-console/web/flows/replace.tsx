import { useEffect, useState } from 'preact/hooks';
import { ROUTES } from '../../contract/routes.ts';
import type { EnrolmentCode } from '../../contract/terminals/enrolment-code.ts';
import { problemOf } from '../asking.ts';
import { ShownOnce } from '../forms.tsx';
import { QrCode } from '../frame/qr-code.tsx';
import { ask } from '../hub-client.ts';
import { hrefOf } from '../router.ts';
import { timeWords } from '../texts.ts';
import type { FlowProps } from './flow-props.ts';
import { Give, hasProved, useGiven } from './give.tsx';
import { Steps } from './steps.tsx';

/** A new machine takes the place of a broken one: it has its name, its place and its history, and a key of its own. */
export function Replace({ desk, terminal, query, keep }: FlowProps) {
  const { say, language } = desk;
  const old = query.get('old');
  const check = useGiven(terminal.tenantId, query.get('check'));
  // The machine that stands there at the beginning is the one that goes.
  useEffect(() => {
    if (old === null) keep({ old: terminal.fingerprint });
  }, [old]);
  const isReplaced = old !== null && terminal.fingerprint !== old;
  const isOff = isReplaced || !terminal.online;
  const time = (at: number) => timeWords(at, language, terminal);
  return (
    <Steps
      say={say}
      steps={[
        {
          id: 'off',
          title: say('flow.replace.off'),
          isDone: isOff,
          body: (
            <>
              <p>{say('flow.replace.off.text')}</p>
              <p role="status">{say('flow.replace.still-linked')}</p>
            </>
          ),
        },
        {
          id: 'enrol',
          title: say('flow.replace.enrol'),
          isDone: isReplaced,
          body: <Code {...{ desk, terminal }} />,
        },
        {
          id: 'linked',
          title: say('flow.replace.linked'),
          isDone: isReplaced && terminal.online,
          body: <p role="status">{say('flow.replace.linked.text')}</p>,
        },
        {
          id: 'check',
          title: say('flow.replace.check'),
          isDone: hasProved(check),
          body: (
            <>
              <p>{say('flow.replace.check.text')}</p>
              <Give
                {...{ desk, terminal }}
                reason={say('flow.replace')}
                order={{ kind: 'self-test' }}
                given={check}
                onGiven={(id) => keep({ check: id })}
              />
            </>
          ),
        },
      ]}
      end={
        <>
          <h2>{say('flow.replace.end')}</h2>
          <p>{say('flow.replace.end.text', { time: time(terminal.enrolledAt) })}</p>
          <p>
            <a href={hrefOf('terminal', terminal.id, { part: 'history' })}>{say('flow.replace.history')}</a>
          </p>
        </>
      }
    />
  );
}

/** Made when somebody asks for it, and told once: it is good for one machine. */
function Code({ desk, terminal }: Pick<FlowProps, 'desk' | 'terminal'>) {
  const { say, language } = desk;
  const [made, setMade] = useState<EnrolmentCode | null>(null);
  const [problem, setProblem] = useState('');
  async function make() {
    const answer = await ask('POST', ROUTES.enrolmentCodes(terminal.tenantId), { terminalId: terminal.id });
    setProblem(answer.status === 200 ? '' : problemOf(answer, say));
    if (answer.status === 200) setMade(answer.body as EnrolmentCode);
  }
  return (
    <>
      <p>{say('flow.replace.enrol.text')}</p>
      {made === null ? (
        <button type="button" onClick={() => void make()} data-testid="make-code">
          {say('flow.replace.make-code')}
        </button>
      ) : (
        <>
          <ShownOnce
            say={say}
            title={say('flow.replace.code')}
            text={say('flow.replace.code.text', { time: timeWords(made.expiresAt, language, terminal) })}
            secret={argumentsOf(made)}
          />
          <QrCode text={argumentsOf(made)} label={say('flow.replace.qr')} />
          <p>{say('flow.replace.qr.text')}</p>
          <p role="status">{say('flow.replace.waits')}</p>
        </>
      )}
      <p class="error" role="alert">
        {problem}
      </p>
    </>
  );
}

/** As the command at the machine takes them. */
const argumentsOf = ({ code, caFingerprint }: EnrolmentCode): string =>
  `--code ${code} --ca-fingerprint ${caFingerprint}`;
