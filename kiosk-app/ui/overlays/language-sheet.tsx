import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { DisplaySwitches } from '../components/display-switches.tsx';
import { LanguageButtons } from '../components/language-buttons.tsx';
import { useView } from '../view.ts';

export function LanguageSheet({ onClose }: { readonly onClose: () => void }) {
  const { words } = useView();
  return (
    <Dialog title={words.t('language.title')} testid="sheet-language" onClose={onClose}>
      <LanguageButtons />
      <DisplaySwitches />
      <div class="dialog-actions">
        <Button kind="primary" icon="check" testid="close-sheet" onPress={onClose}>
          {words.t('action.done')}
        </Button>
      </div>
    </Dialog>
  );
}
