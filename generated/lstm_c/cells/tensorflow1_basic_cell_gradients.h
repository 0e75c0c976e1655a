/* BasicLSTMCell of TensorFlow 1: gradients, in C.

   Printed from lstm_sym/equations/tensorflow1.py by `lstm-sym generate`.
   Do not edit: change the equations and generate again. */

#ifndef TENSORFLOW1_BASIC_CELL_GRADIENTS_H
#define TENSORFLOW1_BASIC_CELL_GRADIENTS_H

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
    const float *initial_m; /* [batch][units], output before the first timestep; NULL: 0 */
    int activation; /* enum lstm_activation: activation of the new input and the state */
    const float *input_kernel; /* [input_dim][4*units], rows of the kernel for the input */
    const float *recurrent_kernel; /* [units][4*units], rows of the kernel for the output */
    const float *bias; /* [4*units], bias */
    float forget_bias; /* addition to the bias of the forget gate */
    /* [batch][timesteps][units], gradient of the loss with respect to outputs; NULL: zeros */
    const float *d_outputs;
    /* [batch][units], gradient of the loss with respect to last_c; NULL: zeros */
    const float *d_last_c;
    /* [batch][units], gradient of the loss with respect to last_m; NULL: zeros */
    const float *d_last_m;
    /* [batch][timesteps][input_dim], gradient of the loss with respect to inputs */
    float *d_inputs;
    /* [input_dim][4*units], gradient of the loss with respect to input_kernel; NULL: not asked for
       */
    float *d_input_kernel;
    /* [units][4*units], gradient of the loss with respect to recurrent_kernel; NULL: not asked for
       */
    float *d_recurrent_kernel;
    float *d_bias; /* [4*units], gradient of the loss with respect to bias; NULL: not asked for */
    /* [batch][units], gradient of the loss with respect to initial_c; NULL: not asked for */
    float *d_initial_c;
    /* [batch][units], gradient of the loss with respect to initial_m; NULL: not asked for */
    float *d_initial_m;
    /* timesteps of a piece; no gradient passes from one piece to another; 0: no pieces */
    size_t truncation;
    /* segments, of which one at a time is kept, the others computed again; 0: all are kept */
    size_t checkpoints;
    float *workspace; /* so many numbers as the function says; what is in them has no meaning */
} tensorflow1_basic_cell_gradients_call_f32;

/* How many numbers the workspace of a call has; its pointers are not read. */
size_t tensorflow1_basic_cell_gradients_workspace_f32(const
    tensorflow1_basic_cell_gradients_call_f32 *call);
/* Returns LSTM_FINE, or what is wrong with the call, of enum lstm_fault. */
int tensorflow1_basic_cell_gradients_f32(const tensorflow1_basic_cell_gradients_call_f32 *call);

typedef struct {
    size_t batch;
    size_t timesteps;
    size_t input_dim;
    size_t units;
    const double *inputs; /* [batch][timesteps][input_dim], input sequences */
    const double *initial_c; /* [batch][units], cell state before the first timestep; NULL: 0 */
    const double *initial_m; /* [batch][units], output before the first timestep; NULL: 0 */
    int activation; /* enum lstm_activation: activation of the new input and the state */
    const double *input_kernel; /* [input_dim][4*units], rows of the kernel for the input */
    const double *recurrent_kernel; /* [units][4*units], rows of the kernel for the output */
    const double *bias; /* [4*units], bias */
    double forget_bias; /* addition to the bias of the forget gate */
    /* [batch][timesteps][units], gradient of the loss with respect to outputs; NULL: zeros */
    const double *d_outputs;
    /* [batch][units], gradient of the loss with respect to last_c; NULL: zeros */
    const double *d_last_c;
    /* [batch][units], gradient of the loss with respect to last_m; NULL: zeros */
    const double *d_last_m;
    /* [batch][timesteps][input_dim], gradient of the loss with respect to inputs */
    double *d_inputs;
    /* [input_dim][4*units], gradient of the loss with respect to input_kernel; NULL: not asked for
       */
    double *d_input_kernel;
    /* [units][4*units], gradient of the loss with respect to recurrent_kernel; NULL: not asked for
       */
    double *d_recurrent_kernel;
    double *d_bias; /* [4*units], gradient of the loss with respect to bias; NULL: not asked for */
    /* [batch][units], gradient of the loss with respect to initial_c; NULL: not asked for */
    double *d_initial_c;
    /* [batch][units], gradient of the loss with respect to initial_m; NULL: not asked for */
    double *d_initial_m;
    /* timesteps of a piece; no gradient passes from one piece to another; 0: no pieces */
    size_t truncation;
    /* segments, of which one at a time is kept, the others computed again; 0: all are kept */
    size_t checkpoints;
    double *workspace; /* so many numbers as the function says; what is in them has no meaning */
} tensorflow1_basic_cell_gradients_call_f64;

/* How many numbers the workspace of a call has; its pointers are not read. */
size_t tensorflow1_basic_cell_gradients_workspace_f64(const
    tensorflow1_basic_cell_gradients_call_f64 *call);
/* Returns LSTM_FINE, or what is wrong with the call, of enum lstm_fault. */
int tensorflow1_basic_cell_gradients_f64(const tensorflow1_basic_cell_gradients_call_f64 *call);

#ifdef __cplusplus
}
#endif

#endif
