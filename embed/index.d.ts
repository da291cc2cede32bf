/** The state of a condition: decided, or open because answers are still wanted. */
export type Truth = "yes" | "open" | "no";
export type Severity = "blocker" | "risk" | "advice" | "note";

/** A saved plan, as `NAME.preflight.json` holds it. Fields that are not known are kept. */
export interface PlanFile {
  app: "dms-preflight";
  schema: 1;
  /** Day of the facts it was saved under, YYYY-MM-DD. */
  edition?: string;
  plan: {
    name?: string;
    answers?: Record<string, Answer>;
    tasks?: Record<string, { done?: boolean; note?: string; owner?: string; due?: string }>;
    findings?: Record<string, { severity?: Severity; digest?: string; owner?: string }>;
    [field: string]: unknown;
  };
}

/** Yes or no as a boolean; several options as a list of ids; everything else as typed, such as "2.4 TB" or "4 h". */
export interface Answer {
  value?: boolean | string | number | string[];
  dont_know?: boolean;
  note?: string;
  [field: string]: unknown;
}

export interface Complaint {
  word: string;
  with: [string, string][];
}

export interface Assessment {
  edition: string;
  today: string;
  verdict: "empty" | "blocked" | "undecided" | "risky" | "ready";
  counts: {
    blockers: number; risks: number; advice: number; notes: number;
    possible_blockers: number; possible_risks: number;
    asked: number; answered: number; dont_know: number; open: number; bad: number;
  };
  sections: {
    section: string;
    status: "not_applicable" | "not_started" | "in_progress" | "done";
    asked: number; answered: number; dont_know: number; open: number;
    attention: Severity | null;
  }[];
  questions: { question: string; asked: Truth; state: "not_asked" | "missing" | "dont_know" | "given" | "bad"; complaint: Complaint | null }[];
  /** Ids of rules, with the questions that decided each and those it waits for. */
  findings: {
    rule: string; section: string; phase: string; severity: Severity; state: "yes" | "open";
    because: string[]; wants: string[]; fault: "type" | "division_by_zero" | "too_large" | null;
  }[];
  tasks: {
    task: string; phase: string; state: "yes" | "open"; because: string[]; wants: string[];
    /** Prerequisites that are due, or may be, for a task that lists some. */
    prerequisites: { prerequisite: string; state: "yes" | "open" }[];
  }[];
  /** Whole numbers of named facts: days, minutes, bytes, counts, hundredths. */
  figures: Record<string, number>;
  facts: Record<string, string>;
  next: { question: string; blockers: number; risks: number; others: number; dont_know: boolean }[];
  region: {
    code: string; fit: "blocked" | "risky" | "open" | "fits";
    nearest: { code: string; kilometres: number }[];
    nearest_schema_conversion: { code: string; kilometres: number }[];
    nearest_homogeneous: { code: string; kilometres: number }[];
  } | null;
  /** The Regions nearest to the source that offer DMS, where the residency allows them. */
  near_source: { code: string; kilometres: number }[];
}

export interface Question {
  id: string;
  section: string;
  /** As readers see it, such as "5.4". */
  number: string;
  kind: "yes_no" | "one_of" | "several_of" | "number" | "size" | "duration" | "date" | "short_text" | "long_text";
  text: string;
  hint: string;
  ask_when: string | null;
  options: { id: string; text: string }[];
}

export interface Validation {
  ok: boolean;
  messages: string[];
  answers: { question: string; message: string }[];
}

/**
 * Where a host keeps plans itself. Keys and texts are to be given back as they came; either function may give a promise.
 * A promise that is not kept counts as not saved, which the page says and tries again.
 */
export interface HostStorage {
  /** All texts by key. It is called again whenever plans are read. */
  load(): Record<string, string> | Promise<Record<string, string>>;
  /** Stores a text, or removes the key when it is null. */
  save(key: string, text: string | null): void | Promise<void>;
}

/** Dates are YYYY-MM-DD, chances per mille of the runs, days of phases tenths of a working day. */
export interface Forecast {
  runs: number;
  days_a_week: number;
  start: string;
  hard_date: string | null;
  /** Working days from the start to the hard date, both counted. */
  days_left: number | null;
  /** The day on which 50, 80 and 95 % of the runs are over. */
  finish: [string, string, string];
  in_time: number | null;
  curve: [string, number][];
  /** 20 equally likely finishes. */
  dots: string[];
  /** Minutes at best, likely and at worst; null where they are not known or never end. */
  load: (number | null)[];
  catch_up: (number | null)[];
  phases: PhaseForecast[];
  warnings: { warning: string; severity: Severity; phase: string | null; questions: string[] }[];
}

export interface PhaseForecast {
  phase: string;
  applies: Truth;
  /** Best, likely and worst case; the reader's own where there are any. */
  days: [number, number, number];
  model: [number, number, number];
  is_own: boolean;
  is_cut: boolean;
  start: string;
  finish: [string, string, string];
  /** The latest day to begin for 50, 80 and 95 %. */
  latest: [string, string, string] | null;
  decides: number;
  is_late: boolean;
  parts: { part: number; state: Truth; days: [number, number, number]; because: string[]; wants: string[] }[];
}

export interface MountOptions {
  /** YYYY-MM-DD, in place of the reader's local date. */
  today?: string;
  /** "browser", the default: local storage and IndexedDB. "memory": nothing outlives the page. Or the host's own. */
  storage?: "browser" | "memory" | HostStorage;
  /**
   * A plan to show. Where the reader's own plans are stored it is only looked at until they keep it; with "memory", or
   * with a host's storage that has none, it is the open plan.
   */
  plan?: PlanFile | string;
  /** Colours; without it as the reader's system says. */
  theme?: "light" | "dark" | "auto";
  /** Only English is there; for anything else `on` hears an error. */
  locale?: string;
  /** Nothing can be changed. */
  readonly?: boolean;
  /** The document is the checklist's own: address and title follow the reader. Ignored in frames. */
  owner?: boolean;
  /** Where the single file can be downloaded. */
  file?: string;
  /** Hears what happens. */
  on?: (name: keyof Events, detail: Events[keyof Events]) => void;
}

export interface Events {
  /** The page is shown and the plans are read. */
  ready: Record<string, never>;
  /** The open plan was changed by the reader. */
  change: { id: string };
  /** It is saved. */
  saved: { id: string; storage: "browser" | "host" };
  /** `not_saved`, `locale`, or a plan that could not be opened. */
  error: { code: string; message?: string; id?: string };
}

export type Format = "json" | "markdown" | "html" | "csv" | "tasks" | "ics";

export interface Mounted {
  /** Saves what waits and takes the checklist off the page. */
  unmount(): void;
  /** The text of the plan file of the open plan; undefined when none is open. */
  plan(): string | undefined;
  /** Shows another plan, as `MountOptions.plan`. Throws a sentence when it cannot be read. */
  load(plan: PlanFile | string): void;
  theme(name: "light" | "dark" | "auto"): void;
  readonly(on: boolean): void;
  /** Saves what waits to be saved, at once. */
  flush(): void;
  /** Gives the heading of the view the focus. */
  focus(): void;
  /** The open plan in a format. Throws when `load` has not ended. */
  export(format: Format): string;
}

/**
 * Loads WebAssembly and content once, from beside this file unless they are given. Texts that only a reader needs
 * (`tables.json`) come after it has resolved; nothing is judged by them.
 */
export function load(parts?: {
  wasm?: BufferSource | WebAssembly.Module;
  content?: string;
  tables?: string;
}): Promise<void>;
/** Shows the checklist inside an element of class `preflight`, whose styles are `app.css`. Throws when an option is none of those that it can be. */
export function mount(element: Element, options?: MountOptions): Mounted;
/** The assessment of a plan on a day, YYYY-MM-DD. Throws a sentence when the plan cannot be read. */
export function evaluate(plan: PlanFile | string, options: { today: string }): Assessment;
/** The timeline of a plan on a day, YYYY-MM-DD: 10,000 runs with a fixed seed. Throws like `evaluate`. */
export function forecast(plan: PlanFile | string, options: { today: string }): Forecast;
/** All questions in order. */
export function questions(): Question[];
/** Whether a plan can be read, and what of it cannot. */
export function validate(plan: PlanFile | string): Validation;
