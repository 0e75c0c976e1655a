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
    const float *d_y; /* gradient of the loss with respect to y; NULL: zeros */
    const float *d_hy; /* gradient of the loss with respect to hy; NULL: zeros */
    const float *d_cy; /* gradient of the loss with respect to cy; NULL: zeros */
    float *d_x; /* gradient of the loss with respect to the same */
    float *d_W; /* gradient of the loss with respect to the same; NULL: not asked for */
    float *d_R; /* gradient of the loss with respect to the same; NULL: not asked for */
    float *d_b_W; /* gradient of the loss with respect to the same; NULL: not asked for */
    float *d_b_R; /* gradient of the loss with respect to the same; NULL: not asked for */
    float *d_initial_h; /* gradient of the loss with respect to the same; NULL: not asked for */
    float *d_initial_c; /* gradient of the loss with respect to the same; NULL: not asked for */
    /* after so many timesteps nothing is handed back to the states before; 0: always */
    size_t truncation;
    /* in so many segments values are computed again instead of kept; 0: all are kept */
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
    const double *d_y; /* gradient of the loss with respect to y; NULL: zeros */
    const double *d_hy; /* gradient of the loss with respect to hy; NULL: zeros */
    const double *d_cy; /* gradient of the loss with respect to cy; NULL: zeros */
    double *d_x; /* gradient of the loss with respect to the same */
    double *d_W; /* gradient of the loss with respect to the same; NULL: not asked for */
    double *d_R; /* gradient of the loss with respect to the same; NULL: not asked for */
    double *d_b_W; /* gradient of the loss with respect to the same; NULL: not asked for */
    double *d_b_R; /* gradient of the loss with respect to the same; NULL: not asked for */
    double *d_initial_h; /* gradient of the loss with respect to the same; NULL: not asked for */
    double *d_initial_c; /* gradient of the loss with respect to the same; NULL: not asked for */
    /* after so many timesteps nothing is handed back to the states before; 0: always */
    size_t truncation;
    /* in so many segments values are computed again instead of kept; 0: all are kept */
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
