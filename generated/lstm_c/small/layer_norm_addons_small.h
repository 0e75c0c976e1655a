/* The LayerNormLSTMCell of TensorFlow Addons, for small machines.

   Printed from lstm_sym/equations/layer_norm.py by `lstm-sym generate`.
   Do not edit: change the equations and generate again. */

#ifndef LAYER_NORM_ADDONS_SMALL_INCLUDED
#define LAYER_NORM_ADDONS_SMALL_INCLUDED

#include "words.h"

#ifndef LAYER_NORM_ADDONS_SMALL_ACTIVATION /* activation of candidate and state; for another one, define it before */
#define LAYER_NORM_ADDONS_SMALL_ACTIVATION tanh_f32
#endif

#ifndef LAYER_NORM_ADDONS_SMALL_RECURRENT_ACTIVATION /* activation of the gates; for another one, define it before */
#define LAYER_NORM_ADDONS_SMALL_RECURRENT_ACTIVATION sigmoid_f32
#endif

typedef struct {
    size_t input_dim;
    size_t units;
    const float *kernel; /* [input_dim][4*units], weights of the input */
    const float *recurrent_kernel; /* [units][4*units], weights of the hidden state */
    const float *bias; /* [4*units], bias; NULL: zeros */
    const float *kernel_gamma; /* [4*units], scale of the input's products */
    const float *kernel_beta; /* [4*units], centre of the input's products */
    const float *recurrent_gamma; /* [4*units], scale of the hidden state's products */
    const float *recurrent_beta; /* [4*units], centre of the hidden state's products */
    const float *state_gamma; /* [units], scale of the cell state */
    const float *state_beta; /* [units], centre of the cell state */
    float norm_epsilon; /* constant that keeps the root of a variance from zero */
} layer_norm_addons_small;

/* How many numbers the caller provides for a step; afterwards they mean nothing. */
#define LAYER_NORM_ADDONS_SMALL_WORKSPACE(input_dim, units) \
    (24 * (units) + 6)

/* One timestep: the states are where their new values go. They begin as
   h_tm1: 0.0; c_tm1: 0.0. */
static void layer_norm_addons_small_step(
    const layer_norm_addons_small *weights,
    const float *x_t,
    float *h_t_state,
    float *c_t_state,
    float *workspace)
{
    const size_t input_dim = weights->input_dim;
    const size_t units = weights->units;
    float *const h_t_kept = workspace;
    float *const x_i_kept = h_t_kept + units;
    float *const x_f_kept = x_i_kept + units;
    float *const x_c_kept = x_f_kept + units;
    float *const x_o_kept = x_c_kept + units;
    float *const of_x_mean_kept = x_o_kept + units;
    float *const h_i_kept = of_x_mean_kept + units;
    float *const h_f_kept = h_i_kept + units;
    float *const h_c_kept = h_f_kept + units;
    float *const h_o_kept = h_c_kept + units;
    float *const of_h_mean_kept = h_o_kept + units;
    float *const x_mean_kept = of_h_mean_kept + units;
    float *const h_mean_kept = x_mean_kept + 1;
    float *const xd_i_kept = h_mean_kept + 1;
    float *const xd_f_kept = xd_i_kept + units;
    float *const xd_c_kept = xd_f_kept + units;
    float *const xd_o_kept = xd_c_kept + units;
    float *const of_x_variance_kept = xd_o_kept + units;
    float *const hd_i_kept = of_x_variance_kept + units;
    float *const hd_f_kept = hd_i_kept + units;
    float *const hd_c_kept = hd_f_kept + units;
    float *const hd_o_kept = hd_c_kept + units;
    float *const of_h_variance_kept = hd_o_kept + units;
    float *const x_variance_kept = of_h_variance_kept + units;
    float *const h_variance_kept = x_variance_kept + 1;
    float *const o_t_kept = h_variance_kept + 1;
    float *const c_sum_kept = o_t_kept + units;
    float *const c_mean_kept = c_sum_kept + units;
    float *const of_c_variance_kept = c_mean_kept + 1;
    float *const c_variance_kept = of_c_variance_kept + units;
    const float norm_epsilon = weights->norm_epsilon;
    (void)input_dim;
    (void)units;
    (void)workspace;
    for (size_t unit = 0; unit < units; unit++) {
        float z_i = 0.0f; /* x_t W_i */
        float z_f = 0.0f; /* x_t W_f */
        float z_c = 0.0f; /* x_t W_c */
        float z_o = 0.0f; /* x_t W_o */
        float z_i_ = 0.0f; /* h_tm1 U_i */
        float z_f_ = 0.0f; /* h_tm1 U_f */
        float z_c_ = 0.0f; /* h_tm1 U_c */
        float z_o_ = 0.0f; /* h_tm1 U_o */
        for (size_t row = 0; row < input_dim; row++) {
            z_i += x_t[row] * weights->kernel[row * 4 * units + unit];
            z_f += x_t[row] * weights->kernel[row * 4 * units + units + unit];
            z_c += x_t[row] * weights->kernel[row * 4 * units + 2 * units + unit];
            z_o += x_t[row] * weights->kernel[row * 4 * units + 3 * units + unit];
        }
        for (size_t row = 0; row < units; row++) {
            z_i_ += h_t_state[row] * weights->recurrent_kernel[row * 4 * units + unit];
            z_f_ += h_t_state[row] * weights->recurrent_kernel[row * 4 * units + units + unit];
            z_c_ += h_t_state[row] * weights->recurrent_kernel[row * 4 * units + 2 * units + unit];
            z_o_ += h_t_state[row] * weights->recurrent_kernel[row * 4 * units + 3 * units + unit];
        }
        const float x_i = z_i; /* input-gate-kernel */
        const float x_f = z_f; /* forget-gate-kernel */
        const float x_c = z_c; /* candidate-kernel */
        const float x_o = z_o; /* output-gate-kernel */
        const float of_x_mean = x_i + x_f + x_c + x_o; /* input-products-mean */
        const float h_i = z_i_; /* input-gate-recurrent */
        const float h_f = z_f_; /* forget-gate-recurrent */
        const float h_c = z_c_; /* candidate-recurrent */
        const float h_o = z_o_; /* output-gate-recurrent */
        const float of_h_mean = h_i + h_f + h_c + h_o; /* hidden-state-products-mean */
        x_i_kept[unit] = x_i;
        x_f_kept[unit] = x_f;
        x_c_kept[unit] = x_c;
        x_o_kept[unit] = x_o;
        of_x_mean_kept[unit] = of_x_mean;
        h_i_kept[unit] = h_i;
        h_f_kept[unit] = h_f;
        h_c_kept[unit] = h_c;
        h_o_kept[unit] = h_o;
        of_h_mean_kept[unit] = of_h_mean;
    }
    for (size_t unit = 0; unit < 1; unit++) {
        /* input-products-mean */
        const float x_mean = mean_f32(of_x_mean_kept + 0 * units, units) / 4.0f;
        /* hidden-state-products-mean */
        const float h_mean = mean_f32(of_h_mean_kept + 0 * units, units) / 4.0f;
        x_mean_kept[0] = x_mean;
        h_mean_kept[0] = h_mean;
    }
    for (size_t unit = 0; unit < units; unit++) {
        const float x_i = x_i_kept[unit];
        const float x_f = x_f_kept[unit];
        const float x_c = x_c_kept[unit];
        const float x_o = x_o_kept[unit];
        const float h_i = h_i_kept[unit];
        const float h_f = h_f_kept[unit];
        const float h_c = h_c_kept[unit];
        const float h_o = h_o_kept[unit];
        const float x_mean = x_mean_kept[0];
        const float h_mean = h_mean_kept[0];
        const float xd_i = x_i - x_mean; /* input-gate-input-products-apart */
        const float xd_f = x_f - x_mean; /* forget-gate-input-products-apart */
        const float xd_c = x_c - x_mean; /* candidate-input-products-apart */
        const float xd_o = x_o - x_mean; /* output-gate-input-products-apart */
        /* input-products-variance */
        const float of_x_variance = square_f32(xd_i) + square_f32(xd_f) + square_f32(xd_c) +
            square_f32(xd_o);
        const float hd_i = h_i - h_mean; /* input-gate-hidden-state-products-apart */
        const float hd_f = h_f - h_mean; /* forget-gate-hidden-state-products-apart */
        const float hd_c = h_c - h_mean; /* candidate-hidden-state-products-apart */
        const float hd_o = h_o - h_mean; /* output-gate-hidden-state-products-apart */
        /* hidden-state-products-variance */
        const float of_h_variance = square_f32(hd_i) + square_f32(hd_f) + square_f32(hd_c) +
            square_f32(hd_o);
        xd_i_kept[unit] = xd_i;
        xd_f_kept[unit] = xd_f;
        xd_c_kept[unit] = xd_c;
        xd_o_kept[unit] = xd_o;
        of_x_variance_kept[unit] = of_x_variance;
        hd_i_kept[unit] = hd_i;
        hd_f_kept[unit] = hd_f;
        hd_c_kept[unit] = hd_c;
        hd_o_kept[unit] = hd_o;
        of_h_variance_kept[unit] = of_h_variance;
    }
    for (size_t unit = 0; unit < 1; unit++) {
        /* input-products-variance */
        const float x_variance = mean_f32(of_x_variance_kept + 0 * units, units) / 4.0f;
        /* hidden-state-products-variance */
        const float h_variance = mean_f32(of_h_variance_kept + 0 * units, units) / 4.0f;
        x_variance_kept[0] = x_variance;
        h_variance_kept[0] = h_variance;
    }
    for (size_t unit = 0; unit < units; unit++) {
        const float c_tm1 = c_t_state[unit];
        const float xd_i = xd_i_kept[unit];
        const float xd_f = xd_f_kept[unit];
        const float xd_c = xd_c_kept[unit];
        const float xd_o = xd_o_kept[unit];
        const float hd_i = hd_i_kept[unit];
        const float hd_f = hd_f_kept[unit];
        const float hd_c = hd_c_kept[unit];
        const float hd_o = hd_o_kept[unit];
        const float x_variance = x_variance_kept[0];
        const float h_variance = h_variance_kept[0];
        const float b_i = (weights->bias ? weights->bias[unit] : 0.0f);
        const float b_f = (weights->bias ? weights->bias[units + unit] : 0.0f);
        const float b_c = (weights->bias ? weights->bias[2 * units + unit] : 0.0f);
        const float b_o = (weights->bias ? weights->bias[3 * units + unit] : 0.0f);
        const float gamma_xi = weights->kernel_gamma[unit];
        const float gamma_xf = weights->kernel_gamma[units + unit];
        const float gamma_xc = weights->kernel_gamma[2 * units + unit];
        const float gamma_xo = weights->kernel_gamma[3 * units + unit];
        const float beta_xi = weights->kernel_beta[unit];
        const float beta_xf = weights->kernel_beta[units + unit];
        const float beta_xc = weights->kernel_beta[2 * units + unit];
        const float beta_xo = weights->kernel_beta[3 * units + unit];
        const float gamma_hi = weights->recurrent_gamma[unit];
        const float gamma_hf = weights->recurrent_gamma[units + unit];
        const float gamma_hc = weights->recurrent_gamma[2 * units + unit];
        const float gamma_ho = weights->recurrent_gamma[3 * units + unit];
        const float beta_hi = weights->recurrent_beta[unit];
        const float beta_hf = weights->recurrent_beta[units + unit];
        const float beta_hc = weights->recurrent_beta[2 * units + unit];
        const float beta_ho = weights->recurrent_beta[3 * units + unit];
        /* input-gate-input-products-norm */
        const float x_i_norm = gamma_xi * xd_i / sqrt_f32(x_variance + norm_epsilon) + beta_xi;
        /* forget-gate-input-products-norm */
        const float x_f_norm = gamma_xf * xd_f / sqrt_f32(x_variance + norm_epsilon) + beta_xf;
        /* candidate-input-products-norm */
        const float x_c_norm = gamma_xc * xd_c / sqrt_f32(x_variance + norm_epsilon) + beta_xc;
        /* output-gate-input-products-norm */
        const float x_o_norm = gamma_xo * xd_o / sqrt_f32(x_variance + norm_epsilon) + beta_xo;
        /* input-gate-hidden-state-products-norm */
        const float h_i_norm = gamma_hi * hd_i / sqrt_f32(h_variance + norm_epsilon) + beta_hi;
        /* forget-gate-hidden-state-products-norm */
        const float h_f_norm = gamma_hf * hd_f / sqrt_f32(h_variance + norm_epsilon) + beta_hf;
        /* candidate-hidden-state-products-norm */
        const float h_c_norm = gamma_hc * hd_c / sqrt_f32(h_variance + norm_epsilon) + beta_hc;
        /* output-gate-hidden-state-products-norm */
        const float h_o_norm = gamma_ho * hd_o / sqrt_f32(h_variance + norm_epsilon) + beta_ho;
        /* input-gate */
        const float i_t = LAYER_NORM_ADDONS_SMALL_RECURRENT_ACTIVATION(x_i_norm + h_i_norm + b_i);
        /* forget-gate */
        const float f_t = LAYER_NORM_ADDONS_SMALL_RECURRENT_ACTIVATION(x_f_norm + h_f_norm + b_f);
        /* candidate */
        const float g_t = LAYER_NORM_ADDONS_SMALL_ACTIVATION(x_c_norm + h_c_norm + b_c);
        /* output-gate */
        const float o_t = LAYER_NORM_ADDONS_SMALL_RECURRENT_ACTIVATION(x_o_norm + h_o_norm + b_o);
        const float c_sum = f_t * c_tm1 + i_t * g_t; /* cell-state-sum */
        o_t_kept[unit] = o_t;
        c_sum_kept[unit] = c_sum;
    }
    for (size_t unit = 0; unit < 1; unit++) {
        const float c_mean = mean_f32(c_sum_kept + 0 * units, units); /* cell-state-mean */
        c_mean_kept[0] = c_mean;
    }
    for (size_t unit = 0; unit < units; unit++) {
        const float c_sum = c_sum_kept[unit];
        const float c_mean = c_mean_kept[0];
        const float of_c_variance = square_f32(c_sum - c_mean); /* cell-state-variance */
        of_c_variance_kept[unit] = of_c_variance;
    }
    for (size_t unit = 0; unit < 1; unit++) {
        /* cell-state-variance */
        const float c_variance = mean_f32(of_c_variance_kept + 0 * units, units);
        c_variance_kept[0] = c_variance;
    }
    for (size_t unit = 0; unit < units; unit++) {
        const float o_t = o_t_kept[unit];
        const float c_sum = c_sum_kept[unit];
        const float c_mean = c_mean_kept[0];
        const float c_variance = c_variance_kept[0];
        const float state_gamma = weights->state_gamma[unit];
        const float state_beta = weights->state_beta[unit];
        /* cell-state-norm */
        const float c_t = state_gamma * (c_sum - c_mean) / sqrt_f32(c_variance + norm_epsilon) +
            state_beta;
        const float h_t = o_t * LAYER_NORM_ADDONS_SMALL_ACTIVATION(c_t); /* hidden-state */
        h_t_kept[unit] = h_t;
        c_t_state[unit] = c_t;
    }
    memcpy(h_t_state, h_t_kept, units * sizeof(float));
}

#endif
