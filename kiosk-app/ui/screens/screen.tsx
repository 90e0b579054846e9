import type { Screen } from '../../session/contract/snapshot.ts';
import { Attract } from './attract.tsx';
import { Bill } from './bill.tsx';
import { Catalogue } from './catalogue.tsx';
import { Evidence } from './evidence.tsx';
import { Farewell } from './farewell.tsx';
import { Form } from './form.tsx';
import { Identify } from './identify.tsx';
import { InterruptedView } from './interrupted.tsx';
import { Orient } from './orient.tsx';
import { Pay } from './pay.tsx';
import { PinChange } from './pin-change.tsx';
import { Problem } from './problem.tsx';
import { Receipt } from './receipt.tsx';
import { Review } from './review.tsx';
import { ServiceInfo } from './service-info.tsx';
import { OutOfService, Submit, Wiping } from './waiting.tsx';

export function ScreenView({ screen }: { readonly screen: Screen }) {
  switch (screen.kind) {
    case 'out-of-service':
      return <OutOfService reason={screen.reason} />;
    case 'attract':
      return <Attract services={screen.services} />;
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
