/* The LayerNormBasicLSTMCell of TensorFlow 1, for small machines.

   Printed from lstm_sym/equations/layer_norm.py by `lstm-sym generate`.
   Do not edit: change the equations and generate again. */

#ifndef LAYER_NORM_CONTRIB_SMALL_INCLUDED
#define LAYER_NORM_CONTRIB_SMALL_INCLUDED

#include "words.h"

#ifndef LAYER_NORM_CONTRIB_SMALL_ACTIVATION /* activation of the new input and the state; for another one, define it before */
#define LAYER_NORM_CONTRIB_SMALL_ACTIVATION tanh_f32
#endif

typedef struct {
    size_t input_dim;
    size_t units;
    const float *input_kernel; /* [input_dim][4*units], weights of the input */
    const float *recurrent_kernel; /* [units][4*units], weights of the hidden state */
    const float *gamma; /* [4*units], scale */
    const float *beta; /* [4*units], centre */
    const float *state_gamma; /* [units], scale of the cell state */
    const float *state_beta; /* [units], centre of the cell state */
    float epsilon; /* constant that keeps the root of a variance from zero */
    float forget_bias; /* addition after the forget gate's norm */
} layer_norm_contrib_small;

/* How many numbers the caller provides for a step; afterwards they mean nothing. */
#define LAYER_NORM_CONTRIB_SMALL_WORKSPACE(input_dim, units) \
    (12 * (units) + 10)

/* One timestep: the states are where their new values go. They begin as
   c_tm1: 0.0; h_tm1: 0.0. */
static void layer_norm_contrib_small_step(
    const layer_norm_contrib_small *weights,
    const float *x_t,
    float *c_t_state,
    float *h_t_state,
    float *workspace)
{
    const size_t input_dim = weights->input_dim;
    const size_t units = weights->units;
    float *const h_t_kept = workspace;
    float *const i_sum_kept = h_t_kept + units;
    float *const j_sum_kept = i_sum_kept + units;
    float *const f_sum_kept = j_sum_kept + units;
    float *const o_sum_kept = f_sum_kept + units;
    float *const i_mean_kept = o_sum_kept + units;
    float *const j_mean_kept = i_mean_kept + 1;
    float *const f_mean_kept = j_mean_kept + 1;
    float *const o_mean_kept = f_mean_kept + 1;
    float *const of_i_variance_kept = o_mean_kept + 1;
    float *const of_j_variance_kept = of_i_variance_kept + units;
    float *const of_f_variance_kept = of_j_variance_kept + units;
    float *const of_o_variance_kept = of_f_variance_kept + units;
    float *const i_variance_kept = of_o_variance_kept + units;
    float *const j_variance_kept = i_variance_kept + 1;
    float *const f_variance_kept = j_variance_kept + 1;
    float *const o_variance_kept = f_variance_kept + 1;
    float *const o_t_kept = o_variance_kept + 1;
    float *const c_sum_kept = o_t_kept + units;
    float *const c_mean_kept = c_sum_kept + units;
    float *const of_c_variance_kept = c_mean_kept + 1;
    float *const c_variance_kept = of_c_variance_kept + units;
    const float epsilon = weights->epsilon;
    const float forget_bias = weights->forget_bias;
    (void)input_dim;
    (void)units;
    (void)workspace;
    for (size_t unit = 0; unit < units; unit++) {
        float z_i = 0.0f; /* x_t W_i + h_tm1 U_i */
        float z_j = 0.0f; /* x_t W_j + h_tm1 U_j */
        float z_f = 0.0f; /* x_t W_f + h_tm1 U_f */
        float z_o = 0.0f; /* x_t W_o + h_tm1 U_o */
        for (size_t row = 0; row < input_dim; row++) {
            z_i += x_t[row] * weights->input_kernel[row * 4 * units + unit];
            z_j += x_t[row] * weights->input_kernel[row * 4 * units + units + unit];
            z_f += x_t[row] * weights->input_kernel[row * 4 * units + 2 * units + unit];
            z_o += x_t[row] * weights->input_kernel[row * 4 * units + 3 * units + unit];
        }
        for (size_t row = 0; row < units; row++) {
            z_i += h_t_state[row] * weights->recurrent_kernel[row * 4 * units + unit];
            z_j += h_t_state[row] * weights->recurrent_kernel[row * 4 * units + units + unit];
            z_f += h_t_state[row] * weights->recurrent_kernel[row * 4 * units + 2 * units + unit];
            z_o += h_t_state[row] * weights->recurrent_kernel[row * 4 * units + 3 * units + unit];
        }
        const float i_sum = z_i; /* input-gate-sum */
        const float j_sum = z_j; /* new-input-sum */
        const float f_sum = z_f; /* forget-gate-sum */
        const float o_sum = z_o; /* output-gate-sum */
        i_sum_kept[unit] = i_sum;
        j_sum_kept[unit] = j_sum;
        f_sum_kept[unit] = f_sum;
        o_sum_kept[unit] = o_sum;
    }
    for (size_t unit = 0; unit < 1; unit++) {
        const float i_mean = mean_f32(i_sum_kept + 0 * units, units); /* input-gate-mean */
        const float j_mean = mean_f32(j_sum_kept + 0 * units, units); /* new-input-mean */
        const float f_mean = mean_f32(f_sum_kept + 0 * units, units); /* forget-gate-mean */
        const float o_mean = mean_f32(o_sum_kept + 0 * units, units); /* output-gate-mean */
        i_mean_kept[0] = i_mean;
        j_mean_kept[0] = j_mean;
        f_mean_kept[0] = f_mean;
        o_mean_kept[0] = o_mean;
    }
    for (size_t unit = 0; unit < units; unit++) {
        const float i_sum = i_sum_kept[unit];
        const float j_sum = j_sum_kept[unit];
        const float f_sum = f_sum_kept[unit];
        const float o_sum = o_sum_kept[unit];
        const float i_mean = i_mean_kept[0];
        const float j_mean = j_mean_kept[0];
        const float f_mean = f_mean_kept[0];
        const float o_mean = o_mean_kept[0];
        const float of_i_variance = square_f32(i_sum - i_mean); /* input-gate-variance */
        const float of_j_variance = square_f32(j_sum - j_mean); /* new-input-variance */
        const float of_f_variance = square_f32(f_sum - f_mean); /* forget-gate-variance */
        const float of_o_variance = square_f32(o_sum - o_mean); /* output-gate-variance */
        of_i_variance_kept[unit] = of_i_variance;
        of_j_variance_kept[unit] = of_j_variance;
        of_f_variance_kept[unit] = of_f_variance;
        of_o_variance_kept[unit] = of_o_variance;
    }
    for (size_t unit = 0; unit < 1; unit++) {
        /* input-gate-variance */
        const float i_variance = mean_f32(of_i_variance_kept + 0 * units, units);
        /* new-input-variance */
        const float j_variance = mean_f32(of_j_variance_kept + 0 * units, units);
        /* forget-gate-variance */
        const float f_variance = mean_f32(of_f_variance_kept + 0 * units, units);
        /* output-gate-variance */
        const float o_variance = mean_f32(of_o_variance_kept + 0 * units, units);
        i_variance_kept[0] = i_variance;
        j_variance_kept[0] = j_variance;
        f_variance_kept[0] = f_variance;
        o_variance_kept[0] = o_variance;
    }
    for (size_t unit = 0; unit < units; unit++) {
        const float c_tm1 = c_t_state[unit];
        const float i_sum = i_sum_kept[unit];
        const float j_sum = j_sum_kept[unit];
        const float f_sum = f_sum_kept[unit];
        const float o_sum = o_sum_kept[unit];
        const float i_mean = i_mean_kept[0];
        const float j_mean = j_mean_kept[0];
        const float f_mean = f_mean_kept[0];
        const float o_mean = o_mean_kept[0];
        const float i_variance = i_variance_kept[0];
        const float j_variance = j_variance_kept[0];
        const float f_variance = f_variance_kept[0];
        const float o_variance = o_variance_kept[0];
        const float gamma_i = weights->gamma[unit];
        const float gamma_j = weights->gamma[units + unit];
        const float gamma_f = weights->gamma[2 * units + unit];
        const float gamma_o = weights->gamma[3 * units + unit];
        const float beta_i = weights->beta[unit];
        const float beta_j = weights->beta[units + unit];
        const float beta_f = weights->beta[2 * units + unit];
        const float beta_o = weights->beta[3 * units + unit];
        /* input-gate-norm */
        const float i_norm = gamma_i * (i_sum - i_mean) / sqrt_f32(i_variance + epsilon) + beta_i;
        const float i_t = sigmoid_f32(i_norm); /* input-gate */
        /* new-input-norm */
        const float j_norm = gamma_j * (j_sum - j_mean) / sqrt_f32(j_variance + epsilon) + beta_j;
        const float j_t = LAYER_NORM_CONTRIB_SMALL_ACTIVATION(j_norm); /* new-input */
        /* forget-gate-norm */
        const float f_norm = gamma_f * (f_sum - f_mean) / sqrt_f32(f_variance + epsilon) + beta_f;
        const float f_t = sigmoid_f32(f_norm + forget_bias); /* forget-gate */
        /* output-gate-norm */
        const float o_norm = gamma_o * (o_sum - o_mean) / sqrt_f32(o_variance + epsilon) + beta_o;
        const float o_t = sigmoid_f32(o_norm); /* output-gate */
        const float c_sum = f_t * c_tm1 + i_t * j_t; /* cell-state-sum */
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
        const float c_t = state_gamma * (c_sum - c_mean) / sqrt_f32(c_variance + epsilon) +
            state_beta;
        const float h_t = LAYER_NORM_CONTRIB_SMALL_ACTIVATION(c_t) * o_t; /* hidden-state */
        c_t_state[unit] = c_t;
        h_t_kept[unit] = h_t;
    }
    memcpy(h_t_state, h_t_kept, units * sizeof(float));
}

#endif
