import type { Events, Format, HostStorage, PlanFile } from "./index.js";

/** `<dms-preflight>`: attributes `src`, `plan`, `theme`, `locale`, `readonly`, `storage`; docs/embedding.md has them. */
export class PreflightElement extends HTMLElement {
  /** The open plan as plain data; null when none is open. Setting it shows another one. */
  get plan(): PlanFile | null;
  set plan(plan: PlanFile | string | null);
  get storage(): "browser" | "memory" | HostStorage;
  set storage(storage: "browser" | "memory" | HostStorage);
  /** Saves what waits to be saved, at once. */
  flush(): void;
  /** The open plan in a format; undefined before `ready`. */
  export(format: Format): string | undefined;
}

/** What events carry: `ready`, `change`, `saved`, `error`; each bubbles and leaves shadow roots. */
export type PreflightEvent<Name extends keyof Events> = CustomEvent<Events[Name] & { readonly plan: PlanFile | null }>;

declare global {
  interface HTMLElementTagNameMap {
    "dms-preflight": PreflightElement;
  }
}
