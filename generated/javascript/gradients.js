/* Printed from lstm_sym/equations/ and lstm_sym/targets/javascript/ by `lstm-sym generate`.
   Do not edit: change the equations and generate again. */
globalThis.lstm.gradients = (() => {
"use strict";
const { abs, exp, expm1, log1p, max, min, pow, sign, sqrt, tanh, PI } = Math;
const { activations, formulations, run } = globalThis.lstm;
const { sigmoid, softplus } = activations;

const tanh_slope = (x, y) => 1 - pow(y, 2);
const sigmoid_slope = (x, y) => y * (1 - y);
const hard_sigmoid_slope = (x, y) => x / 6 + 0.5 <= 0 ? 0 : x / 6 + 0.5 < 1 ? 1 / 6 : 0;
const hard_sigmoid_keras2_slope = (x, y) => 0.2 * x + 0.5 <= 0 ? 0 : 0.2 * x + 0.5 < 1 ? 0.2 : 0;
const linear_slope = (x, y) => 1;
const relu_slope = (x, y) => x > 0 ? 1 : 0;
const relu6_slope = (x, y) => x <= 0 ? 0 : x < 6 ? 1 : 0;
const leaky_relu_slope = (x, y, negative_slope = 0.2) => x > 0 ? 1 : negative_slope;
const elu_slope = (x, y, alpha = 1) => x > 0 ? 1 : alpha * exp(min(x, 0));
const selu_slope = (x, y) => x > 0 ? 1.0507009873554805 : 1.7580993408473768 * exp(min(x, 0));
const gelu_tanh_slope = (x, y) => 0.5 * (2 / (1 + exp((-2) * (sqrt(2 / PI) * (x + 0.044715 * pow(x, 3)))))) + 0.5 * x * (1 - pow(tanh(sqrt(2 / PI) * (x + 0.044715 * pow(x, 3))), 2)) * sqrt(2 / PI) * (1 + 0.134145 * pow(x, 2));
const silu_slope = (x, y) => sigmoid(x) + x * (sigmoid(x) * (1 - sigmoid(x)));
const mish_slope = (x, y) => tanh(softplus(x)) + x * (1 - pow(tanh(softplus(x)), 2)) * sigmoid(x);
const softplus_slope = (x, y) => sigmoid(x);
const softsign_slope = (x, y) => 1 / pow(1 + abs(x), 2);
const exponential_slope = (x, y) => y;
const slopes = new Map([[activations.tanh, tanh_slope], [activations.sigmoid, sigmoid_slope],
  [activations.hard_sigmoid, hard_sigmoid_slope],
  [activations.hard_sigmoid_keras2, hard_sigmoid_keras2_slope],
  [activations.linear, linear_slope], [activations.relu, relu_slope],
  [activations.relu6, relu6_slope], [activations.leaky_relu, leaky_relu_slope],
  [activations.elu, elu_slope], [activations.selu, selu_slope],
  [activations.gelu_tanh, gelu_tanh_slope], [activations.silu, silu_slope],
  [activations.mish, mish_slope], [activations.softplus, softplus_slope],
  [activations.softsign, softsign_slope], [activations.exponential, exponential_slope]]);

const dot = (x, w) => w.reduce((sum, weight, k) => sum + x[k] * weight, 0);
// The product with transposed weights, which lie by unit.
const across = (d, w, k) => d.reduce((sum, value, unit) => sum + value * w[unit][k], 0);

// What a timestep hands back: to its input, then to each state before.
const timesteps = {
"keras": ({ x_t, h_tm1, c_tm1, g_h_t, g_c_t, kernel: [W_i, W_f, W_c, W_o],
  recurrent_kernel: [U_i, U_f, U_c, U_o], bias: [b_i, b_f, b_c, b_o], activation,
  activation_slope, recurrent_activation, recurrent_activation_slope }, each) => {
  const z_i = each((u) => dot(x_t, W_i[u]) + dot(h_tm1, U_i[u]) + b_i[u]); // sum-z-i
  const z_f = each((u) => dot(x_t, W_f[u]) + dot(h_tm1, U_f[u]) + b_f[u]); // sum-z-f
  const z_c = each((u) => dot(x_t, W_c[u]) + dot(h_tm1, U_c[u]) + b_c[u]); // sum-z-c
  const z_o = each((u) => dot(x_t, W_o[u]) + dot(h_tm1, U_o[u]) + b_o[u]); // sum-z-o
  const i_t = each((u) => recurrent_activation(z_i[u])); // input-gate
  const f_t = each((u) => recurrent_activation(z_f[u])); // forget-gate
  const g_t = each((u) => activation(z_c[u])); // candidate
  const o_t = each((u) => recurrent_activation(z_o[u])); // output-gate
  const c_t = each((u) => f_t[u] * c_tm1[u] + i_t[u] * g_t[u]); // cell-state
  const d_h_t = g_h_t; // gradient-h-t
  const d_c_t = each((u) => g_c_t[u] + d_h_t[u] * (o_t[u] * activation_slope(c_t[u], activation(c_t[u])))); // gradient-c-t
  const d_o_t = each((u) => d_h_t[u] * activation(c_t[u])); // gradient-o-t
  const d_g_t = each((u) => d_c_t[u] * i_t[u]); // gradient-g-t
  const d_f_t = each((u) => d_c_t[u] * c_tm1[u]); // gradient-f-t
  const d_i_t = each((u) => d_c_t[u] * g_t[u]); // gradient-i-t
  const d_z_o = each((u) => d_o_t[u] * recurrent_activation_slope(z_o[u], o_t[u])); // gradient-z-o
  const d_z_c = each((u) => d_g_t[u] * activation_slope(z_c[u], g_t[u])); // gradient-z-c
  const d_z_f = each((u) => d_f_t[u] * recurrent_activation_slope(z_f[u], f_t[u])); // gradient-z-f
  const d_z_i = each((u) => d_i_t[u] * recurrent_activation_slope(z_i[u], i_t[u])); // gradient-z-i
  const d_h_tm1 = each((u) => across(d_z_o, U_o, u) + across(d_z_c, U_c, u) + across(d_z_f, U_f, u) + across(d_z_i, U_i, u)); // gradient-h-tm1
  const d_c_tm1 = each((u) => d_c_t[u] * f_t[u]); // gradient-c-tm1
  const d_x_t = x_t.map((_, u) => across(d_z_o, W_o, u) + across(d_z_c, W_c, u) + across(d_z_f, W_f, u) + across(d_z_i, W_i, u)); // gradient-x-t
  return [d_x_t, d_h_tm1, d_c_tm1];
},
"hochreiter1997": ({ x_t, h_tm1, c_tm1, g_h_t, g_c_t, W: [W_i, W_o, W_c], U: [U_i, U_o, U_c],
  b: [b_i, b_o, b_c] }, each) => {
  const z_i = each((u) => dot(x_t, W_i[u]) + dot(h_tm1, U_i[u]) + b_i[u]); // sum-z-i
  const z_o = each((u) => dot(x_t, W_o[u]) + dot(h_tm1, U_o[u]) + b_o[u]); // sum-z-o
  const z_c = each((u) => dot(x_t, W_c[u]) + dot(h_tm1, U_c[u]) + b_c[u]); // sum-z-c
  const i_t = each((u) => sigmoid(z_i[u])); // input-gate
  const o_t = each((u) => sigmoid(z_o[u])); // output-gate
  const z_t = z_c; // cell-input
  const c_t = each((u) => c_tm1[u] + i_t[u] * (4 * sigmoid(z_t[u]) - 2)); // cell-state
  const d_h_t = g_h_t; // gradient-h-t
  const d_c_t = each((u) => g_c_t[u] + d_h_t[u] * (2 * o_t[u] * sigmoid_slope(c_t[u], sigmoid(c_t[u])))); // gradient-c-t
  const d_z_t = each((u) => d_c_t[u] * (4 * i_t[u] * sigmoid_slope(z_t[u], sigmoid(z_t[u])))); // gradient-z-t
  const d_o_t = each((u) => d_h_t[u] * (-1 + 2 * sigmoid(c_t[u]))); // gradient-o-t
  const d_i_t = each((u) => d_c_t[u] * (-2 + 4 * sigmoid(z_t[u]))); // gradient-i-t
  const d_z_c = d_z_t; // gradient-z-c
  const d_z_o = each((u) => d_o_t[u] * sigmoid_slope(z_o[u], o_t[u])); // gradient-z-o
  const d_z_i = each((u) => d_i_t[u] * sigmoid_slope(z_i[u], i_t[u])); // gradient-z-i
  const d_h_tm1 = each((u) => across(d_z_c, U_c, u) + across(d_z_o, U_o, u) + across(d_z_i, U_i, u)); // gradient-h-tm1
  const d_c_tm1 = d_c_t; // gradient-c-tm1
  const d_x_t = x_t.map((_, u) => across(d_z_c, W_c, u) + across(d_z_o, W_o, u) + across(d_z_i, W_i, u)); // gradient-x-t
  return [d_x_t, d_h_tm1, d_c_tm1];
},
"gers2000": ({ x_t, h_tm1, c_tm1, g_h_t, g_c_t, W: [W_i, W_f, W_o, W_c],
  U: [U_i, U_f, U_o, U_c], b: [b_i, b_f, b_o, b_c] }, each) => {
  const z_i = each((u) => dot(x_t, W_i[u]) + dot(h_tm1, U_i[u]) + b_i[u]); // sum-z-i
  const z_f = each((u) => dot(x_t, W_f[u]) + dot(h_tm1, U_f[u]) + b_f[u]); // sum-z-f
  const z_o = each((u) => dot(x_t, W_o[u]) + dot(h_tm1, U_o[u]) + b_o[u]); // sum-z-o
  const z_c = each((u) => dot(x_t, W_c[u]) + dot(h_tm1, U_c[u]) + b_c[u]); // sum-z-c
  const i_t = each((u) => sigmoid(z_i[u])); // input-gate
  const f_t = each((u) => sigmoid(z_f[u])); // forget-gate
  const o_t = each((u) => sigmoid(z_o[u])); // output-gate
  const z_t = z_c; // cell-input
  const c_t = each((u) => f_t[u] * c_tm1[u] + i_t[u] * (4 * sigmoid(z_t[u]) - 2)); // cell-state
  const d_h_t = g_h_t; // gradient-h-t
  const d_c_t = each((u) => g_c_t[u] + d_h_t[u] * (2 * o_t[u] * sigmoid_slope(c_t[u], sigmoid(c_t[u])))); // gradient-c-t
  const d_z_t = each((u) => d_c_t[u] * (4 * i_t[u] * sigmoid_slope(z_t[u], sigmoid(z_t[u])))); // gradient-z-t
  const d_o_t = each((u) => d_h_t[u] * (-1 + 2 * sigmoid(c_t[u]))); // gradient-o-t
  const d_f_t = each((u) => d_c_t[u] * c_tm1[u]); // gradient-f-t
  const d_i_t = each((u) => d_c_t[u] * (-2 + 4 * sigmoid(z_t[u]))); // gradient-i-t
  const d_z_c = d_z_t; // gradient-z-c
  const d_z_o = each((u) => d_o_t[u] * sigmoid_slope(z_o[u], o_t[u])); // gradient-z-o
  const d_z_f = each((u) => d_f_t[u] * sigmoid_slope(z_f[u], f_t[u])); // gradient-z-f
  const d_z_i = each((u) => d_i_t[u] * sigmoid_slope(z_i[u], i_t[u])); // gradient-z-i
  const d_h_tm1 = each((u) => across(d_z_c, U_c, u) + across(d_z_o, U_o, u) + across(d_z_f, U_f, u) + across(d_z_i, U_i, u)); // gradient-h-tm1
  const d_c_tm1 = each((u) => d_c_t[u] * f_t[u]); // gradient-c-tm1
  const d_x_t = x_t.map((_, u) => across(d_z_c, W_c, u) + across(d_z_o, W_o, u) + across(d_z_f, W_f, u) + across(d_z_i, W_i, u)); // gradient-x-t
  return [d_x_t, d_h_tm1, d_c_tm1];
},
"gers2002": ({ x_t, h_tm1, c_tm1, g_h_t, g_c_t, W: [W_i, W_f, W_o, W_c],
  U: [U_i, U_f, U_o, U_c], b: [b_i, b_f, b_o, b_c], p: [p_i, p_f, p_o] }, each) => {
  const z_i = each((u) => dot(x_t, W_i[u]) + dot(h_tm1, U_i[u]) + b_i[u]); // sum-z-i
  const z_f = each((u) => dot(x_t, W_f[u]) + dot(h_tm1, U_f[u]) + b_f[u]); // sum-z-f
  const z_c = each((u) => dot(x_t, W_c[u]) + dot(h_tm1, U_c[u]) + b_c[u]); // sum-z-c
  const z_o = each((u) => dot(x_t, W_o[u]) + dot(h_tm1, U_o[u]) + b_o[u]); // sum-z-o
  const a_i_t = each((u) => z_i[u] + p_i[u] * c_tm1[u]); // input-gate-part-1
  const i_t = each((u) => sigmoid(a_i_t[u])); // input-gate
  const a_f_t = each((u) => z_f[u] + p_f[u] * c_tm1[u]); // forget-gate-part-2
  const f_t = each((u) => sigmoid(a_f_t[u])); // forget-gate
  const z_t = z_c; // cell-input
  const c_t = each((u) => f_t[u] * c_tm1[u] + i_t[u] * (4 * sigmoid(z_t[u]) - 2)); // cell-state
  const a_o_t = each((u) => z_o[u] + p_o[u] * c_t[u]); // output-gate-part-3
  const o_t = each((u) => sigmoid(a_o_t[u])); // output-gate
  const d_h_t = g_h_t; // gradient-h-t
  const d_o_t = each((u) => d_h_t[u] * c_t[u]); // gradient-o-t
  const d_a_o_t = each((u) => d_o_t[u] * sigmoid_slope(a_o_t[u], o_t[u])); // gradient-a-o-t
  const d_c_t = each((u) => g_c_t[u] + d_h_t[u] * o_t[u] + d_a_o_t[u] * p_o[u]); // gradient-c-t
  const d_z_t = each((u) => d_c_t[u] * (4 * i_t[u] * sigmoid_slope(z_t[u], sigmoid(z_t[u])))); // gradient-z-t
  const d_f_t = each((u) => d_c_t[u] * c_tm1[u]); // gradient-f-t
  const d_a_f_t = each((u) => d_f_t[u] * sigmoid_slope(a_f_t[u], f_t[u])); // gradient-a-f-t
  const d_i_t = each((u) => d_c_t[u] * (-2 + 4 * sigmoid(z_t[u]))); // gradient-i-t
  const d_a_i_t = each((u) => d_i_t[u] * sigmoid_slope(a_i_t[u], i_t[u])); // gradient-a-i-t
  const d_z_o = d_a_o_t; // gradient-z-o
  const d_z_c = d_z_t; // gradient-z-c
  const d_z_f = d_a_f_t; // gradient-z-f
  const d_z_i = d_a_i_t; // gradient-z-i
  const d_h_tm1 = each((u) => across(d_z_o, U_o, u) + across(d_z_c, U_c, u) + across(d_z_f, U_f, u) + across(d_z_i, U_i, u)); // gradient-h-tm1
  const d_c_tm1 = each((u) => d_c_t[u] * f_t[u] + d_a_f_t[u] * p_f[u] + d_a_i_t[u] * p_i[u]); // gradient-c-tm1
  const d_x_t = x_t.map((_, u) => across(d_z_o, W_o, u) + across(d_z_c, W_c, u) + across(d_z_f, W_f, u) + across(d_z_i, W_i, u)); // gradient-x-t
  return [d_x_t, d_h_tm1, d_c_tm1];
},
"greff2015 V": ({ x_t, y_tm1, c_tm1, g_y_t, g_c_t, W: [W_z, W_i, W_f, W_o],
  R: [R_z, R_i, R_f, R_o], b: [b_z, b_i, b_f, b_o], p: [p_i, p_f, p_o] }, each) => {
  const z_z = each((u) => dot(x_t, W_z[u]) + dot(y_tm1, R_z[u]) + b_z[u]); // sum-z-z
  const z_i = each((u) => dot(x_t, W_i[u]) + dot(y_tm1, R_i[u]) + b_i[u]); // sum-z-i
  const z_f = each((u) => dot(x_t, W_f[u]) + dot(y_tm1, R_f[u]) + b_f[u]); // sum-z-f
  const z_o = each((u) => dot(x_t, W_o[u]) + dot(y_tm1, R_o[u]) + b_o[u]); // sum-z-o
  const z_sum = z_z; // block-input-sum
  const z_t = each((u) => tanh(z_sum[u])); // block-input
  const i_sum = each((u) => z_i[u] + p_i[u] * c_tm1[u]); // input-gate-sum
  const i_t = each((u) => sigmoid(i_sum[u])); // input-gate
  const f_sum = each((u) => z_f[u] + p_f[u] * c_tm1[u]); // forget-gate-sum
  const f_t = each((u) => sigmoid(f_sum[u])); // forget-gate
  const c_t = each((u) => z_t[u] * i_t[u] + c_tm1[u] * f_t[u]); // cell-state
  const o_sum = each((u) => z_o[u] + p_o[u] * c_t[u]); // output-gate-sum
  const o_t = each((u) => sigmoid(o_sum[u])); // output-gate
  const d_y_t = g_y_t; // gradient-y-t
  const d_o_t = each((u) => d_y_t[u] * tanh(c_t[u])); // gradient-o-t
  const d_o_sum = each((u) => d_o_t[u] * sigmoid_slope(o_sum[u], o_t[u])); // gradient-o-sum
  const d_c_t = each((u) => g_c_t[u] + d_y_t[u] * (tanh_slope(c_t[u], tanh(c_t[u])) * o_t[u]) + d_o_sum[u] * p_o[u]); // gradient-c-t
  const d_f_t = each((u) => d_c_t[u] * c_tm1[u]); // gradient-f-t
  const d_f_sum = each((u) => d_f_t[u] * sigmoid_slope(f_sum[u], f_t[u])); // gradient-f-sum
  const d_i_t = each((u) => d_c_t[u] * z_t[u]); // gradient-i-t
  const d_i_sum = each((u) => d_i_t[u] * sigmoid_slope(i_sum[u], i_t[u])); // gradient-i-sum
  const d_z_t = each((u) => d_c_t[u] * i_t[u]); // gradient-z-t
  const d_z_sum = each((u) => d_z_t[u] * tanh_slope(z_sum[u], z_t[u])); // gradient-z-sum
  const d_z_o = d_o_sum; // gradient-z-o
  const d_z_f = d_f_sum; // gradient-z-f
  const d_z_i = d_i_sum; // gradient-z-i
  const d_z_z = d_z_sum; // gradient-z-z
  const d_y_tm1 = each((u) => across(d_z_o, R_o, u) + across(d_z_f, R_f, u) + across(d_z_i, R_i, u) + across(d_z_z, R_z, u)); // gradient-y-tm1
  const d_c_tm1 = each((u) => d_c_t[u] * f_t[u] + d_f_sum[u] * p_f[u] + d_i_sum[u] * p_i[u]); // gradient-c-tm1
  const d_x_t = x_t.map((_, u) => across(d_z_o, W_o, u) + across(d_z_f, W_f, u) + across(d_z_i, W_i, u) + across(d_z_z, W_z, u)); // gradient-x-t
  return [d_x_t, d_y_tm1, d_c_tm1];
},
"greff2015 NIG": ({ x_t, y_tm1, c_tm1, g_y_t, g_c_t, W: [W_z, W_i, W_f, W_o],
  R: [R_z, R_i, R_f, R_o], b: [b_z, b_i, b_f, b_o], p: [p_i, p_f, p_o] }, each) => {
  const z_z = each((u) => dot(x_t, W_z[u]) + dot(y_tm1, R_z[u]) + b_z[u]); // sum-z-z
  const z_f = each((u) => dot(x_t, W_f[u]) + dot(y_tm1, R_f[u]) + b_f[u]); // sum-z-f
  const z_o = each((u) => dot(x_t, W_o[u]) + dot(y_tm1, R_o[u]) + b_o[u]); // sum-z-o
  const z_sum = z_z; // block-input-sum
  const z_t = each((u) => tanh(z_sum[u])); // block-input
  const i_t = each((u) => 1); // input-gate-nig
  const f_sum = each((u) => z_f[u] + p_f[u] * c_tm1[u]); // forget-gate-sum
  const f_t = each((u) => sigmoid(f_sum[u])); // forget-gate
  const c_t = each((u) => z_t[u] * i_t[u] + c_tm1[u] * f_t[u]); // cell-state
  const o_sum = each((u) => z_o[u] + p_o[u] * c_t[u]); // output-gate-sum
  const o_t = each((u) => sigmoid(o_sum[u])); // output-gate
  const d_y_t = g_y_t; // gradient-y-t
  const d_o_t = each((u) => d_y_t[u] * tanh(c_t[u])); // gradient-o-t
  const d_o_sum = each((u) => d_o_t[u] * sigmoid_slope(o_sum[u], o_t[u])); // gradient-o-sum
  const d_c_t = each((u) => g_c_t[u] + d_y_t[u] * (tanh_slope(c_t[u], tanh(c_t[u])) * o_t[u]) + d_o_sum[u] * p_o[u]); // gradient-c-t
  const d_f_t = each((u) => d_c_t[u] * c_tm1[u]); // gradient-f-t
  const d_f_sum = each((u) => d_f_t[u] * sigmoid_slope(f_sum[u], f_t[u])); // gradient-f-sum
  const d_z_t = each((u) => d_c_t[u] * i_t[u]); // gradient-z-t
  const d_z_sum = each((u) => d_z_t[u] * tanh_slope(z_sum[u], z_t[u])); // gradient-z-sum
  const d_z_o = d_o_sum; // gradient-z-o
  const d_z_f = d_f_sum; // gradient-z-f
  const d_z_z = d_z_sum; // gradient-z-z
  const d_y_tm1 = each((u) => across(d_z_o, R_o, u) + across(d_z_f, R_f, u) + across(d_z_z, R_z, u)); // gradient-y-tm1
  const d_c_tm1 = each((u) => d_c_t[u] * f_t[u] + d_f_sum[u] * p_f[u]); // gradient-c-tm1
  const d_x_t = x_t.map((_, u) => across(d_z_o, W_o, u) + across(d_z_f, W_f, u) + across(d_z_z, W_z, u)); // gradient-x-t
  return [d_x_t, d_y_tm1, d_c_tm1];
},
"greff2015 NFG": ({ x_t, y_tm1, c_tm1, g_y_t, g_c_t, W: [W_z, W_i, W_f, W_o],
  R: [R_z, R_i, R_f, R_o], b: [b_z, b_i, b_f, b_o], p: [p_i, p_f, p_o] }, each) => {
  const z_z = each((u) => dot(x_t, W_z[u]) + dot(y_tm1, R_z[u]) + b_z[u]); // sum-z-z
  const z_i = each((u) => dot(x_t, W_i[u]) + dot(y_tm1, R_i[u]) + b_i[u]); // sum-z-i
  const z_o = each((u) => dot(x_t, W_o[u]) + dot(y_tm1, R_o[u]) + b_o[u]); // sum-z-o
  const z_sum = z_z; // block-input-sum
  const z_t = each((u) => tanh(z_sum[u])); // block-input
  const i_sum = each((u) => z_i[u] + p_i[u] * c_tm1[u]); // input-gate-sum
  const i_t = each((u) => sigmoid(i_sum[u])); // input-gate
  const f_t = each((u) => 1); // forget-gate-nfg
  const c_t = each((u) => z_t[u] * i_t[u] + c_tm1[u] * f_t[u]); // cell-state
  const o_sum = each((u) => z_o[u] + p_o[u] * c_t[u]); // output-gate-sum
  const o_t = each((u) => sigmoid(o_sum[u])); // output-gate
  const d_y_t = g_y_t; // gradient-y-t
  const d_o_t = each((u) => d_y_t[u] * tanh(c_t[u])); // gradient-o-t
  const d_o_sum = each((u) => d_o_t[u] * sigmoid_slope(o_sum[u], o_t[u])); // gradient-o-sum
  const d_c_t = each((u) => g_c_t[u] + d_y_t[u] * (tanh_slope(c_t[u], tanh(c_t[u])) * o_t[u]) + d_o_sum[u] * p_o[u]); // gradient-c-t
  const d_i_t = each((u) => d_c_t[u] * z_t[u]); // gradient-i-t
  const d_i_sum = each((u) => d_i_t[u] * sigmoid_slope(i_sum[u], i_t[u])); // gradient-i-sum
  const d_z_t = each((u) => d_c_t[u] * i_t[u]); // gradient-z-t
  const d_z_sum = each((u) => d_z_t[u] * tanh_slope(z_sum[u], z_t[u])); // gradient-z-sum
  const d_z_o = d_o_sum; // gradient-z-o
  const d_z_i = d_i_sum; // gradient-z-i
  const d_z_z = d_z_sum; // gradient-z-z
  const d_y_tm1 = each((u) => across(d_z_o, R_o, u) + across(d_z_i, R_i, u) + across(d_z_z, R_z, u)); // gradient-y-tm1
  const d_c_tm1 = each((u) => d_c_t[u] * f_t[u] + d_i_sum[u] * p_i[u]); // gradient-c-tm1
  const d_x_t = x_t.map((_, u) => across(d_z_o, W_o, u) + across(d_z_i, W_i, u) + across(d_z_z, W_z, u)); // gradient-x-t
  return [d_x_t, d_y_tm1, d_c_tm1];
},
"greff2015 NOG": ({ x_t, y_tm1, c_tm1, g_y_t, g_c_t, W: [W_z, W_i, W_f, W_o],
  R: [R_z, R_i, R_f, R_o], b: [b_z, b_i, b_f, b_o], p: [p_i, p_f, p_o] }, each) => {
  const z_z = each((u) => dot(x_t, W_z[u]) + dot(y_tm1, R_z[u]) + b_z[u]); // sum-z-z
  const z_i = each((u) => dot(x_t, W_i[u]) + dot(y_tm1, R_i[u]) + b_i[u]); // sum-z-i
  const z_f = each((u) => dot(x_t, W_f[u]) + dot(y_tm1, R_f[u]) + b_f[u]); // sum-z-f
  const z_sum = z_z; // block-input-sum
  const z_t = each((u) => tanh(z_sum[u])); // block-input
  const i_sum = each((u) => z_i[u] + p_i[u] * c_tm1[u]); // input-gate-sum
  const i_t = each((u) => sigmoid(i_sum[u])); // input-gate
  const f_sum = each((u) => z_f[u] + p_f[u] * c_tm1[u]); // forget-gate-sum
  const f_t = each((u) => sigmoid(f_sum[u])); // forget-gate
  const c_t = each((u) => z_t[u] * i_t[u] + c_tm1[u] * f_t[u]); // cell-state
  const o_t = each((u) => 1); // output-gate-nog
  const d_y_t = g_y_t; // gradient-y-t
  const d_c_t = each((u) => g_c_t[u] + d_y_t[u] * (tanh_slope(c_t[u], tanh(c_t[u])) * o_t[u])); // gradient-c-t
  const d_f_t = each((u) => d_c_t[u] * c_tm1[u]); // gradient-f-t
  const d_f_sum = each((u) => d_f_t[u] * sigmoid_slope(f_sum[u], f_t[u])); // gradient-f-sum
  const d_i_t = each((u) => d_c_t[u] * z_t[u]); // gradient-i-t
  const d_i_sum = each((u) => d_i_t[u] * sigmoid_slope(i_sum[u], i_t[u])); // gradient-i-sum
  const d_z_t = each((u) => d_c_t[u] * i_t[u]); // gradient-z-t
  const d_z_sum = each((u) => d_z_t[u] * tanh_slope(z_sum[u], z_t[u])); // gradient-z-sum
  const d_z_f = d_f_sum; // gradient-z-f
  const d_z_i = d_i_sum; // gradient-z-i
  const d_z_z = d_z_sum; // gradient-z-z
  const d_y_tm1 = each((u) => across(d_z_f, R_f, u) + across(d_z_i, R_i, u) + across(d_z_z, R_z, u)); // gradient-y-tm1
  const d_c_tm1 = each((u) => d_c_t[u] * f_t[u] + d_f_sum[u] * p_f[u] + d_i_sum[u] * p_i[u]); // gradient-c-tm1
  const d_x_t = x_t.map((_, u) => across(d_z_f, W_f, u) + across(d_z_i, W_i, u) + across(d_z_z, W_z, u)); // gradient-x-t
  return [d_x_t, d_y_tm1, d_c_tm1];
},
"greff2015 NIAF": ({ x_t, y_tm1, c_tm1, g_y_t, g_c_t, W: [W_z, W_i, W_f, W_o],
  R: [R_z, R_i, R_f, R_o], b: [b_z, b_i, b_f, b_o], p: [p_i, p_f, p_o] }, each) => {
  const z_z = each((u) => dot(x_t, W_z[u]) + dot(y_tm1, R_z[u]) + b_z[u]); // sum-z-z
  const z_i = each((u) => dot(x_t, W_i[u]) + dot(y_tm1, R_i[u]) + b_i[u]); // sum-z-i
  const z_f = each((u) => dot(x_t, W_f[u]) + dot(y_tm1, R_f[u]) + b_f[u]); // sum-z-f
  const z_o = each((u) => dot(x_t, W_o[u]) + dot(y_tm1, R_o[u]) + b_o[u]); // sum-z-o
  const z_sum = z_z; // block-input-sum
  const z_t = z_sum; // block-input-niaf
  const i_sum = each((u) => z_i[u] + p_i[u] * c_tm1[u]); // input-gate-sum
  const i_t = each((u) => sigmoid(i_sum[u])); // input-gate
  const f_sum = each((u) => z_f[u] + p_f[u] * c_tm1[u]); // forget-gate-sum
  const f_t = each((u) => sigmoid(f_sum[u])); // forget-gate
  const c_t = each((u) => z_t[u] * i_t[u] + c_tm1[u] * f_t[u]); // cell-state
  const o_sum = each((u) => z_o[u] + p_o[u] * c_t[u]); // output-gate-sum
  const o_t = each((u) => sigmoid(o_sum[u])); // output-gate
  const d_y_t = g_y_t; // gradient-y-t
  const d_o_t = each((u) => d_y_t[u] * tanh(c_t[u])); // gradient-o-t
  const d_o_sum = each((u) => d_o_t[u] * sigmoid_slope(o_sum[u], o_t[u])); // gradient-o-sum
  const d_c_t = each((u) => g_c_t[u] + d_y_t[u] * (tanh_slope(c_t[u], tanh(c_t[u])) * o_t[u]) + d_o_sum[u] * p_o[u]); // gradient-c-t
  const d_f_t = each((u) => d_c_t[u] * c_tm1[u]); // gradient-f-t
  const d_f_sum = each((u) => d_f_t[u] * sigmoid_slope(f_sum[u], f_t[u])); // gradient-f-sum
  const d_i_t = each((u) => d_c_t[u] * z_t[u]); // gradient-i-t
  const d_i_sum = each((u) => d_i_t[u] * sigmoid_slope(i_sum[u], i_t[u])); // gradient-i-sum
  const d_z_t = each((u) => d_c_t[u] * i_t[u]); // gradient-z-t
  const d_z_sum = d_z_t; // gradient-z-sum
  const d_z_o = d_o_sum; // gradient-z-o
  const d_z_f = d_f_sum; // gradient-z-f
  const d_z_i = d_i_sum; // gradient-z-i
  const d_z_z = d_z_sum; // gradient-z-z
  const d_y_tm1 = each((u) => across(d_z_o, R_o, u) + across(d_z_f, R_f, u) + across(d_z_i, R_i, u) + across(d_z_z, R_z, u)); // gradient-y-tm1
  const d_c_tm1 = each((u) => d_c_t[u] * f_t[u] + d_f_sum[u] * p_f[u] + d_i_sum[u] * p_i[u]); // gradient-c-tm1
  const d_x_t = x_t.map((_, u) => across(d_z_o, W_o, u) + across(d_z_f, W_f, u) + across(d_z_i, W_i, u) + across(d_z_z, W_z, u)); // gradient-x-t
  return [d_x_t, d_y_tm1, d_c_tm1];
},
"greff2015 NOAF": ({ x_t, y_tm1, c_tm1, g_y_t, g_c_t, W: [W_z, W_i, W_f, W_o],
  R: [R_z, R_i, R_f, R_o], b: [b_z, b_i, b_f, b_o], p: [p_i, p_f, p_o] }, each) => {
  const z_z = each((u) => dot(x_t, W_z[u]) + dot(y_tm1, R_z[u]) + b_z[u]); // sum-z-z
  const z_i = each((u) => dot(x_t, W_i[u]) + dot(y_tm1, R_i[u]) + b_i[u]); // sum-z-i
  const z_f = each((u) => dot(x_t, W_f[u]) + dot(y_tm1, R_f[u]) + b_f[u]); // sum-z-f
  const z_o = each((u) => dot(x_t, W_o[u]) + dot(y_tm1, R_o[u]) + b_o[u]); // sum-z-o
  const z_sum = z_z; // block-input-sum
  const z_t = each((u) => tanh(z_sum[u])); // block-input
  const i_sum = each((u) => z_i[u] + p_i[u] * c_tm1[u]); // input-gate-sum
  const i_t = each((u) => sigmoid(i_sum[u])); // input-gate
  const f_sum = each((u) => z_f[u] + p_f[u] * c_tm1[u]); // forget-gate-sum
  const f_t = each((u) => sigmoid(f_sum[u])); // forget-gate
  const c_t = each((u) => z_t[u] * i_t[u] + c_tm1[u] * f_t[u]); // cell-state
  const o_sum = each((u) => z_o[u] + p_o[u] * c_t[u]); // output-gate-sum
  const o_t = each((u) => sigmoid(o_sum[u])); // output-gate
  const d_y_t = g_y_t; // gradient-y-t
  const d_o_t = each((u) => d_y_t[u] * c_t[u]); // gradient-o-t
  const d_o_sum = each((u) => d_o_t[u] * sigmoid_slope(o_sum[u], o_t[u])); // gradient-o-sum
  const d_c_t = each((u) => g_c_t[u] + d_y_t[u] * o_t[u] + d_o_sum[u] * p_o[u]); // gradient-c-t
  const d_f_t = each((u) => d_c_t[u] * c_tm1[u]); // gradient-f-t
  const d_f_sum = each((u) => d_f_t[u] * sigmoid_slope(f_sum[u], f_t[u])); // gradient-f-sum
  const d_i_t = each((u) => d_c_t[u] * z_t[u]); // gradient-i-t
  const d_i_sum = each((u) => d_i_t[u] * sigmoid_slope(i_sum[u], i_t[u])); // gradient-i-sum
  const d_z_t = each((u) => d_c_t[u] * i_t[u]); // gradient-z-t
  const d_z_sum = each((u) => d_z_t[u] * tanh_slope(z_sum[u], z_t[u])); // gradient-z-sum
  const d_z_o = d_o_sum; // gradient-z-o
  const d_z_f = d_f_sum; // gradient-z-f
  const d_z_i = d_i_sum; // gradient-z-i
  const d_z_z = d_z_sum; // gradient-z-z
  const d_y_tm1 = each((u) => across(d_z_o, R_o, u) + across(d_z_f, R_f, u) + across(d_z_i, R_i, u) + across(d_z_z, R_z, u)); // gradient-y-tm1
  const d_c_tm1 = each((u) => d_c_t[u] * f_t[u] + d_f_sum[u] * p_f[u] + d_i_sum[u] * p_i[u]); // gradient-c-tm1
  const d_x_t = x_t.map((_, u) => across(d_z_o, W_o, u) + across(d_z_f, W_f, u) + across(d_z_i, W_i, u) + across(d_z_z, W_z, u)); // gradient-x-t
  return [d_x_t, d_y_tm1, d_c_tm1];
},
"greff2015 CIFG": ({ x_t, y_tm1, c_tm1, g_y_t, g_c_t, W: [W_z, W_i, W_f, W_o],
  R: [R_z, R_i, R_f, R_o], b: [b_z, b_i, b_f, b_o], p: [p_i, p_f, p_o] }, each) => {
  const z_z = each((u) => dot(x_t, W_z[u]) + dot(y_tm1, R_z[u]) + b_z[u]); // sum-z-z
  const z_i = each((u) => dot(x_t, W_i[u]) + dot(y_tm1, R_i[u]) + b_i[u]); // sum-z-i
  const z_o = each((u) => dot(x_t, W_o[u]) + dot(y_tm1, R_o[u]) + b_o[u]); // sum-z-o
  const z_sum = z_z; // block-input-sum
  const z_t = each((u) => tanh(z_sum[u])); // block-input
  const i_sum = each((u) => z_i[u] + p_i[u] * c_tm1[u]); // input-gate-sum
  const i_t = each((u) => sigmoid(i_sum[u])); // input-gate
  const f_t = each((u) => 1 - i_t[u]); // forget-gate-cifg
  const c_t = each((u) => z_t[u] * i_t[u] + c_tm1[u] * f_t[u]); // cell-state
  const o_sum = each((u) => z_o[u] + p_o[u] * c_t[u]); // output-gate-sum
  const o_t = each((u) => sigmoid(o_sum[u])); // output-gate
  const d_y_t = g_y_t; // gradient-y-t
  const d_o_t = each((u) => d_y_t[u] * tanh(c_t[u])); // gradient-o-t
  const d_o_sum = each((u) => d_o_t[u] * sigmoid_slope(o_sum[u], o_t[u])); // gradient-o-sum
  const d_c_t = each((u) => g_c_t[u] + d_y_t[u] * (tanh_slope(c_t[u], tanh(c_t[u])) * o_t[u]) + d_o_sum[u] * p_o[u]); // gradient-c-t
  const d_f_t = each((u) => d_c_t[u] * c_tm1[u]); // gradient-f-t
  const d_i_t = each((u) => d_c_t[u] * z_t[u] + d_f_t[u] * (-1)); // gradient-i-t
  const d_i_sum = each((u) => d_i_t[u] * sigmoid_slope(i_sum[u], i_t[u])); // gradient-i-sum
  const d_z_t = each((u) => d_c_t[u] * i_t[u]); // gradient-z-t
  const d_z_sum = each((u) => d_z_t[u] * tanh_slope(z_sum[u], z_t[u])); // gradient-z-sum
  const d_z_o = d_o_sum; // gradient-z-o
  const d_z_i = d_i_sum; // gradient-z-i
  const d_z_z = d_z_sum; // gradient-z-z
  const d_y_tm1 = each((u) => across(d_z_o, R_o, u) + across(d_z_i, R_i, u) + across(d_z_z, R_z, u)); // gradient-y-tm1
  const d_c_tm1 = each((u) => d_c_t[u] * f_t[u] + d_i_sum[u] * p_i[u]); // gradient-c-tm1
  const d_x_t = x_t.map((_, u) => across(d_z_o, W_o, u) + across(d_z_i, W_i, u) + across(d_z_z, W_z, u)); // gradient-x-t
  return [d_x_t, d_y_tm1, d_c_tm1];
},
"greff2015 NP": ({ x_t, y_tm1, c_tm1, g_y_t, g_c_t, W: [W_z, W_i, W_f, W_o],
  R: [R_z, R_i, R_f, R_o], b: [b_z, b_i, b_f, b_o] }, each) => {
  const z_z = each((u) => dot(x_t, W_z[u]) + dot(y_tm1, R_z[u]) + b_z[u]); // sum-z-z
  const z_i = each((u) => dot(x_t, W_i[u]) + dot(y_tm1, R_i[u]) + b_i[u]); // sum-z-i
  const z_f = each((u) => dot(x_t, W_f[u]) + dot(y_tm1, R_f[u]) + b_f[u]); // sum-z-f
  const z_o = each((u) => dot(x_t, W_o[u]) + dot(y_tm1, R_o[u]) + b_o[u]); // sum-z-o
  const z_sum = z_z; // block-input-sum
  const z_t = each((u) => tanh(z_sum[u])); // block-input
  const i_sum = z_i; // input-gate-sum-np
  const i_t = each((u) => sigmoid(i_sum[u])); // input-gate
  const f_sum = z_f; // forget-gate-sum-np
  const f_t = each((u) => sigmoid(f_sum[u])); // forget-gate
  const c_t = each((u) => z_t[u] * i_t[u] + c_tm1[u] * f_t[u]); // cell-state
  const o_sum = z_o; // output-gate-sum-np
  const o_t = each((u) => sigmoid(o_sum[u])); // output-gate
  const d_y_t = g_y_t; // gradient-y-t
  const d_o_t = each((u) => d_y_t[u] * tanh(c_t[u])); // gradient-o-t
  const d_o_sum = each((u) => d_o_t[u] * sigmoid_slope(o_sum[u], o_t[u])); // gradient-o-sum
  const d_c_t = each((u) => g_c_t[u] + d_y_t[u] * (tanh_slope(c_t[u], tanh(c_t[u])) * o_t[u])); // gradient-c-t
  const d_f_t = each((u) => d_c_t[u] * c_tm1[u]); // gradient-f-t
  const d_f_sum = each((u) => d_f_t[u] * sigmoid_slope(f_sum[u], f_t[u])); // gradient-f-sum
  const d_i_t = each((u) => d_c_t[u] * z_t[u]); // gradient-i-t
  const d_i_sum = each((u) => d_i_t[u] * sigmoid_slope(i_sum[u], i_t[u])); // gradient-i-sum
  const d_z_t = each((u) => d_c_t[u] * i_t[u]); // gradient-z-t
  const d_z_sum = each((u) => d_z_t[u] * tanh_slope(z_sum[u], z_t[u])); // gradient-z-sum
  const d_z_o = d_o_sum; // gradient-z-o
  const d_z_f = d_f_sum; // gradient-z-f
  const d_z_i = d_i_sum; // gradient-z-i
  const d_z_z = d_z_sum; // gradient-z-z
  const d_y_tm1 = each((u) => across(d_z_o, R_o, u) + across(d_z_f, R_f, u) + across(d_z_i, R_i, u) + across(d_z_z, R_z, u)); // gradient-y-tm1
  const d_c_tm1 = each((u) => d_c_t[u] * f_t[u]); // gradient-c-tm1
  const d_x_t = x_t.map((_, u) => across(d_z_o, W_o, u) + across(d_z_f, W_f, u) + across(d_z_i, W_i, u) + across(d_z_z, W_z, u)); // gradient-x-t
  return [d_x_t, d_y_tm1, d_c_tm1];
},
"pytorch": ({ x_t, h_tm1, c_tm1, g_h_t, g_c_t, weight_ih: [W_ii, W_if, W_ig, W_io],
  weight_hh: [W_hi, W_hf, W_hg, W_ho], bias_ih: [b_ii, b_if, b_ig, b_io],
  bias_hh: [b_hi, b_hf, b_hg, b_ho] }, each) => {
  const z_i = each((u) => dot(x_t, W_ii[u]) + dot(h_tm1, W_hi[u]) + (b_ii[u] + b_hi[u])); // sum-z-i
  const z_f = each((u) => dot(x_t, W_if[u]) + dot(h_tm1, W_hf[u]) + (b_if[u] + b_hf[u])); // sum-z-f
  const z_g = each((u) => dot(x_t, W_ig[u]) + dot(h_tm1, W_hg[u]) + (b_ig[u] + b_hg[u])); // sum-z-g
  const z_o = each((u) => dot(x_t, W_io[u]) + dot(h_tm1, W_ho[u]) + (b_io[u] + b_ho[u])); // sum-z-o
  const i_t = each((u) => sigmoid(z_i[u])); // input-gate
  const f_t = each((u) => sigmoid(z_f[u])); // forget-gate
  const g_t = each((u) => tanh(z_g[u])); // cell-gate
  const o_t = each((u) => sigmoid(z_o[u])); // output-gate
  const c_t = each((u) => f_t[u] * c_tm1[u] + i_t[u] * g_t[u]); // cell-state
  const d_h_t = g_h_t; // gradient-h-t
  const d_c_t = each((u) => g_c_t[u] + d_h_t[u] * (o_t[u] * tanh_slope(c_t[u], tanh(c_t[u])))); // gradient-c-t
  const d_o_t = each((u) => d_h_t[u] * tanh(c_t[u])); // gradient-o-t
  const d_g_t = each((u) => d_c_t[u] * i_t[u]); // gradient-g-t
  const d_f_t = each((u) => d_c_t[u] * c_tm1[u]); // gradient-f-t
  const d_i_t = each((u) => d_c_t[u] * g_t[u]); // gradient-i-t
  const d_z_o = each((u) => d_o_t[u] * sigmoid_slope(z_o[u], o_t[u])); // gradient-z-o
  const d_z_g = each((u) => d_g_t[u] * tanh_slope(z_g[u], g_t[u])); // gradient-z-g
  const d_z_f = each((u) => d_f_t[u] * sigmoid_slope(z_f[u], f_t[u])); // gradient-z-f
  const d_z_i = each((u) => d_i_t[u] * sigmoid_slope(z_i[u], i_t[u])); // gradient-z-i
  const d_h_tm1 = each((u) => across(d_z_o, W_ho, u) + across(d_z_g, W_hg, u) + across(d_z_f, W_hf, u) + across(d_z_i, W_hi, u)); // gradient-h-tm1
  const d_c_tm1 = each((u) => d_c_t[u] * f_t[u]); // gradient-c-tm1
  const d_x_t = x_t.map((_, u) => across(d_z_o, W_io, u) + across(d_z_g, W_ig, u) + across(d_z_f, W_if, u) + across(d_z_i, W_ii, u)); // gradient-x-t
  return [d_x_t, d_h_tm1, d_c_tm1];
},
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
