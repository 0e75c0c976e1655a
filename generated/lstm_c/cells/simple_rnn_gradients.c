/* The SimpleRNN of Keras: gradients, in C.

   Printed from lstm_sym/equations/simple_rnn.py by `lstm-sym generate`.
   Do not edit: change the equations and generate again. */

#include "simple_rnn_gradients.h"
#include "../engine/words.c"
#include "../engine/slopes.c"

#define CELL_SUMS 1
#define EACH_STAGE(DO) DO(0)
enum { SIZE_0 /* input_dim */, SIZE_1 /* units */, SIZES };
enum { ARRAY_x_t, ARRAY_h_tm1, ARRAYS };
enum { STATES = 1, STAGES = 1, VECTORS = 2, COLUMNS = 0, NUMBERS = 0, FUNCTIONS = 1, SHOWN = 0 };
enum { EMITTED = ARRAY_h_tm1 };
static const int SIZE_OF_ARRAY[ARRAYS] = {SIZE_0, SIZE_1};
static const int ARRAY_OF_STATE[STATES] = {ARRAY_h_tm1};
static const int SIZE_OF_STAGE[STAGES] = {SIZE_1};
static const int SUMS_OF_STAGE[STAGES] = {1};
static const int SIZE_OF_VECTOR[VECTORS] = {SIZE_0, SIZE_1};
static const int ARRAY_OF_VECTOR[VECTORS] = {ARRAY_x_t, ARRAY_h_tm1};
static const int SIZE_OF_COLUMN[COLUMNS + 1] = {0};
static const double START_OF_STATE[STATES] = {0.0};
/* whether a vector takes part in a sum of a stage */
static const unsigned char HAS[STAGES][VECTORS][CELL_SUMS] = {
    {{1}, {1}},
};

#include "../engine/kept.c"

/* Stage 0 of timestep t, for a register of units. */
LSTM_INLINE void stage_0_f32(const job_f32 *job, const int activation, size_t t, size_t example,
    size_t panel, const vec_f32 z[])
{
    const vec_f32 z_h = z[0]; /* x_t W_h + h_tm1 U_h + b_h */
    const vec_f32 h_t = activate_f32(activation, z_h); /* hidden-state */
    if (by_value(activation))
        store_f32(sum_place_f32(job, 0, 0, t, example, panel), h_t);
    emit_f32(job, t, example, panel, keep_f32(job, ARRAY_h_tm1, t, example, panel, h_t));
}

LSTM_APART void finish_0_default_f32(const job_f32 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f32 sums[])
{
    for (int r = 0; r < count; r++)
        stage_0_f32(job, LSTM_TANH, t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_0_any_f32(const job_f32 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f32 sums[])
{
    for (int r = 0; r < count; r++)
        stage_0_f32(job, job->given.function[0], t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_INLINE void finish_all_f32(const job_f32 *job, const int stage, size_t t,
    size_t example, size_t panel, int count, int across, sums_f32 sums[])
{
    if (stage == 0) {
        if (job->given.function[0] == LSTM_TANH)
            finish_0_default_f32(job, t, example, panel, count, across, sums);
        else
            finish_0_any_f32(job, t, example, panel, count, across, sums);
    }
}

/* Stage 0 of timestep t backwards, for a register of units. */
LSTM_INLINE void back_0_f32(const job_f32 *job, const int activation, size_t t, size_t example,
    size_t panel)
{
    const vec_f32 z_h = load_f32(sum_place_f32(job, 0, 0, t, example, panel));
    /* hidden-state */
    const vec_f32 h_t = by_value(activation) ? z_h : activate_f32(activation, z_h);
    const vec_f32 d_h_t = adjoint_f32(job, ARRAY_h_tm1, t + 1, example, panel); /* gradient-h-t */
    const vec_f32 d_z_h = d_h_t * slope_f32(activation, z_h, h_t); /* gradient-z-h */
    store_f32(sum_place_f32(job, 0, 0, t, example, panel), d_z_h);
}

LSTM_APART void back_0_default_f32(const job_f32 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_0_f32(job, LSTM_TANH, t, example, panel);
}

LSTM_APART void back_0_any_f32(const job_f32 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_0_f32(job, job->given.function[0], t, example, panel);
}

LSTM_INLINE void back_all_f32(const job_f32 *job, const int stage, size_t t,
    size_t example, size_t panels)
{
    if (stage == 0) {
        if (job->given.function[0] == LSTM_TANH)
            back_0_default_f32(job, t, example, panels);
        else
            back_0_any_f32(job, t, example, panels);
    }
}

/* Stage 0 of timestep t, for a register of units. */
LSTM_INLINE void stage_0_f64(const job_f64 *job, const int activation, size_t t, size_t example,
    size_t panel, const vec_f64 z[])
{
    const vec_f64 z_h = z[0]; /* x_t W_h + h_tm1 U_h + b_h */
    const vec_f64 h_t = activate_f64(activation, z_h); /* hidden-state */
    if (by_value(activation))
        store_f64(sum_place_f64(job, 0, 0, t, example, panel), h_t);
    emit_f64(job, t, example, panel, keep_f64(job, ARRAY_h_tm1, t, example, panel, h_t));
}

LSTM_APART void finish_0_default_f64(const job_f64 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f64 sums[])
{
    for (int r = 0; r < count; r++)
        stage_0_f64(job, LSTM_TANH, t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_0_any_f64(const job_f64 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f64 sums[])
{
    for (int r = 0; r < count; r++)
        stage_0_f64(job, job->given.function[0], t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_INLINE void finish_all_f64(const job_f64 *job, const int stage, size_t t,
    size_t example, size_t panel, int count, int across, sums_f64 sums[])
{
    if (stage == 0) {
        if (job->given.function[0] == LSTM_TANH)
            finish_0_default_f64(job, t, example, panel, count, across, sums);
        else
            finish_0_any_f64(job, t, example, panel, count, across, sums);
    }
}

/* Stage 0 of timestep t backwards, for a register of units. */
LSTM_INLINE void back_0_f64(const job_f64 *job, const int activation, size_t t, size_t example,
    size_t panel)
{
    const vec_f64 z_h = load_f64(sum_place_f64(job, 0, 0, t, example, panel));
    /* hidden-state */
    const vec_f64 h_t = by_value(activation) ? z_h : activate_f64(activation, z_h);
    const vec_f64 d_h_t = adjoint_f64(job, ARRAY_h_tm1, t + 1, example, panel); /* gradient-h-t */
    const vec_f64 d_z_h = d_h_t * slope_f64(activation, z_h, h_t); /* gradient-z-h */
    store_f64(sum_place_f64(job, 0, 0, t, example, panel), d_z_h);
}

LSTM_APART void back_0_default_f64(const job_f64 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_0_f64(job, LSTM_TANH, t, example, panel);
}

LSTM_APART void back_0_any_f64(const job_f64 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_0_f64(job, job->given.function[0], t, example, panel);
}

LSTM_INLINE void back_all_f64(const job_f64 *job, const int stage, size_t t,
    size_t example, size_t panels)
{
    if (stage == 0) {
        if (job->given.function[0] == LSTM_TANH)
            back_0_default_f64(job, t, example, panels);
        else
            back_0_any_f64(job, t, example, panels);
    }
}

#include "../engine/backwards.c"

static given_f32 given_of_f32(const simple_rnn_gradients_call_f32 *call)
{
    return (given_f32){
        .batch = call->batch,
        .timesteps = call->timesteps,
        .size = {call->input_dim, call->units},
        .rows = {1, 1},
        .sequences = call->sequences,
        .initial = {call->initial_h},
        .mask = call->mask,
        .number = {0.0f},
        .function = {call->activation, 0},
        .masked_output = call->masked_output,
        .go_backwards = call->go_backwards,
        .every = call->return_sequences,
        .d_output = call->d_rnn_output,
        .d_last = {call->d_state_h},
        .d_sequences = call->d_sequences,
        .d_initial = {call->d_initial_h},
        .truncation = call->truncation,
        .checkpoints = call->checkpoints,
        .workspace = call->workspace,
    };
}

/* The sums' weights side by side, as rows of whole registers. */
static void read_weights_f32(const simple_rnn_gradients_call_f32 *weights, const job_f32 *job)
{
    const size_t input_dim = weights->input_dim;
    const size_t units = weights->units;
    for (size_t row = 0; row < input_dim; row++) { /* x_t */
        float *to = job->weights[0][0] + row * job->columns[0];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->kernel[row * 1 * units + unit];
        for (size_t unit = units; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
    }
    for (size_t row = 0; row < units; row++) { /* h_tm1 */
        float *to = job->weights[0][1] + row * job->columns[0];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->recurrent_kernel[row * 1 * units + unit];
        for (size_t unit = units; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
    }
    {
        float *to = job->bias[0];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->bias ? weights->bias[unit] : 0.0f;
        for (size_t unit = units; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
    }
}

/* The gradients of the arrays of weights, from those of the sums' weights. */
static void write_gradients_f32(const simple_rnn_gradients_call_f32 *weights, const job_f32 *job)
{
    const size_t input_dim = weights->input_dim;
    const size_t units = weights->units;
    if (weights->d_kernel) {
        for (size_t row = 0; row < input_dim; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_kernel[row * 1 * units + unit] =
                    job->d_weights[0][0][row * job->columns[0] +
                    0 * job->padded[SIZE_OF_STAGE[0]] + unit];
    }
    if (weights->d_recurrent_kernel) {
        for (size_t row = 0; row < units; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_recurrent_kernel[row * 1 * units + unit] =
                    job->d_weights[0][1][row * job->columns[0] +
                    0 * job->padded[SIZE_OF_STAGE[0]] + unit];
    }
    if (weights->d_bias) {
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_bias[unit] = job->d_bias[0][0 * job->padded[SIZE_OF_STAGE[0]] + unit];
    }
}

size_t simple_rnn_gradients_workspace_f32(const simple_rnn_gradients_call_f32 *weights)
{
    given_f32 given = given_of_f32(weights);
    given.workspace = NULL;
    return job_of_f32(&given).size;
}

int simple_rnn_gradients_f32(const simple_rnn_gradients_call_f32 *weights)
{
    const given_f32 given = given_of_f32(weights);
    const int fault = fault_f32(&given);
    if (fault == LSTM_FINE) {
        job_f32 job = job_of_f32(&given);
        read_weights_f32(weights, &job);
        gradients_f32(&job);
        write_gradients_f32(weights, &job);
    }
    return fault;
}

static given_f64 given_of_f64(const simple_rnn_gradients_call_f64 *call)
{
    return (given_f64){
        .batch = call->batch,
        .timesteps = call->timesteps,
        .size = {call->input_dim, call->units},
        .rows = {1, 1},
        .sequences = call->sequences,
        .initial = {call->initial_h},
        .mask = call->mask,
        .number = {0.0},
        .function = {call->activation, 0},
        .masked_output = call->masked_output,
        .go_backwards = call->go_backwards,
        .every = call->return_sequences,
        .d_output = call->d_rnn_output,
        .d_last = {call->d_state_h},
        .d_sequences = call->d_sequences,
        .d_initial = {call->d_initial_h},
        .truncation = call->truncation,
        .checkpoints = call->checkpoints,
        .workspace = call->workspace,
    };
}

/* The sums' weights side by side, as rows of whole registers. */
static void read_weights_f64(const simple_rnn_gradients_call_f64 *weights, const job_f64 *job)
{
    const size_t input_dim = weights->input_dim;
    const size_t units = weights->units;
    for (size_t row = 0; row < input_dim; row++) { /* x_t */
        double *to = job->weights[0][0] + row * job->columns[0];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->kernel[row * 1 * units + unit];
        for (size_t unit = units; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
    }
    for (size_t row = 0; row < units; row++) { /* h_tm1 */
        double *to = job->weights[0][1] + row * job->columns[0];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->recurrent_kernel[row * 1 * units + unit];
        for (size_t unit = units; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
    }
    {
        double *to = job->bias[0];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->bias ? weights->bias[unit] : 0.0;
        for (size_t unit = units; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
    }
}

/* The gradients of the arrays of weights, from those of the sums' weights. */
static void write_gradients_f64(const simple_rnn_gradients_call_f64 *weights, const job_f64 *job)
{
    const size_t input_dim = weights->input_dim;
    const size_t units = weights->units;
    if (weights->d_kernel) {
        for (size_t row = 0; row < input_dim; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_kernel[row * 1 * units + unit] =
                    job->d_weights[0][0][row * job->columns[0] +
                    0 * job->padded[SIZE_OF_STAGE[0]] + unit];
    }
    if (weights->d_recurrent_kernel) {
        for (size_t row = 0; row < units; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_recurrent_kernel[row * 1 * units + unit] =
                    job->d_weights[0][1][row * job->columns[0] +
                    0 * job->padded[SIZE_OF_STAGE[0]] + unit];
    }
    if (weights->d_bias) {
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_bias[unit] = job->d_bias[0][0 * job->padded[SIZE_OF_STAGE[0]] + unit];
    }
}

size_t simple_rnn_gradients_workspace_f64(const simple_rnn_gradients_call_f64 *weights)
{
    given_f64 given = given_of_f64(weights);
    given.workspace = NULL;
    return job_of_f64(&given).size;
}

int simple_rnn_gradients_f64(const simple_rnn_gradients_call_f64 *weights)
{
    const given_f64 given = given_of_f64(weights);
    const int fault = fault_f64(&given);
    if (fault == LSTM_FINE) {
        job_f64 job = job_of_f64(&given);
        read_weights_f64(weights, &job);
        gradients_f64(&job);
        write_gradients_f64(weights, &job);
    }
    return fault;
}
