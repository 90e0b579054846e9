import { useView } from '../view.ts';
import { Logo } from './logo.tsx';

/** Whose terminal it is, and where it stands. @param height of the logo, in pixels */
export function PlaceName({ height }: { readonly height: number }) {
  const { site } = useView().snapshot;
  return (
    <>
      <Logo height={height} />
      <p class="header-name">
        <strong>{site.municipality}</strong>
        <span>{site.location}</span>
      </p>
    </>
  );
}
