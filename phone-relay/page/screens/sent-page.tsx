import { useState } from 'preact/hooks';
import type { PhonePage } from '../../../portals/phone-relay/link/link-messages.ts';
import type { Telephone } from '../model/telephone.ts';
import type { Words } from '../words/words.ts';
import { Icon } from './icon.tsx';

interface SentPageProps {
  readonly page: PhonePage;
  /** Its place, from 0. */
  readonly at: number;
  readonly isLast: boolean;
  readonly picture: string | null;
  readonly telephone: Telephone;
  readonly t: Words;
}

/** A page that the terminal has, and what can be done with it from here. */
export function SentPage({ page, at, isLast, picture, telephone, t }: SentPageProps) {
  const [isAsked, ask] = useState(false);
  const name = t('page.name', { n: at + 1 });
  const button = (testid: string, label: string, act: () => void, isOff = false) => (
    <button type="button" class="button quiet" data-testid={testid} disabled={isOff} onClick={act}>
      {label}
      <span class="unseen"> {name}</span>
    </button>
  );
  return (
    <li class="page" data-testid="page" data-page={page.id}>
      {picture ? <img src={picture} alt="" /> : <Icon name={page.from === 'phone' ? 'phone' : 'scanner'} />}
      <div>
        <p>
          <strong>{name}</strong> {t(`page.${page.from}`)}
        </p>
        <div class="tools">
          {isAsked ? (
            <>
              <p role="alert">{t('page.delete.sure', { n: at + 1 })}</p>
              {button('delete-sure', t('page.delete'), () => telephone.remove(page.id))}
              {button('keep', t('page.keep'), () => ask(false))}
            </>
          ) : (
            <>
              {button('earlier', t('page.earlier'), () => telephone.move(page.id, at - 1), at === 0)}
              {button('later', t('page.later'), () => telephone.move(page.id, at + 1), isLast)}
              {button('delete', t('page.delete'), () => ask(true))}
            </>
          )}
        </div>
      </div>
    </li>
  );
}
