// Starts the hosted page: WebAssembly and content are fetched from beside this file, at the same time.
import init, { complete, load, mount } from "./dms-preflight.js";

const root = document.querySelector("[data-preflight]");

// A failure after the start replaces nothing that is stored; the page says so and offers to load again.
addEventListener("error", () => failed("Something went wrong and the page stopped. What was saved is still in this browser. Load the page again."));

function failed(message) {
  const status = root.querySelector("[data-preflight-status]");
  if (status) {
    status.textContent = message;
    return;
  }
  const box = document.createElement("p");
  box.setAttribute("role", "alert");
  box.className = "failure";
  box.textContent = message;
  root.prepend(box);
}

async function text(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer.text();
}

try {
  const wasm = new URL("./dms-preflight_bg.wasm", import.meta.url);
  const content = new URL("./content.json", import.meta.url);
  const [, knowledge] = await Promise.all([init({ module_or_path: wasm }), text(content)]);
  load(knowledge);
  mount(root, {});
  // What only a reader needs comes after the first paint. Without it everything is judged all the same.
  const tables = () => text(new URL("./tables.json", import.meta.url)).then(complete);
  tables().catch((error) => {
    console.error(error);
    failed("The explanations could not be loaded: what to do, where to look. Everything is judged without them. Load the page again to get them.");
  });
} catch (error) {
  console.error(error);
  failed("The checklist could not be opened: a file of this page is missing or was refused, or this browser is too old for WebAssembly.");
}
