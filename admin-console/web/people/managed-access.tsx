import type { ComponentProps } from 'preact';
import { OneTenant } from '../frame/one-tenant.tsx';

type Props = Pick<ComponentProps<typeof OneTenant>, 'desk' | 'children'>;

/** What only those see who manage the access of a municipality; others are told why not. */
export function ManagedAccess({ desk, children }: Props) {
  const refusal = (
    <p class="notice info" data-testid="not-allowed">
      {desk.say('people.not-allowed')}
    </p>
  );
  return (
    <OneTenant desk={desk} permission="access.manage" refusal={refusal}>
      {children}
    </OneTenant>
  );
}
