/* The LSTM of Keras: gradients, in C.

   Printed from lstm_sym/equations/keras.py by `lstm-sym generate`.
   Do not edit: change the equations and generate again. */

#ifndef KERAS_GRADIENTS_H
#define KERAS_GRADIENTS_H

#include "../lstm.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct {
    size_t batch;
    size_t timesteps;
    size_t input_dim;
    size_t units;
    const float *sequences; /* [batch][timesteps][input_dim], input sequences */
    const float *initial_h; /* [batch][units], hidden state before the first timestep; NULL: 0 */
    const float *initial_c; /* [batch][units], cell state before the first timestep; NULL: 0 */
    const unsigned char *mask; /* [batch][timesteps], 1 where a timestep counts; NULL: all do */
    int activation; /* enum lstm_activation: activation of the candidate and of the cell state */
    int recurrent_activation; /* enum lstm_activation: activation of the three gates */
    int masked_output; /* enum lstm_masked_output */
    int go_backwards; /* 0 or 1: in which order the timesteps are processed */
    int return_sequences; /* 0 or 1: what the output holds */
    const float *kernel; /* [input_dim][4*units], weights of the input */
    const float *recurrent_kernel; /* [units][4*units], weights of the hidden state */
    const float *bias; /* [4*units], bias; NULL: zeros */
    /* [batch][timesteps][units], gradient of the loss with respect to lstm_output; NULL: zeros */
    const float *d_lstm_output;
    /* [batch][units], gradient of the loss with respect to state_h; NULL: zeros */
    const float *d_state_h;
    /* [batch][units], gradient of the loss with respect to state_c; NULL: zeros */
    const float *d_state_c;
    /* [batch][timesteps][input_dim], gradient of the loss with respect to sequences */
    float *d_sequences;
    /* [input_dim][4*units], gradient of the loss with respect to kernel; NULL: not asked for */
    float *d_kernel;
    /* [units][4*units], gradient of the loss with respect to recurrent_kernel; NULL: not asked for
       */
    float *d_recurrent_kernel;
    float *d_bias; /* [4*units], gradient of the loss with respect to bias; NULL: not asked for */
    /* [batch][units], gradient of the loss with respect to initial_h; NULL: not asked for */
    float *d_initial_h;
    /* [batch][units], gradient of the loss with respect to initial_c; NULL: not asked for */
    float *d_initial_c;
    /* timesteps of a piece; no gradient passes from one piece to another; 0: no pieces */
    size_t truncation;
    /* segments, of which one at a time is kept, the others computed again; 0: all are kept */
    size_t checkpoints;
    float *workspace; /* so many numbers as the function says; what is in them has no meaning */
} keras_gradients_call_f32;

/* How many numbers the workspace of a call has; its pointers are not read. */
size_t keras_gradients_workspace_f32(const keras_gradients_call_f32 *call);
/* Returns LSTM_FINE, or what is wrong with the call, of enum lstm_fault. */
int keras_gradients_f32(const keras_gradients_call_f32 *call);

typedef struct {
    size_t batch;
    size_t timesteps;
    size_t input_dim;
    size_t units;
    const double *sequences; /* [batch][timesteps][input_dim], input sequences */
    const double *initial_h; /* [batch][units], hidden state before the first timestep; NULL: 0 */
    const double *initial_c; /* [batch][units], cell state before the first timestep; NULL: 0 */
    const unsigned char *mask; /* [batch][timesteps], 1 where a timestep counts; NULL: all do */
    int activation; /* enum lstm_activation: activation of the candidate and of the cell state */
    int recurrent_activation; /* enum lstm_activation: activation of the three gates */
    int masked_output; /* enum lstm_masked_output */
    int go_backwards; /* 0 or 1: in which order the timesteps are processed */
    int return_sequences; /* 0 or 1: what the output holds */
    const double *kernel; /* [input_dim][4*units], weights of the input */
    const double *recurrent_kernel; /* [units][4*units], weights of the hidden state */
    const double *bias; /* [4*units], bias; NULL: zeros */
    /* [batch][timesteps][units], gradient of the loss with respect to lstm_output; NULL: zeros */
    const double *d_lstm_output;
    /* [batch][units], gradient of the loss with respect to state_h; NULL: zeros */
    const double *d_state_h;
    /* [batch][units], gradient of the loss with respect to state_c; NULL: zeros */
    const double *d_state_c;
    /* [batch][timesteps][input_dim], gradient of the loss with respect to sequences */
    double *d_sequences;
    /* [input_dim][4*units], gradient of the loss with respect to kernel; NULL: not asked for */
    double *d_kernel;
    /* [units][4*units], gradient of the loss with respect to recurrent_kernel; NULL: not asked for
       */
    double *d_recurrent_kernel;
    double *d_bias; /* [4*units], gradient of the loss with respect to bias; NULL: not asked for */
    /* [batch][units], gradient of the loss with respect to initial_h; NULL: not asked for */
    double *d_initial_h;
    /* [batch][units], gradient of the loss with respect to initial_c; NULL: not asked for */
    double *d_initial_c;
    /* timesteps of a piece; no gradient passes from one piece to another; 0: no pieces */
    size_t truncation;
    /* segments, of which one at a time is kept, the others computed again; 0: all are kept */
    size_t checkpoints;
    double *workspace; /* so many numbers as the function says; what is in them has no meaning */
} keras_gradients_call_f64;

/* How many numbers the workspace of a call has; its pointers are not read. */
size_t keras_gradients_workspace_f64(const keras_gradients_call_f64 *call);
/* Returns LSTM_FINE, or what is wrong with the call, of enum lstm_fault. */
int keras_gradients_f64(const keras_gradients_call_f64 *call);

#ifdef __cplusplus
}
#endif

#endif
