// Starts the single file: its parts are gzip inside base64, unpacked without any request.
{
  const root = document.querySelector("[data-preflight]");
  let listed = false;
  const failed = (message) => {
    if (listed) return;
    listed = true;
    const box = root.querySelector("[data-preflight-status]") ?? document.createElement("p");
    box.textContent = message;
    if (!box.isConnected) {
      box.setAttribute("role", "alert");
      box.className = "failure";
      root.prepend(box);
    }
    const list = document.createElement("div");
    box.after(list);
    rescue(list);
  };
  addEventListener("error", () => failed("Something went wrong and the page stopped. What was saved is still in this browser. Open the file again."));
  // As it was written, to be written again with a plan inside. A copy of the tree shares the texts with it.
  const untouched = document.documentElement.cloneNode(true);
  const part = (name) => document.querySelector(`script[data-part="${name}"]`);
  const page = (plan) => {
    const copy = untouched.cloneNode(true);
    copy.querySelector(`script[data-part="plan"]`)?.remove();
    const inside = document.createElement("script");
    inside.type = "application/json";
    inside.dataset.part = "plan";
    // Nothing in it can end the script that it stands in.
    inside.append(plan.replaceAll("<", "\\u003c"));
    copy.querySelector("body").prepend(inside);
    return `<!doctype html>\n${copy.outerHTML}`;
  };
  /** A part as an answer of a server, so that the browser compiles the code while it unpacks it. */
  const unpacked = (name, type = "text/plain") => {
    const text = part(name).textContent.trim();
    part(name).remove();
    const bytes = Uint8Array.fromBase64 ? Uint8Array.fromBase64(text) : Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")), { headers: { "content-type": type } });
  };
  const started = (options) => mount(root, { owner: true, page, ...options });
  const alone = () => {
    const plan = part("plan")?.textContent;
    try {
      started({ plan });
    } catch (error) {
      // A plan that cannot be read must not keep the rest from opening.
      started({});
      const box = document.createElement("p");
      box.setAttribute("role", "alert");
      box.className = "failure";
      box.textContent = `The plan inside this file could not be read. ${error.message}`;
      root.before(box);
    }
  };
  try {
    const isGuest = parent !== window && (location.hash.startsWith("#embed") || /^(about|blob):$/.test(location.protocol));
    const connecting = isGuest ? connected() : null;
    root.classList.toggle("guest", isGuest);
    const code = __wbg_init({ module_or_path: unpacked("wasm", "application/wasm") });
    const [content, tables] = await Promise.all([unpacked("content").text(), unpacked("tables").text(), code]);
    load(content);
    loadDetails(tables);
    const port = await connecting;
    if (port) guest(port, root, started);
    else alone();
  } catch (error) {
    console.error(error);
    failed("The checklist could not be opened: the file is damaged, or this browser is too old for WebAssembly.");
  }
}
