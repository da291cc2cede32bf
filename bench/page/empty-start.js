// Starts the empty Yew page as the page itself is started.
import start from "./empty.js";
await start({ module_or_path: fetch(new URL("./empty_bg.wasm", import.meta.url)) });
