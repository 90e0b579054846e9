import { Announcements } from '../../components/announcements.tsx';
import { IntentButton } from '../../components/button.tsx';
import { DisplaySwitches } from '../../components/display-switches.tsx';
import { LanguageButtons } from '../../components/language-buttons.tsx';
import { Page } from '../../components/page.tsx';
import { useView } from '../../view.ts';

export function Orient() {
  const { snapshot, words } = useView();
  return (
    <Page
      kind="orient"
      title={words.t('orient.title')}
      actions={
        <IntentButton kind="primary" iconEnd="forward" mirrored intent={{ name: 'continue' }}>
          {words.t('orient.continue')}
        </IntentButton>
      }
    >
      <LanguageButtons />
      <Announcements />
      <section class="section" aria-labelledby="orient-display">
        <h2 id="orient-display">{words.t('orient.display')}</h2>
        <DisplaySwitches />
      </section>
      <p class="imprint">{words.t('credits.imprint', { imprint: snapshot.site.imprint })}</p>
    </Page>
  );
}
