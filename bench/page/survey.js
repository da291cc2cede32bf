// The same checklist in SurveyJS: questions, conditions, rules and tasks as `crates/bench` writes them.
import { FunctionFactory, Model } from "survey-core";
// Without the font, which it would fetch from another server.
import "survey-core/survey-core.fontless.min.css";
import { renderSurvey } from "survey-js-ui";

FunctionFactory.Instance.register("size", ([value]) => value?.length ?? 0);
const { definition, answers, facts } = await (await fetch("./checklist.json")).json();
const model = new Model(definition);
for (const [name, value] of Object.entries(facts)) model.setVariable(name, value);
if (new URLSearchParams(location.search).has("answered")) model.data = answers;
renderSurvey(model, document.getElementById("survey"));
globalThis.survey = { model, go: (page) => { model.currentPage = page; } };
