/* Calls of many sizes, alone and shared with threads that come and go: the same to the last bit?
   Prints how many calls were compared; fails by its exit status. */
#include "lstm.h"

#include <pthread.h> /* the thread sanitizer does not know C11's threads */
#include <sched.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>

enum { BATCH = 33, TIMESTEPS = 30, INPUT_DIM = 5, UNITS = 37, HELPERS = 3, TIMES = 4 };

static double sequences[BATCH * TIMESTEPS * INPUT_DIM], kernel[INPUT_DIM * 4 * UNITS];
static double recurrent_kernel[UNITS * 4 * UNITS], bias[4 * UNITS];
static unsigned char mask[BATCH * TIMESTEPS];
static double packed[LSTM_PACKED_SIZE(INPUT_DIM, UNITS)];
static double workspace[LSTM_WORKSPACE_SIZE(BATCH, INPUT_DIM, UNITS)];
static double initial[2 * BATCH * UNITS];
static double outputs[2][BATCH * (TIMESTEPS + 2) * UNITS];
static lstm_share share;
static lstm_call_f64 call = {.input_dim = INPUT_DIM,
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
        lstm_help_f64(&call);
        sched_yield();
    }
    return nothing;
}

static void fill(double *to, size_t n, unsigned seed)
{
    for (size_t i = 0; i < n; i++) {
        seed = seed * 1664525u + 1013904223u;
        to[i] = (double)(seed >> 8) / (1 << 24) - 0.5;
    }
}

/* With threads the last states take the place of the initial ones. */
static void run(size_t batch, size_t timesteps, size_t threads)
{
    double *output = outputs[threads > 1];
    call.batch = batch;
    call.timesteps = timesteps;
    call.lstm_output = output;
    call.state_h = output + batch * timesteps * UNITS;
    call.state_c = call.state_h + batch * UNITS;
    memcpy(call.state_h, initial, 2 * batch * UNITS * sizeof(double));
    call.initial_h = threads > 1 ? call.state_h : initial;
    call.initial_c = threads > 1 ? call.state_c : initial + batch * UNITS;
    share.threads = threads;
    lstm_f64(&call);
}

int main(void)
{
    static const size_t batches[] = {1, 2, 3, 4, 7, 13, 33}, lengths[] = {0, 1, 2, 25, 30};
    pthread_t helpers[HELPERS];
    int compared = 0, wrong = 0;
    fill(sequences, sizeof sequences / sizeof *sequences, 1);
    fill(kernel, sizeof kernel / sizeof *kernel, 2);
    fill(recurrent_kernel, sizeof recurrent_kernel / sizeof *recurrent_kernel, 3);
    fill(bias, sizeof bias / sizeof *bias, 4);
    fill(initial, sizeof initial / sizeof *initial, 5);
    for (size_t i = 0; i < sizeof mask; i++)
        mask[i] = i % 7 != 3;
    lstm_pack_f64(INPUT_DIM, UNITS, kernel, recurrent_kernel, bias, packed);
    for (int i = 0; i < HELPERS; i++)
        if (pthread_create(&helpers[i], NULL, help, NULL) != 0)
            return 2;
    for (size_t b = 0; b < sizeof batches / sizeof *batches; b++)
        for (size_t l = 0; l < sizeof lengths / sizeof *lengths; l++)
            for (int time = 0; time < TIMES; time++) {
                run(batches[b], lengths[l], 1);
                run(batches[b], lengths[l], 2 + (size_t)time % 4);
                const size_t numbers = batches[b] * (lengths[l] + 2) * UNITS;
                wrong += memcmp(outputs[0], outputs[1], numbers * sizeof(double)) != 0;
                compared++;
            }
    atomic_store(&over, 1);
    for (int i = 0; i < HELPERS; i++)
        pthread_join(helpers[i], NULL);
    printf("%d\n", compared);
    return wrong != 0;
}
