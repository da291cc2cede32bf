// The made-up rules, which are trees of operators, in the languages of the programs that are measured beside this one.

/** For json-logic-js. */
export function logic([operator, ...parts]) {
  if (operator === "and" || operator === "or") return { [operator]: parts.map(logic) };
  if (operator === "not") return { "!": [logic(parts[0])] };
  const [question, value] = parts;
  return { [operator]: [{ var: question }, value] };
}

const OPERATORS = { "==": "equal", "!=": "notEqual", in: "in", ">": "greaterThan", "<=": "lessThanInclusive" };

/** For json-rules-engine, whose outermost condition must be `all`, `any` or `not`. */
export function conditions([operator, ...parts]) {
  if (operator === "and") return { all: parts.map(conditions) };
  if (operator === "or") return { any: parts.map(conditions) };
  if (operator === "not") return { not: conditions(parts[0]) };
  return { fact: parts[0], operator: OPERATORS[operator], value: parts[1] };
}

/** For SurveyJS. */
export function expression([operator, ...parts]) {
  if (operator === "and" || operator === "or") return `(${parts.map(expression).join(` ${operator} `)})`;
  if (operator === "not") return `!(${expression(parts[0])})`;
  const [question, value] = parts;
  const text = (one) => (typeof one === "string" ? `'${one}'` : String(one));
  if (operator === "in") return `([${value.map(text).join(", ")}] contains {${question}})`;
  return `({${question}} ${operator === "==" ? "=" : operator} ${text(value)})`;
}
