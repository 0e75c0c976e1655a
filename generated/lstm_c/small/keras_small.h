/* The LSTM of Keras, for small machines.

   Printed from lstm_sym/equations/keras.py by `lstm-sym generate`.
   Do not edit: change the equations and generate again. */

#ifndef KERAS_SMALL_INCLUDED
#define KERAS_SMALL_INCLUDED

#include "words.h"

#ifndef KERAS_SMALL_ACTIVATION /* activation of the candidate and of the cell state; for another one, define it before */
#define KERAS_SMALL_ACTIVATION tanh_f32
#endif

#ifndef KERAS_SMALL_RECURRENT_ACTIVATION /* activation of the three gates; for another one, define it before */
#define KERAS_SMALL_RECURRENT_ACTIVATION sigmoid_f32
#endif

typedef struct {
    size_t input_dim;
    size_t units;
    const float *kernel; /* [input_dim][4*units], weights of the input */
    const float *recurrent_kernel; /* [units][4*units], weights of the hidden state */
    const float *bias; /* [4*units], bias; NULL: zeros */
} keras_small;

/* How many numbers the caller provides for a step; afterwards they mean nothing. */
#define KERAS_SMALL_WORKSPACE(input_dim, units) \
    ((units))

/* One timestep: the states are where their new values go. They begin as
   h_tm1: 0.0; c_tm1: 0.0. */
static void keras_small_step(
    const keras_small *weights,
    const float *x_t,
    float *h_t_state,
    float *c_t_state,
    float *workspace)
{
    const size_t input_dim = weights->input_dim;
    const size_t units = weights->units;
    float *const h_t_kept = workspace;
    (void)input_dim;
    (void)units;
    (void)workspace;
    for (size_t unit = 0; unit < units; unit++) {
        const size_t row = 0;
        (void)row;
        float z_i = (weights->bias ? weights->bias[unit] : 0.0f); /* x_t W_i + h_tm1 U_i + b_i */
        /* x_t W_f + h_tm1 U_f + b_f */
        float z_f = (weights->bias ? weights->bias[units + unit] : 0.0f);
        /* x_t W_c + h_tm1 U_c + b_c */
        float z_c = (weights->bias ? weights->bias[2 * units + unit] : 0.0f);
        /* x_t W_o + h_tm1 U_o + b_o */
        float z_o = (weights->bias ? weights->bias[3 * units + unit] : 0.0f);
        for (size_t row = 0; row < input_dim; row++) {
            z_i += x_t[row] * weights->kernel[row * 4 * units + unit];
            z_f += x_t[row] * weights->kernel[row * 4 * units + units + unit];
            z_c += x_t[row] * weights->kernel[row * 4 * units + 2 * units + unit];
            z_o += x_t[row] * weights->kernel[row * 4 * units + 3 * units + unit];
        }
        for (size_t row = 0; row < units; row++) {
            z_i += h_t_state[row] * weights->recurrent_kernel[row * 4 * units + unit];
            z_f += h_t_state[row] * weights->recurrent_kernel[row * 4 * units + units + unit];
            z_c += h_t_state[row] * weights->recurrent_kernel[row * 4 * units + 2 * units + unit];
            z_o += h_t_state[row] * weights->recurrent_kernel[row * 4 * units + 3 * units + unit];
        }
        const float c_tm1 = c_t_state[unit];
        const float i_t = KERAS_SMALL_RECURRENT_ACTIVATION(z_i); /* input-gate */
        const float f_t = KERAS_SMALL_RECURRENT_ACTIVATION(z_f); /* forget-gate */
        const float g_t = KERAS_SMALL_ACTIVATION(z_c); /* candidate */
        const float o_t = KERAS_SMALL_RECURRENT_ACTIVATION(z_o); /* output-gate */
        const float c_t = f_t * c_tm1 + i_t * g_t; /* cell-state */
        const float h_t = o_t * KERAS_SMALL_ACTIVATION(c_t); /* hidden-state */
        h_t_kept[unit] = h_t;
        c_t_state[unit] = c_t;
    }
    memcpy(h_t_state, h_t_kept, units * sizeof(float));
}

#endif
