import { Crest } from '../../../assets/branding/crest.tsx';
import { useView } from '../view.ts';

export function Header() {
  const { site } = useView().snapshot;
  return (
    <header class="header">
      <Crest size={56} />
      <p class="header-name">
        <strong>{site.municipality}</strong>
        <span>{site.location}</span>
      </p>
    </header>
  );
}
