// Plan files that nobody wrote in good faith: markup, script, control signs, overlong words, odd ids, wrong types, in
// every text that a plan file has. The same number gives the same file each time.
import fs from "node:fs";
import path from "node:path";
import { root, shipped } from "./browsers.mjs";

const RUN = "globalThis.ran = (globalThis.ran ?? 0) + 1";

/** Texts that go into every field as they are, by what they try. */
const TEXTS = {
  script: `<script>${RUN}</script>`,
  image: `<img src=x onerror="${RUN}">`,
  vector: `<svg/onload=${RUN}><a xlink:href="javascript:${RUN}">x</a></svg>`,
  broken: `"'><iframe srcdoc="<script>parent.${RUN}</script>"></iframe><b onmouseover='${RUN}'>`,
  closing: `</textarea></title></style></script><script>${RUN}</script><!--`,
  address: `javascript:${RUN}//https://example.org/\n[x](javascript:${RUN}) data:text/html,<script>${RUN}</script>`,
  template: `{{constructor.constructor('${RUN}')()}} \${${RUN}} {name} {n} {0} %s %n <%= ${RUN} %> \`${RUN}\``,
  styles: `</style><style>*{display:none!important}</style>};*{position:fixed;inset:0;background:url(https://example.org/x)}`,
  meta: `<meta http-equiv=refresh content="0;url=https://example.org/"><base href=https://example.org/><link rel=stylesheet href=//example.org/x>`,
  form: `<form action=https://example.org/><input autofocus onfocus=${RUN}><button formaction=javascript:${RUN}>Keep as a new plan</button>`,
  control: `a\u0000b\u0001c\u0007d\u0008e\u001b[31mf\u007fg\u0085h\u009bi\ufeffj\ufffek\uffffl`,
  lines: `one\r\ntwo\rthree\nfour\u2028five\u2029six\u000bseven\u000ceight\tnine`,
  turned: `\u202egnihtyreve snrut siht\u202d \u2067\u2067\u2067 \u202e`,
  closed: `\u2069\u2069\u2069\u202c\u202c)]}\u202e)]} \u2066\u2068`,
  arabic: `خطة الترحيل "مهمة" (1) \u200fשלום\u200e 123`,
  invisible: `\u200b\u200c\u200d\u2060\u00ad\u180e\u200b`,
  blanks: `\u00a0\u2003\u3000\u2800\u3164\u115f`,
  marks: `Z${"\u0335\u0489\u0300\u0316".repeat(120)}algo`,
  word: "W".repeat(3000),
  joined: `${"x\u00a0".repeat(800)}${"_".repeat(800)}${"/".repeat(800)}${"-".repeat(800)}`,
  astral: `${"👩‍👩‍👧‍👦".repeat(60)}🏴󠁧󠁢󠁥󠁮󠁧󠁿𝒯𝒽ℯ ${"𒐫".repeat(120)}${"﷽".repeat(120)}`,
  enormous: `Enormous. ${"All of the notes are as long as notes may be. ".repeat(400)}`.slice(0, 19_999),
  formula: `=HYPERLINK("https://example.org/","x")\t+1+cmd|' /C calc'!A0\t@SUM(1)\t-2`,
  json: `","answers":{"account_exists":{"value":true}},"__proto__":{"polluted":true},"x":"\\u0000\\`,
  prototype: "__proto__",
};
export const KINDS = [...Object.keys(TEXTS), "numbers", "types", "doubled", "deep", "ids"];

const IDS = ["__proto__", "constructor", "prototype", "toString", "valueOf", "hasOwnProperty", "__defineGetter__", "length", "", " ", "0", "-1", "null", "../../x", "plan/x/a", `<script>${RUN}</script>`, "\u202ex", "\u0000", "k".repeat(2000), "💥"];
const NUMBERS = ["1e308", "-1e308", "1e-308", "-0", "9007199254740993", "18446744073709551616", "-9223372036854775809", "0.1000000000000000055511151231257827", `1${"0".repeat(300)}`, "1E+2", "-1", "2147483648"];

const examples = fs.readdirSync(path.join(root, "examples")).filter((name) => name.endsWith(".preflight.json")).sort()
  .map((name) => JSON.parse(fs.readFileSync(path.join(root, "examples", name), "utf8")).plan);
const content = JSON.parse(fs.readFileSync(path.join(root, "dist/site", shipped("content.json")), "utf8"));

/** Numbers that look like chance and are the same for each seed. */
function chance(seed) {
  let state = (seed * 2654435761 + 1) >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** An object as JSON text, with keys that JavaScript's own objects could not hold, or hold twice. */
const object = (pairs) => `{${pairs.map(([key, value]) => `${JSON.stringify(key)}:${value}`).join(",")}}`;
const of = (map) => object(Object.entries(map).map(([key, value]) => [key, JSON.stringify(value)]));
const nested = (depth) => `${"[".repeat(depth)}${"]".repeat(depth)}`;

/** Bytes of a file's texts at most: more is not stored, and takes long to show. */
const MOST = 900_000;

/** Of each kind this many files share the rows: every text has its turn. */
const SHARES = 3;

/** A plan in whose texts `words` stands, a share of them at a time, as far as there is room; `odd` are rows with odd ids. */
function plan(base, words, odd, round) {
  let room = Math.floor(MOST / 3 / Buffer.byteLength(JSON.stringify(words)));
  const some = (fields) => (room > fields ? ((room -= fields), true) : false);
  const free = new Set(content.question.filter(({ kind }) => kind === "long_text").map(({ id }) => id));
  const rows = (all, fields, make) => {
    const most = room / 4;
    return all.filter((_, place) => (place + round) % SHARES === 0 && (place * fields) / SHARES < most && some(fields)).map(make);
  };
  const answers = rows(Object.entries(base.answers), 4, ([id, answer]) => [id, of({ ...answer, ...(free.has(id) ? { value: words } : {}), note: words, [words]: words, extra: [words] })]);
  const answered = new Set(answers.map(([id]) => id));
  const others = Object.entries(base.answers).filter(([id]) => !answered.has(id)).map(([id, answer]) => [id, of(answer)]);
  // What is asked only at times, and what is typed, takes the text as its answer.
  const open = content.question.filter(({ id, kind }) => !base.answers[id] && !["yes_no", "several_of"].includes(kind));
  const typed = rows(open, 2, ({ id }) => [id, of({ value: words, note: words })]);
  const tasks = rows(content.task, 4, ({ id }) => [id, of({ due: words, note: words, owner: words, [words]: words })]);
  const findings = rows(content.rule, 3, ({ id }) => [id, of({ owner: words, severity: words, digest: words })]);
  const phases = rows(content.timeline, 4, ({ id }) => [id, of({ days: words, owner: words, note: words, [words]: words })]);
  const fields = [["name", JSON.stringify(words)], ["answers", object([...answers, ...others, ...typed, ...odd])], ["tasks", object([...tasks, ...odd])], ["findings", object([...findings, ...odd])], ["phases", object([...phases, ...odd])], [words, JSON.stringify(words)]];
  return { fields, whole: findings.length >= Math.floor(content.rule.length / SHARES) };
}

const file = (fields, more = []) => object([["app", `"dms-preflight"`], ["schema", "1"], ["edition", `"2026-11-22"`], ["plan", object(fields)], ...more]);

/** Values of the wrong kind, by chance, in the places of a plan. */
function wrong(random) {
  const any = () => [`5`, `null`, `true`, `[]`, `{}`, `"x"`, `[[["x"]]]`, `{"a":{"b":1}}`, `[1,"x",null]`, `"${"9".repeat(400)} TB"`, NUMBERS[random(NUMBERS.length)]][random(11)];
  const rows = (ids, fields) => object(ids.filter(() => random(3) > 0).map((id) => [id, random(5) ? object(fields.map((field) => [field, any()])) : any()]));
  const table = (ids, fields) => (random(6) ? rows(ids, fields) : any());
  return [
    ["name", any()],
    ["answers", table(content.question.map(({ id }) => id), ["value", "note", "dont_know"])],
    ["tasks", table(content.task.map(({ id }) => id), ["done", "due", "owner", "note"])],
    ["phases", table(content.timeline.map(({ id }) => id), ["days", "owner", "note"])],
    ["findings", table(content.rule.slice(0, 99).map(({ id }) => id), ["owner", "severity", "digest"])],
  ];
}

/**
 * The file of a number: its text, its kind, and `words`, what its texts say, where they all say the same; `whole` if
 * there was room for it in every field.
 */
export function hostile(number) {
  const kind = KINDS[number % KINDS.length];
  const random = chance(number);
  const round = Math.floor(number / KINDS.length);
  const base = examples[random(examples.length)];
  const odd = IDS.map((id) => [id, of({ value: "x", note: "x", owner: "x", done: true, polluted: true })]);
  const words = TEXTS[kind] && (kind === "word" ? TEXTS.word.slice(number) : TEXTS[kind]);
  switch (kind) {
    case "numbers": {
      const values = content.question.map(({ id }) => [id, object([["value", NUMBERS[random(NUMBERS.length)]]])]);
      return { kind, text: file([["name", `"Numbers ${number}"`], ["answers", object(values)]]) };
    }
    case "types":
      return { kind, text: file(wrong(random)) };
    case "doubled": {
      const [name, ...rest] = plan(base, "Doubled", [], round).fields;
      return { kind, text: file([["name", `"First"`], ...rest, name, ...rest], [["plan", object([name, ...rest])]]), words: "Doubled", whole: true };
    }
    case "deep":
      return { kind, text: file([...plan(base, "Deep", [], round).fields, ["deep", nested(90)]], [["deeper", nested(100)]]), words: "Deep", whole: true };
    case "ids":
      return { kind, text: file(plan(base, "Ids", odd, round).fields, odd), words: "Ids", whole: true };
    default: {
      const { fields, whole } = plan(base, words, odd, round);
      return { kind, text: file(fields, odd), words, whole };
    }
  }
}
