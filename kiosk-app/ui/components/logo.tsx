import { Crest } from '../../../assets/branding/crest.tsx';
import { useView } from '../view.ts';

/** The municipality's logo beside its name, which says the same; the arms of the sample where it has chosen none. */
export function Logo({ height }: { readonly height: number }) {
  const { snapshot, picture } = useView();
  const { logo } = snapshot.site.look;
  if (logo === null) return <Crest size={height} />;
  const address = picture(logo);
  return address && <img class="logo" src={address} alt="" style={{ blockSize: `${height}px` }} />;
}
