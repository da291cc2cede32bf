// The same rules and answers in each program: prepared with all answers, then one answer changes and all rules are
// judged. `truths` must be the same everywhere before anything is timed.
import { Engine } from "json-rules-engine";
import jsonLogic from "json-logic-js";
import { Model } from "survey-core";
import { engine } from "./engine.js";
import { conditions, expression, logic } from "./trees.js";
import { timed } from "./timing.js";

const loaded = engine();
let made;
const ready = {};

/** Programs by name: how each is prepared. A prepared one has `judge`, which changes the answer and judges all rules,
 * and `truths`, the outcome of each rule. */
const PROGRAMS = {
  "DMS Preflight": async () => {
    const { own, truths } = await loaded;
    return {
      judge: (which) => void own.judge_rules(which, 1),
      truths: () => truths(made.rules.length),
    };
  },
  "json-logic-js": () => {
    const rules = made.rules.map(logic);
    const answers = { ...made.answers };
    let found = [];
    return {
      judge: (which) => {
        answers[made.changes[0]] = made.changes[which + 1];
        found = rules.map((rule) => jsonLogic.apply(rule, answers));
      },
      truths: () => found.map(Number),
    };
  },
  "json-rules-engine": () => {
    const own = new Engine();
    made.rules.forEach((rule, nth) => own.addRule({ conditions: conditions(rule), event: { type: String(nth) } }));
    for (const [question, answer] of Object.entries(made.answers)) own.addFact(question, answer);
    let events = [];
    return {
      judge: async (which) => {
        own.addFact(made.changes[0], made.changes[which + 1]);
        ({ events } = await own.run());
      },
      truths: () => {
        const found = new Array(made.rules.length).fill(0);
        for (const { type } of events) found[Number(type)] = 1;
        return found;
      },
    };
  },
  "SurveyJS, visibility": () => survey((rule, nth) => ({ type: "html", name: `r${nth}`, html: "holds", visibleIf: expression(rule) }), (one) => one.isVisible),
  "SurveyJS, expressions": () => survey((rule, nth) => ({ type: "expression", name: `r${nth}`, expression: expression(rule) }), (one) => one.value),
};

/** A survey whose rules are elements of one kind: SurveyJS has two that fit. */
function survey(element, holds) {
  const questions = Object.entries(made.answers).map(([name, answer]) => {
    if (typeof answer === "string") return { type: "dropdown", name, choices: made.options };
    return typeof answer === "number" ? { type: "text", inputType: "number", name } : { type: "boolean", name };
  });
  const own = new Model({ elements: [...questions, ...made.rules.map(element)] });
  own.data = { ...made.answers };
  const rules = made.rules.map((_, nth) => own.getQuestionByName(`r${nth}`));
  return {
    judge: (which) => void own.setValue(made.changes[0], made.changes[which + 1]),
    truths: () => rules.map((one) => Number(Boolean(holds(one)))),
  };
}

globalThis.bench = {
  names: Object.keys(PROGRAMS),
  async make(rules, answers) {
    const { own, json } = await loaded;
    for (const name of Object.keys(ready)) delete ready[name];
    made = json(own.make_rules(rules, answers));
  },
  /** Prepares a program and gives what its rules come to, first for one answer, then for the other. */
  async prepare(name) {
    const own = await PROGRAMS[name]();
    const found = [];
    for (const which of [0, 1]) {
      await own.judge(which);
      found.push(own.truths().join(""));
    }
    ready[name] = own.judge;
    return found;
  },
  time: () => timed(ready),
  /** The examples: microseconds of each work by example. */
  async examples() {
    const { own, examples } = await loaded;
    const out = {};
    for (const [name, work] of [["assess", own.judge], ["rank", own.rank], ["forecast", own.foresee], ["load", own.load]]) {
      const works = {};
      for (let example = 0; example < (name === "load" ? 1 : examples); example += 1) works[example] = () => void work(example, 1);
      out[name] = Object.values(await timed(works));
    }
    return out;
  },
};
