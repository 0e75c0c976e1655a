/* Printed from lstm_sym/equations/ and lstm_sym/targets/javascript/ by `lstm-sym generate`.
   Do not edit: change the equations and generate again. */
globalThis.lstm = (() => {
"use strict";
const { abs, exp, expm1, log1p, max, min, pow, sqrt, tanh, PI } = Math;
const clip = (x, low, high) => min(max(x, low), high);
const logaddexp = (x, y) => max(x, y) + log1p(exp(-abs(x - y)));

const sigmoid = (x) => exp(min(x, 0)) / (1 + exp(-abs(x)));
const hard_sigmoid = (x) => clip(x / 6 + 0.5, 0, 1);
const hard_sigmoid_keras2 = (x) => clip(0.2 * x + 0.5, 0, 1);
const linear = (x) => x;
const relu = (x) => max(x, 0);
const relu6 = (x) => clip(x, 0, 6);
const leaky_relu = (x, negative_slope = 0.2) => x > 0 ? x : negative_slope * x;
const elu = (x, alpha = 1) => x > 0 ? x : alpha * expm1(min(x, 0));
const selu = (x) => x > 0 ? x + 0.050700987355480495 * x : 1.7580993408473768 * expm1(min(x, 0));
const gelu_tanh = (x) => 0.5 * x * (2 / (1 + exp((-2) * (sqrt(2 / PI) * (x + 0.044715 * pow(x, 3))))));
const softplus = (x) => logaddexp(0, x);
const softsign = (x) => x / (1 + abs(x));
const exponential = (x) => exp(x);
const silu = (x) => x * sigmoid(x);
const mish = (x) => x * tanh(softplus(x));
const activations = { tanh, sigmoid, hard_sigmoid, hard_sigmoid_keras2, linear, relu, relu6,
  leaky_relu, elu, selu, gelu_tanh, silu, swish: silu, mish, softplus, softsign, exponential };

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
keras: {
  options: { activation: "tanh", recurrent_activation: "sigmoid" },
  weights: { kernel: columns(4), recurrent_kernel: columns(4), bias: rows(4, 0) },
  carried: ["h", "c"],
  returns: { lstm_output: "h_t", state_h: "h_T", state_c: "c_T" },
  cell({ x_t, h_tm1, c_tm1, kernel: [W_i, W_f, W_c, W_o],
    recurrent_kernel: [U_i, U_f, U_c, U_o], bias: [b_i, b_f, b_c, b_o], activation,
    recurrent_activation }, u) {
    const i_t = recurrent_activation(dot(x_t, W_i) + dot(h_tm1, U_i) + b_i); // input-gate
    const f_t = recurrent_activation(dot(x_t, W_f) + dot(h_tm1, U_f) + b_f); // forget-gate
    const g_t = activation(dot(x_t, W_c) + dot(h_tm1, U_c) + b_c); // candidate
    const o_t = recurrent_activation(dot(x_t, W_o) + dot(h_tm1, U_o) + b_o); // output-gate
    const c_t = f_t * c_tm1[u] + i_t * g_t; // cell-state
    const h_t = o_t * activation(c_t); // hidden-state
    return { i_t, f_t, g_t, o_t, c_t, h_t };
  },
},
hochreiter1997: {
  weights: { W: columns(3), U: columns(3), b: rows(3) },
  carried: ["h", "c"],
  returns: { outputs: "h_t", last_h: "h_T", last_c: "c_T" },
  cell({ x_t, h_tm1, c_tm1, W: [W_i, W_o, W_c], U: [U_i, U_o, U_c], b: [b_i, b_o, b_c] }, u) {
    const i_t = sigmoid(dot(x_t, W_i) + dot(h_tm1, U_i) + b_i); // input-gate
    const o_t = sigmoid(dot(x_t, W_o) + dot(h_tm1, U_o) + b_o); // output-gate
    const z_t = dot(x_t, W_c) + dot(h_tm1, U_c) + b_c; // cell-input
    const c_t = c_tm1[u] + i_t * (4 * sigmoid(z_t) - 2); // cell-state
    const h_t = o_t * (2 * sigmoid(c_t) - 1); // output
    return { i_t, o_t, z_t, c_t, h_t };
  },
},
gers2000: {
  weights: { W: columns(4), U: columns(4), b: rows(4) },
  carried: ["h", "c"],
  returns: { outputs: "h_t", last_h: "h_T", last_c: "c_T" },
  cell({ x_t, h_tm1, c_tm1, W: [W_i, W_f, W_o, W_c], U: [U_i, U_f, U_o, U_c],
    b: [b_i, b_f, b_o, b_c] }, u) {
    const i_t = sigmoid(dot(x_t, W_i) + dot(h_tm1, U_i) + b_i); // input-gate
    const f_t = sigmoid(dot(x_t, W_f) + dot(h_tm1, U_f) + b_f); // forget-gate
    const o_t = sigmoid(dot(x_t, W_o) + dot(h_tm1, U_o) + b_o); // output-gate
    const z_t = dot(x_t, W_c) + dot(h_tm1, U_c) + b_c; // cell-input
    const c_t = f_t * c_tm1[u] + i_t * (4 * sigmoid(z_t) - 2); // cell-state
    const h_t = o_t * (2 * sigmoid(c_t) - 1); // output
    return { i_t, f_t, o_t, z_t, c_t, h_t };
  },
},
gers2002: {
  weights: { W: columns(4), U: columns(4), b: rows(4), p: rows(3) },
  carried: ["h", "c"],
  returns: { outputs: "h_t", last_h: "h_T", last_c: "c_T" },
  cell({ x_t, h_tm1, c_tm1, W: [W_i, W_f, W_o, W_c], U: [U_i, U_f, U_o, U_c],
    b: [b_i, b_f, b_o, b_c], p: [p_i, p_f, p_o] }, u) {
    const i_t = sigmoid(dot(x_t, W_i) + dot(h_tm1, U_i) + p_i * c_tm1[u] + b_i); // input-gate
    const f_t = sigmoid(dot(x_t, W_f) + dot(h_tm1, U_f) + p_f * c_tm1[u] + b_f); // forget-gate
    const z_t = dot(x_t, W_c) + dot(h_tm1, U_c) + b_c; // cell-input
    const c_t = f_t * c_tm1[u] + i_t * (4 * sigmoid(z_t) - 2); // cell-state
    const o_t = sigmoid(dot(x_t, W_o) + dot(h_tm1, U_o) + p_o * c_t + b_o); // output-gate
    const h_t = o_t * c_t; // output
    return { i_t, f_t, z_t, c_t, o_t, h_t };
  },
},
greff2015: {
  options: { variant: ["V", "NIG", "NFG", "NOG", "NIAF", "NOAF", "CIFG", "NP"] },
  weights: { W: columns(4), R: columns(4), b: rows(4), p: rows(3) },
  carried: ["y", "c"],
  returns: { outputs: "y_t", last_y: "y_T", last_c: "c_T" },
  cell({ x_t, y_tm1, c_tm1, W: [W_z, W_i, W_f, W_o], R: [R_z, R_i, R_f, R_o],
    b: [b_z, b_i, b_f, b_o], p: [p_i, p_f, p_o], variant }, u) {
    const z_sum = dot(x_t, W_z) + dot(y_tm1, R_z) + b_z; // block-input-sum
    const z_t =
      variant === "NIAF" ? z_sum : // block-input-niaf
      tanh(z_sum); // block-input
    const i_sum =
      variant === "NP" ? dot(x_t, W_i) + dot(y_tm1, R_i) + b_i : // input-gate-sum-np
      dot(x_t, W_i) + dot(y_tm1, R_i) + p_i * c_tm1[u] + b_i; // input-gate-sum
    const i_t =
      variant === "NIG" ? 1 : // input-gate-nig
      sigmoid(i_sum); // input-gate
    const f_sum =
      variant === "NP" ? dot(x_t, W_f) + dot(y_tm1, R_f) + b_f : // forget-gate-sum-np
      dot(x_t, W_f) + dot(y_tm1, R_f) + p_f * c_tm1[u] + b_f; // forget-gate-sum
    const f_t =
      variant === "NFG" ? 1 : // forget-gate-nfg
      variant === "CIFG" ? 1 - i_t : // forget-gate-cifg
      sigmoid(f_sum); // forget-gate
    const c_t = z_t * i_t + c_tm1[u] * f_t; // cell-state
    const o_sum =
      variant === "NP" ? dot(x_t, W_o) + dot(y_tm1, R_o) + b_o : // output-gate-sum-np
      dot(x_t, W_o) + dot(y_tm1, R_o) + p_o * c_t + b_o; // output-gate-sum
    const o_t =
      variant === "NOG" ? 1 : // output-gate-nog
      sigmoid(o_sum); // output-gate
    const y_t =
      variant === "NOAF" ? c_t * o_t : // block-output-noaf
      tanh(c_t) * o_t; // block-output
    return { z_sum, z_t, i_sum, i_t, f_sum, f_t, c_t, o_sum, o_t, y_t };
  },
},
pytorch: {
  weights: { weight_ih: rows(4), weight_hh: rows(4), bias_ih: rows(4, 0), bias_hh: rows(4, 0) },
  carried: ["h", "c"],
  returns: { output: "h_t", h_n: "h_T", c_n: "c_T" },
  cell({ x_t, h_tm1, c_tm1, weight_ih: [W_ii, W_if, W_ig, W_io],
    weight_hh: [W_hi, W_hf, W_hg, W_ho], bias_ih: [b_ii, b_if, b_ig, b_io],
    bias_hh: [b_hi, b_hf, b_hg, b_ho] }, u) {
    const i_t = sigmoid(dot(x_t, W_ii) + b_ii + dot(h_tm1, W_hi) + b_hi); // input-gate
    const f_t = sigmoid(dot(x_t, W_if) + b_if + dot(h_tm1, W_hf) + b_hf); // forget-gate
    const g_t = tanh(dot(x_t, W_ig) + b_ig + dot(h_tm1, W_hg) + b_hg); // cell-gate
    const o_t = sigmoid(dot(x_t, W_io) + b_io + dot(h_tm1, W_ho) + b_ho); // output-gate
    const c_t = f_t * c_tm1[u] + i_t * g_t; // cell-state
    const h_t = o_t * tanh(c_t); // hidden-state
    return { i_t, f_t, g_t, o_t, c_t, h_t };
  },
},
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
