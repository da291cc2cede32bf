import type { Format, HostStorage, PlanFile } from "./index.js";

export interface FrameOptions {
  /** A plan to show. */
  plan?: PlanFile | string;
  theme?: "light" | "dark" | "auto";
  locale?: string;
  readonly?: boolean;
  /** Where plans are kept: in the reader's browser for the frame's address, nowhere, or by this page. */
  storage?: "browser" | "memory" | HostStorage;
  /** The frame's origin; taken from its `src`. */
  origin?: string;
  /** Hears `connected`, `ready`, `change`, `saved`, `resize`, `error`. */
  on?: (name: string, detail: { plan?: string; [field: string]: unknown }) => void;
  /** Whether the frame gets the height of its content. */
  height?: boolean;
}

export interface Frame {
  load(plan: PlanFile | string): Promise<unknown>;
  theme(name: "light" | "dark" | "auto"): Promise<unknown>;
  locale(name: string): Promise<unknown>;
  readonly(yes: boolean): Promise<unknown>;
  export(format: Format): Promise<string>;
  /** The text of the open plan; null when none is open. */
  plan(): Promise<string | null>;
  focus(): Promise<unknown>;
  flush(): Promise<unknown>;
  /** Lets go of the frame, which stays as it is. */
  close(): void;
}

/** Connects to the checklist in a frame whose address ends in `#embed`. Call it before the frame loads. */
export function embed(frame: HTMLIFrameElement, options?: FrameOptions): Frame;
