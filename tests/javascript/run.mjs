// Runs the cases that stand in a file of JSON; prints what each gave, or the error it raised.
import { readFileSync } from "node:fs";
const { activations, run } = await import(process.argv[2]);

const cases = JSON.parse(readFileSync(process.argv[3], "utf8"));
if (cases.some((given) => given.arriving)) await import(new URL("gradients.js", process.argv[2]));
const one = (given) => {
  if (given.activation) return given.x.map((x) => activations[given.activation](x));
  return given.sequences.map((sequence, k) => {
    const { formulation, weights, options, arriving } = given;
    if (arriving) return lstm.gradients(formulation, sequence, weights, options, arriving[k]);
    const initial = Object.entries(given.initial ?? {}).map(([state, rows]) => [state, rows[k]]);
    const states = Object.fromEntries(initial);
    return run(given.formulation, sequence, given.weights, given.options, states);
  });
};
const caught = (given) => {
  try {
    return one(given);
  } catch (error) {
    return `${error.name}: ${error.message}`;
  }
};
console.log(JSON.stringify(cases.map(caught)));
