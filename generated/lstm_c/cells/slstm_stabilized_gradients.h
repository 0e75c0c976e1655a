/* The sLSTM of xLSTM: gradients, in C.

   Printed from lstm_sym/equations/xlstm.py by `lstm-sym generate`.
   Do not edit: change the equations and generate again. */

#ifndef SLSTM_STABILIZED_GRADIENTS_H
#define SLSTM_STABILIZED_GRADIENTS_H

#include "../lstm.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct {
    size_t batch;
    size_t timesteps;
    size_t input_dim;
    size_t units;
    size_t head; /* divides units, and is not 0 */
    const float *input; /* [batch][timesteps][input_dim], input sequences */
    const float *initial_h; /* [batch][units], hidden state before the first timestep; NULL: 0 */
    const float *initial_c; /* [batch][units], cell state before the first timestep; NULL: 0 */
    const float *initial_n; /* [batch][units], normalizer before the first timestep; NULL: 0 */
    const float *initial_m; /* [batch][units], stabilizer before the first timestep; NULL: 0 */
    const float *kernel; /* [input_dim][4*units], weights of the input */
    const float *recurrent_kernel; /* [units][4*head], weights of the hidden state, head by head */
    const float *bias; /* [4*units], bias */
    /* [batch][timesteps][units], gradient of the loss with respect to output; NULL: zeros */
    const float *d_output;
    /* [batch][units], gradient of the loss with respect to last_h; NULL: zeros */
    const float *d_last_h;
    /* [batch][units], gradient of the loss with respect to last_c; NULL: zeros */
    const float *d_last_c;
    /* [batch][units], gradient of the loss with respect to last_n; NULL: zeros */
    const float *d_last_n;
    /* [batch][units], gradient of the loss with respect to last_m; NULL: zeros */
    const float *d_last_m;
    float *d_input; /* [batch][timesteps][input_dim], gradient of the loss with respect to input */
    /* [input_dim][4*units], gradient of the loss with respect to kernel; NULL: not asked for */
    float *d_kernel;
    /* [units][4*head], gradient of the loss with respect to recurrent_kernel; NULL: not asked for
       */
    float *d_recurrent_kernel;
    float *d_bias; /* [4*units], gradient of the loss with respect to bias; NULL: not asked for */
    /* [batch][units], gradient of the loss with respect to initial_h; NULL: not asked for */
    float *d_initial_h;
    /* [batch][units], gradient of the loss with respect to initial_c; NULL: not asked for */
    float *d_initial_c;
    /* [batch][units], gradient of the loss with respect to initial_n; NULL: not asked for */
    float *d_initial_n;
    /* [batch][units], gradient of the loss with respect to initial_m; NULL: not asked for */
    float *d_initial_m;
    /* timesteps of a piece; no gradient passes from one piece to another; 0: no pieces */
    size_t truncation;
    /* segments, of which one at a time is kept, the others computed again; 0: all are kept */
    size_t checkpoints;
    float *workspace; /* so many numbers as the function says; what is in them has no meaning */
} slstm_stabilized_gradients_call_f32;

/* How many numbers the workspace of a call has; its pointers are not read. */
size_t slstm_stabilized_gradients_workspace_f32(const slstm_stabilized_gradients_call_f32 *call);
/* Returns LSTM_FINE, or what is wrong with the call, of enum lstm_fault. */
int slstm_stabilized_gradients_f32(const slstm_stabilized_gradients_call_f32 *call);

typedef struct {
    size_t batch;
    size_t timesteps;
    size_t input_dim;
    size_t units;
    size_t head; /* divides units, and is not 0 */
    const double *input; /* [batch][timesteps][input_dim], input sequences */
    const double *initial_h; /* [batch][units], hidden state before the first timestep; NULL: 0 */
    const double *initial_c; /* [batch][units], cell state before the first timestep; NULL: 0 */
    const double *initial_n; /* [batch][units], normalizer before the first timestep; NULL: 0 */
    const double *initial_m; /* [batch][units], stabilizer before the first timestep; NULL: 0 */
    const double *kernel; /* [input_dim][4*units], weights of the input */
    const double *recurrent_kernel; /* [units][4*head], weights of the hidden state, head by head */
    const double *bias; /* [4*units], bias */
    /* [batch][timesteps][units], gradient of the loss with respect to output; NULL: zeros */
    const double *d_output;
    /* [batch][units], gradient of the loss with respect to last_h; NULL: zeros */
    const double *d_last_h;
    /* [batch][units], gradient of the loss with respect to last_c; NULL: zeros */
    const double *d_last_c;
    /* [batch][units], gradient of the loss with respect to last_n; NULL: zeros */
    const double *d_last_n;
    /* [batch][units], gradient of the loss with respect to last_m; NULL: zeros */
    const double *d_last_m;
    double *d_input; /* [batch][timesteps][input_dim], gradient of the loss with respect to input */
    /* [input_dim][4*units], gradient of the loss with respect to kernel; NULL: not asked for */
    double *d_kernel;
    /* [units][4*head], gradient of the loss with respect to recurrent_kernel; NULL: not asked for
       */
    double *d_recurrent_kernel;
    double *d_bias; /* [4*units], gradient of the loss with respect to bias; NULL: not asked for */
    /* [batch][units], gradient of the loss with respect to initial_h; NULL: not asked for */
    double *d_initial_h;
    /* [batch][units], gradient of the loss with respect to initial_c; NULL: not asked for */
    double *d_initial_c;
    /* [batch][units], gradient of the loss with respect to initial_n; NULL: not asked for */
    double *d_initial_n;
    /* [batch][units], gradient of the loss with respect to initial_m; NULL: not asked for */
    double *d_initial_m;
    /* timesteps of a piece; no gradient passes from one piece to another; 0: no pieces */
    size_t truncation;
    /* segments, of which one at a time is kept, the others computed again; 0: all are kept */
    size_t checkpoints;
    double *workspace; /* so many numbers as the function says; what is in them has no meaning */
} slstm_stabilized_gradients_call_f64;

/* How many numbers the workspace of a call has; its pointers are not read. */
size_t slstm_stabilized_gradients_workspace_f64(const slstm_stabilized_gradients_call_f64 *call);
/* Returns LSTM_FINE, or what is wrong with the call, of enum lstm_fault. */
int slstm_stabilized_gradients_f64(const slstm_stabilized_gradients_call_f64 *call);

#ifdef __cplusplus
}
#endif

#endif
