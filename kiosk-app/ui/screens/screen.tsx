import type { Screen } from '../../session/contract/snapshot.ts';
import { later } from '../later.tsx';
import { Catalogue } from './catalogue/catalogue.tsx';
import { ServiceInfo } from './catalogue/service-info.tsx';
import { Form } from './form/form.tsx';
import { Identify } from './identify/identify.tsx';
import { InterruptedView } from './pay/interrupted.tsx';
import { Problem } from './problem.tsx';
import { Wiping } from './receipt/wiping.tsx';
import { Attract } from './start/attract.tsx';
import { Closed } from './start/closed.tsx';
import { Orient } from './start/orient.tsx';
import { OutOfService } from './start/out-of-service.tsx';

/** Nobody gets so far before they have come. */
const afterCatalogue = () => import('./after-catalogue.ts');
const Evidence = later(async () => (await afterCatalogue()).Evidence);
const Bill = later(async () => (await afterCatalogue()).Bill);
const Review = later(async () => (await afterCatalogue()).Review);
const Pay = later(async () => (await afterCatalogue()).Pay);
const Submit = later(async () => (await afterCatalogue()).Submit);
const Receipt = later(async () => (await afterCatalogue()).Receipt);
const Farewell = later(async () => (await afterCatalogue()).Farewell);
const Sheet = later(async () => (await import('./sheet/sheet.tsx')).Sheet);
const PinChange = later(async () => (await import('./pin-change/pin-change.tsx')).PinChange);

const PortalScreens = later(async () => (await import('./portal/portal-screens.tsx')).PortalScreens);

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
    case 'portal':
      return <PortalScreens screen={screen} />;
    case 'sheet':
      return <Sheet screen={screen} />;
    case 'problem':
      return <Problem screen={screen} />;
    case 'wiping':
      return <Wiping />;
  }
}
