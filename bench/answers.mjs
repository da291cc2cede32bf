// From an answer to the next painted frame: 500 answers by clicks on the largest example, in the page and in the same
// checklist in SurveyJS, at full speed and with the processor slowed to a quarter.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { root } from "../tests/browser/browsers.mjs";
import { browser, middle, quantile, served } from "./browser.mjs";

const ANSWERS = 500;
const PAGES = {
  "DMS Preflight": {
    folder: "dist/site",
    async open(page, url) {
      await page.goto(url);
      await page.waitForFunction(() => !document.querySelector("[data-preflight-status]") && document.querySelector(".ex button"));
      await page.evaluate(() => [...document.querySelectorAll(".ex button")].find((one) => one.textContent.startsWith("Oracle")).click());
      await page.waitForFunction(() => document.querySelector(".views a"));
      await page.evaluate(() => [...document.querySelectorAll(".views a")].find((one) => one.textContent.startsWith("Questions")).click());
      await page.waitForFunction(() => document.querySelectorAll(".q").length > 3);
    },
    sections: (page) => page.evaluate(() => [...new Set([...document.querySelectorAll("a[href^='#/questions/']")].map((one) => one.getAttribute("href")))]),
    go: (page, section) => page.evaluate((section) => { location.hash = section; }, section),
    inputs: ".q input[type=radio], .q input[type=checkbox]",
  },
  SurveyJS: {
    folder: "target/bench",
    async open(page, url) {
      await page.goto(`${url}survey.html?answered`);
      await page.waitForFunction(() => globalThis.survey && document.querySelector(".sd-question, .sv-question, [data-name]"));
    },
    sections: (page) => page.evaluate(() => survey.model.visiblePages.map((own) => own.name).filter((name) => name !== "findings" && name !== "tasks")),
    go: (page, section) => page.evaluate((section) => survey.go(survey.model.getPageByName(section)), section),
    inputs: "#survey input[type=radio], #survey input[type=checkbox]",
  },
};

/** In the page: clicks one of the inputs that is not the answer now, and waits for the frame that shows what follows. */
function answer(inputs, draw) {
  const all = [...document.querySelectorAll(inputs)].filter((one) => one.type === "checkbox" || !one.checked);
  if (all.length === 0) return null;
  const own = all[draw % all.length];
  return new Promise((done) => {
    performance.mark("answer-begins");
    const start = performance.now();
    own.click();
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        performance.mark("answer-ends");
        done(performance.now() - start);
      };
      port2.postMessage(0);
    });
  });
}

const SCRIPT = new Set(["EvaluateScript", "FunctionCall", "RunMicrotasks", "EventDispatch", "FireAnimationFrame", "TimerFire", "FireIdleCallback", "HandlePostMessage", "v8.run", "MinorGC", "MajorGC"]);
const DRAWING = new Set(["UpdateLayoutTree", "Layout", "PrePaint", "Paint", "Layerize", "Commit", "UpdateLayer"]);

/** Milliseconds that events of some names cover between two times, however they lie in each other. */
function covered(events, names, from, to) {
  let sum = 0;
  let end = from;
  for (const { name, ts, dur } of events) {
    if (ts >= to) break;
    if (!names.has(name) || ts + dur <= end) continue;
    const begin = Math.max(ts, end);
    end = Math.min(ts + dur, to);
    if (end > begin) sum += end - begin;
  }
  return sum / 1000;
}

/** Script and drawing of each answer, from a trace of the page. */
function read(file) {
  const { traceEvents } = JSON.parse(fs.readFileSync(file, "utf8"));
  const marks = traceEvents.filter(({ cat, name }) => cat?.includes("blink.user_timing") && name.startsWith("answer-"));
  const { pid, tid } = marks[0];
  const events = traceEvents.filter((one) => one.pid === pid && one.tid === tid && one.ph === "X" && (SCRIPT.has(one.name) || DRAWING.has(one.name))).sort((one, other) => one.ts - other.ts);
  const out = [];
  let from;
  let at = 0;
  for (const { name, ts } of marks.sort((one, other) => one.ts - other.ts)) {
    if (name === "answer-begins") from = ts;
    else {
      // Nothing that began long before can reach into it.
      while (at < events.length && events[at].ts < from - 2e6) at += 1;
      const near = events.slice(at);
      out.push({ script: covered(near, SCRIPT, from, ts), drawing: covered(near, DRAWING, from, ts) });
    }
  }
  return out;
}

const summary = (all) => ({ median: middle(all), p99: quantile(all, 0.99), most: Math.max(...all) });

async function measured(name, throttle) {
  const { folder, open, sections, go, inputs } = PAGES[name];
  const site = await served(path.join(root, folder));
  const own = await browser();
  const file = path.join(os.tmpdir(), `preflight-bench-${process.pid}.json`);
  try {
    const page = await own.page();
    await page.setViewport({ width: 1440, height: 900 });
    await open(page, site.url);
    const places = await sections(page);
    const latency = [];
    const traced = [];
    await page.emulateCPUThrottling(throttle);
    const each = Math.ceil(ANSWERS / places.length);
    let draw = 7;
    for (const place of places) {
      await go(page, place);
      await new Promise((done) => setTimeout(done, 1000));
      await page.tracing.start({ path: file, categories: ["devtools.timeline", "blink.user_timing", "v8.execute", "v8"] });
      for (let nth = 0; nth < each && latency.length < ANSWERS; nth += 1) {
        draw = (draw * 1103515245 + 12345) % 2147483648;
        const took = await page.evaluate(answer, inputs, draw >> 8);
        if (took === null) break;
        latency.push(took);
        // A pause as no person makes it shorter; what is put off until one, such as the timeline, runs in it or is met.
        await new Promise((done) => setTimeout(done, 60 + (draw >> 8) % 60));
      }
      await page.tracing.stop();
      if (latency.length > traced.length) traced.push(...read(file));
    }
    return { answers: latency.length, latency: summary(latency), script: summary(traced.map((one) => one.script)), drawing: summary(traced.map((one) => one.drawing)) };
  } finally {
    await own.close();
    site.close();
    fs.rmSync(file, { force: true });
  }
}

export async function answers() {
  const out = [];
  for (const throttle of [1, 4]) {
    for (const name of Object.keys(PAGES)) {
      out.push({ page: name, throttle, ...(await measured(name, throttle)) });
      console.log(`      ${name} at ${throttle}×: ${JSON.stringify(out.at(-1))}`);
    }
  }
  return out;
}
