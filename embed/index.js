// The checklist as a module. load() once; then mount(), evaluate(), forecast(), questions(), validate().
// Importing it does nothing, so that it can be imported where there is no browser.
import init, { load as loadContent, complete, whole, mount as mountInto, evaluate, forecast, questions, validate } from "./dms-preflight.js";

// Written out one by one: that is how bundlers find the files.
const FILES = {
  wasm: () => new URL("./dms-preflight_bg.wasm", import.meta.url),
  late: () => new URL("./dms-preflight_late.wasm", import.meta.url),
  content: () => new URL("./content.json", import.meta.url),
  tables: () => new URL("./tables.json", import.meta.url),
};

let loading;

async function bytes(name) {
  const url = FILES[name]();
  if (url.protocol === "file:" && typeof process !== "undefined") {
    // Kept from bundlers: it is not there in browsers.
    const files = "node:fs/promises";
    return (await import(/* @vite-ignore */ /* webpackIgnore: true */ files)).readFile(url);
  }
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return new Uint8Array(await answer.arrayBuffer());
}

const text = async (name) => new TextDecoder().decode(await bytes(name));

/** Loads WebAssembly and content from beside this file, or takes what is given. What only a reader needs comes after. */
export function load({ wasm, late, content, tables } = {}) {
  loading ??= (async () => {
    const all = [wasm ?? bytes("wasm"), late ?? bytes("late"), content ?? text("content")];
    const [first, rest, knowledge] = await Promise.all(all);
    const exports = await init({ module_or_path: first });
    await WebAssembly.instantiate(rest, { m: exports });
    whole();
    loadContent(knowledge);
    const details = tables === undefined ? text("tables") : Promise.resolve(tables);
    details.then(complete).catch((error) => console.warn(error));
  })().catch((error) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

/** Shows the checklist inside an element of class `preflight`. */
export function mount(element, options = {}) {
  const { locale = "en", on } = options;
  const mounted = mountInto(element, options);
  if (!/^en\b/i.test(locale)) on?.("error", { code: "locale", message: `There are no words for the locale "${locale}"; English is shown.` });
  return mounted;
}

export { evaluate, forecast, questions, validate };
