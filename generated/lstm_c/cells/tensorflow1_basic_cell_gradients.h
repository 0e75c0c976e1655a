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
    const float *d_outputs; /* gradient of the loss with respect to outputs; NULL: zeros */
    const float *d_last_c; /* gradient of the loss with respect to last_c; NULL: zeros */
    const float *d_last_m; /* gradient of the loss with respect to last_m; NULL: zeros */
    float *d_inputs; /* gradient of the loss with respect to the same */
    float *d_input_kernel; /* gradient of the loss with respect to the same; NULL: not asked for */
    /* gradient of the loss with respect to the same; NULL: not asked for */
    float *d_recurrent_kernel;
    float *d_bias; /* gradient of the loss with respect to the same; NULL: not asked for */
    float *d_initial_c; /* gradient of the loss with respect to the same; NULL: not asked for */
    float *d_initial_m; /* gradient of the loss with respect to the same; NULL: not asked for */
    /* after so many timesteps nothing is handed back to the states before; 0: always */
    size_t truncation;
    /* in so many segments values are computed again instead of kept; 0: all are kept */
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
    const double *d_outputs; /* gradient of the loss with respect to outputs; NULL: zeros */
    const double *d_last_c; /* gradient of the loss with respect to last_c; NULL: zeros */
    const double *d_last_m; /* gradient of the loss with respect to last_m; NULL: zeros */
    double *d_inputs; /* gradient of the loss with respect to the same */
    double *d_input_kernel; /* gradient of the loss with respect to the same; NULL: not asked for */
    /* gradient of the loss with respect to the same; NULL: not asked for */
    double *d_recurrent_kernel;
    double *d_bias; /* gradient of the loss with respect to the same; NULL: not asked for */
    double *d_initial_c; /* gradient of the loss with respect to the same; NULL: not asked for */
    double *d_initial_m; /* gradient of the loss with respect to the same; NULL: not asked for */
    /* after so many timesteps nothing is handed back to the states before; 0: always */
    size_t truncation;
    /* in so many segments values are computed again instead of kept; 0: all are kept */
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
