/* The peephole LSTM of Wikipedia: gradients, in C.

   Printed from lstm_sym/equations/wikipedia_peephole.py by `lstm-sym generate`.
   Do not edit: change the equations and generate again. */

#include "wikipedia_peephole_gradients.h"
#include "../engine/words.c"
#include "../engine/slopes.c"

#define CELL_SUMS 4
#define EACH_STAGE(DO) DO(0)
enum { SIZE_0 /* input_dim */, SIZE_1 /* units */, SIZES };
enum { ARRAY_x_t, ARRAY_h_tm1, ARRAY_c_tm1, ARRAYS };
enum { STATES = 2, STAGES = 1, VECTORS = 2, COLUMNS = 0, NUMBERS = 0, FUNCTIONS = 0, SHOWN = 0 };
enum { EMITTED = ARRAY_h_tm1 };
static const int SIZE_OF_ARRAY[ARRAYS] = {SIZE_0, SIZE_1, SIZE_1};
static const int ARRAY_OF_STATE[STATES] = {ARRAY_h_tm1, ARRAY_c_tm1};
static const int SIZE_OF_STAGE[STAGES] = {SIZE_1};
static const int SUMS_OF_STAGE[STAGES] = {4};
static const int SIZE_OF_VECTOR[VECTORS] = {SIZE_0, SIZE_1};
static const int ARRAY_OF_VECTOR[VECTORS] = {ARRAY_x_t, ARRAY_c_tm1};
static const int SIZE_OF_COLUMN[COLUMNS + 1] = {0};
static const double START_OF_STATE[STATES] = {0.0, 0.0};
/* whether a vector takes part in a sum of a stage */
static const unsigned char HAS[STAGES][VECTORS][CELL_SUMS] = {
    {{1, 1, 1, 1}, {1, 1, 1, 0}},
};

#include "../engine/kept.c"

/* Stage 0 of timestep t, for a register of units. */
LSTM_INLINE void stage_0_f32(const job_f32 *job, size_t t, size_t example, size_t panel,
    const vec_f32 z[])
{
    const vec_f32 z_f = z[0]; /* x_t W_f + c_tm1 U_f + b_f */
    const vec_f32 z_i = z[1]; /* x_t W_i + c_tm1 U_i + b_i */
    const vec_f32 z_o = z[2]; /* x_t W_o + c_tm1 U_o + b_o */
    const vec_f32 z_c = z[3]; /* x_t W_c + b_c */
    const vec_f32 c_tm1 = read_f32(job, ARRAY_c_tm1, t, example, panel);
    const vec_f32 f_t = sigmoid_f32(z_f); /* forget-gate */
    const vec_f32 i_t = sigmoid_f32(z_i); /* input-gate */
    const vec_f32 o_t = sigmoid_f32(z_o); /* output-gate */
    const vec_f32 c_t = f_t * c_tm1 + i_t * tanh_f32(z_c); /* cell-state */
    const vec_f32 h_t = o_t * tanh_f32(c_t); /* output */
    store_f32(sum_place_f32(job, 0, 0, t, example, panel), f_t);
    store_f32(sum_place_f32(job, 0, 1, t, example, panel), i_t);
    store_f32(sum_place_f32(job, 0, 2, t, example, panel), o_t);
    emit_f32(job, t, example, panel, keep_f32(job, ARRAY_h_tm1, t, example, panel, h_t));
    keep_f32(job, ARRAY_c_tm1, t, example, panel, c_t);
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
    const vec_f32 z_f = load_f32(sum_place_f32(job, 0, 0, t, example, panel));
    const vec_f32 z_i = load_f32(sum_place_f32(job, 0, 1, t, example, panel));
    const vec_f32 z_o = load_f32(sum_place_f32(job, 0, 2, t, example, panel));
    const vec_f32 z_c = load_f32(sum_place_f32(job, 0, 3, t, example, panel));
    const vec_f32 c_tm1 = read_f32(job, ARRAY_c_tm1, t, example, panel);
    const vec_f32 f_t = z_f; /* forget-gate */
    const vec_f32 i_t = z_i; /* input-gate */
    const vec_f32 o_t = z_o; /* output-gate */
    const vec_f32 tanh_z_c = tanh_f32(z_c); /* cell-state-part-1 */
    const vec_f32 c_t = f_t * c_tm1 + i_t * tanh_z_c; /* cell-state */
    const vec_f32 tanh_c_t = tanh_f32(c_t); /* output-part-2 */
    const vec_f32 d_h_t = adjoint_f32(job, ARRAY_h_tm1, t + 1, example, panel); /* gradient-h-t */
    const vec_f32 d_tanh_c_t = d_h_t * o_t; /* gradient-tanh-c-t */
    /* gradient-c-t */
    const vec_f32 d_c_t = adjoint_f32(job, ARRAY_c_tm1, t + 1, example, panel) +
        d_tanh_c_t * tanh_slope_f32(c_t, tanh_c_t);
    const vec_f32 d_tanh_z_c = d_c_t * i_t; /* gradient-tanh-z-c */
    const vec_f32 d_o_t = d_h_t * tanh_c_t; /* gradient-o-t */
    const vec_f32 d_i_t = d_c_t * tanh_z_c; /* gradient-i-t */
    const vec_f32 d_f_t = d_c_t * c_tm1; /* gradient-f-t */
    const vec_f32 d_z_c = d_tanh_z_c * tanh_slope_f32(z_c, tanh_z_c); /* gradient-z-c */
    store_f32(sum_place_f32(job, 0, 3, t, example, panel), d_z_c);
    const vec_f32 d_z_o = d_o_t * sigmoid_slope_f32(z_o, o_t); /* gradient-z-o */
    store_f32(sum_place_f32(job, 0, 2, t, example, panel), d_z_o);
    const vec_f32 d_z_i = d_i_t * sigmoid_slope_f32(z_i, i_t); /* gradient-z-i */
    store_f32(sum_place_f32(job, 0, 1, t, example, panel), d_z_i);
    const vec_f32 d_z_f = d_f_t * sigmoid_slope_f32(z_f, f_t); /* gradient-z-f */
    store_f32(sum_place_f32(job, 0, 0, t, example, panel), d_z_f);
    add_adjoint_f32(job, ARRAY_c_tm1, t, example, panel, d_c_t * f_t); /* gradient-c-tm1 */
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
    const vec_f64 z_f = z[0]; /* x_t W_f + c_tm1 U_f + b_f */
    const vec_f64 z_i = z[1]; /* x_t W_i + c_tm1 U_i + b_i */
    const vec_f64 z_o = z[2]; /* x_t W_o + c_tm1 U_o + b_o */
    const vec_f64 z_c = z[3]; /* x_t W_c + b_c */
    const vec_f64 c_tm1 = read_f64(job, ARRAY_c_tm1, t, example, panel);
    const vec_f64 f_t = sigmoid_f64(z_f); /* forget-gate */
    const vec_f64 i_t = sigmoid_f64(z_i); /* input-gate */
    const vec_f64 o_t = sigmoid_f64(z_o); /* output-gate */
    const vec_f64 c_t = f_t * c_tm1 + i_t * tanh_f64(z_c); /* cell-state */
    const vec_f64 h_t = o_t * tanh_f64(c_t); /* output */
    store_f64(sum_place_f64(job, 0, 0, t, example, panel), f_t);
    store_f64(sum_place_f64(job, 0, 1, t, example, panel), i_t);
    store_f64(sum_place_f64(job, 0, 2, t, example, panel), o_t);
    emit_f64(job, t, example, panel, keep_f64(job, ARRAY_h_tm1, t, example, panel, h_t));
    keep_f64(job, ARRAY_c_tm1, t, example, panel, c_t);
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
    const vec_f64 z_f = load_f64(sum_place_f64(job, 0, 0, t, example, panel));
    const vec_f64 z_i = load_f64(sum_place_f64(job, 0, 1, t, example, panel));
    const vec_f64 z_o = load_f64(sum_place_f64(job, 0, 2, t, example, panel));
    const vec_f64 z_c = load_f64(sum_place_f64(job, 0, 3, t, example, panel));
    const vec_f64 c_tm1 = read_f64(job, ARRAY_c_tm1, t, example, panel);
    const vec_f64 f_t = z_f; /* forget-gate */
    const vec_f64 i_t = z_i; /* input-gate */
    const vec_f64 o_t = z_o; /* output-gate */
    const vec_f64 tanh_z_c = tanh_f64(z_c); /* cell-state-part-1 */
    const vec_f64 c_t = f_t * c_tm1 + i_t * tanh_z_c; /* cell-state */
    const vec_f64 tanh_c_t = tanh_f64(c_t); /* output-part-2 */
    const vec_f64 d_h_t = adjoint_f64(job, ARRAY_h_tm1, t + 1, example, panel); /* gradient-h-t */
    const vec_f64 d_tanh_c_t = d_h_t * o_t; /* gradient-tanh-c-t */
    /* gradient-c-t */
    const vec_f64 d_c_t = adjoint_f64(job, ARRAY_c_tm1, t + 1, example, panel) +
        d_tanh_c_t * tanh_slope_f64(c_t, tanh_c_t);
    const vec_f64 d_tanh_z_c = d_c_t * i_t; /* gradient-tanh-z-c */
    const vec_f64 d_o_t = d_h_t * tanh_c_t; /* gradient-o-t */
    const vec_f64 d_i_t = d_c_t * tanh_z_c; /* gradient-i-t */
    const vec_f64 d_f_t = d_c_t * c_tm1; /* gradient-f-t */
    const vec_f64 d_z_c = d_tanh_z_c * tanh_slope_f64(z_c, tanh_z_c); /* gradient-z-c */
    store_f64(sum_place_f64(job, 0, 3, t, example, panel), d_z_c);
    const vec_f64 d_z_o = d_o_t * sigmoid_slope_f64(z_o, o_t); /* gradient-z-o */
    store_f64(sum_place_f64(job, 0, 2, t, example, panel), d_z_o);
    const vec_f64 d_z_i = d_i_t * sigmoid_slope_f64(z_i, i_t); /* gradient-z-i */
    store_f64(sum_place_f64(job, 0, 1, t, example, panel), d_z_i);
    const vec_f64 d_z_f = d_f_t * sigmoid_slope_f64(z_f, f_t); /* gradient-z-f */
    store_f64(sum_place_f64(job, 0, 0, t, example, panel), d_z_f);
    add_adjoint_f64(job, ARRAY_c_tm1, t, example, panel, d_c_t * f_t); /* gradient-c-tm1 */
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

static given_f32 given_of_f32(const wikipedia_peephole_gradients_call_f32 *call)
{
    return (given_f32){
        .batch = call->batch,
        .timesteps = call->timesteps,
        .size = {call->input_dim, call->units},
        .rows = {1, 1},
        .sequences = call->sequences,
        .initial = {call->initial_h, call->initial_c},
        .mask = NULL,
        .number = {0.0f},
        .function = {0},
        .masked_output = LSTM_MASKED_ZERO,
        .go_backwards = 0,
        .every = 1,
        .d_output = call->d_outputs,
        .d_last = {call->d_last_h, call->d_last_c},
        .d_sequences = call->d_sequences,
        .d_initial = {call->d_initial_h, call->d_initial_c},
        .truncation = call->truncation,
        .checkpoints = call->checkpoints,
        .workspace = call->workspace,
    };
}

/* The sums' weights side by side, as rows of whole registers. */
static void read_weights_f32(const wikipedia_peephole_gradients_call_f32 *weights,
    const job_f32 *job)
{
    const size_t input_dim = weights->input_dim;
    const size_t units = weights->units;
    for (size_t row = 0; row < input_dim; row++) { /* x_t */
        float *to = job->weights[0][0] + row * job->columns[0];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->W[row * 4 * units + unit];
        for (size_t unit = units; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->W[row * 4 * units + units + unit];
        for (size_t unit = units; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->W[row * 4 * units + 2 * units + unit];
        for (size_t unit = units; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->W[row * 4 * units + 3 * units + unit];
        for (size_t unit = units; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
    }
    for (size_t row = 0; row < units; row++) { /* c_tm1 */
        float *to = job->weights[0][1] + row * job->columns[0];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->U[row * 3 * units + unit];
        for (size_t unit = units; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->U[row * 3 * units + units + unit];
        for (size_t unit = units; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->U[row * 3 * units + 2 * units + unit];
        for (size_t unit = units; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = 0.0f;
        for (size_t unit = units; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
    }
    {
        float *to = job->bias[0];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->b[unit];
        for (size_t unit = units; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->b[units + unit];
        for (size_t unit = units; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->b[2 * units + unit];
        for (size_t unit = units; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->b[3 * units + unit];
        for (size_t unit = units; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
    }
}

/* The gradients of the arrays of weights, from those of the sums' weights. */
static void write_gradients_f32(const wikipedia_peephole_gradients_call_f32 *weights,
    const job_f32 *job)
{
    const size_t input_dim = weights->input_dim;
    const size_t units = weights->units;
    if (weights->d_W) {
        for (size_t row = 0; row < input_dim; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_W[row * 4 * units + unit] = job->d_weights[0][0][row * job->columns[0] +
                    0 * job->padded[SIZE_OF_STAGE[0]] + unit];
        for (size_t row = 0; row < input_dim; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_W[row * 4 * units + units + unit] =
                    job->d_weights[0][0][row * job->columns[0] +
                    1 * job->padded[SIZE_OF_STAGE[0]] + unit];
        for (size_t row = 0; row < input_dim; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_W[row * 4 * units + 2 * units + unit] =
                    job->d_weights[0][0][row * job->columns[0] +
                    2 * job->padded[SIZE_OF_STAGE[0]] + unit];
        for (size_t row = 0; row < input_dim; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_W[row * 4 * units + 3 * units + unit] =
                    job->d_weights[0][0][row * job->columns[0] +
                    3 * job->padded[SIZE_OF_STAGE[0]] + unit];
    }
    if (weights->d_U) {
        for (size_t row = 0; row < units; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_U[row * 3 * units + unit] = job->d_weights[0][1][row * job->columns[0] +
                    0 * job->padded[SIZE_OF_STAGE[0]] + unit];
        for (size_t row = 0; row < units; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_U[row * 3 * units + units + unit] =
                    job->d_weights[0][1][row * job->columns[0] +
                    1 * job->padded[SIZE_OF_STAGE[0]] + unit];
        for (size_t row = 0; row < units; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_U[row * 3 * units + 2 * units + unit] =
                    job->d_weights[0][1][row * job->columns[0] +
                    2 * job->padded[SIZE_OF_STAGE[0]] + unit];
    }
    if (weights->d_b) {
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_b[unit] = job->d_bias[0][0 * job->padded[SIZE_OF_STAGE[0]] + unit];
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_b[units + unit] = job->d_bias[0][1 * job->padded[SIZE_OF_STAGE[0]] +
                    unit];
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_b[2 * units + unit] = job->d_bias[0][2 * job->padded[SIZE_OF_STAGE[0]] +
                    unit];
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_b[3 * units + unit] = job->d_bias[0][3 * job->padded[SIZE_OF_STAGE[0]] +
                    unit];
    }
}

size_t wikipedia_peephole_gradients_workspace_f32(const wikipedia_peephole_gradients_call_f32
    *weights)
{
    given_f32 given = given_of_f32(weights);
    given.workspace = NULL;
    return job_of_f32(&given).size;
}

int wikipedia_peephole_gradients_f32(const wikipedia_peephole_gradients_call_f32 *weights)
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

static given_f64 given_of_f64(const wikipedia_peephole_gradients_call_f64 *call)
{
    return (given_f64){
        .batch = call->batch,
        .timesteps = call->timesteps,
        .size = {call->input_dim, call->units},
        .rows = {1, 1},
        .sequences = call->sequences,
        .initial = {call->initial_h, call->initial_c},
        .mask = NULL,
        .number = {0.0},
        .function = {0},
        .masked_output = LSTM_MASKED_ZERO,
        .go_backwards = 0,
        .every = 1,
        .d_output = call->d_outputs,
        .d_last = {call->d_last_h, call->d_last_c},
        .d_sequences = call->d_sequences,
        .d_initial = {call->d_initial_h, call->d_initial_c},
        .truncation = call->truncation,
        .checkpoints = call->checkpoints,
        .workspace = call->workspace,
    };
}

/* The sums' weights side by side, as rows of whole registers. */
static void read_weights_f64(const wikipedia_peephole_gradients_call_f64 *weights,
    const job_f64 *job)
{
    const size_t input_dim = weights->input_dim;
    const size_t units = weights->units;
    for (size_t row = 0; row < input_dim; row++) { /* x_t */
        double *to = job->weights[0][0] + row * job->columns[0];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->W[row * 4 * units + unit];
        for (size_t unit = units; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->W[row * 4 * units + units + unit];
        for (size_t unit = units; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->W[row * 4 * units + 2 * units + unit];
        for (size_t unit = units; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->W[row * 4 * units + 3 * units + unit];
        for (size_t unit = units; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
    }
    for (size_t row = 0; row < units; row++) { /* c_tm1 */
        double *to = job->weights[0][1] + row * job->columns[0];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->U[row * 3 * units + unit];
        for (size_t unit = units; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->U[row * 3 * units + units + unit];
        for (size_t unit = units; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->U[row * 3 * units + 2 * units + unit];
        for (size_t unit = units; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = 0.0;
        for (size_t unit = units; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
    }
    {
        double *to = job->bias[0];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->b[unit];
        for (size_t unit = units; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->b[units + unit];
        for (size_t unit = units; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->b[2 * units + unit];
        for (size_t unit = units; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->b[3 * units + unit];
        for (size_t unit = units; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
    }
}

/* The gradients of the arrays of weights, from those of the sums' weights. */
static void write_gradients_f64(const wikipedia_peephole_gradients_call_f64 *weights,
    const job_f64 *job)
{
    const size_t input_dim = weights->input_dim;
    const size_t units = weights->units;
    if (weights->d_W) {
        for (size_t row = 0; row < input_dim; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_W[row * 4 * units + unit] = job->d_weights[0][0][row * job->columns[0] +
                    0 * job->padded[SIZE_OF_STAGE[0]] + unit];
        for (size_t row = 0; row < input_dim; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_W[row * 4 * units + units + unit] =
                    job->d_weights[0][0][row * job->columns[0] +
                    1 * job->padded[SIZE_OF_STAGE[0]] + unit];
        for (size_t row = 0; row < input_dim; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_W[row * 4 * units + 2 * units + unit] =
                    job->d_weights[0][0][row * job->columns[0] +
                    2 * job->padded[SIZE_OF_STAGE[0]] + unit];
        for (size_t row = 0; row < input_dim; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_W[row * 4 * units + 3 * units + unit] =
                    job->d_weights[0][0][row * job->columns[0] +
                    3 * job->padded[SIZE_OF_STAGE[0]] + unit];
    }
    if (weights->d_U) {
        for (size_t row = 0; row < units; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_U[row * 3 * units + unit] = job->d_weights[0][1][row * job->columns[0] +
                    0 * job->padded[SIZE_OF_STAGE[0]] + unit];
        for (size_t row = 0; row < units; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_U[row * 3 * units + units + unit] =
                    job->d_weights[0][1][row * job->columns[0] +
                    1 * job->padded[SIZE_OF_STAGE[0]] + unit];
        for (size_t row = 0; row < units; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_U[row * 3 * units + 2 * units + unit] =
                    job->d_weights[0][1][row * job->columns[0] +
                    2 * job->padded[SIZE_OF_STAGE[0]] + unit];
    }
    if (weights->d_b) {
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_b[unit] = job->d_bias[0][0 * job->padded[SIZE_OF_STAGE[0]] + unit];
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_b[units + unit] = job->d_bias[0][1 * job->padded[SIZE_OF_STAGE[0]] +
                    unit];
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_b[2 * units + unit] = job->d_bias[0][2 * job->padded[SIZE_OF_STAGE[0]] +
                    unit];
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_b[3 * units + unit] = job->d_bias[0][3 * job->padded[SIZE_OF_STAGE[0]] +
                    unit];
    }
}

size_t wikipedia_peephole_gradients_workspace_f64(const wikipedia_peephole_gradients_call_f64
    *weights)
{
    given_f64 given = given_of_f64(weights);
    given.workspace = NULL;
    return job_of_f64(&given).size;
}

int wikipedia_peephole_gradients_f64(const wikipedia_peephole_gradients_call_f64 *weights)
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
