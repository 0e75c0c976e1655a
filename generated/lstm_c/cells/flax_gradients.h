/* The LSTM cells of Flax: gradients, in C.

   Printed from lstm_sym/equations/flax.py by `lstm-sym generate`.
   Do not edit: change the equations and generate again. */

#ifndef FLAX_GRADIENTS_H
#define FLAX_GRADIENTS_H

#include "../lstm.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct {
    size_t batch;
    size_t timesteps;
    size_t input_dim;
    size_t features;
    const float *inputs; /* [batch][timesteps][input_dim], input sequences */
    const float *initial_c; /* [batch][features], cell state before the first timestep; NULL: 0 */
    const float *initial_h; /* [batch][features], hidden state before the first timestep; NULL: 0 */
    int gate_fn; /* enum lstm_activation: activation of the three gates */
    int activation_fn; /* enum lstm_activation: activation of the cell input and the cell state */
    int go_backwards; /* 0 or 1: in which order the timesteps are processed */
    const float *input_kernel; /* [input_dim][4*features], weights of the input */
    const float *hidden_kernel; /* [features][4*features], hidden weights */
    const float *hidden_bias; /* [4*features], hidden bias */
    /* [batch][timesteps][features], gradient of the loss with respect to outputs; NULL: zeros */
    const float *d_outputs;
    /* [batch][features], gradient of the loss with respect to carry_c; NULL: zeros */
    const float *d_carry_c;
    /* [batch][features], gradient of the loss with respect to carry_h; NULL: zeros */
    const float *d_carry_h;
    /* [batch][timesteps][input_dim], gradient of the loss with respect to inputs */
    float *d_inputs;
    /* [input_dim][4*features], gradient of the loss with respect to input_kernel; NULL: not asked
       for */
    float *d_input_kernel;
    /* [features][4*features], gradient of the loss with respect to hidden_kernel; NULL: not asked
       for */
    float *d_hidden_kernel;
    /* [4*features], gradient of the loss with respect to hidden_bias; NULL: not asked for */
    float *d_hidden_bias;
    /* [batch][features], gradient of the loss with respect to initial_c; NULL: not asked for */
    float *d_initial_c;
    /* [batch][features], gradient of the loss with respect to initial_h; NULL: not asked for */
    float *d_initial_h;
    /* timesteps of a piece; no gradient passes from one piece to another; 0: no pieces */
    size_t truncation;
    /* segments, of which one at a time is kept, the others computed again; 0: all are kept */
    size_t checkpoints;
    float *workspace; /* so many numbers as the function says; what is in them has no meaning */
} flax_gradients_call_f32;

/* How many numbers the workspace of a call has; its pointers are not read. */
size_t flax_gradients_workspace_f32(const flax_gradients_call_f32 *call);
/* Returns LSTM_FINE, or what is wrong with the call, of enum lstm_fault. */
int flax_gradients_f32(const flax_gradients_call_f32 *call);

typedef struct {
    size_t batch;
    size_t timesteps;
    size_t input_dim;
    size_t features;
    const double *inputs; /* [batch][timesteps][input_dim], input sequences */
    const double *initial_c; /* [batch][features], cell state before the first timestep; NULL: 0 */
    const double *initial_h; /* [batch][features], hidden state before the first timestep; NULL: 0 */
    int gate_fn; /* enum lstm_activation: activation of the three gates */
    int activation_fn; /* enum lstm_activation: activation of the cell input and the cell state */
    int go_backwards; /* 0 or 1: in which order the timesteps are processed */
    const double *input_kernel; /* [input_dim][4*features], weights of the input */
    const double *hidden_kernel; /* [features][4*features], hidden weights */
    const double *hidden_bias; /* [4*features], hidden bias */
    /* [batch][timesteps][features], gradient of the loss with respect to outputs; NULL: zeros */
    const double *d_outputs;
    /* [batch][features], gradient of the loss with respect to carry_c; NULL: zeros */
    const double *d_carry_c;
    /* [batch][features], gradient of the loss with respect to carry_h; NULL: zeros */
    const double *d_carry_h;
    /* [batch][timesteps][input_dim], gradient of the loss with respect to inputs */
    double *d_inputs;
    /* [input_dim][4*features], gradient of the loss with respect to input_kernel; NULL: not asked
       for */
    double *d_input_kernel;
    /* [features][4*features], gradient of the loss with respect to hidden_kernel; NULL: not asked
       for */
    double *d_hidden_kernel;
    /* [4*features], gradient of the loss with respect to hidden_bias; NULL: not asked for */
    double *d_hidden_bias;
    /* [batch][features], gradient of the loss with respect to initial_c; NULL: not asked for */
    double *d_initial_c;
    /* [batch][features], gradient of the loss with respect to initial_h; NULL: not asked for */
    double *d_initial_h;
    /* timesteps of a piece; no gradient passes from one piece to another; 0: no pieces */
    size_t truncation;
    /* segments, of which one at a time is kept, the others computed again; 0: all are kept */
    size_t checkpoints;
    double *workspace; /* so many numbers as the function says; what is in them has no meaning */
} flax_gradients_call_f64;

/* How many numbers the workspace of a call has; its pointers are not read. */
size_t flax_gradients_workspace_f64(const flax_gradients_call_f64 *call);
/* Returns LSTM_FINE, or what is wrong with the call, of enum lstm_fault. */
int flax_gradients_f64(const flax_gradients_call_f64 *call);

#ifdef __cplusplus
}
#endif

#endif
