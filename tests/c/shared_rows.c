/* As shared_cell.c, of cells that need all units, or whose states have several rows: alone, shared
   with threads, and one step after the other, the same to the last bit. Prints how many calls were
   compared. */
#ifdef NORM
#include "cells/layer_norm_contrib.h"
#define CELL(what) layer_norm_contrib_##what##f64
#define SIZES 5, 37
#define ROOM(what, ...) LAYER_NORM_CONTRIB_##what##_SIZE(__VA_ARGS__)
enum { OUTPUT = 37, STATE = 2 * 37 };
#elif defined(MATRIX)
#include "cells/mlstm_stabilized.h"
#define CELL(what) mlstm_stabilized_##what##f64
#define SIZES 5, 3, 19
#define ROOM(what, ...) MLSTM_STABILIZED_##what##_SIZE(__VA_ARGS__)
enum { OUTPUT = 3 * 19, STATE = 3 * 19 * 19 + 3 * 19 + 3 };
#else
#error "NORM or MATRIX"
#endif

#include <pthread.h> /* the thread sanitizer does not know C11's threads */
#include <sched.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>

enum { BATCH = 33, TIMESTEPS = 7, INPUT_DIM = 5, HELPERS = 3, TIMES = 3, MOST = 6000 };

static double sequences[BATCH * TIMESTEPS * INPUT_DIM], weights[6][MOST], initial[BATCH * STATE];
static double packed[ROOM(PACKED, SIZES)], workspace[ROOM(WORKSPACE, BATCH, SIZES)];
static double outputs[3][BATCH * (TIMESTEPS * OUTPUT + STATE)];
static lstm_share share;
static CELL(call_) call = {.packed = packed, .workspace = workspace, .share = &share};
static atomic_int over;

static void fill(double *to, size_t n, unsigned seed)
{
    for (size_t i = 0; i < n; i++) {
        seed = seed * 1664525u + 1013904223u;
        to[i] = (double)(seed >> 8) / (1 << 24) - 0.5;
    }
}

/* Where the states of so many examples are, before and behind. */
static void point(CELL(call_) *at, double *before, double *behind)
{
#ifdef NORM
    at->initial_c = before;
    at->initial_h = before + at->batch * 37;
    at->last_c = behind;
    at->last_h = behind + at->batch * 37;
#else
    at->initial_C = before;
    at->initial_n = before + at->batch * 3 * 19 * 19;
    at->initial_m = at->initial_n + at->batch * 3 * 19;
    at->last_C = behind;
    at->last_n = behind + at->batch * 3 * 19 * 19;
    at->last_m = at->last_n + at->batch * 3 * 19;
#endif
}

static void give(CELL(call_) *at, const double *x, double *to)
{
#ifdef NORM
    at->inputs = x;
    at->outputs = to;
#else
    at->input = x;
    at->output = to;
#endif
}

static void begin(void)
{
#ifdef NORM
    const CELL(weights_) given = {5, 37, weights[0], weights[1], weights[2],
                                  weights[3], weights[4], weights[5]};
    call.input_dim = 5;
    call.units = 37;
    call.epsilon = 1e-12;
    call.forget_bias = 1.0;
    call.activation = LSTM_TANH;
#else
    const CELL(weights_) given = {5, 3, 19, weights[0], weights[1], weights[2],
                                  weights[3], weights[4], weights[5]};
    call.input_dim = 5;
    call.heads = 3;
    call.head = 19;
    call.epsilon = 1e-6;
#endif
    CELL(pack_)(&given, packed);
}

static void *help(void *nothing)
{
    while (!atomic_load(&over)) {
        CELL(help_)(&call);
        sched_yield();
    }
    return nothing;
}

/* The last states take the place of the initial ones. */
static int run(size_t batch, size_t timesteps, size_t threads, double *output)
{
    double *state = output + batch * timesteps * OUTPUT;
    memcpy(state, initial, STATE * batch * sizeof(double));
    call.batch = batch;
    call.timesteps = timesteps;
    give(&call, sequences, output);
    point(&call, state, state);
    share.threads = threads;
    return CELL()(&call);
}

/* One step after the other, of one example. */
static void steps(size_t timesteps, double *output)
{
    CELL(call_) stream = call;
    stream.batch = 1;
    stream.share = NULL;
    point(&stream, initial, output + timesteps * OUTPUT);
    CELL(begin_)(&stream);
    for (size_t t = 0; t < timesteps; t++) {
        give(&stream, sequences + t * INPUT_DIM, output + t * OUTPUT);
        CELL(step_)(&stream);
    }
    CELL(end_)(&stream);
}

int main(void)
{
    static const size_t batches[] = {0, 1, 2, 3, 4, 7, BATCH}, lengths[] = {0, 1, 2, TIMESTEPS};
    pthread_t helpers[HELPERS];
    int compared = 0;
    fill(sequences, sizeof sequences / sizeof *sequences, 1);
    for (int k = 0; k < 6; k++)
        fill(weights[k], MOST, 2 + k);
    fill(initial, sizeof initial / sizeof *initial, 8);
    begin();
    for (int i = 0; i < HELPERS; i++)
        pthread_create(&helpers[i], NULL, help, NULL);
    for (size_t b = 0; b < sizeof batches / sizeof *batches; b++)
        for (size_t l = 0; l < sizeof lengths / sizeof *lengths; l++) {
            const size_t numbers = batches[b] * (lengths[l] * OUTPUT + STATE);
            if (run(batches[b], lengths[l], 1, outputs[0]) != LSTM_FINE)
                return 1;
            for (int time = 0; time < TIMES; time++, compared++)
                if (run(batches[b], lengths[l], 1 + HELPERS, outputs[1]) != LSTM_FINE ||
                    memcmp(outputs[0], outputs[1], numbers * sizeof(double)))
                    return 2;
            if (batches[b] == 1) {
                steps(lengths[l], outputs[2]);
                if (memcmp(outputs[0], outputs[2], numbers * sizeof(double)))
                    return 3;
            }
        }
    atomic_store(&over, 1);
    for (int i = 0; i < HELPERS; i++)
        pthread_join(helpers[i], NULL);
    printf("%d\n", compared);
    return 0;
}
