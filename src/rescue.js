// Lists every text that the checklist has stored in this browser, to download. It must work where the checklist does
// not, so it shares no code with it; and it only reads, so that looking can make nothing worse.
const APP = "dms-preflight";
const PREFIX = `${APP}/1/`;
const KINDS = ["newest copy", "older copy", "copy", "mirror", "snapshot", "kept aside", "first version"];

/** Fills `element` with the list and its buttons. */
export async function rescue(element) {
  const status = made("p", "Reading what this browser has stored.");
  status.setAttribute("role", "status");
  element.classList.add("rescue");
  element.append(status);
  try {
    await list(element, status);
  } catch (error) {
    status.textContent = `What is stored could not be listed (${error.message}). Load the page again.`;
  }
}

async function list(element, status) {
  const [local, database] = [localTexts(), await databaseTexts()];
  const groups = grouped(rowsOf(local.texts, database.texts));
  const problems = [...local.problems, ...database.problems];
  element.append(...problems.map((problem) => made("p", problem, "failure")));
  if (local.texts.length + database.texts.length === 0) {
    status.textContent = problems.length ? "Nothing is stored in what could be read." : "The checklist has stored nothing in this browser.";
    return;
  }
  status.textContent = "These are the plans that are stored in this browser, newest first. Downloading changes and deletes nothing.";
  element.append(button("Download everything", "main", () => saveEverything(local.texts, database.texts)));
  element.append(...groups.map(section));
}

/** Keys and texts of the local storage. It may be forbidden, null, or throw at the first use. */
function localTexts() {
  try {
    const keys = Array.from({ length: localStorage.length }, (_, place) => localStorage.key(place));
    const own = keys.filter((key) => key?.startsWith(PREFIX)).sort();
    return { texts: own.map((key) => [key, localStorage.getItem(key) ?? ""]), problems: [] };
  } catch (error) {
    return without(`This browser refuses local storage to this page (${error.name}). Copies there cannot be listed.`);
  }
}

/** Keys and texts of the database, or after five seconds why there are none. */
async function databaseTexts() {
  const late = new Promise((done) => {
    const problem = "IndexedDB did not answer within 5 seconds, so that copies there are not listed. Close other tabs of the checklist and load this page again.";
    setTimeout(done, 5000, without(problem));
  });
  try {
    return await Promise.race([storedTexts(), late]);
  } catch (error) {
    return without(`This browser refuses IndexedDB to this page (${error.name}). Copies there cannot be listed.`);
  }
}

function without(...problems) {
  return { texts: [], problems };
}

async function storedTexts() {
  if (!window.indexedDB) return without("This browser has no IndexedDB. Copies there cannot be listed.");
  const request = indexedDB.open(APP);
  let missing = false;
  // Opening would make an empty database, which the checklist could take for its own.
  request.onupgradeneeded = () => {
    missing = true;
    request.transaction.abort();
  };
  const database = await answered(request).catch((error) => {
    if (!missing) throw error;
  });
  if (!database) return without();
  try {
    const store = database.transaction("texts").objectStore("texts");
    const keys = await answered(store.getAllKeys());
    // One by one: a row that the browser cannot read any more does not hide the others.
    const rows = await Promise.allSettled(keys.map((key) => answered(store.get(key))));
    const texts = rows.map(({ value }, place) => [String(keys[place]), typeof value === "string" ? value : JSON.stringify(value)]);
    const lost = rows.flatMap(({ status }, place) => (status === "rejected" ? [`IndexedDB holds "${keys[place]}", which this browser cannot read.`] : []));
    return { texts: texts.filter(([, text]) => text !== undefined), problems: lost };
  } finally {
    database.close();
  }
}

function answered(request) {
  return new Promise((done, fail) => {
    request.onsuccess = () => done(request.result);
    request.onerror = (event) => {
      // The other requests of the transaction go on.
      event.preventDefault();
      fail(request.error);
    };
  });
}

/** One row for each text that differs, those of known plans first, because a text without an id may be a copy of them. */
function rowsOf(local, database) {
  const rows = [
    ...local.map(([key, text]) => row(key.slice(PREFIX.length), text, "plan")),
    ...database.map(([key, text]) => row(key, text, "mirror")),
  ].filter(({ key }) => key !== "tell" && key !== "probe");
  for (const slot of rows.filter(({ kind }) => kind === "copy")) {
    const newer = rows.some((other) => other.kind.endsWith("copy") && other.id === slot.id && other.rev > slot.rev);
    if (slot.rev >= 0) slot.kind = newer ? "older copy" : "newest copy";
  }
  rows.sort((a, b) => !a.id - !b.id || b.rev - a.rev || b.time - a.time || KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind));
  return rows.filter((row, place) => {
    const same = rows.slice(0, place).find((other) => other.file === row.file && (!row.id || other.id === row.id));
    same?.also.push(row.kind === "snapshot" ? `snapshot of ${when(row.time)}` : row.kind);
    return !same;
  });
}

/** What is known of a stored text; `rev` is -1 unless the text is whole. */
function row(key, text, plan) {
  const [type, id, last] = key.split("/");
  const { head, file, name, whole } = opened(text);
  const kind = { kept: "kept aside", snapshot: "snapshot", plan: plan === "mirror" ? plan : id ? "copy" : "first version" }[type] ?? key;
  const state = name === undefined ? "damaged" : whole ? "" : "damaged in part, its checksum does not match";
  return {
    key, kind, file, name, also: [],
    id: type === "kept" ? head.id : id ?? head.id,
    rev: whole && head.rev >= 0 ? head.rev : -1,
    time: Number(head.saved_at ?? (type === "kept" ? id : last)) || 0,
    notes: [head.saved_at ? "saved" : "", state, head.trashed_at ? "in the trash" : "", head.scenario_of ? "a scenario" : ""],
  };
}

/** The plan file in a text: all of it, or what follows the head. Without one, the text as it is. */
function opened(text) {
  const bare = nameIn(text);
  if (bare !== undefined) return { head: {}, file: text, name: bare, whole: true };
  const end = text.indexOf("\n");
  const head = parsed(text.slice(0, Math.max(end, 0)));
  const body = text.slice(end + 1);
  const name = nameIn(body);
  if (name === undefined) return { head, file: text, name, whole: false };
  const { checksum: sum, ...rest } = head;
  // Over the head too, as it is without its checksum, with its fields in order.
  const line = JSON.stringify(Object.fromEntries(Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1))));
  const bytes = (part) => new TextEncoder().encode(part);
  return { head, file: body, name, whole: head.length === bytes(body).length && sum === checksum(bytes(`${line}\n${body}`)) };
}

function parsed(text) {
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
}

/** The name of the plan in a plan file, or nothing if it is none. */
function nameIn(text) {
  const { app, plan } = parsed(text);
  if (app === APP && plan === Object(plan)) return String(plan.name ?? "").trim() || "Unnamed plan";
}

/** FNV-1a of 64 bits, in two halves, because numbers are exact up to 53 bits. */
function checksum(bytes) {
  let [high, low] = [0xcbf29ce4, 0x84222325];
  for (const byte of bytes) {
    low = (low ^ byte) >>> 0;
    const product = low * 0x1b3;
    high = (high * 0x1b3 + (low << 8 >>> 0) + Math.floor(product / 2 ** 32)) >>> 0;
    low = product >>> 0;
  }
  return [high, low].map((half) => half.toString(16).padStart(8, "0")).join("");
}

/** Lists of rows, one for each plan, the one that was saved last first and what is of no plan at the end. */
function grouped(rows) {
  const groups = new Map();
  for (const row of rows) {
    const plan = row.id ?? (row.name === undefined ? "" : `/${row.name}`);
    groups.set(plan, [...(groups.get(plan) ?? []), row]);
  }
  const last = ([plan, rows]) => (plan ? Math.max(...rows.map(({ time }) => time)) : -1);
  return [...groups].sort((a, b) => last(b) - last(a)).map(([, rows]) => rows);
}

function section(rows) {
  const name = rows.find(({ name }) => name !== undefined)?.name ?? "Damaged";
  const list = made("ul");
  list.append(...rows.map((row) => item(row, name)));
  const out = made("section");
  out.append(made("h2", name), list);
  return out;
}

function item(row, group) {
  const [saved, ...notes] = row.notes;
  const size = new Blob([row.file]).size;
  const parts = [
    row.kind[0].toUpperCase() + row.kind.slice(1),
    row.name === undefined || row.name === group ? "" : `"${row.name}"`,
    `${saved} ${when(row.time)}`.trim(),
    size < 1000 ? `${size} bytes` : `${(size / 1000).toFixed(1)} KB`,
    ...notes,
    row.also.length ? `also in: ${row.also.join("; ")}` : "",
  ];
  const words = parts.filter(Boolean).join(", ");
  const download = button("Download", "", () => (row.name === undefined
    ? save(`${APP}-${row.key.replace(/\W+/g, "-")}.txt`, "text/plain", row.file)
    : save(`${stem(row.name)}.preflight.json`, "application/json", row.file)));
  download.setAttribute("aria-label", `Download ${group}: ${words}`);
  const out = made("li");
  out.append(made("span", words), download);
  return out;
}

/** A name for files, as the checklist makes it: ASCII letters and digits, anything else of ASCII a hyphen. */
function stem(name) {
  const parts = name.replace(/[A-Z]/g, (letter) => letter.toLowerCase()).split(/[\0-/:-`{-\x7f]+/).filter(Boolean);
  return [...parts.join("-")].slice(0, 60).join("") || "dms-plan";
}

/** Local YYYY-MM-DD HH:MM. */
function when(time) {
  const date = new Date(time - new Date(time).getTimezoneOffset() * 60_000);
  return time && date.getTime() ? date.toISOString().slice(0, 16).replace("T", " ") : "date unknown";
}

function saveEverything(local, database) {
  const [now, texts] = [new Date(), Object.fromEntries];
  const all = { app: `${APP}-rescue`, saved_at: now.toISOString(), localStorage: texts(local), indexedDB: texts(database) };
  save(`${APP}-rescue-${when(now.getTime()).slice(0, 10)}.json`, "application/json", JSON.stringify(all, null, 1));
}

function save(name, type, text) {
  const link = made("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  // The browser reads the blob after this returns.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

function made(tag, text = "", name = "") {
  const element = document.createElement(tag);
  element.textContent = text;
  element.className = name;
  return element;
}

function button(text, name, pressed) {
  const element = made("button", text, name);
  element.type = "button";
  element.addEventListener("click", pressed);
  return element;
}
