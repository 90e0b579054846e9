import { PlaceName } from './place-name.tsx';

export function Header() {
  return (
    <header class="header">
      <PlaceName height={56} />
    </header>
  );
}
