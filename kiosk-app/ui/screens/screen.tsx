import type { Screen } from '../../session/contract/snapshot.ts';
import { later } from '../later.tsx';
import { Catalogue } from './catalogue/catalogue.tsx';
import { ServiceInfo } from './catalogue/service-info.tsx';
import { Evidence } from './evidence/evidence.tsx';
import { Bill } from './form/bill.tsx';
import { Form } from './form/form.tsx';
import { Review } from './form/review.tsx';
import { Identify } from './identify/identify.tsx';
import { InterruptedView } from './pay/interrupted.tsx';
import { Pay } from './pay/pay.tsx';
import { Submit } from './pay/submit.tsx';
import { Problem } from './problem.tsx';
import { Farewell } from './receipt/farewell.tsx';
import { Receipt } from './receipt/receipt.tsx';
import { Wiping } from './receipt/wiping.tsx';
import { Attract } from './start/attract.tsx';
import { Closed } from './start/closed.tsx';
import { Orient } from './start/orient.tsx';
import { OutOfService } from './start/out-of-service.tsx';

const PinChange = later(async () => (await import('./pin-change/pin-change.tsx')).PinChange);

export function ScreenView({ screen }: { readonly screen: Screen }) {
  switch (screen.kind) {
    case 'out-of-service':
      return <OutOfService screen={screen} />;
    case 'attract':
      return <Attract services={screen.services} />;
    case 'closed':
      return <Closed screen={screen} />;
    case 'interrupted':
      return <InterruptedView screen={screen} />;
    case 'orient':
      return <Orient />;
    case 'catalogue':
      return <Catalogue screen={screen} />;
    case 'service-info':
      return <ServiceInfo screen={screen} />;
    case 'identify':
      return <Identify phase={screen.phase} />;
    case 'pin-change':
      return <PinChange phase={screen.phase} />;
    case 'bill':
      return <Bill screen={screen} />;
    case 'form':
      return <Form screen={screen} />;
    case 'evidence':
      return <Evidence screen={screen} />;
    case 'review':
      return <Review screen={screen} />;
    case 'pay':
      return <Pay screen={screen} />;
    case 'submit':
      return <Submit phase={screen.phase} />;
    case 'receipt':
      return <Receipt screen={screen} />;
    case 'farewell':
      return <Farewell screen={screen} />;
    case 'problem':
      return <Problem screen={screen} />;
    case 'wiping':
      return <Wiping />;
  }
}
