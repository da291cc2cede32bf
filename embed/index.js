// The checklist as a module. load() once; then mount(), evaluate(), forecast(), questions(), validate().
// Importing it does nothing, so that it can be imported where there is no browser.
import init, { load as loadContent, complete, whole, mount, evaluate, forecast, questions, validate } from "./dms-preflight.js";

let loading;

async function bytes(name) {
  const url = new URL(name, import.meta.url);
  if (url.protocol === "file:" && typeof process !== "undefined") {
    const { readFile } = await import("node:fs/promises");
    return readFile(url);
  }
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
  return new Uint8Array(await answer.arrayBuffer());
}

const text = async (name) => new TextDecoder().decode(await bytes(name));

/** Loads WebAssembly and content from beside this file, or takes what is given. What only a reader needs comes after. */
export function load({ wasm, late, content, tables } = {}) {
  loading ??= (async () => {
    const code = wasm ?? (await bytes("./dms-preflight_bg.wasm"));
    const exports = await init({ module_or_path: code });
    const rest = late ?? (await bytes("./dms-preflight_late.wasm"));
    await (rest instanceof WebAssembly.Module ? WebAssembly.instantiate(rest, { m: exports }) : WebAssembly.instantiate(await rest, { m: exports }));
    whole();
    loadContent(content ?? (await text("./content.json")));
    const details = tables === undefined ? text("./tables.json") : Promise.resolve(tables);
    details.then(complete).catch((error) => console.warn(error));
  })().catch((error) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

export { mount, evaluate, forecast, questions, validate };
