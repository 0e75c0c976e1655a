/* The LSTM operator of ONNX: gradients, in C.

   Printed from lstm_sym/equations/onnx.py by `lstm-sym generate`.
   Do not edit: change the equations and generate again. */

#ifndef ONNX_DIRECTION_NO_INPUT_FORGET_GRADIENTS_H
#define ONNX_DIRECTION_NO_INPUT_FORGET_GRADIENTS_H

#include "../lstm.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct {
    size_t batch;
    size_t timesteps;
    size_t input_size;
    size_t hidden_size;
    const float *X; /* [batch_size][timesteps][input_size], input sequences */
    /* [batch_size][hidden_size], hidden state before the first timestep; NULL: 0 */
    const float *initial_H;
    /* [batch_size][hidden_size], cell state before the first timestep; NULL: 0 */
    const float *initial_C;
    /* [batch_size][timesteps], 1 where a timestep counts; NULL: all do */
    const unsigned char *mask;
    float clip; /* bound on the argument of each activation */
    int f; /* enum lstm_activation: activation of the three gates */
    int g; /* enum lstm_activation: activation of the cell gate */
    int h; /* enum lstm_activation: activation of the cell state */
    int go_backwards; /* 0 or 1: in which order the timesteps are processed */
    const float *W; /* [4*hidden_size][input_size], weights of the input */
    const float *R; /* [4*hidden_size][hidden_size], recurrence weights */
    const float *Wb; /* [4*hidden_size], bias beside the input */
    const float *Rb; /* [4*hidden_size], bias beside the hidden state */
    const float *P; /* [3*hidden_size], peephole weights; NULL: zeros */
    /* [batch_size][timesteps][hidden_size], gradient of the loss with respect to Y; NULL: zeros */
    const float *d_Y;
    /* [batch_size][hidden_size], gradient of the loss with respect to Y_h; NULL: zeros */
    const float *d_Y_h;
    /* [batch_size][hidden_size], gradient of the loss with respect to Y_c; NULL: zeros */
    const float *d_Y_c;
    float *d_X; /* [batch_size][timesteps][input_size], gradient of the loss with respect to X */
    /* [4*hidden_size][input_size], gradient of the loss with respect to W; NULL: not asked for */
    float *d_W;
    /* [4*hidden_size][hidden_size], gradient of the loss with respect to R; NULL: not asked for */
    float *d_R;
    float *d_Wb; /* [4*hidden_size], gradient of the loss with respect to Wb; NULL: not asked for */
    float *d_Rb; /* [4*hidden_size], gradient of the loss with respect to Rb; NULL: not asked for */
    float *d_P; /* [3*hidden_size], gradient of the loss with respect to P; NULL: not asked for */
    /* [batch_size][hidden_size], gradient of the loss with respect to initial_H; NULL: not asked
       for */
    float *d_initial_H;
    /* [batch_size][hidden_size], gradient of the loss with respect to initial_C; NULL: not asked
       for */
    float *d_initial_C;
    /* timesteps of a piece; no gradient passes from one piece to another; 0: no pieces */
    size_t truncation;
    /* segments, of which one at a time is kept, the others computed again; 0: all are kept */
    size_t checkpoints;
    float *workspace; /* so many numbers as the function says; what is in them has no meaning */
} onnx_direction_no_input_forget_gradients_call_f32;

/* How many numbers the workspace of a call has; its pointers are not read. */
size_t onnx_direction_no_input_forget_gradients_workspace_f32(const
    onnx_direction_no_input_forget_gradients_call_f32 *call);
/* Returns LSTM_FINE, or what is wrong with the call, of enum lstm_fault. */
int onnx_direction_no_input_forget_gradients_f32(const
    onnx_direction_no_input_forget_gradients_call_f32 *call);

typedef struct {
    size_t batch;
    size_t timesteps;
    size_t input_size;
    size_t hidden_size;
    const double *X; /* [batch_size][timesteps][input_size], input sequences */
    /* [batch_size][hidden_size], hidden state before the first timestep; NULL: 0 */
    const double *initial_H;
    /* [batch_size][hidden_size], cell state before the first timestep; NULL: 0 */
    const double *initial_C;
    /* [batch_size][timesteps], 1 where a timestep counts; NULL: all do */
    const unsigned char *mask;
    double clip; /* bound on the argument of each activation */
    int f; /* enum lstm_activation: activation of the three gates */
    int g; /* enum lstm_activation: activation of the cell gate */
    int h; /* enum lstm_activation: activation of the cell state */
    int go_backwards; /* 0 or 1: in which order the timesteps are processed */
    const double *W; /* [4*hidden_size][input_size], weights of the input */
    const double *R; /* [4*hidden_size][hidden_size], recurrence weights */
    const double *Wb; /* [4*hidden_size], bias beside the input */
    const double *Rb; /* [4*hidden_size], bias beside the hidden state */
    const double *P; /* [3*hidden_size], peephole weights; NULL: zeros */
    /* [batch_size][timesteps][hidden_size], gradient of the loss with respect to Y; NULL: zeros */
    const double *d_Y;
    /* [batch_size][hidden_size], gradient of the loss with respect to Y_h; NULL: zeros */
    const double *d_Y_h;
    /* [batch_size][hidden_size], gradient of the loss with respect to Y_c; NULL: zeros */
    const double *d_Y_c;
    double *d_X; /* [batch_size][timesteps][input_size], gradient of the loss with respect to X */
    /* [4*hidden_size][input_size], gradient of the loss with respect to W; NULL: not asked for */
    double *d_W;
    /* [4*hidden_size][hidden_size], gradient of the loss with respect to R; NULL: not asked for */
    double *d_R;
    double *d_Wb; /* [4*hidden_size], gradient of the loss with respect to Wb; NULL: not asked for */
    double *d_Rb; /* [4*hidden_size], gradient of the loss with respect to Rb; NULL: not asked for */
    double *d_P; /* [3*hidden_size], gradient of the loss with respect to P; NULL: not asked for */
    /* [batch_size][hidden_size], gradient of the loss with respect to initial_H; NULL: not asked
       for */
    double *d_initial_H;
    /* [batch_size][hidden_size], gradient of the loss with respect to initial_C; NULL: not asked
       for */
    double *d_initial_C;
    /* timesteps of a piece; no gradient passes from one piece to another; 0: no pieces */
    size_t truncation;
    /* segments, of which one at a time is kept, the others computed again; 0: all are kept */
    size_t checkpoints;
    double *workspace; /* so many numbers as the function says; what is in them has no meaning */
} onnx_direction_no_input_forget_gradients_call_f64;

/* How many numbers the workspace of a call has; its pointers are not read. */
size_t onnx_direction_no_input_forget_gradients_workspace_f64(const
    onnx_direction_no_input_forget_gradients_call_f64 *call);
/* Returns LSTM_FINE, or what is wrong with the call, of enum lstm_fault. */
int onnx_direction_no_input_forget_gradients_f64(const
    onnx_direction_no_input_forget_gradients_call_f64 *call);

#ifdef __cplusplus
}
#endif

#endif
