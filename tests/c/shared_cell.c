/* A cell, of many sizes: alone, shared with threads that come and go, and one step after the other:
   the same to the last bit? The last states take the place of the initial ones. Prints how many
   calls were compared. */
#if defined(KERAS)
#include "cells/keras.h"
#define CELL(what) keras_##what##f64
#define SIZE(what) KERAS_##what##_SIZE
#define OUTPUT lstm_output
enum { GATES = 4, STATES = 2 };
typedef double number;
#elif defined(EIGHT)
#include "cells/gru_no_reset_after_eight.h"
#define CELL(what) gru_no_reset_after_eight_##what##f32
#define SIZE(what) GRU_NO_RESET_AFTER_EIGHT_##what##_SIZE
#define OUTPUT gru_output
enum { GATES = 3, STATES = 1 };
typedef float number;
#elif defined(BFLOAT16)
#include "cells/gru_no_reset_after_bfloat16.h"
#define CELL(what) gru_no_reset_after_bfloat16_##what##f32
#define SIZE(what) GRU_NO_RESET_AFTER_BFLOAT16_##what##_SIZE
#define OUTPUT gru_output
enum { GATES = 3, STATES = 1 };
typedef float number;
#else
#include "cells/gru_no_reset_after.h"
#define CELL(what) gru_no_reset_after_##what##f64
#define SIZE(what) GRU_NO_RESET_AFTER_##what##_SIZE
#define OUTPUT gru_output
enum { GATES = 3, STATES = 1 };
typedef double number;
#endif

#include <pthread.h> /* the thread sanitizer does not know C11's threads */
#include <sched.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>

enum { BATCH = 33, TIMESTEPS = 12, INPUT_DIM = 5, UNITS = 37, HELPERS = 3, TIMES = 3 };

static number sequences[BATCH * TIMESTEPS * INPUT_DIM], kernel[INPUT_DIM * GATES * UNITS];
static number recurrent_kernel[UNITS * GATES * UNITS], bias[GATES * UNITS], initial[STATES * BATCH * UNITS];
static unsigned char mask[BATCH * TIMESTEPS];
static number packed[SIZE(PACKED)(INPUT_DIM, UNITS)];
static number workspace[SIZE(WORKSPACE)(BATCH, INPUT_DIM, UNITS)];
static number outputs[3][BATCH * (TIMESTEPS + STATES) * UNITS];
static lstm_share share;
static CELL(call_) call = {.input_dim = INPUT_DIM,
                                           .units = UNITS,
                                           .sequences = sequences,
                                           .packed = packed,
                                           .mask = mask,
                                           .activation = LSTM_TANH,
                                           .recurrent_activation = LSTM_SIGMOID,
                                           .return_sequences = 1,
                                           .workspace = workspace,
                                           .share = &share};
static atomic_int over;

static void *help(void *nothing)
{
    while (!atomic_load(&over)) {
        CELL(help_)(&call);
        sched_yield();
    }
    return nothing;
}

static void fill(number *to, size_t n, unsigned seed)
{
    for (size_t i = 0; i < n; i++) {
        seed = seed * 1664525u + 1013904223u;
        to[i] = (number)(seed >> 8) / (1 << 24) - 0.5;
    }
}

static int run(size_t batch, size_t timesteps, size_t threads, number *output)
{
    number *state = output + batch * timesteps * UNITS;
    memcpy(state, initial, STATES * batch * UNITS * sizeof(number));
    call.batch = batch;
    call.timesteps = timesteps;
    call.OUTPUT = output;
    call.initial_h = call.state_h = state;
#ifdef KERAS
    call.initial_c = call.state_c = state + batch * UNITS;
#endif
    share.threads = threads;
    return CELL()(&call);
}

/* One step after the other, of one example. */
static void steps(size_t timesteps, number *output)
{
    CELL(call_) stream = call;
    stream.batch = 1;
    stream.share = NULL;
    stream.initial_h = initial;
#ifdef KERAS
    stream.initial_c = initial + UNITS;
#endif
    CELL(begin_)(&stream);
    for (size_t t = 0; t < timesteps; t++) {
        stream.sequences = sequences + t * INPUT_DIM;
        stream.mask = mask + t;
        stream.OUTPUT = output + t * UNITS;
        CELL(step_)(&stream);
    }
    stream.state_h = output + timesteps * UNITS;
#ifdef KERAS
    stream.state_c = stream.state_h + UNITS;
#endif
    CELL(end_)(&stream);
}

int main(void)
{
    static const size_t batches[] = {0, 1, 2, 3, 4, 7, BATCH}, lengths[] = {0, 1, 2, TIMESTEPS};
    const CELL(weights_) weights = {.input_dim = INPUT_DIM,
                                                    .units = UNITS,
                                                    .kernel = kernel,
                                                    .recurrent_kernel = recurrent_kernel,
                                                    .bias = bias};
    pthread_t helpers[HELPERS];
    int compared = 0;
    fill(sequences, sizeof sequences / sizeof *sequences, 1);
    fill(kernel, sizeof kernel / sizeof *kernel, 2);
    fill(recurrent_kernel, sizeof recurrent_kernel / sizeof *recurrent_kernel, 3);
    fill(bias, sizeof bias / sizeof *bias, 4);
    fill(initial, sizeof initial / sizeof *initial, 5);
    for (size_t i = 0; i < sizeof mask; i++)
        mask[i] = i % 5 != 0;
    CELL(pack_)(&weights, packed);
    for (int i = 0; i < HELPERS; i++)
        pthread_create(&helpers[i], NULL, help, NULL);
    for (size_t b = 0; b < sizeof batches / sizeof *batches; b++)
        for (size_t l = 0; l < sizeof lengths / sizeof *lengths; l++) {
            const size_t numbers = batches[b] * (lengths[l] + STATES) * UNITS;
            if (run(batches[b], lengths[l], 1, outputs[0]) != LSTM_FINE)
                return 1;
            for (int time = 0; time < TIMES; time++, compared++)
                if (run(batches[b], lengths[l], 1 + HELPERS, outputs[1]) != LSTM_FINE ||
                    memcmp(outputs[0], outputs[1], numbers * sizeof(number)))
                    return 2;
            if (batches[b] == 1) {
                steps(lengths[l], outputs[2]);
                if (memcmp(outputs[0], outputs[2], numbers * sizeof(number)))
                    return 3;
            }
        }
    atomic_store(&over, 1);
    for (int i = 0; i < HELPERS; i++)
        pthread_join(helpers[i], NULL);
    double total = 0.0;
    for (size_t i = 0; i < BATCH * TIMESTEPS * UNITS; i++)
        total += (double)(i % 7 + 1) * outputs[0][i];
    printf("%d\n%.9g\n", compared, total);
    return 0;
}
