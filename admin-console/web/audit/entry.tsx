import type { AuditEntryView } from '../../contract/access/access.ts';
import { may } from '../frame/desk.ts';
import { hrefOf } from '../router.ts';
import { timeWords } from '../texts.ts';
import type { AuditDesk } from './audit-desk.ts';
import { changesOf } from './changes.ts';
import { actorWords, actWords, fieldWords, valueWords } from './words.ts';

interface Props {
  readonly desk: AuditDesk;
  readonly entry: AuditEntryView;
}

/** Acts whose subject is a terminal. */
const OF_TERMINAL = /^(terminal|command\.given|journal|help|keyboard)\b/;

export function Entry({ desk, entry }: Props) {
  const { say, language } = desk;
  const { seq, at, actor, act, subject, reason, before, after } = entry;
  const changes = changesOf(before, after);
  const value = (of: unknown, path: string) => valueWords(of, path, say, language);
  return (
    <li>
      <div>
        <b>{actWords(act, say)}</b>
        <small>
          {timeWords(at, language, { status: null })} ·{' '}
          <a href={hrefOf('audit', null, { actor })}>{actorWords(actor, say)}</a> ·{' '}
          {OF_TERMINAL.test(act) && may(desk, 'fleet.read') ? (
            <a href={hrefOf('terminal', subject)}>{subject}</a>
          ) : (
            <a href={hrefOf('audit', null, { subject })}>{subject}</a>
          )}
        </small>
        {reason && <p class="why">{say('audit.reason', { reason })}</p>}
        {changes.length > 0 && (
          <details>
            <summary>{say.count('audit.changes', changes.length)}</summary>
            <dl class="changes">
              {changes.map((change) => (
                <div key={change.path}>
                  <dt>{change.path === '' ? say('audit.value') : fieldWords(change.path, say)}</dt>
                  <dd>
                    {change.before === undefined
                      ? value(change.after, change.path)
                      : say('audit.from-to', {
                          before: value(change.before, change.path),
                          after: value(change.after, change.path),
                        })}
                  </dd>
                </div>
              ))}
            </dl>
          </details>
        )}
      </div>
      <small class="seq">{say('audit.number', { seq: String(seq) })}</small>
    </li>
  );
}
