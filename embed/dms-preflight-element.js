// The custom element <dms-preflight>: a checklist in a shadow root; several on a page share one WebAssembly instance.
// Importing it where there is no browser does nothing.
import { load, mount } from "./index.js";

const Base = globalThis.HTMLElement ?? class {};
let sheet;

/** The checklist's styles, once for all elements. */
function styles() {
  sheet ??= fetch(new URL("./app.css", import.meta.url)).then(async (answer) => {
    if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`);
    const made = new CSSStyleSheet();
    made.replaceSync(await answer.text());
    return made;
  }).catch((error) => {
    sheet = undefined;
    throw error;
  });
  return sheet;
}

async function fetched(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`The plan could not be loaded: ${answer.url} answers ${answer.status}.`);
  return answer.text();
}

export class PreflightElement extends Base {
  static observedAttributes = ["src", "plan", "theme", "locale", "readonly", "storage"];

  #mounted;
  #given;
  #storage;
  /** Where the plans of what is mounted are kept. */
  #kept;
  #turn = 0;

  connectedCallback() {
    // What was set before this class was known stands in the way of the class's own.
    for (const name of ["storage", "plan"]) {
      if (!Object.hasOwn(this, name)) continue;
      const value = this[name];
      delete this[name];
      this[name] = value;
    }
    // Taken out and put back at once, it goes on.
    if (!this.#mounted) this.#open();
  }

  disconnectedCallback() {
    // A portal that moves it puts it back before this runs.
    queueMicrotask(() => {
      if (!this.isConnected) this.#close();
    });
  }

  attributeChangedCallback(name, before, now) {
    if (!this.#mounted || before === now) return;
    if (name === "theme") this.#mounted.theme(now ?? "auto");
    else if (name === "readonly") this.#mounted.readonly(now !== null);
    else if (name === "plan" && now !== null) this.plan = now;
    else this.#again(name === "src");
  }

  /** The open plan as plain data; null when none is open. Setting it shows another one. */
  get plan() {
    if (!this.#mounted) return typeof this.#given === "string" ? JSON.parse(this.#given) : this.#given ?? null;
    return JSON.parse(this.#mounted.plan() ?? "null");
  }

  set plan(plan) {
    this.#given = plan;
    if (!this.#mounted) return;
    try {
      this.#mounted.load(plan);
    } catch (error) {
      this.#failed("plan", error);
    }
  }

  /** "browser", "memory", or an object with load() and save(key, text). */
  get storage() {
    return this.#storage ?? this.getAttribute("storage") ?? "browser";
  }

  set storage(storage) {
    this.#storage = storage;
    if (this.#mounted) this.#again();
  }

  /** Saves what waits to be saved, at once. */
  flush() {
    this.#mounted?.flush();
  }

  /** The open plan as "json", "markdown", "html", "csv", "tasks" or "ics". */
  export(format) {
    return this.#mounted?.export(format);
  }

  focus() {
    this.#mounted?.focus();
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }

  #failed(code, error) {
    this.#tell("error", { code, message: error.message });
  }

  #on = (name, detail) => {
    const element = this;
    // Written only for who asks: a plan can be large, and this is told at each keystroke.
    this.#tell(name, { ...detail, get plan() { return element.plan; } });
  };

  async #open() {
    const turn = (this.#turn += 1);
    const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    try {
      const [css] = await Promise.all([styles(), load()]);
      root.adoptedStyleSheets = [css];
    } catch (error) {
      this.#failed("load", error);
      return this.#refused(root, error);
    }
    const src = this.getAttribute("src");
    const given = () => this.#given ?? this.getAttribute("plan") ?? undefined;
    let fromSrc;
    if (given() === undefined && src !== null) {
      fromSrc = await fetched(new URL(src, this.baseURI)).catch((error) => void this.#failed("src", error));
    }
    const plan = given() ?? fromSrc;
    // Meanwhile it may have been taken out, or opened anew.
    if (turn !== this.#turn || !this.isConnected) return;
    const box = document.createElement("div");
    box.className = "preflight guest";
    box.part = "page";
    root.replaceChildren(box);
    const { storage } = this;
    this.#kept = storage;
    const options = { storage, theme: this.getAttribute("theme") ?? "auto", locale: this.getAttribute("locale") ?? "en", readonly: this.hasAttribute("readonly"), on: this.#on };
    try {
      this.#mounted = mount(box, { ...options, plan });
    } catch (error) {
      this.#failed("plan", error);
      this.#mounted = mount(box, { ...options, storage: typeof storage === "object" || storage === "memory" ? storage : "browser" });
    }
  }

  /** Without a page there is a sentence. */
  #refused(root, error) {
    const words = document.createElement("p");
    words.setAttribute("role", "alert");
    words.textContent = `The checklist could not be loaded. ${error.message}`;
    root.replaceChildren(words);
  }

  #close() {
    this.#turn += 1;
    // What only this page keeps is kept as long as the element.
    if (this.#kept === "memory" && this.#mounted) this.#given = this.#mounted?.plan() ?? this.#given;
    this.#mounted?.unmount();
    this.#mounted = undefined;
  }

  #again(anew) {
    this.#close();
    if (anew) this.#given = undefined;
    if (this.isConnected) this.#open();
  }
}

if (globalThis.customElements && !customElements.get("dms-preflight")) customElements.define("dms-preflight", PreflightElement);
