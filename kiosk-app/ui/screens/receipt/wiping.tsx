import { Progress } from '../../components/progress.tsx';
import { WipingPicture } from '../../illustrations/town.tsx';
import { useView } from '../../view.ts';

export function Wiping() {
  const { words } = useView();
  return (
    <main class="whole" data-testid="screen-wiping" data-phase="wiping" aria-labelledby="page-title">
      <WipingPicture />
      <h1 id="page-title">{words.t('wiping.title')}</h1>
      <p class="lead">{words.t('wiping.text')}</p>
      <Progress percent={null} label={words.t('wiping.title')} />
    </main>
  );
}
