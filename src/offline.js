// Lets the hosted page open without a network from the second visit on, and offers a newer version once one is there.
// It never loads the page again by itself: that is for the reader, and for the page, which saves first.
const HOUR = 3_600_000;

/** The address of the service worker, as Trusted Types want it: their one policy knows no other. */
function script() {
  const url = new URL("./sw.js", import.meta.url).href;
  const createScriptURL = (given) => {
    if (given !== url) throw new TypeError("This page starts no script but its own service worker.");
    return given;
  };
  return globalThis.trustedTypes?.createPolicy("dms-preflight", { createScriptURL }).createScriptURL(url) ?? url;
}

/** Starts the service worker, unless the page is a guest in a frame or its address says `?nosw`. */
export async function offline(page) {
  const workers = navigator.serviceWorker;
  if (!workers || window.top !== window || new URLSearchParams(location.search).has("nosw")) return;
  const registration = await workers.register(script(), { updateViaCache: "none" });
  const again = () => location.reload();
  const offer = () => {
    // The first one of all is no news.
    if (!registration.waiting || !workers.controller) return;
    page.offerUpdate(() => {
      workers.addEventListener("controllerchange", again, { once: true });
      registration.waiting?.postMessage("take");
    });
  };
  if (workers.controller) workers.addEventListener("controllerchange", () => page.offerUpdate(again), { once: true });
  registration.addEventListener("updatefound", () => registration.installing?.addEventListener("statechange", offer));
  offer();
  let looked = 0;
  const look = () => {
    if (document.visibilityState !== "visible" || Date.now() - looked < HOUR) return;
    looked = Date.now();
    // Without a network there is nothing newer.
    registration.update().catch(() => {});
  };
  document.addEventListener("visibilitychange", look);
  look();
}
