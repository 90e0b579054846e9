/** Who opens the connection of a terminal: the terminal; the hub, to this address; or both, to a relay. */
export type Dialling =
  | { readonly by: 'terminal' }
  | { readonly by: 'hub'; readonly host: string; readonly port: number }
  | {
      readonly by: 'relay';
      readonly host: string;
      readonly port: number /** As at the terminal. */;
      readonly token: string;
    };
