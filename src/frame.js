// The single file in a frame of somebody's page: speaks with it over a port, in plain data, by a protocol of version 1
// that docs/embedding.md describes. What is said before the port is there carries nothing.

/** Waits until the page around connects; null when it does not within two seconds. */
function connected() {
  const origin = new URLSearchParams(location.search).get("origin") ?? new URLSearchParams(location.hash.slice(1)).get("origin");
  return new Promise((done) => {
    const heard = (event) => {
      const isHost = event.source === parent && event.data?.type === "dms-preflight:connect" && event.data.v === 1;
      if (!isHost || !event.ports[0] || (origin && event.origin !== origin)) return;
      removeEventListener("message", heard);
      done(event.ports[0]);
    };
    addEventListener("message", heard);
    parent.postMessage({ type: "dms-preflight:hello", v: 1 }, "*");
    setTimeout(() => {
      removeEventListener("message", heard);
      done(null);
    }, 2_000);
  });
}

/** In a frame as high as its content the lower edge may be far out of sight: lists then open under their button. */
function opensInSight(root) {
  root.addEventListener("beforetoggle", ({ target, newState }) => {
    const button = newState === "open" && root.querySelector(`[popovertarget="${target.id}"]`);
    const scrolls = document.documentElement.scrollHeight > innerHeight + 1;
    const below = button ? Math.ceil(button.getBoundingClientRect().bottom) : 0;
    const isUnder = button && !scrolls && below < innerHeight / 2;
    target.style.insetBlock = isUnder ? `${below}px auto` : "";
    target.style.maxBlockSize = isUnder ? `${innerHeight - below}px` : "";
  }, true);
}

/** Carries out what the page around asks; `start(options)` mounts the checklist with the first `load`. */
function guest(port, root, start) {
  const say = (message) => port.postMessage({ v: 1, ...message });
  const waiting = new Map();
  let shown;
  let asked = 0;
  let pending;
  const ask = (need, more) => new Promise((keep, refuse) => {
    asked += 1;
    waiting.set(asked, { keep, refuse });
    say({ request: asked, need, ...more });
  });
  const storage = { load: () => ask("load"), save: (key, text) => ask("save", { key, text }) };
  const plan = () => shown?.plan() ?? null;
  const changed = () => {
    clearTimeout(pending);
    pending = undefined;
    say({ event: "change", plan: plan() });
  };
  const on = (name, detail) => {
    // A plan can be large: one message for a burst of keystrokes.
    if (name === "change") pending ??= setTimeout(changed, 200);
    else {
      if (name === "saved" && pending !== undefined) changed();
      say({ event: name, ...detail });
    }
  };
  addEventListener("pagehide", () => {
    shown?.flush();
    if (pending !== undefined) changed();
  });
  const needsPage = () => {
    if (!shown) throw new Error("Ask for `load` first.");
    return shown;
  };
  const actions = {
    load({ plan: given, theme, locale, readonly, storage: place }) {
      if (shown) {
        // What was typed last belongs to the plan before.
        if (pending !== undefined) changed();
        if (given != null) shown.load(given);
        return {};
      }
      const where = { host: storage, none: "memory", local: "browser" }[place ?? "local"];
      if (!where) throw new Error("`storage` must be host, local or none.");
      let wrong;
      try {
        shown = start({ plan: given ?? undefined, theme, readonly, storage: where, on });
      } catch (error) {
        // A plan that cannot be read must not keep the rest from opening.
        if (given == null) throw error;
        wrong = error;
        shown = start({ theme, readonly, storage: where, on });
      }
      opensInSight(root);
      new ResizeObserver(() => say({ event: "resize", height: Math.ceil(root.getBoundingClientRect().height) })).observe(root);
      if (wrong) throw wrong;
      if (locale) actions.locale({ locale });
      return {};
    },
    theme({ theme }) { needsPage().theme(String(theme)); return {}; },
    locale({ locale }) {
      if (!/^en\b/i.test(locale)) throw new Error(`There are no words for the locale "${locale}"; English is shown.`);
      return {};
    },
    readonly({ readonly }) { needsPage().readonly(readonly === true); return {}; },
    export({ format }) { return { format, text: needsPage().export(String(format)) }; },
    focus() { needsPage().focus(); return {}; },
    flush() { needsPage().flush(); return {}; },
    plan() { return { plan: plan() }; },
  };
  port.onmessage = ({ data }) => {
    if (data?.v !== 1) return say({ event: "error", code: "version", message: "This page speaks version 1 of the protocol." });
    if (data.response !== undefined) {
      const { keep, refuse } = waiting.get(data.response) ?? {};
      waiting.delete(data.response);
      return data.error === undefined ? keep?.(data.texts) : refuse?.(new Error(data.error));
    }
    const { id, action } = data;
    try {
      if (!Object.hasOwn(actions, action)) throw new Error(`There is no action "${action}".`);
      say({ id, ...actions[action](data) });
    } catch (error) {
      say({ id, error: error.message });
    }
  };
  say({ event: "connected", version: 1, schema: 1, actions: Object.keys(actions) });
}
