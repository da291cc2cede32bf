// The engine as WebAssembly, built and shrunk like the page's.

/** Loads it; gives its functions, and its texts as JSON. */
export async function engine() {
  const { instance } = await WebAssembly.instantiate(await (await fetch("./engine.wasm")).arrayBuffer());
  const own = instance.exports;
  const examples = own.prepare();
  if (examples === 0) throw new Error("The engine could not load its content.");
  const json = (length) => {
    if (length === 0) throw new Error("The engine made no text.");
    return JSON.parse(new TextDecoder().decode(new Uint8Array(own.memory.buffer, own.text(), length)));
  };
  return { own, examples, json, truths: (count) => [...new Uint8Array(own.memory.buffer, own.truths(), count)] };
}
