/* minLSTM: gradients, in C.

   Printed from lstm_sym/equations/mingru.py by `lstm-sym generate`.
   Do not edit: change the equations and generate again. */

#include "minlstm_gradients.h"
#include "../engine/words.c"
#include "../engine/slopes.c"

#define CELL_SUMS 3
#define EACH_STAGE(DO) DO(0)
enum { SIZE_0 /* input_dim */, SIZE_1 /* units */, SIZES };
enum { ARRAY_x_t, ARRAY_h_tm1, ARRAYS };
enum { STATES = 1, STAGES = 1, VECTORS = 1, COLUMNS = 0, NUMBERS = 0, FUNCTIONS = 0, SHOWN = 0 };
enum { EMITTED = ARRAY_h_tm1 };
static const int SIZE_OF_ARRAY[ARRAYS] = {SIZE_0, SIZE_1};
static const int ARRAY_OF_STATE[STATES] = {ARRAY_h_tm1};
static const int SIZE_OF_STAGE[STAGES] = {SIZE_1};
static const int SUMS_OF_STAGE[STAGES] = {3};
static const int SIZE_OF_VECTOR[VECTORS] = {SIZE_0};
static const int ARRAY_OF_VECTOR[VECTORS] = {ARRAY_x_t};
static const int SIZE_OF_COLUMN[COLUMNS + 1] = {0};
static const double START_OF_STATE[STATES] = {0.0};
/* whether a vector takes part in a sum of a stage */
static const unsigned char HAS[STAGES][VECTORS][CELL_SUMS] = {
    {{1, 1, 1}},
};

#include "../engine/kept.c"

/* Stage 0 of timestep t, for a register of units. */
LSTM_INLINE void stage_0_f32(const job_f32 *job, size_t t, size_t example, size_t panel,
    const vec_f32 z[])
{
    const vec_f32 z_h = z[0]; /* x_t W_h */
    const vec_f32 z_f = z[1]; /* x_t W_f */
    const vec_f32 z_i = z[2]; /* x_t W_i */
    const vec_f32 h_tm1 = read_f32(job, ARRAY_h_tm1, t, example, panel);
    const vec_f32 a_t = z_h; /* candidate-sum */
    const vec_f32 g_t = where_f32(a_t > 0.0f, a_t + 0.5f, sigmoid_f32(a_t)); /* candidate */
    const vec_f32 f_t = sigmoid_f32(z_f); /* forget-gate */
    const vec_f32 i_t = sigmoid_f32(z_i); /* input-gate */
    const vec_f32 f_share = f_t / (f_t + i_t); /* forget-share */
    const vec_f32 i_share = i_t / (f_t + i_t); /* input-share */
    const vec_f32 h_t = f_share * h_tm1 + i_share * g_t; /* hidden-state */
    store_f32(sum_place_f32(job, 0, 1, t, example, panel), f_t);
    store_f32(sum_place_f32(job, 0, 2, t, example, panel), i_t);
    emit_f32(job, t, example, panel, keep_f32(job, ARRAY_h_tm1, t, example, panel, h_t));
}

LSTM_APART void finish_0_any_f32(const job_f32 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f32 sums[])
{
    for (int r = 0; r < count; r++)
        stage_0_f32(job, t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_INLINE void finish_all_f32(const job_f32 *job, const int stage, size_t t,
    size_t example, size_t panel, int count, int across, sums_f32 sums[])
{
    if (stage == 0) {
        finish_0_any_f32(job, t, example, panel, count, across, sums);
    }
}

/* Stage 0 of timestep t backwards, for a register of units. */
LSTM_INLINE void back_0_f32(const job_f32 *job, size_t t, size_t example, size_t panel)
{
    const vec_f32 z_h = load_f32(sum_place_f32(job, 0, 0, t, example, panel));
    const vec_f32 z_f = load_f32(sum_place_f32(job, 0, 1, t, example, panel));
    const vec_f32 z_i = load_f32(sum_place_f32(job, 0, 2, t, example, panel));
    const vec_f32 h_tm1 = read_f32(job, ARRAY_h_tm1, t, example, panel);
    const vec_f32 a_t = z_h; /* candidate-sum */
    const vec_f32 sigmoid_a_t = sigmoid_f32(a_t); /* candidate-part-1 */
    const vec_f32 g_t = where_f32(a_t > 0.0f, a_t + 0.5f, sigmoid_a_t); /* candidate */
    const vec_f32 f_t = z_f; /* forget-gate */
    const vec_f32 i_t = z_i; /* input-gate */
    const vec_f32 f_share = f_t / (f_t + i_t); /* forget-share */
    const vec_f32 i_share = i_t / (f_t + i_t); /* input-share */
    const vec_f32 d_h_t = adjoint_f32(job, ARRAY_h_tm1, t + 1, example, panel); /* gradient-h-t */
    const vec_f32 d_i_share = d_h_t * g_t; /* gradient-i-share */
    const vec_f32 d_f_share = d_h_t * h_tm1; /* gradient-f-share */
    /* gradient-i-t */
    const vec_f32 d_i_t = d_i_share * (f_t / square_f32(f_t + i_t)) +
        d_f_share * (-f_t / square_f32(f_t + i_t));
    /* gradient-f-t */
    const vec_f32 d_f_t = d_i_share * (-i_t / square_f32(f_t + i_t)) +
        d_f_share * (i_t / square_f32(f_t + i_t));
    const vec_f32 d_g_t = d_h_t * i_share; /* gradient-g-t */
    /* gradient-sigmoid-a-t */
    const vec_f32 d_sigmoid_a_t = d_g_t * where_f32(a_t > 0.0f, all_f32(0.0f), all_f32(1.0f));
    /* gradient-a-t */
    const vec_f32 d_a_t = d_g_t * where_f32(a_t > 0.0f, all_f32(1.0f), all_f32(0.0f)) +
        d_sigmoid_a_t * sigmoid_slope_f32(a_t, sigmoid_a_t);
    const vec_f32 d_z_i = d_i_t * sigmoid_slope_f32(z_i, i_t); /* gradient-z-i */
    store_f32(sum_place_f32(job, 0, 2, t, example, panel), d_z_i);
    const vec_f32 d_z_f = d_f_t * sigmoid_slope_f32(z_f, f_t); /* gradient-z-f */
    store_f32(sum_place_f32(job, 0, 1, t, example, panel), d_z_f);
    const vec_f32 d_z_h = d_a_t; /* gradient-z-h */
    store_f32(sum_place_f32(job, 0, 0, t, example, panel), d_z_h);
    add_adjoint_f32(job, ARRAY_h_tm1, t, example, panel, d_h_t * f_share); /* gradient-h-tm1 */
}

LSTM_APART void back_0_any_f32(const job_f32 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_0_f32(job, t, example, panel);
}

LSTM_INLINE void back_all_f32(const job_f32 *job, const int stage, size_t t,
    size_t example, size_t panels)
{
    if (stage == 0) {
        back_0_any_f32(job, t, example, panels);
    }
}

/* Stage 0 of timestep t, for a register of units. */
LSTM_INLINE void stage_0_f64(const job_f64 *job, size_t t, size_t example, size_t panel,
    const vec_f64 z[])
{
    const vec_f64 z_h = z[0]; /* x_t W_h */
    const vec_f64 z_f = z[1]; /* x_t W_f */
    const vec_f64 z_i = z[2]; /* x_t W_i */
    const vec_f64 h_tm1 = read_f64(job, ARRAY_h_tm1, t, example, panel);
    const vec_f64 a_t = z_h; /* candidate-sum */
    const vec_f64 g_t = where_f64(a_t > 0.0, a_t + 0.5, sigmoid_f64(a_t)); /* candidate */
    const vec_f64 f_t = sigmoid_f64(z_f); /* forget-gate */
    const vec_f64 i_t = sigmoid_f64(z_i); /* input-gate */
    const vec_f64 f_share = f_t / (f_t + i_t); /* forget-share */
    const vec_f64 i_share = i_t / (f_t + i_t); /* input-share */
    const vec_f64 h_t = f_share * h_tm1 + i_share * g_t; /* hidden-state */
    store_f64(sum_place_f64(job, 0, 1, t, example, panel), f_t);
    store_f64(sum_place_f64(job, 0, 2, t, example, panel), i_t);
    emit_f64(job, t, example, panel, keep_f64(job, ARRAY_h_tm1, t, example, panel, h_t));
}

LSTM_APART void finish_0_any_f64(const job_f64 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f64 sums[])
{
    for (int r = 0; r < count; r++)
        stage_0_f64(job, t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_INLINE void finish_all_f64(const job_f64 *job, const int stage, size_t t,
    size_t example, size_t panel, int count, int across, sums_f64 sums[])
{
    if (stage == 0) {
        finish_0_any_f64(job, t, example, panel, count, across, sums);
    }
}

/* Stage 0 of timestep t backwards, for a register of units. */
LSTM_INLINE void back_0_f64(const job_f64 *job, size_t t, size_t example, size_t panel)
{
    const vec_f64 z_h = load_f64(sum_place_f64(job, 0, 0, t, example, panel));
    const vec_f64 z_f = load_f64(sum_place_f64(job, 0, 1, t, example, panel));
    const vec_f64 z_i = load_f64(sum_place_f64(job, 0, 2, t, example, panel));
    const vec_f64 h_tm1 = read_f64(job, ARRAY_h_tm1, t, example, panel);
    const vec_f64 a_t = z_h; /* candidate-sum */
    const vec_f64 sigmoid_a_t = sigmoid_f64(a_t); /* candidate-part-1 */
    const vec_f64 g_t = where_f64(a_t > 0.0, a_t + 0.5, sigmoid_a_t); /* candidate */
    const vec_f64 f_t = z_f; /* forget-gate */
    const vec_f64 i_t = z_i; /* input-gate */
    const vec_f64 f_share = f_t / (f_t + i_t); /* forget-share */
    const vec_f64 i_share = i_t / (f_t + i_t); /* input-share */
    const vec_f64 d_h_t = adjoint_f64(job, ARRAY_h_tm1, t + 1, example, panel); /* gradient-h-t */
    const vec_f64 d_i_share = d_h_t * g_t; /* gradient-i-share */
    const vec_f64 d_f_share = d_h_t * h_tm1; /* gradient-f-share */
    /* gradient-i-t */
    const vec_f64 d_i_t = d_i_share * (f_t / square_f64(f_t + i_t)) +
        d_f_share * (-f_t / square_f64(f_t + i_t));
    /* gradient-f-t */
    const vec_f64 d_f_t = d_i_share * (-i_t / square_f64(f_t + i_t)) +
        d_f_share * (i_t / square_f64(f_t + i_t));
    const vec_f64 d_g_t = d_h_t * i_share; /* gradient-g-t */
    /* gradient-sigmoid-a-t */
    const vec_f64 d_sigmoid_a_t = d_g_t * where_f64(a_t > 0.0, all_f64(0.0), all_f64(1.0));
    /* gradient-a-t */
    const vec_f64 d_a_t = d_g_t * where_f64(a_t > 0.0, all_f64(1.0), all_f64(0.0)) +
        d_sigmoid_a_t * sigmoid_slope_f64(a_t, sigmoid_a_t);
    const vec_f64 d_z_i = d_i_t * sigmoid_slope_f64(z_i, i_t); /* gradient-z-i */
    store_f64(sum_place_f64(job, 0, 2, t, example, panel), d_z_i);
    const vec_f64 d_z_f = d_f_t * sigmoid_slope_f64(z_f, f_t); /* gradient-z-f */
    store_f64(sum_place_f64(job, 0, 1, t, example, panel), d_z_f);
    const vec_f64 d_z_h = d_a_t; /* gradient-z-h */
    store_f64(sum_place_f64(job, 0, 0, t, example, panel), d_z_h);
    add_adjoint_f64(job, ARRAY_h_tm1, t, example, panel, d_h_t * f_share); /* gradient-h-tm1 */
}

LSTM_APART void back_0_any_f64(const job_f64 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_0_f64(job, t, example, panel);
}

LSTM_INLINE void back_all_f64(const job_f64 *job, const int stage, size_t t,
    size_t example, size_t panels)
{
    if (stage == 0) {
        back_0_any_f64(job, t, example, panels);
    }
}

#include "../engine/backwards.c"

static given_f32 given_of_f32(const minlstm_gradients_call_f32 *call)
{
    return (given_f32){
        .batch = call->batch,
        .timesteps = call->timesteps,
        .size = {call->input_dim, call->units},
        .rows = {1, 1},
        .sequences = call->x,
        .initial = {call->initial_h},
        .mask = NULL,
        .number = {0.0f},
        .function = {0},
        .masked_output = LSTM_MASKED_ZERO,
        .go_backwards = 0,
        .every = 1,
        .d_output = call->d_out,
        .d_last = {call->d_next_prev_hidden},
        .d_sequences = call->d_x,
        .d_initial = {call->d_initial_h},
        .truncation = call->truncation,
        .checkpoints = call->checkpoints,
        .workspace = call->workspace,
    };
}

/* The sums' weights side by side, as rows of whole registers. */
static void read_weights_f32(const minlstm_gradients_call_f32 *weights, const job_f32 *job)
{
    const size_t input_dim = weights->input_dim;
    const size_t units = weights->units;
    for (size_t row = 0; row < input_dim; row++) { /* x_t */
        float *to = job->weights[0][0] + row * job->columns[0];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->to_hidden_and_f_i_gate[unit * input_dim + row];
        for (size_t unit = units; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->to_hidden_and_f_i_gate[(units + unit) * input_dim + row];
        for (size_t unit = units; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->to_hidden_and_f_i_gate[(2 * units + unit) * input_dim + row];
        for (size_t unit = units; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
    }
    {
        float *to = job->bias[0];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = 0.0f;
        for (size_t unit = units; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = 0.0f;
        for (size_t unit = units; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = 0.0f;
        for (size_t unit = units; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
    }
}

/* The gradients of the arrays of weights, from those of the sums' weights. */
static void write_gradients_f32(const minlstm_gradients_call_f32 *weights, const job_f32 *job)
{
    const size_t input_dim = weights->input_dim;
    const size_t units = weights->units;
    if (weights->d_to_hidden_and_f_i_gate) {
        for (size_t row = 0; row < input_dim; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_to_hidden_and_f_i_gate[unit * input_dim + row] =
                    job->d_weights[0][0][row * job->columns[0] +
                    0 * job->padded[SIZE_OF_STAGE[0]] + unit];
        for (size_t row = 0; row < input_dim; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_to_hidden_and_f_i_gate[(units + unit) * input_dim + row] =
                    job->d_weights[0][0][row * job->columns[0] +
                    1 * job->padded[SIZE_OF_STAGE[0]] + unit];
        for (size_t row = 0; row < input_dim; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_to_hidden_and_f_i_gate[(2 * units + unit) * input_dim + row] =
                    job->d_weights[0][0][row * job->columns[0] +
                    2 * job->padded[SIZE_OF_STAGE[0]] + unit];
    }
}

size_t minlstm_gradients_workspace_f32(const minlstm_gradients_call_f32 *weights)
{
    given_f32 given = given_of_f32(weights);
    given.workspace = NULL;
    return job_of_f32(&given).size;
}

int minlstm_gradients_f32(const minlstm_gradients_call_f32 *weights)
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

static given_f64 given_of_f64(const minlstm_gradients_call_f64 *call)
{
    return (given_f64){
        .batch = call->batch,
        .timesteps = call->timesteps,
        .size = {call->input_dim, call->units},
        .rows = {1, 1},
        .sequences = call->x,
        .initial = {call->initial_h},
        .mask = NULL,
        .number = {0.0},
        .function = {0},
        .masked_output = LSTM_MASKED_ZERO,
        .go_backwards = 0,
        .every = 1,
        .d_output = call->d_out,
        .d_last = {call->d_next_prev_hidden},
        .d_sequences = call->d_x,
        .d_initial = {call->d_initial_h},
        .truncation = call->truncation,
        .checkpoints = call->checkpoints,
        .workspace = call->workspace,
    };
}

/* The sums' weights side by side, as rows of whole registers. */
static void read_weights_f64(const minlstm_gradients_call_f64 *weights, const job_f64 *job)
{
    const size_t input_dim = weights->input_dim;
    const size_t units = weights->units;
    for (size_t row = 0; row < input_dim; row++) { /* x_t */
        double *to = job->weights[0][0] + row * job->columns[0];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->to_hidden_and_f_i_gate[unit * input_dim + row];
        for (size_t unit = units; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->to_hidden_and_f_i_gate[(units + unit) * input_dim + row];
        for (size_t unit = units; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->to_hidden_and_f_i_gate[(2 * units + unit) * input_dim + row];
        for (size_t unit = units; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
    }
    {
        double *to = job->bias[0];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = 0.0;
        for (size_t unit = units; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = 0.0;
        for (size_t unit = units; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = 0.0;
        for (size_t unit = units; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
    }
}

/* The gradients of the arrays of weights, from those of the sums' weights. */
static void write_gradients_f64(const minlstm_gradients_call_f64 *weights, const job_f64 *job)
{
    const size_t input_dim = weights->input_dim;
    const size_t units = weights->units;
    if (weights->d_to_hidden_and_f_i_gate) {
        for (size_t row = 0; row < input_dim; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_to_hidden_and_f_i_gate[unit * input_dim + row] =
                    job->d_weights[0][0][row * job->columns[0] +
                    0 * job->padded[SIZE_OF_STAGE[0]] + unit];
        for (size_t row = 0; row < input_dim; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_to_hidden_and_f_i_gate[(units + unit) * input_dim + row] =
                    job->d_weights[0][0][row * job->columns[0] +
                    1 * job->padded[SIZE_OF_STAGE[0]] + unit];
        for (size_t row = 0; row < input_dim; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_to_hidden_and_f_i_gate[(2 * units + unit) * input_dim + row] =
                    job->d_weights[0][0][row * job->columns[0] +
                    2 * job->padded[SIZE_OF_STAGE[0]] + unit];
    }
}

size_t minlstm_gradients_workspace_f64(const minlstm_gradients_call_f64 *weights)
{
    given_f64 given = given_of_f64(weights);
    given.workspace = NULL;
    return job_of_f64(&given).size;
}

int minlstm_gradients_f64(const minlstm_gradients_call_f64 *weights)
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
