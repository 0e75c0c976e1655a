/* The LSTM of cuDNN: gradients, in C.

   Printed from lstm_sym/equations/cudnn.py by `lstm-sym generate`.
   Do not edit: change the equations and generate again. */

#ifndef CUDNN_GRADIENTS_H
#define CUDNN_GRADIENTS_H

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
    const float *initial_c; /* [batch][units], cell state before the first timestep; NULL: 0 */
    int go_backwards; /* 0 or 1: in which order the timesteps are processed */
    const float *W; /* [4*units][input_dim], weights of the input */
    const float *R; /* [4*units][units], weights of the hidden state */
    const float *b_W; /* [4*units], input bias */
    const float *b_R; /* [4*units], recurrent bias */
    /* [batch][timesteps][units], gradient of the loss with respect to y; NULL: zeros */
    const float *d_y;
    const float *d_hy; /* [batch][units], gradient of the loss with respect to hy; NULL: zeros */
    const float *d_cy; /* [batch][units], gradient of the loss with respect to cy; NULL: zeros */
    float *d_x; /* [batch][timesteps][input_dim], gradient of the loss with respect to x */
    /* [4*units][input_dim], gradient of the loss with respect to W; NULL: not asked for */
    float *d_W;
    float *d_R; /* [4*units][units], gradient of the loss with respect to R; NULL: not asked for */
    float *d_b_W; /* [4*units], gradient of the loss with respect to b_W; NULL: not asked for */
    float *d_b_R; /* [4*units], gradient of the loss with respect to b_R; NULL: not asked for */
    /* [batch][units], gradient of the loss with respect to initial_h; NULL: not asked for */
    float *d_initial_h;
    /* [batch][units], gradient of the loss with respect to initial_c; NULL: not asked for */
    float *d_initial_c;
    /* timesteps of a piece; no gradient passes from one piece to another; 0: no pieces */
    size_t truncation;
    /* segments, of which one at a time is kept, the others computed again; 0: all are kept */
    size_t checkpoints;
    float *workspace; /* so many numbers as the function says; what is in them has no meaning */
} cudnn_gradients_call_f32;

/* How many numbers the workspace of a call has; its pointers are not read. */
size_t cudnn_gradients_workspace_f32(const cudnn_gradients_call_f32 *call);
/* Returns LSTM_FINE, or what is wrong with the call, of enum lstm_fault. */
int cudnn_gradients_f32(const cudnn_gradients_call_f32 *call);

typedef struct {
    size_t batch;
    size_t timesteps;
    size_t input_dim;
    size_t units;
    const double *x; /* [batch][timesteps][input_dim], input sequences */
    const double *initial_h; /* [batch][units], hidden state before the first timestep; NULL: 0 */
    const double *initial_c; /* [batch][units], cell state before the first timestep; NULL: 0 */
    int go_backwards; /* 0 or 1: in which order the timesteps are processed */
    const double *W; /* [4*units][input_dim], weights of the input */
    const double *R; /* [4*units][units], weights of the hidden state */
    const double *b_W; /* [4*units], input bias */
    const double *b_R; /* [4*units], recurrent bias */
    /* [batch][timesteps][units], gradient of the loss with respect to y; NULL: zeros */
    const double *d_y;
    const double *d_hy; /* [batch][units], gradient of the loss with respect to hy; NULL: zeros */
    const double *d_cy; /* [batch][units], gradient of the loss with respect to cy; NULL: zeros */
    double *d_x; /* [batch][timesteps][input_dim], gradient of the loss with respect to x */
    /* [4*units][input_dim], gradient of the loss with respect to W; NULL: not asked for */
    double *d_W;
    double *d_R; /* [4*units][units], gradient of the loss with respect to R; NULL: not asked for */
    double *d_b_W; /* [4*units], gradient of the loss with respect to b_W; NULL: not asked for */
    double *d_b_R; /* [4*units], gradient of the loss with respect to b_R; NULL: not asked for */
    /* [batch][units], gradient of the loss with respect to initial_h; NULL: not asked for */
    double *d_initial_h;
    /* [batch][units], gradient of the loss with respect to initial_c; NULL: not asked for */
    double *d_initial_c;
    /* timesteps of a piece; no gradient passes from one piece to another; 0: no pieces */
    size_t truncation;
    /* segments, of which one at a time is kept, the others computed again; 0: all are kept */
    size_t checkpoints;
    double *workspace; /* so many numbers as the function says; what is in them has no meaning */
} cudnn_gradients_call_f64;

/* How many numbers the workspace of a call has; its pointers are not read. */
size_t cudnn_gradients_workspace_f64(const cudnn_gradients_call_f64 *call);
/* Returns LSTM_FINE, or what is wrong with the call, of enum lstm_fault. */
int cudnn_gradients_f64(const cudnn_gradients_call_f64 *call);

#ifdef __cplusplus
}
#endif

#endif
