// The service worker of the hosted page: keeps the files of one version, whole or not at all, and answers from them.
// `cargo xtask dist` writes the version and the files, each with its hash. To end it everywhere, serve sw-off.js as sw.js.
const VERSION = "";
const FILES = [];

// Caches belong to the origin: others on it, and other copies of this page, have theirs.
const OWN = `dms-preflight:${new URL(registration.scope).pathname}:`;
const CACHE = OWN + VERSION;

// What has a hash in its name has just been loaded by the page; of anything else the browser may hold an old copy.
const fresh = (name) => (/-[0-9a-f]{10}\./.test(name) ? "default" : "reload");
const kept = FILES.map(([name, integrity]) => new Request(new URL(name, registration.scope), { cache: fresh(name), integrity }));
const addresses = new Set(kept.map((request) => request.url));

/** The headers of a kept page. Each page has its policy inside; that of the server may have been of the version before,
 * and would be kept with this one. Only who may frame a page cannot be said inside. */
function own(kept) {
  const headers = new Headers(kept);
  const policy = headers.get("content-security-policy") ?? "";
  headers.delete("content-security-policy");
  const framed = policy.split(/[;,]/).filter((part) => part.trim().startsWith("frame-ancestors"));
  if (framed.length > 0) headers.set("content-security-policy", framed.join(";"));
  return headers;
}

addEventListener("install", (event) => event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(kept))));

addEventListener("activate", (event) => event.waitUntil((async () => {
  const old = (await caches.keys()).filter((name) => name.startsWith(OWN) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await clients.claim();
})()));

addEventListener("message", (event) => {
  if (event.data === "take") skipWaiting();
});

addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  url.hash = url.search = "";
  if (request.mode === "navigate" && url.href === `${registration.scope}index.html`) url.href = registration.scope;
  if (request.method !== "GET" || !addresses.has(url.href)) return;
  const answer = async () => {
    const found = await (await caches.open(CACHE)).match(url.href);
    if (!found) return fetch(request);
    // Where a server leads from one name to another, browsers take no answer for a page that says so.
    return new Response(found.body, { status: found.status, headers: own(found.headers) });
  };
  event.respondWith(answer());
});
