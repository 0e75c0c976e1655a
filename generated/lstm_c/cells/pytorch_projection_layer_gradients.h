/* The LSTM of PyTorch with proj_size: gradients, in C.

   Printed from lstm_sym/equations/pytorch.py by `lstm-sym generate`.
   Do not edit: change the equations and generate again. */

#ifndef PYTORCH_PROJECTION_LAYER_GRADIENTS_H
#define PYTORCH_PROJECTION_LAYER_GRADIENTS_H

#include "../lstm.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct {
    size_t batch;
    size_t timesteps;
    size_t input_size;
    size_t hidden_size;
    size_t proj_size;
    const float *input; /* [batch][timesteps][input_size], input sequences */
    /* [batch][proj_size], hidden state before the first timestep; NULL: 0 */
    const float *initial_h;
    /* [batch][hidden_size], cell state before the first timestep; NULL: 0 */
    const float *initial_c;
    const unsigned char *mask; /* [batch][timesteps], 1 where a timestep counts; NULL: all do */
    int go_backwards; /* 0 or 1: in which order the timesteps are processed */
    const float *weight_ih; /* [4*hidden_size][input_size], weights of the input */
    const float *weight_hh; /* [4*hidden_size][proj_size], weights of the hidden state */
    const float *weight_hr; /* [proj_size][hidden_size], projection */
    const float *bias_ih; /* [4*hidden_size], input bias; NULL: zeros */
    const float *bias_hh; /* [4*hidden_size], hidden bias; NULL: zeros */
    /* [batch][timesteps][proj_size], gradient of the loss with respect to output; NULL: zeros */
    const float *d_output;
    /* [batch][proj_size], gradient of the loss with respect to h_n; NULL: zeros */
    const float *d_h_n;
    /* [batch][hidden_size], gradient of the loss with respect to c_n; NULL: zeros */
    const float *d_c_n;
    float *d_input; /* [batch][timesteps][input_size], gradient of the loss with respect to input */
    /* [4*hidden_size][input_size], gradient of the loss with respect to weight_ih; NULL: not asked
       for */
    float *d_weight_ih;
    /* [4*hidden_size][proj_size], gradient of the loss with respect to weight_hh; NULL: not asked
       for */
    float *d_weight_hh;
    /* [proj_size][hidden_size], gradient of the loss with respect to weight_hr; NULL: not asked for
       */
    float *d_weight_hr;
    /* [4*hidden_size], gradient of the loss with respect to bias_ih; NULL: not asked for */
    float *d_bias_ih;
    /* [4*hidden_size], gradient of the loss with respect to bias_hh; NULL: not asked for */
    float *d_bias_hh;
    /* [batch][proj_size], gradient of the loss with respect to initial_h; NULL: not asked for */
    float *d_initial_h;
    /* [batch][hidden_size], gradient of the loss with respect to initial_c; NULL: not asked for */
    float *d_initial_c;
    /* timesteps of a piece; no gradient passes from one piece to another; 0: no pieces */
    size_t truncation;
    /* segments, of which one at a time is kept, the others computed again; 0: all are kept */
    size_t checkpoints;
    float *workspace; /* so many numbers as the function says; what is in them has no meaning */
} pytorch_projection_layer_gradients_call_f32;

/* How many numbers the workspace of a call has; its pointers are not read. */
size_t pytorch_projection_layer_gradients_workspace_f32(const
    pytorch_projection_layer_gradients_call_f32 *call);
/* Returns LSTM_FINE, or what is wrong with the call, of enum lstm_fault. */
int pytorch_projection_layer_gradients_f32(const pytorch_projection_layer_gradients_call_f32 *call);

typedef struct {
    size_t batch;
    size_t timesteps;
    size_t input_size;
    size_t hidden_size;
    size_t proj_size;
    const double *input; /* [batch][timesteps][input_size], input sequences */
    /* [batch][proj_size], hidden state before the first timestep; NULL: 0 */
    const double *initial_h;
    /* [batch][hidden_size], cell state before the first timestep; NULL: 0 */
    const double *initial_c;
    const unsigned char *mask; /* [batch][timesteps], 1 where a timestep counts; NULL: all do */
    int go_backwards; /* 0 or 1: in which order the timesteps are processed */
    const double *weight_ih; /* [4*hidden_size][input_size], weights of the input */
    const double *weight_hh; /* [4*hidden_size][proj_size], weights of the hidden state */
    const double *weight_hr; /* [proj_size][hidden_size], projection */
    const double *bias_ih; /* [4*hidden_size], input bias; NULL: zeros */
    const double *bias_hh; /* [4*hidden_size], hidden bias; NULL: zeros */
    /* [batch][timesteps][proj_size], gradient of the loss with respect to output; NULL: zeros */
    const double *d_output;
    /* [batch][proj_size], gradient of the loss with respect to h_n; NULL: zeros */
    const double *d_h_n;
    /* [batch][hidden_size], gradient of the loss with respect to c_n; NULL: zeros */
    const double *d_c_n;
    double *d_input; /* [batch][timesteps][input_size], gradient of the loss with respect to input */
    /* [4*hidden_size][input_size], gradient of the loss with respect to weight_ih; NULL: not asked
       for */
    double *d_weight_ih;
    /* [4*hidden_size][proj_size], gradient of the loss with respect to weight_hh; NULL: not asked
       for */
    double *d_weight_hh;
    /* [proj_size][hidden_size], gradient of the loss with respect to weight_hr; NULL: not asked for
       */
    double *d_weight_hr;
    /* [4*hidden_size], gradient of the loss with respect to bias_ih; NULL: not asked for */
    double *d_bias_ih;
    /* [4*hidden_size], gradient of the loss with respect to bias_hh; NULL: not asked for */
    double *d_bias_hh;
    /* [batch][proj_size], gradient of the loss with respect to initial_h; NULL: not asked for */
    double *d_initial_h;
    /* [batch][hidden_size], gradient of the loss with respect to initial_c; NULL: not asked for */
    double *d_initial_c;
    /* timesteps of a piece; no gradient passes from one piece to another; 0: no pieces */
    size_t truncation;
    /* segments, of which one at a time is kept, the others computed again; 0: all are kept */
    size_t checkpoints;
    double *workspace; /* so many numbers as the function says; what is in them has no meaning */
} pytorch_projection_layer_gradients_call_f64;

/* How many numbers the workspace of a call has; its pointers are not read. */
size_t pytorch_projection_layer_gradients_workspace_f64(const
    pytorch_projection_layer_gradients_call_f64 *call);
/* Returns LSTM_FINE, or what is wrong with the call, of enum lstm_fault. */
int pytorch_projection_layer_gradients_f64(const pytorch_projection_layer_gradients_call_f64 *call);

#ifdef __cplusplus
}
#endif

#endif
