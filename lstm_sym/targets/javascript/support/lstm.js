/* Printed from lstm_sym/equations/ and lstm_sym/targets/javascript/ by `lstm-sym generate`.
   Do not edit: change the equations and generate again. */
globalThis.lstm = (() => {
"use strict";
const { abs, exp, expm1, log1p, max, min, pow, sqrt, tanh, PI } = Math;
const clip = (x, low, high) => min(max(x, low), high);
const logaddexp = (x, y) => max(x, y) + log1p(exp(-abs(x - y)));

@ACTIVATIONS@

const refuse = (what, was, expected) => {
  throw new RangeError(`${what} is ${was}, not ${expected}`);
};
const named = (table, what, name) =>
  Object.hasOwn(table, name) ? table[name] : refuse(what, name, Object.keys(table).join(", "));

const dot = (x, w) => {
  if (x.length !== w.length) refuse("the length of a vector", x.length, w.length);
  return w.reduce((sum, weight, k) => sum + x[k] * weight, 0);
};

// How an array holds its blocks, and what it is if absent.
const rows = (count, absent, units = (array) => array) => ({ count, absent, units });
const columns = (count) =>
  rows(count, undefined, (array) => Array.from(array[0], (_, k) => array.map((row) => row[k])));

// A cell is given its unit u of each array.
const formulations = {
@FORMULATIONS@
};

// All timesteps of one example, with the names of lstm_numpy; `all` holds every value.
const run = (name, sequence, weights, options = {}, initial = {}) => {
  const stated = named(formulations, "the formulation", name);
  const { options: known = {}, carried } = stated, chosen = {}, last = {}, all = {};
  for (const option in options) named(known, "an option", option);
  for (const option in known) {
    const usual = known[option], value = options[option] ?? [usual].flat()[0];
    if (!Array.isArray(usual)) chosen[option] = named(activations, option, value);
    else chosen[option] = usual.includes(value) ? value : refuse(option, value, usual);
  }
  let size;
  const unpack = Object.entries(stated.weights).map(([array, { count, absent, units }]) => {
    const given = weights[array] ? units(weights[array])
      : (absent ?? refuse(array, "absent", "an array"), Array(size * count).fill(absent));
    size ??= given.length / count;
    if (given.length !== size * count) refuse(`the size of ${array}`, given.length, size * count);
    return (u) => [array, given.filter((_, k) => k % size === u)];
  });
  const units = Array.from({ length: size }, (_, u) => Object.fromEntries(unpack.map((f) => f(u))));
  for (const state of carried) last[`${state}_t`] = initial[state] ?? Array(size).fill(0);
  for (const x_t of sequence) {
    const given = { ...chosen, x_t };
    for (const state of carried) given[`${state}_tm1`] = last[`${state}_t`];
    const found = units.map((blocks, u) => stated.cell({ ...given, ...blocks }, u));
    for (const symbol in found[0])
      (all[symbol] ??= []).push((last[symbol] = found.map((one) => one[symbol])));
  }
  const results = { all };
  for (const [result, symbol] of Object.entries(stated.returns))
    results[result] = symbol.endsWith("_t") ? all[symbol] ?? [] : last[symbol.replace("_T", "_t")];
  return results;
};
return { activations, formulations, run };
})();
