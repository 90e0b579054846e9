import type { SubmitScreen } from '../../../session/contract/screens/submit.ts';
import { Page } from '../../components/page.tsx';
import { Progress } from '../../components/progress.tsx';
import { SendingPicture } from '../../illustrations/town.tsx';
import { useView } from '../../view.ts';

export function Submit({ phase }: { readonly phase: SubmitScreen['phase'] }) {
  const { words } = useView();
  return (
    <Page
      kind="submit"
      phase={phase}
      layout="hero"
      picture={<SendingPicture />}
      title={words.t(`submit.${phase}.title`)}
      lead={words.t(`submit.${phase}.text`)}
    >
      <Progress percent={null} label={words.t(`submit.${phase}.title`)} />
    </Page>
  );
}
