/* The LayerNormBasicLSTMCell of TensorFlow 1: gradients, in C.

   Printed from lstm_sym/equations/layer_norm.py by `lstm-sym generate`.
   Do not edit: change the equations and generate again. */

#ifndef LAYER_NORM_CONTRIB_GRADIENTS_H
#define LAYER_NORM_CONTRIB_GRADIENTS_H

#include "../lstm.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct {
    size_t batch;
    size_t timesteps;
    size_t input_dim;
    size_t units;
    const float *inputs; /* [batch][timesteps][input_dim], input sequences */
    const float *initial_c; /* [batch][units], cell state before the first timestep; NULL: 0 */
    const float *initial_h; /* [batch][units], hidden state before the first timestep; NULL: 0 */
    float epsilon; /* constant that keeps the root of a variance from zero */
    float forget_bias; /* addition after the forget gate's norm */
    int activation; /* enum lstm_activation: activation of the new input and the state */
    const float *input_kernel; /* [input_dim][4*units], weights of the input */
    const float *recurrent_kernel; /* [units][4*units], weights of the hidden state */
    const float *gamma; /* [4*units], scale */
    const float *beta; /* [4*units], centre */
    const float *state_gamma; /* [units], scale of the cell state */
    const float *state_beta; /* [units], centre of the cell state */
    /* [batch][timesteps][units], gradient of the loss with respect to outputs; NULL: zeros */
    const float *d_outputs;
    /* [batch][units], gradient of the loss with respect to last_c; NULL: zeros */
    const float *d_last_c;
    /* [batch][units], gradient of the loss with respect to last_h; NULL: zeros */
    const float *d_last_h;
    /* [batch][timesteps][input_dim], gradient of the loss with respect to inputs */
    float *d_inputs;
    /* [input_dim][4*units], gradient of the loss with respect to input_kernel; NULL: not asked for
       */
    float *d_input_kernel;
    /* [units][4*units], gradient of the loss with respect to recurrent_kernel; NULL: not asked for
       */
    float *d_recurrent_kernel;
    float *d_gamma; /* [4*units], gradient of the loss with respect to gamma; NULL: not asked for */
    float *d_beta; /* [4*units], gradient of the loss with respect to beta; NULL: not asked for */
    /* [units], gradient of the loss with respect to state_gamma; NULL: not asked for */
    float *d_state_gamma;
    /* [units], gradient of the loss with respect to state_beta; NULL: not asked for */
    float *d_state_beta;
    /* [batch][units], gradient of the loss with respect to initial_c; NULL: not asked for */
    float *d_initial_c;
    /* [batch][units], gradient of the loss with respect to initial_h; NULL: not asked for */
    float *d_initial_h;
    /* timesteps of a piece; no gradient passes from one piece to another; 0: no pieces */
    size_t truncation;
    /* segments, of which one at a time is kept, the others computed again; 0: all are kept */
    size_t checkpoints;
    float *workspace; /* so many numbers as the function says; what is in them has no meaning */
} layer_norm_contrib_gradients_call_f32;

/* How many numbers the workspace of a call has; its pointers are not read. */
size_t layer_norm_contrib_gradients_workspace_f32(const layer_norm_contrib_gradients_call_f32
    *call);
/* Returns LSTM_FINE, or what is wrong with the call, of enum lstm_fault. */
int layer_norm_contrib_gradients_f32(const layer_norm_contrib_gradients_call_f32 *call);

typedef struct {
    size_t batch;
    size_t timesteps;
    size_t input_dim;
    size_t units;
    const double *inputs; /* [batch][timesteps][input_dim], input sequences */
    const double *initial_c; /* [batch][units], cell state before the first timestep; NULL: 0 */
    const double *initial_h; /* [batch][units], hidden state before the first timestep; NULL: 0 */
    double epsilon; /* constant that keeps the root of a variance from zero */
    double forget_bias; /* addition after the forget gate's norm */
    int activation; /* enum lstm_activation: activation of the new input and the state */
    const double *input_kernel; /* [input_dim][4*units], weights of the input */
    const double *recurrent_kernel; /* [units][4*units], weights of the hidden state */
    const double *gamma; /* [4*units], scale */
    const double *beta; /* [4*units], centre */
    const double *state_gamma; /* [units], scale of the cell state */
    const double *state_beta; /* [units], centre of the cell state */
    /* [batch][timesteps][units], gradient of the loss with respect to outputs; NULL: zeros */
    const double *d_outputs;
    /* [batch][units], gradient of the loss with respect to last_c; NULL: zeros */
    const double *d_last_c;
    /* [batch][units], gradient of the loss with respect to last_h; NULL: zeros */
    const double *d_last_h;
    /* [batch][timesteps][input_dim], gradient of the loss with respect to inputs */
    double *d_inputs;
    /* [input_dim][4*units], gradient of the loss with respect to input_kernel; NULL: not asked for
       */
    double *d_input_kernel;
    /* [units][4*units], gradient of the loss with respect to recurrent_kernel; NULL: not asked for
       */
    double *d_recurrent_kernel;
    double *d_gamma; /* [4*units], gradient of the loss with respect to gamma; NULL: not asked for */
    double *d_beta; /* [4*units], gradient of the loss with respect to beta; NULL: not asked for */
    /* [units], gradient of the loss with respect to state_gamma; NULL: not asked for */
    double *d_state_gamma;
    /* [units], gradient of the loss with respect to state_beta; NULL: not asked for */
    double *d_state_beta;
    /* [batch][units], gradient of the loss with respect to initial_c; NULL: not asked for */
    double *d_initial_c;
    /* [batch][units], gradient of the loss with respect to initial_h; NULL: not asked for */
    double *d_initial_h;
    /* timesteps of a piece; no gradient passes from one piece to another; 0: no pieces */
    size_t truncation;
    /* segments, of which one at a time is kept, the others computed again; 0: all are kept */
    size_t checkpoints;
    double *workspace; /* so many numbers as the function says; what is in them has no meaning */
} layer_norm_contrib_gradients_call_f64;

/* How many numbers the workspace of a call has; its pointers are not read. */
size_t layer_norm_contrib_gradients_workspace_f64(const layer_norm_contrib_gradients_call_f64
    *call);
/* Returns LSTM_FINE, or what is wrong with the call, of enum lstm_fault. */
int layer_norm_contrib_gradients_f64(const layer_norm_contrib_gradients_call_f64 *call);

#ifdef __cplusplus
}
#endif

#endif
