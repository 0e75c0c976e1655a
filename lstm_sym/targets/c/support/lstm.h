/* What all cells share: portable C11, without allocation. A cell's own header is in cells/. */
#ifndef LSTM_H
#define LSTM_H

#include <stddef.h>

/* Threads share a call through counters, for which a C11 compiler may have no type. */
#if !defined(__STDC_NO_ATOMICS__) && !defined(__cplusplus)
#define LSTM_THREADS
typedef _Atomic size_t lstm_counter;
#else
typedef size_t lstm_counter;
#endif

#ifdef __cplusplus
extern "C" {
#endif

@ENUMS@

/* What is wrong with a call; its arrays are then left as they were. */
enum lstm_fault {
    LSTM_FINE,
    LSTM_NO_ARRAY,              /* one that is needed is NULL */
    LSTM_UNKNOWN_FUNCTION,      /* a field is no lstm_activation */
    LSTM_UNKNOWN_MASKED_OUTPUT, /* a field is no lstm_masked_output */
    LSTM_TOO_LARGE,             /* a size is above LSTM_LARGEST */
    LSTM_STREAM_BACKWARDS,      /* a stream does not know its last timestep, to begin there */
    LSTM_NO_TILES,              /* the system gives none of AMX; built with -mno-amx-bf16 it needs none */
    LSTM_UNEVEN_HEADS,          /* a head's size is 0, or does not divide the units */
};
#define LSTM_LARGEST 2147483647 /* no array is longer along a dimension */

/* In a workspace and in packed weights a row has a whole number of the widest registers. */
#define LSTM_PADDED(units) (((units) + 15) / 16 * 16)
/* Timesteps times examples of x W + b that are computed at once, in the workspace. */
#define LSTM_SLAB_ROWS 48

/* The library starts no thread. With `threads` set, a cell's function `help` may be called with the
   same call by other threads at any time: it works along while the call runs, and returns at once
   when it does not. The results are the same to the last bit. Zeros before the first use. */
enum { LSTM_MAX_THREADS = 32 };
typedef struct {
    size_t threads; /* among so many the work is divided; below 2: not at all */
    size_t groups;
    lstm_counter stages, door, done, claimed[LSTM_MAX_THREADS];
} lstm_share;

/* An activation, of n numbers; in activations.c. */
void lstm_activate_f32(int activation, size_t n, const float *x, float *y);
void lstm_activate_f64(int activation, size_t n, const double *x, double *y);

#ifdef __cplusplus
}
#endif

#endif
