import type { ReviewBlock, ReviewScreen } from '../../../session/contract/screens/review.ts';
import { IntentButton } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import { Message } from '../../components/message.tsx';
import { Page } from '../../components/page.tsx';
import { Progress } from '../../components/progress.tsx';
import { Rows } from '../../components/rows.tsx';
import { SignaturePicture } from '../../fields/signature/signature-picture.tsx';
import { ShieldPicture } from '../../illustrations/people.tsx';
import { useView } from '../../view.ts';
import { PagePicture } from '../evidence/evidence-pages.tsx';

export function Review({ screen }: { readonly screen: ReviewScreen }) {
  const { words } = useView();
  if (screen.state === 'sealing') {
    return (
      <Page
        kind="review"
        phase="sealing"
        layout="hero"
        picture={<ShieldPicture />}
        title={words.t('review.sealing.title')}
        lead={words.t('review.sealing.text')}
      >
        <Progress percent={null} label={words.t('review.sealing.title')} />
      </Page>
    );
  }
  return (
    <Page
      kind="review"
      phase="open"
      title={words.t('review.title')}
      lead={words.t('review.text')}
      actions={
        <IntentButton kind="primary" iconEnd="forward" mirrored intent={{ name: 'confirm' }}>
          {words.t(screen.fee?.paid === 'before' ? 'review.confirm-pay' : 'review.confirm-send')}
        </IntentButton>
      }
    >
      {screen.deferred && (
        <Message tone="info" testid="deferred">
          <p>{words.t('info.deferred')}</p>
        </Message>
      )}
      <div class="review">
        {/* What it costs and who gets it: in sight without scrolling, before all that was entered. */}
        <section class="panel review-total" aria-label={words.t('review.recipient')}>
          <dl class="pairs">
            <div>
              <dt>{words.t('review.recipient')}</dt>
              <dd>
                {screen.recipient}
                {screen.recipientContact?.map((line) => (
                  <span key={line} class="pair-detail">
                    {line}
                  </span>
                ))}
              </dd>
            </div>
            {screen.fee && (
              <div>
                <dt>{words.t('review.fee')}</dt>
                <dd>
                  <strong class="review-fee">{words.money(screen.fee.cents)}</strong>
                  <span class="pair-detail">{screen.fee.purpose}</span>
                  {screen.fee.paid === 'after' && <span class="pair-detail">{words.t('review.paid-after')}</span>}
                </dd>
              </div>
            )}
          </dl>
          <p class="hint-line">
            <Icon name="lock" />
            {words.t('review.sealed-note')}
          </p>
        </section>
        {screen.blocks.map((block) => (
          <Block key={block.id} block={block} />
        ))}
      </div>
    </Page>
  );
}

function Block({ block }: { readonly block: ReviewBlock }) {
  const { words } = useView();
  return (
    <section class="panel review-block" data-testid={`block-${block.id}`} aria-labelledby={`block-${block.id}`}>
      <div class="review-block-head">
        <h2 id={`block-${block.id}`}>{block.title}</h2>
        {block.changeable && (
          <IntentButton
            icon="edit"
            intent={{ name: 'change', block: block.id }}
            variant={block.id}
            label={`${words.t('review.change')}: ${block.title}`}
          >
            {words.t('review.change')}
          </IntentButton>
        )}
      </div>
      {block.rows.length > 0 && <Rows rows={block.rows} />}
      {block.rows.map(({ label, drawing }) => drawing && <SignaturePicture key={label} path={drawing} alt={label} />)}
      {block.pictures.length > 0 && (
        <ul class="review-pictures">
          {block.pictures.map((picture, index) => (
            <li key={picture}>
              <PagePicture picture={picture} alt={words.t('evidence.page', { n: index + 1 })} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
