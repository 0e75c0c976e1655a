/* Printed from lstm_sym/equations/ and lstm_sym/targets/c/support/ by `lstm-sym generate`.
   Do not edit: change the equations and generate again. */
/* The LSTM of Keras: all timesteps of a batch, in portable C11, without allocation. */
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

enum lstm_activation { /* 0 is none: a field that was forgotten is refused */
    LSTM_TANH = 1,
    LSTM_SIGMOID = 2,
    LSTM_HARD_SIGMOID = 3,
    LSTM_HARD_SIGMOID_KERAS2 = 4,
    LSTM_LINEAR = 5,
    LSTM_RELU = 6,
    LSTM_RELU6 = 7,
    LSTM_LEAKY_RELU = 8,
    LSTM_ELU = 9,
    LSTM_SELU = 10,
    LSTM_CELU = 11,
    LSTM_GELU = 12,
    LSTM_GELU_TANH = 13,
    LSTM_SILU = 14,
    LSTM_MISH = 15,
    LSTM_SOFTPLUS = 16,
    LSTM_SOFTSIGN = 17,
    LSTM_EXPONENTIAL = 18,
    LSTM_HARD_TANH = 19,
    LSTM_HARD_SILU = 20,
    LSTM_LOG_SIGMOID = 21,
    LSTM_TANH_SHRINK = 22,
    LSTM_SOFT_SHRINK = 23,
    LSTM_HARD_SHRINK = 24,
    LSTM_SQUAREPLUS = 25,
    LSTM_SPARSE_PLUS = 26,
    LSTM_SPARSE_SIGMOID = 27,
    LSTM_THRESHOLDED_RELU = 28,
    LSTM_HARD_SIGMOID_ONNX = 29,
    LSTM_ACTIVATIONS = 29 /* how many there are */
};

enum lstm_masked_output {
    LSTM_MASKED_PREVIOUS, /* the output emitted one timestep before, zeros before the first */
    LSTM_MASKED_STATE, /* the hidden state, which the masked step has kept */
    LSTM_MASKED_ZERO, /* zeros */
};

/* What is wrong with a call; its arrays are then left as they were. */
enum lstm_fault {
    LSTM_FINE,
    LSTM_NO_ARRAY,              /* one that is needed is NULL */
    LSTM_UNKNOWN_FUNCTION,      /* a field is no lstm_activation */
    LSTM_UNKNOWN_MASKED_OUTPUT, /* a field is no lstm_masked_output */
    LSTM_TOO_LARGE,             /* a size is above LSTM_LARGEST */
    LSTM_STREAM_BACKWARDS,      /* a stream does not know its last timestep, to begin there */
};
#define LSTM_LARGEST 2147483647 /* no array is longer along a dimension */

/* How many numbers the caller provides for the packed weights and for a call. */
#define LSTM_PADDED(units) (((units) + 15) / 16 * 16)
#define LSTM_PACKED_SIZE(input_dim, units) (4 * (1 + (input_dim) + (units)) * LSTM_PADDED(units))
#define LSTM_WORKSPACE_OF_ONE(input_dim, units) (2 * LSTM_PADDED(input_dim) + 4 * LSTM_PADDED(units))
#define LSTM_WORKSPACE_SIZE(batch, input_dim, units)                                               \
    ((batch) * LSTM_WORKSPACE_OF_ONE(input_dim, units) + 96 * LSTM_PADDED(units))

/* The library starts no thread. With `threads` set, lstm_help may be called with the same call by
   other threads at any time: it works along while lstm runs, and returns at once when it does
   not. The results are the same to the last bit. Zeros before the first use. */
enum { LSTM_MAX_THREADS = 32 };
typedef struct {
    size_t threads; /* among so many the work is divided; below 2: not at all */
    size_t groups;
    lstm_counter stages, door, done, claimed[LSTM_MAX_THREADS];
} lstm_share;

#define LSTM_DECLARE(number, suffix)                                                               \
    typedef struct {                                                                               \
        size_t batch, timesteps, input_dim, units;                                                 \
        const number *sequences; /* [batch][timesteps][input_dim] */                               \
        const number *packed;    /* from lstm_pack */                                              \
        const number *initial_h, *initial_c; /* [batch][units]; NULL: zeros */                     \
        const unsigned char *mask; /* [batch][timesteps], 1 where a timestep counts; NULL: all */  \
        int activation, recurrent_activation; /* enum lstm_activation */                           \
        int masked_output;                    /* enum lstm_masked_output */                        \
        int go_backwards, return_sequences;   /* 0 or 1 */                                         \
        number *lstm_output; /* [batch][timesteps][units], or [batch][units] */                    \
        number *state_h, *state_c; /* [batch][units] */                                            \
        number *workspace; /* LSTM_WORKSPACE_SIZE numbers; what is in them has no meaning */       \
        lstm_share *share; /* NULL: this thread alone */                                           \
    } lstm_call_##suffix;                                                                          \
                                                                                                   \
    /* kernel [input_dim][4][units], recurrent_kernel [units][4][units], bias [4][units] or NULL,  \
       each as Keras's get_weights() has it; packed: LSTM_PACKED_SIZE numbers. The packed form     \
       belongs to this build of the library. */                                                    \
    void lstm_pack_##suffix(size_t input_dim, size_t units, const number *kernel,                  \
                            const number *recurrent_kernel, const number *bias, number *packed);   \
    /* Returns LSTM_FINE, or what is wrong with the call. The last states may be where the initial  \
       ones are: a stream is a call of one timestep after the other. cells/keras.h has a step that  \
       checks and copies nothing. */                                                                \
    int lstm_##suffix(const lstm_call_##suffix *call);                                             \
    void lstm_help_##suffix(const lstm_call_##suffix *call);                                       \
    /* An activation, of n numbers. */                                                             \
    void lstm_activate_##suffix(int activation, size_t n, const number *x, number *y);

LSTM_DECLARE(float, f32)
LSTM_DECLARE(double, f64)

#ifdef __cplusplus
}
#endif

#endif
