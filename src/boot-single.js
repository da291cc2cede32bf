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
  const unpacked = (name) => {
    const part = document.querySelector(`script[data-part="${name}"]`);
    const text = part.textContent.trim();
    part.remove();
    const bytes = Uint8Array.fromBase64 ? Uint8Array.fromBase64(text) : Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")));
  };
  try {
    const parts = [unpacked("wasm").arrayBuffer(), unpacked("late").arrayBuffer(), unpacked("content").text(), unpacked("tables").text()];
    const [wasm, late, content, tables] = await Promise.all(parts);
    const code = await __wbg_init({ module_or_path: wasm });
    await WebAssembly.instantiate(late, { m: code });
    whole();
    load(content);
    complete(tables);
    mount(root, {});
  } catch (error) {
    console.error(error);
    failed("The checklist could not be opened: the file is damaged, or this browser is too old for WebAssembly.");
  }
}
