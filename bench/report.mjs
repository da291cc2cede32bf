// What was measured, as tables with ratios and targets, and the growth as a chart.
import { middle } from "./browser.mjs";

const OWN = "DMS Preflight";
const micros = (value) => (value >= 1000 ? `${(value / 1000).toFixed(value >= 100_000 ? 0 : 1)} ms` : `${value.toFixed(value < 100 ? 1 : 0)} µs`);
const ms = (value) => `${value.toFixed(value < 100 ? 1 : 0)} ms`;
const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} KB`;
const table = (head, rows) => [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
/** How a figure stands to its target, which it must not pass. */
const met = (value, target, text = String) => (value <= target ? `met (${text(target)})` : `**missed** (${text(target)})`);

/** The median of a program's time in each round over this project's in the same round. */
export function ratio(times, name) {
  const [own, other] = [times[OWN].all, times[name].all];
  return middle(other.map((time, round) => time / own[Math.min(round, own.length - 1)]));
}

function sideBySide({ sizes }) {
  const names = Object.keys(sizes[0].times);
  const rows = sizes.map(({ rules, answers, times }) => [
    `${rules} rules, ${answers} answers`,
    ...names.map((name) => {
      if (!times[name]) return "not done in 60 s";
      const by = name === OWN ? "" : ` (${ratio(times, name).toFixed(1)}×)`;
      return micros(times[name].median) + by;
    }),
  ]);
  return table(["one answer changes, all rules are judged", ...names], rows);
}

function targets(results) {
  const [{ times }] = results.sizes;
  const [native, wasm] = [results.native.assess, results.wasm.assess.map((one) => one.least)];
  const worst = Math.max(...wasm.map((time, example) => time / native[example]));
  const at = (page, throttle) => results.answers.find((one) => one.page === page && one.throttle === throttle);
  const [own, peer] = [at(OWN, 4), at("SurveyJS", 4)];
  const { load } = results;
  const floor = load["Empty Yew page"].cold.usable * 1.2 + 350;
  const survey = Math.min(...["SurveyJS, visibility", "SurveyJS, expressions"].filter((name) => times[name]).map((name) => ratio(times, name)));
  const [first] = results.sizes_by_name["first load with styles and page"];
  const [single] = results.sizes_by_name["single file as it is on a disk"];
  const over = (value, least) => `${value.toFixed(1)}× | ${value >= least ? "met" : "**missed**"} (at least ${least}×)`;
  const rows = [
    ["100 rules, against json-logic-js", over(ratio(times, "json-logic-js"), 5)],
    ["100 rules, against json-rules-engine", over(ratio(times, "json-rules-engine"), 100)],
    ["100 rules, against SurveyJS, the faster of its two ways", over(survey, 100)],
    ["`assess` as WebAssembly over native, worst example", `${worst.toFixed(2)}× | ${met(worst, 2, (n) => `at most ${n}×`)}`],
    ["`assess` as WebAssembly, slowest example", `${micros(Math.max(...wasm))} | ${met(Math.max(...wasm), 300, (n) => `at most ${n} µs`)}`],
    ["answer to paint at 4×: script, p99", `${ms(own.script.p99)} | ${met(own.script.p99, 16.7, (n) => `at most ${n} ms`)}`],
    ["answer to paint at 4×: script p99, SurveyJS over this page", over(peer.script.p99 / own.script.p99, 3)],
    ["answer to paint at 4×: latency p99, SurveyJS over this page", over(peer.latency.p99 / own.latency.p99, 3)],
    ["first load, brotli", `${kilobytes(first)} | ${met(first, 390_000, kilobytes)}`],
    ["usable on Fast 4G, cold", `${ms(load[OWN].cold.usable)} | ${met(load[OWN].cold.usable, floor, (n) => `at most ${ms(n)}: 1.2 × the empty Yew page + 350 ms`)}`],
    ["usable on Fast 4G, cold, sooner than SurveyJS", `${ms(load[OWN].cold.usable)} | ${met(load[OWN].cold.usable, load.SurveyJS.cold.usable, ms)}`],
    ["single file", `${kilobytes(single)} | ${met(single, 950_000, kilobytes)}`],
  ];
  return table(["what", "measured", "target"], rows.map(([what, rest]) => [what, ...rest.split(" | ")]));
}

function engine({ native, shipped, wasm, criterion }) {
  const rows = [];
  for (const what of ["assess", "rank", "forecast", "load"]) {
    wasm[what].forEach((one, example) => rows.push([
      what === "load" ? "load the content" : `\`${what}\`, example ${example + 1}`,
      micros(native[what][example]),
      micros(shipped[what][example]),
      micros(one.least),
      `${(one.least / native[what][example]).toFixed(2)}×`,
      `${(one.least / shipped[what][example]).toFixed(2)}×`,
    ]));
  }
  const best = table(["least of many rounds", "native, for speed", "native, as shipped", "WebAssembly in Chromium", "over speed", "over shipped"], rows);
  const spread = Object.entries(criterion).map(([id, { median, low, high }]) => [id, micros(median / 1000), `${micros(low / 1000)} to ${micros(high / 1000)}`]);
  return `${best}\n\nWith their spread, by criterion (95 % of the median's bootstrap):\n\n${table(["native, for speed", "median", "between"], spread)}`;
}

const summary = ({ median, p99, most }) => `${ms(median)}, ${ms(p99)}, ${ms(most)}`;

function painted({ answers }) {
  const rows = answers.map((one) => [one.page, `${one.throttle}×`, String(one.answers), summary(one.latency), summary(one.script), summary(one.drawing)]);
  return table(["page", "throttle", "answers", "latency: median, p99, most", "script", "style, layout, paint"], rows);
}

function visits({ load }) {
  const rows = Object.entries(load).flatMap(([name, kinds]) => Object.entries(kinds).map(([kind, one]) => [name, kind, kilobytes(one.bytes), ms(one.paint), ms(one.usable)]));
  return table(["page", "visit", "bytes sent", "first paint", "usable"], rows);
}

/** The Markdown that people read. */
export function tables(results) {
  const { machine } = results;
  const peers = Object.entries(results.peers).map(([name, version]) => `${name} ${version}`).join(", ");
  const memory = Math.round(machine.memory / 2 ** 30);
  return `# How fast it is

Measured on ${results.day} by \`cargo xtask bench\`: ${machine.processor}, ${machine.cores} cores, ${memory} GiB, ${machine.system}; ${machine.browser}; ${machine.rustc}. Beside it ${peers}. Absolute times wander by half on a shared machine; ratios are taken within one run, from loops that take turns.

## Targets

${targets(results)}

## The same rules in each program

Every program gave the same results for each rule before it was timed. This project's times include the reasons of each rule that holds or may. Every rule looks at the answer that changes. In brackets: how many times as long as ${OWN}, the median over rounds.

${sideBySide(results)}

## The engine, native and as WebAssembly

The examples in the order of the start page. "For speed" is built with \`opt-level = 3\`, "as shipped" like the page: the evaluation of conditions and the simulation for speed, all else for size.

${engine(results)}

Judging the largest example takes ${results.instructions.assess.toLocaleString("en")} instructions (callgrind, ${results.instructions.rustc}).

![Time by rules and by answers](growth.svg)

## From an answer to the painted frame

Clicks on the largest example, section after section; the same checklist in SurveyJS, which is given the named facts ready and draws no findings beside the questions.

${painted(results)}

## Loading over Fast 4G

8.1 Mbit/s, 165 ms; the processor as it is; medians of five. "Usable" is the start page that answers a press here, the first field in SurveyJS, the button in the empty page. "Bytes sent" has what comes after that too: here the texts for readers, and what the service worker keeps, which is not slowed down.

${visits(results)}
`;
}

/** Time by rules and by answers, on logarithmic scales: what grows in proportion is a straight line at 45 degrees. */
export function chart({ sizes, growth }) {
  const [width, height, left, bottom] = [640, 400, 64, 340];
  const x = (value, low, high) => left + ((Math.log10(value) - low) / (high - low)) * (width - left - 150);
  const y = (value) => bottom - ((Math.log10(value) - 0) / 7) * 310;
  const names = Object.keys(sizes[0].times);
  const tones = ["#0b6e4f", "#b45f06", "#7a3b8f", "#1f5fa8", "#6b7280"];
  const line = (points, tone) => `<polyline fill="none" stroke="${tone}" stroke-width="2" points="${points.map(([a, b]) => `${a.toFixed(1)},${b.toFixed(1)}`).join(" ")}"/>`;
  const lines = names.map((name, nth) => {
    const known = sizes.filter(({ times }) => times[name]);
    const points = known.map(({ rules, times }) => [x(rules, 2, 4), y(times[name].median)]);
    const [end] = points.slice(-1);
    return `${line(points, tones[nth])}<text x="${end[0] + 6}" y="${end[1] + 4}" fill="${tones[nth]}">${name}</text>`;
  });
  const ticks = [1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7].map((value) => `<line x1="${left}" x2="${width - 150}" y1="${y(value)}" y2="${y(value)}" stroke="#d1d5db"/><text x="${left - 6}" y="${y(value) + 4}" text-anchor="end">${value < 1e3 ? `${value} µs` : `${value < 1e6 ? value / 1e3 : value / 1e6} ${value < 1e6 ? "ms" : "s"}`}</text>`);
  const under = sizes.map(({ rules, answers }) => `<text x="${x(rules, 2, 4)}" y="${bottom + 18}" text-anchor="middle">${rules} rules</text><text x="${x(rules, 2, 4)}" y="${bottom + 32}" text-anchor="middle">${answers} answers</text>`);
  const byAnswers = [...growth.filter(({ rules }) => rules === 1000), sizes.find(({ rules }) => rules === 1000)].sort((one, other) => one.answers - other.answers);
  const note = byAnswers.map(({ answers, times }) => `${answers} answers ${micros(times[OWN].median)}`).join(", ");
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="11" fill="#374151">
<rect width="${width}" height="${height}" fill="#ffffff"/>
${ticks.join("\n")}
${under.join("\n")}
${lines.join("\n")}
<text x="8" y="${height - 8}">1,000 rules in ${OWN} by answers: ${note}</text>
</svg>
`;
}
