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
    const float *d_outputs; /* gradient of the loss with respect to outputs; NULL: zeros */
    const float *d_carry_c; /* gradient of the loss with respect to carry_c; NULL: zeros */
    const float *d_carry_h; /* gradient of the loss with respect to carry_h; NULL: zeros */
    float *d_inputs; /* gradient of the loss with respect to the same */
    float *d_input_kernel; /* gradient of the loss with respect to the same; NULL: not asked for */
    float *d_hidden_kernel; /* gradient of the loss with respect to the same; NULL: not asked for */
    float *d_hidden_bias; /* gradient of the loss with respect to the same; NULL: not asked for */
    float *d_initial_c; /* gradient of the loss with respect to the same; NULL: not asked for */
    float *d_initial_h; /* gradient of the loss with respect to the same; NULL: not asked for */
    /* after so many timesteps nothing is handed back to the states before; 0: always */
    size_t truncation;
    /* in so many segments values are computed again instead of kept; 0: all are kept */
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
    const double *d_outputs; /* gradient of the loss with respect to outputs; NULL: zeros */
    const double *d_carry_c; /* gradient of the loss with respect to carry_c; NULL: zeros */
    const double *d_carry_h; /* gradient of the loss with respect to carry_h; NULL: zeros */
    double *d_inputs; /* gradient of the loss with respect to the same */
    double *d_input_kernel; /* gradient of the loss with respect to the same; NULL: not asked for */
    double *d_hidden_kernel; /* gradient of the loss with respect to the same; NULL: not asked for */
    double *d_hidden_bias; /* gradient of the loss with respect to the same; NULL: not asked for */
    double *d_initial_c; /* gradient of the loss with respect to the same; NULL: not asked for */
    double *d_initial_h; /* gradient of the loss with respect to the same; NULL: not asked for */
    /* after so many timesteps nothing is handed back to the states before; 0: always */
    size_t truncation;
    /* in so many segments values are computed again instead of kept; 0: all are kept */
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
