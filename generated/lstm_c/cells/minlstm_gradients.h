/* minLSTM: gradients, in C.

   Printed from lstm_sym/equations/mingru.py by `lstm-sym generate`.
   Do not edit: change the equations and generate again. */

#ifndef MINLSTM_GRADIENTS_H
#define MINLSTM_GRADIENTS_H

#include "../lstm.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct {
    size_t batch;
    size_t timesteps;
    size_t input_dim;
    size_t units;
    const float *x; /* [batch][timesteps][input_dim], input sequences */
    const float *initial_h; /* [batch][units], hidden state before the first timestep; NULL: 0 */
    const float *to_hidden_and_f_i_gate; /* [3*units][input_dim], weights of the input */
    /* [batch][timesteps][units], gradient of the loss with respect to out; NULL: zeros */
    const float *d_out;
    /* [batch][units], gradient of the loss with respect to next_prev_hidden; NULL: zeros */
    const float *d_next_prev_hidden;
    float *d_x; /* [batch][timesteps][input_dim], gradient of the loss with respect to x */
    /* [3*units][input_dim], gradient of the loss with respect to to_hidden_and_f_i_gate; NULL: not
       asked for */
    float *d_to_hidden_and_f_i_gate;
    /* [batch][units], gradient of the loss with respect to initial_h; NULL: not asked for */
    float *d_initial_h;
    /* timesteps of a piece; no gradient passes from one piece to another; 0: no pieces */
    size_t truncation;
    /* segments, of which one at a time is kept, the others computed again; 0: all are kept */
    size_t checkpoints;
    float *workspace; /* so many numbers as the function says; what is in them has no meaning */
} minlstm_gradients_call_f32;

/* How many numbers the workspace of a call has; its pointers are not read. */
size_t minlstm_gradients_workspace_f32(const minlstm_gradients_call_f32 *call);
/* Returns LSTM_FINE, or what is wrong with the call, of enum lstm_fault. */
int minlstm_gradients_f32(const minlstm_gradients_call_f32 *call);

typedef struct {
    size_t batch;
    size_t timesteps;
    size_t input_dim;
    size_t units;
    const double *x; /* [batch][timesteps][input_dim], input sequences */
    const double *initial_h; /* [batch][units], hidden state before the first timestep; NULL: 0 */
    const double *to_hidden_and_f_i_gate; /* [3*units][input_dim], weights of the input */
    /* [batch][timesteps][units], gradient of the loss with respect to out; NULL: zeros */
    const double *d_out;
    /* [batch][units], gradient of the loss with respect to next_prev_hidden; NULL: zeros */
    const double *d_next_prev_hidden;
    double *d_x; /* [batch][timesteps][input_dim], gradient of the loss with respect to x */
    /* [3*units][input_dim], gradient of the loss with respect to to_hidden_and_f_i_gate; NULL: not
       asked for */
    double *d_to_hidden_and_f_i_gate;
    /* [batch][units], gradient of the loss with respect to initial_h; NULL: not asked for */
    double *d_initial_h;
    /* timesteps of a piece; no gradient passes from one piece to another; 0: no pieces */
    size_t truncation;
    /* segments, of which one at a time is kept, the others computed again; 0: all are kept */
    size_t checkpoints;
    double *workspace; /* so many numbers as the function says; what is in them has no meaning */
} minlstm_gradients_call_f64;

/* How many numbers the workspace of a call has; its pointers are not read. */
size_t minlstm_gradients_workspace_f64(const minlstm_gradients_call_f64 *call);
/* Returns LSTM_FINE, or what is wrong with the call, of enum lstm_fault. */
int minlstm_gradients_f64(const minlstm_gradients_call_f64 *call);

#ifdef __cplusplus
}
#endif

#endif
