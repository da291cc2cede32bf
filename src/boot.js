// Starts the hosted page: fetches WebAssembly and content at the same time. `cargo xtask dist` puts it into the page.
const root = document.querySelector("[data-preflight]");
// Addresses and hashes of the files beside the page, which `cargo xtask dist` writes here. Under `serve` there are none.
const FILES = {};
let listed = false;

// Who comes for a plan is not shown what the page is first.
if (location.hash.length > 2) root.querySelector(".intro").hidden = true;

// A failure after the start replaces nothing that is stored; the page says so and offers to load again.
addEventListener("error", () => stopped("Something went wrong and the page stopped. What was saved is still in this browser. Load the page again."));

function failed(message) {
  const box = root.querySelector("[data-preflight-status]") ?? document.createElement("p");
  box.textContent = message;
  if (!box.isConnected) {
    box.setAttribute("role", "alert");
    box.className = "failure";
    root.prepend(box);
  }
  return box;
}

// What is stored, to download, once below the message. Its script is fetched only now.
async function stopped(message) {
  if (listed) return;
  listed = true;
  const list = document.createElement("div");
  failed(message).after(list);
  try {
    const { rescue } = await import("./rescue.js");
    await rescue(list);
  } catch (error) {
    console.error(error);
    list.textContent = "What is stored could not be listed here either. Load the page again.";
  }
}

/** A file from beside the page; the browser refuses one that says something else than at the build. */
async function fetched(name) {
  const [address, integrity] = FILES[name] ?? [name];
  const answer = await fetch(new URL(`./${address}`, import.meta.url), { integrity });
  if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`);
  return answer;
}

const text = (name) => fetched(name).then((answer) => answer.text());

/** Lets the browser have its turn. */
const turn = () => globalThis.scheduler?.yield?.() ?? new Promise((done) => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => { port1.close(); done(); };
  port2.postMessage(0);
});

// The browser compiles the code while it arrives.
async function opened() {
  const wasm = fetched("dms-preflight_bg.wasm");
  const page = await import("./dms-preflight.js");
  await page.default({ module_or_path: wasm });
  return page;
}

try {
  const [page, content] = await Promise.all([opened(), text("content.json")]);
  page.loadStart(content);
  // The browser answers the reader between two steps.
  do await turn(); while (page.loadStep());
  page.mount(root, { owner: true, file: FILES.file });
  // What only a reader needs comes after the first paint. Without it everything is judged all the same.
  text("tables.json").then(page.loadDetails).catch((error) => {
    console.error(error);
    failed("The explanations could not be loaded: what to do, where to look. Everything is judged without them. Load the page again to get them.");
  });
  // Without it the page works, but not without a network.
  if (FILES.file) import("./offline.js").then(({ offline }) => offline(page)).catch(console.warn);
} catch (error) {
  console.error(error);
  stopped("The checklist could not be opened: a file of this page is missing or was refused, or this browser is too old for WebAssembly.");
}
