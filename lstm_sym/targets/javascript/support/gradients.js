/* Printed from lstm_sym/equations/ and lstm_sym/targets/javascript/ by `lstm-sym generate`.
   Do not edit: change the equations and generate again. */
globalThis.lstm.gradients = (() => {
"use strict";
const { abs, exp, expm1, log1p, max, min, pow, sign, sqrt, tanh, PI } = Math;
const { activations, formulations, run } = globalThis.lstm;
const { sigmoid, softplus } = activations;

@SLOPES@

const dot = (x, w) => w.reduce((sum, weight, k) => sum + x[k] * weight, 0);
// The product with transposed weights, which lie by unit.
const across = (d, w, k) => d.reduce((sum, value, unit) => sum + value * w[unit][k], 0);

// What a timestep hands back: to its input, then to each state before.
const timesteps = {
@TIMESTEPS@
};

// The gradient of a loss at each input, and at the states before the first timestep; `arriving`
// holds for a state, by timestep, the gradient of the loss at it.
return (name, sequence, weights, options = {}, arriving = {}) => {
  const { all } = run(name, sequence, weights, options); // which refuses what does not fit
  const { options: known = {}, carried, weights: stacks } = formulations[name];
  const given = {}, key = [name], inputs = [];
  for (const option in known) {
    const usual = known[option], value = options[option] ?? [usual].flat()[0];
    if (Array.isArray(usual)) key.push(value);
    given[option] = activations[value];
    given[`${option}_slope`] = slopes.get(given[option]);
  }
  const zeros = (all[`${carried[0]}_t`]?.[0] ?? []).map(() => 0), size = zeros.length;
  for (const [array, { count, absent, units }] of Object.entries(stacks)) {
    const blocks = weights[array] ? units(weights[array]) : Array(size * count).fill(absent);
    given[array] = Array.from({ length: count }, (_, k) => blocks.slice(k * size, (k + 1) * size));
  }
  const timestep = timesteps[key.join(" ")];
  if (!timestep) throw new Error(`${name} has no gradients with these options`);
  const each = (f) => zeros.map((_, u) => f(u));
  let back = carried.map(() => zeros);
  for (let t = sequence.length - 1; t >= 0; t--) {
    const now = { ...given, x_t: sequence[t] };
    carried.forEach((state, k) => {
      now[`${state}_tm1`] = all[`${state}_t`][t - 1] ?? zeros;
      now[`g_${state}_t`] = each((u) => back[k][u] + (arriving[state]?.[t]?.[u] ?? 0));
    });
    [inputs[t], ...back] = timestep(now, each);
  }
  return { inputs, initial: Object.fromEntries(carried.map((state, k) => [state, back[k]])) };
};
})();
