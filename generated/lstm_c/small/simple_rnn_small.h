/* The SimpleRNN of Keras, for small machines.

   Printed from lstm_sym/equations/simple_rnn.py by `lstm-sym generate`.
   Do not edit: change the equations and generate again. */

#ifndef SIMPLE_RNN_SMALL_INCLUDED
#define SIMPLE_RNN_SMALL_INCLUDED

#include "words.h"

#ifndef SIMPLE_RNN_SMALL_ACTIVATION /* activation of the hidden state; for another one, define it before */
#define SIMPLE_RNN_SMALL_ACTIVATION tanh_f32
#endif

typedef struct {
    size_t input_dim;
    size_t units;
    const float *kernel; /* [input_dim][units], weights of the input */
    const float *recurrent_kernel; /* [units][units], weights of the hidden state */
    const float *bias; /* [units], bias; NULL: zeros */
} simple_rnn_small;

/* How many numbers the caller provides for a step; afterwards they mean nothing. */
#define SIMPLE_RNN_SMALL_WORKSPACE(input_dim, units) \
    ((units))

/* One timestep: the states are where their new values go. They begin as
   h_tm1: 0.0. */
static void simple_rnn_small_step(
    const simple_rnn_small *weights,
    const float *x_t,
    float *h_t_state,
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
        float z_h = (weights->bias ? weights->bias[unit] : 0.0f); /* x_t W_h + h_tm1 U_h + b_h */
        for (size_t row = 0; row < input_dim; row++) {
            z_h += x_t[row] * weights->kernel[row * 1 * units + unit];
        }
        for (size_t row = 0; row < units; row++) {
            z_h += h_t_state[row] * weights->recurrent_kernel[row * 1 * units + unit];
        }
        const float h_t = SIMPLE_RNN_SMALL_ACTIVATION(z_h); /* hidden-state */
        h_t_kept[unit] = h_t;
    }
    memcpy(h_t_state, h_t_kept, units * sizeof(float));
}

#endif
