/* The mLSTM of xLSTM: gradients, in C.

   Printed from lstm_sym/equations/mlstm.py by `lstm-sym generate`.
   Do not edit: change the equations and generate again. */

#ifndef MLSTM_NO_STABILIZED_GRADIENTS_H
#define MLSTM_NO_STABILIZED_GRADIENTS_H

#include "../lstm.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct {
    size_t batch;
    size_t timesteps;
    size_t input_dim;
    size_t heads;
    size_t head;
    const float *input; /* [batch][timesteps][input_dim], input sequences */
    /* [batch][heads][head][head], memory before the first timestep; NULL: 0 */
    const float *initial_C;
    /* [batch][heads][head], normalizer before the first timestep; NULL: 0 */
    const float *initial_n;
    const float *initial_m; /* [batch][heads][1], stabilizer before the first timestep; NULL: 0 */
    /* [batch][heads][head], hidden state before the first timestep; NULL: 0 */
    const float *initial_h;
    float epsilon; /* constant that keeps the denominator from zero */
    const float *kernel; /* [heads][input_dim][3*head], weights of the input, head by head */
    const float *bias; /* [heads][3*head], bias, head by head */
    const float *i_kernel; /* [heads][input_dim][1], weights of the input for the input gate */
    const float *i_bias; /* [heads][1], bias of the input gate */
    const float *f_kernel; /* [heads][input_dim][1], weights of the input for the forget gate */
    const float *f_bias; /* [heads][1], bias of the forget gate */
    /* [batch][timesteps][heads][head], gradient of the loss with respect to output; NULL: zeros */
    const float *d_output;
    /* [batch][heads][head][head], gradient of the loss with respect to last_C; NULL: zeros */
    const float *d_last_C;
    /* [batch][heads][head], gradient of the loss with respect to last_n; NULL: zeros */
    const float *d_last_n;
    /* [batch][heads][1], gradient of the loss with respect to last_m; NULL: zeros */
    const float *d_last_m;
    float *d_input; /* [batch][timesteps][input_dim], gradient of the loss with respect to input */
    /* [heads][input_dim][3*head], gradient of the loss with respect to kernel; NULL: not asked for
       */
    float *d_kernel;
    /* [heads][3*head], gradient of the loss with respect to bias; NULL: not asked for */
    float *d_bias;
    /* [heads][input_dim][1], gradient of the loss with respect to i_kernel; NULL: not asked for */
    float *d_i_kernel;
    /* [heads][1], gradient of the loss with respect to i_bias; NULL: not asked for */
    float *d_i_bias;
    /* [heads][input_dim][1], gradient of the loss with respect to f_kernel; NULL: not asked for */
    float *d_f_kernel;
    /* [heads][1], gradient of the loss with respect to f_bias; NULL: not asked for */
    float *d_f_bias;
    /* [batch][heads][head][head], gradient of the loss with respect to initial_C; NULL: not asked
       for */
    float *d_initial_C;
    /* [batch][heads][head], gradient of the loss with respect to initial_n; NULL: not asked for */
    float *d_initial_n;
    /* [batch][heads][1], gradient of the loss with respect to initial_m; NULL: not asked for */
    float *d_initial_m;
    /* [batch][heads][head], gradient of the loss with respect to initial_h; NULL: not asked for */
    float *d_initial_h;
    /* timesteps of a piece; no gradient passes from one piece to another; 0: no pieces */
    size_t truncation;
    /* segments, of which one at a time is kept, the others computed again; 0: all are kept */
    size_t checkpoints;
    float *workspace; /* so many numbers as the function says; what is in them has no meaning */
} mlstm_no_stabilized_gradients_call_f32;

/* How many numbers the workspace of a call has; its pointers are not read. */
size_t mlstm_no_stabilized_gradients_workspace_f32(const mlstm_no_stabilized_gradients_call_f32
    *call);
/* Returns LSTM_FINE, or what is wrong with the call, of enum lstm_fault. */
int mlstm_no_stabilized_gradients_f32(const mlstm_no_stabilized_gradients_call_f32 *call);

typedef struct {
    size_t batch;
    size_t timesteps;
    size_t input_dim;
    size_t heads;
    size_t head;
    const double *input; /* [batch][timesteps][input_dim], input sequences */
    /* [batch][heads][head][head], memory before the first timestep; NULL: 0 */
    const double *initial_C;
    /* [batch][heads][head], normalizer before the first timestep; NULL: 0 */
    const double *initial_n;
    const double *initial_m; /* [batch][heads][1], stabilizer before the first timestep; NULL: 0 */
    /* [batch][heads][head], hidden state before the first timestep; NULL: 0 */
    const double *initial_h;
    double epsilon; /* constant that keeps the denominator from zero */
    const double *kernel; /* [heads][input_dim][3*head], weights of the input, head by head */
    const double *bias; /* [heads][3*head], bias, head by head */
    const double *i_kernel; /* [heads][input_dim][1], weights of the input for the input gate */
    const double *i_bias; /* [heads][1], bias of the input gate */
    const double *f_kernel; /* [heads][input_dim][1], weights of the input for the forget gate */
    const double *f_bias; /* [heads][1], bias of the forget gate */
    /* [batch][timesteps][heads][head], gradient of the loss with respect to output; NULL: zeros */
    const double *d_output;
    /* [batch][heads][head][head], gradient of the loss with respect to last_C; NULL: zeros */
    const double *d_last_C;
    /* [batch][heads][head], gradient of the loss with respect to last_n; NULL: zeros */
    const double *d_last_n;
    /* [batch][heads][1], gradient of the loss with respect to last_m; NULL: zeros */
    const double *d_last_m;
    double *d_input; /* [batch][timesteps][input_dim], gradient of the loss with respect to input */
    /* [heads][input_dim][3*head], gradient of the loss with respect to kernel; NULL: not asked for
       */
    double *d_kernel;
    /* [heads][3*head], gradient of the loss with respect to bias; NULL: not asked for */
    double *d_bias;
    /* [heads][input_dim][1], gradient of the loss with respect to i_kernel; NULL: not asked for */
    double *d_i_kernel;
    /* [heads][1], gradient of the loss with respect to i_bias; NULL: not asked for */
    double *d_i_bias;
    /* [heads][input_dim][1], gradient of the loss with respect to f_kernel; NULL: not asked for */
    double *d_f_kernel;
    /* [heads][1], gradient of the loss with respect to f_bias; NULL: not asked for */
    double *d_f_bias;
    /* [batch][heads][head][head], gradient of the loss with respect to initial_C; NULL: not asked
       for */
    double *d_initial_C;
    /* [batch][heads][head], gradient of the loss with respect to initial_n; NULL: not asked for */
    double *d_initial_n;
    /* [batch][heads][1], gradient of the loss with respect to initial_m; NULL: not asked for */
    double *d_initial_m;
    /* [batch][heads][head], gradient of the loss with respect to initial_h; NULL: not asked for */
    double *d_initial_h;
    /* timesteps of a piece; no gradient passes from one piece to another; 0: no pieces */
    size_t truncation;
    /* segments, of which one at a time is kept, the others computed again; 0: all are kept */
    size_t checkpoints;
    double *workspace; /* so many numbers as the function says; what is in them has no meaning */
} mlstm_no_stabilized_gradients_call_f64;

/* How many numbers the workspace of a call has; its pointers are not read. */
size_t mlstm_no_stabilized_gradients_workspace_f64(const mlstm_no_stabilized_gradients_call_f64
    *call);
/* Returns LSTM_FINE, or what is wrong with the call, of enum lstm_fault. */
int mlstm_no_stabilized_gradients_f64(const mlstm_no_stabilized_gradients_call_f64 *call);

#ifdef __cplusplus
}
#endif

#endif
