// For a page that shows the checklist in a frame: connects to it and hands on plans and events. docs/embedding.md has
// the protocol; this file is all that a host needs, and it may be copied.

/**
 * Connects to the checklist in an `<iframe>` whose address ends in `#embed`, now or once it loads.
 * `origin` is the frame's own; it is taken from `src`, and for a sandboxed frame without an origin it is "*".
 */
export function embed(frame, { plan, theme, locale, readonly, storage, origin, on = () => {}, height = true } = {}) {
  const owns = storage && typeof storage === "object";
  const opaque = frame.hasAttribute("srcdoc") || (frame.sandbox.length > 0 && !frame.sandbox.contains("allow-same-origin"));
  const own = origin ?? (opaque ? "*" : new URL(frame.src, document.baseURI).origin);
  const target = own === "null" ? "*" : own;
  const waiting = new Map();
  let port;
  let count = 0;
  const send = (action, more) => new Promise((keep, refuse) => {
    if (!port) throw new Error("The frame is not connected yet.");
    count += 1;
    waiting.set(count, { keep, refuse });
    port.postMessage({ v: 1, id: count, action, ...more });
  });
  const forget = () => {
    for (const { refuse } of waiting.values()) refuse(new Error("The frame was loaded again, or is gone."));
    waiting.clear();
    port?.close();
  };
  const store = async (to, { request, need, key, text }) => {
    const answer = { v: 1, response: request };
    try {
      if (need === "load") answer.texts = await storage.load();
      else await storage.save(key, text);
    } catch (error) {
      answer.error = String(error?.message ?? error);
    }
    to.postMessage(answer);
  };
  const heard = ({ data, target: from }) => {
    if (data?.v !== 1) return;
    if (data.request !== undefined) return void (owns && store(from, data));
    if (data.event === undefined) {
      const { keep, refuse } = waiting.get(data.id) ?? {};
      waiting.delete(data.id);
      return data.error === undefined ? keep?.(data) : refuse?.(new Error(data.error));
    }
    const { v, event, ...detail } = data;
    if (event === "connected") {
      const where = owns ? "host" : storage === "memory" ? "none" : "local";
      send("load", { plan, theme, locale, readonly, storage: where }).catch((error) => on("error", { code: "load", message: error.message }));
    }
    if (event === "resize" && height) frame.style.height = `${detail.height}px`;
    // What the frame keeps nowhere is there again when it is loaded again.
    if (event === "change" && detail.plan && storage === "memory") plan = detail.plan;
    on(event, detail);
  };
  const hello = (event) => {
    if (event.source !== frame.contentWindow || event.data?.type !== "dms-preflight:hello" || event.data.v !== 1) return;
    const { port1, port2 } = new MessageChannel();
    forget();
    port = port1;
    port.onmessage = heard;
    frame.contentWindow.postMessage({ type: "dms-preflight:connect", v: 1 }, target, [port2]);
  };
  addEventListener("message", hello);
  return {
    load: (given) => send("load", { plan: (plan = given) }),
    theme: (name) => send("theme", { theme: (theme = name) }),
    locale: (name) => send("locale", { locale: name }),
    readonly: (yes) => send("readonly", { readonly: (readonly = yes) }),
    export: (format) => send("export", { format }).then(({ text }) => text),
    plan: () => send("plan").then((answer) => answer.plan),
    focus: () => send("focus"),
    flush: () => send("flush"),
    close() {
      removeEventListener("message", hello);
      forget();
    },
  };
}
