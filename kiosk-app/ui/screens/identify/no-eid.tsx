import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Icon, type IconName } from '../../components/icon.tsx';
import { useView } from '../../view.ts';

const REASONS: readonly {
  readonly reason: 'no-card' | 'no-pin' | 'not-activated' | 'not-wanted';
  readonly icon: IconName;
}[] = [
  { reason: 'no-card', icon: 'id-card' },
  { reason: 'no-pin', icon: 'pin' },
  { reason: 'not-activated', icon: 'lock' },
  { reason: 'not-wanted', icon: 'close' },
];

/**
 * A main path, not an error: most people have no working eID. The reason is asked because it is measured.
 * @param props.isWayOn the only thing left to do: trying again would not help
 * @param props.opener what opens the question, where it is not one of these buttons
 */
export function NoEid({
  isWayOn = false,
  opener,
}: {
  readonly isWayOn?: boolean;
  readonly opener?: (open: () => void) => ComponentChildren;
}) {
  const { words, send } = useView();
  const [open, setOpen] = useState(false);
  return (
    <>
      {opener ? (
        opener(() => setOpen(true))
      ) : isWayOn ? (
        <Button kind="primary" iconEnd="forward" mirrored testid="open-no-eid" onPress={() => setOpen(true)}>
          {words.t('identify.no-eid.go-on')}
        </Button>
      ) : (
        <Button icon="help" aside testid="open-no-eid" onPress={() => setOpen(true)}>
          {words.t('identify.no-eid.open')}
        </Button>
      )}
      {open && (
        <Dialog title={words.t('identify.no-eid.title')} testid="sheet-no-eid" onClose={() => setOpen(false)}>
          <p>{words.t('identify.no-eid.text')}</p>
          <ul class="dialog-list">
            {REASONS.map(({ reason, icon }) => (
              <li key={reason}>
                <button
                  type="button"
                  class="row-button"
                  data-testid={`intent-no-eid-${reason}`}
                  onClick={() => {
                    setOpen(false);
                    send({ name: 'no-eid', reason });
                  }}
                >
                  <Icon name={icon} />
                  <span>{words.t(`identify.no-eid.${reason}`)}</span>
                  <Icon name="forward" mirrored />
                </button>
              </li>
            ))}
          </ul>
          <div class="dialog-actions">
            <Button testid="close-sheet" onPress={() => setOpen(false)}>
              {words.t('action.close')}
            </Button>
          </div>
        </Dialog>
      )}
    </>
  );
}
