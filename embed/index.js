// The checklist as a module. load() once; then mount(), evaluate(), forecast(), questions(), validate().
// Importing it does nothing, so that it can be imported where there is no browser.
import init, { load as loadContent, loadDetails, mount as mountInto, evaluate, forecast, questions, validate } from "./dms-preflight.js";

// Written out one by one: that is how bundlers find the files.
const FILES = {
  wasm: () => new URL("./dms-preflight_bg.wasm", import.meta.url),
  content: () => new URL("./content.json", import.meta.url),
  tables: () => new URL("./tables.json", import.meta.url),
};

let loading;

/** A file as the answer of its server, so that the browser compiles code while it arrives; in Node.js its bytes. */
async function file(name) {
  const url = FILES[name]();
  if (url.protocol === "file:" && typeof process !== "undefined") {
    // Kept from bundlers: it is not there in browsers.
    const files = "node:fs/promises";
    return (await import(/* @vite-ignore */ /* webpackIgnore: true */ files)).readFile(url);
  }
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer;
}

async function text(name) {
  const data = await file(name);
  return data instanceof Response ? data.text() : data.toString("utf8");
}

/** Loads WebAssembly and content from beside this file, or takes what is given. What only a reader needs comes after. */
export function load({ wasm, content, tables } = {}) {
  loading ??= (async () => {
    const code = Promise.resolve(wasm ?? file("wasm")).then((code) => init({ module_or_path: code }));
    const [words] = await Promise.all([content ?? text("content"), code]);
    loadContent(words);
    const details = tables === undefined ? text("tables") : Promise.resolve(tables);
    details.then(loadDetails).catch((error) => console.warn(error));
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
