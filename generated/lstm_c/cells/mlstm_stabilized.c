/* The mLSTM of xLSTM, in C.

   Printed from lstm_sym/equations/mlstm.py by `lstm-sym generate`.
   Do not edit: change the equations and generate again. */

#include "mlstm_stabilized.h"
#include "../engine/words.c"

#define CELL_SUMS 3
#define EACH_STAGE(DO) DO(0) DO(1) DO(2) DO(3) DO(4) DO(5)
enum { SIZE_0 /* input_dim */, SIZE_1 /* heads */, SIZE_2 /* head */, SIZE_3 /* heads head */,
    SIZE_4 /* heads 1 */, SIZE_5 /* heads head head */, SIZES };
enum { ARRAY_x_t, ARRAY_C_tm1, ARRAY_n_tm1, ARRAY_m_tm1, ARRAY_h_tm1, ARRAY_q_t, ARRAY_k_t,
    ARRAY_v_t, ARRAY_i_t, ARRAY_f_t, ARRAY_of_C_t, ARRAY_of_d_t, ARRAY_d_t, ARRAYS };
enum { STATES = 4, STAGES = 6, VECTORS = 1, COLUMNS = 0, NUMBERS = 1, FUNCTIONS = 0, SHOWN = 0 };
enum { EMITTED = ARRAY_h_tm1 };
static const int SIZE_OF_ARRAY[ARRAYS] = {SIZE_0, SIZE_5, SIZE_3, SIZE_4, SIZE_3, SIZE_3, SIZE_3,
    SIZE_3, SIZE_4, SIZE_4, SIZE_3, SIZE_3, SIZE_4};
static const int TWICE[ARRAYS] = {1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
static const int ARRAY_OF_STATE[STATES] = {ARRAY_C_tm1, ARRAY_n_tm1, ARRAY_m_tm1, ARRAY_h_tm1};
static const int SIZE_OF_STAGE[STAGES] = {SIZE_3, SIZE_4, SIZE_3, SIZE_5, SIZE_4, SIZE_3};
static const int SUMS_OF_STAGE[STAGES] = {3, 2, 0, 0, 0, 0};
static const int SIZE_OF_VECTOR[VECTORS] = {SIZE_0};
static const int ARRAY_OF_VECTOR[VECTORS] = {ARRAY_x_t};
static const int SIZE_OF_COLUMN[COLUMNS + 1] = {0};
static const double START_OF_STATE[STATES] = {0.0, 0.0, 0.0, 0.0};
/* whether a vector takes part in a sum of a stage */
static const unsigned char HAS[STAGES][VECTORS][CELL_SUMS] = {
    {{1, 1, 1}},
    {{1, 1}},
    {{0}},
    {{0}},
    {{0}},
    {{0}},
};

#include "../engine/job.c"
#include "../engine/products.c"

/* Stage 0 of timestep t, for a register of units. */
LSTM_INLINE void stage_0_f32(const job_f32 *job, size_t t, size_t example, size_t panel,
    const vec_f32 z[])
{
    const vec_f32 z_q = z[0]; /* x_t W_q + b_q */
    const vec_f32 z_k = z[1]; /* x_t W_k + b_k */
    const vec_f32 z_v = z[2]; /* x_t W_v + b_v */
    const vec_f32 q_t = z_q; /* query */
    const vec_f32 k_sum = z_k; /* key-sum */
    const vec_f32 k_t = k_sum / sqrt_f32(width_f32(job, SIZE_3)); /* key */
    const vec_f32 v_t = z_v; /* value */
    store_f32(place_f32(job, ARRAY_q_t, t, example, panel), q_t);
    store_f32(place_f32(job, ARRAY_k_t, t, example, panel), k_t);
    store_f32(place_f32(job, ARRAY_v_t, t, example, panel), v_t);
}

/* Stage 1 of timestep t, for a register of units. */
LSTM_INLINE void stage_1_f32(const job_f32 *job, size_t t, size_t example, size_t panel,
    const vec_f32 z[])
{
    const vec_f32 z_i_sum = z[0]; /* x_t i_kernel + i_bias */
    const vec_f32 z_f_sum = z[1]; /* x_t f_kernel + f_bias */
    const vec_f32 m_tm1 = read_f32(job, ARRAY_m_tm1, t, example, panel);
    const vec_f32 i_sum = z_i_sum; /* input-gate-sum */
    const vec_f32 f_sum = z_f_sum; /* forget-gate-sum */
    const vec_f32 r_t = exp_f32(-absolute_f32(f_sum)); /* log-rest */
    const vec_f32 s_t = minimum_f32(f_sum, all_f32(0.0f)) - log_f32(1.0f + r_t); /* log-sigmoid */
    const vec_f32 l_t = m_tm1 + s_t; /* log-forget */
    const vec_f32 m_t = maximum_f32(i_sum, l_t); /* stabilizer */
    const vec_f32 i_t = exp_f32(i_sum - m_t); /* input-gate */
    const vec_f32 f_t = exp_f32(l_t - m_t); /* forget-gate */
    store_f32(place_f32(job, ARRAY_i_t, t, example, panel), i_t);
    store_f32(place_f32(job, ARRAY_f_t, t, example, panel), f_t);
    keep_f32(job, ARRAY_m_tm1, t, example, panel, m_t);
}

/* Stage 2 of timestep t, for a register of units. */
LSTM_INLINE void stage_2_f32(const job_f32 *job, size_t t, size_t example, size_t panel,
    const vec_f32 z[])
{
    (void)z;
    const vec_f32 n_tm1 = read_f32(job, ARRAY_n_tm1, t, example, panel);
    const vec_f32 q_t = read_f32(job, ARRAY_q_t, t, example, panel);
    const vec_f32 k_t = read_f32(job, ARRAY_k_t, t, example, panel);
    const vec_f32 i_t = shared_by_units_f32(job, ARRAY_i_t, t, example, SIZE_3, panel);
    const vec_f32 f_t = shared_by_units_f32(job, ARRAY_f_t, t, example, SIZE_3, panel);
    const vec_f32 of_C_t = i_t * k_t; /* memory */
    const vec_f32 n_t = f_t * n_tm1 + i_t * k_t; /* normalizer */
    const vec_f32 of_d_t = q_t * n_t; /* denominator */
    store_f32(place_f32(job, ARRAY_of_C_t, t, example, panel), of_C_t);
    store_f32(place_f32(job, ARRAY_of_d_t, t, example, panel), of_d_t);
    keep_f32(job, ARRAY_n_tm1, t, example, panel, n_t);
}

/* Stage 3 of timestep t, for a register of units. */
LSTM_INLINE void stage_3_f32(const job_f32 *job, size_t t, size_t example, size_t panel,
    const vec_f32 z[])
{
    (void)z;
    const vec_f32 C_tm1 = read_f32(job, ARRAY_C_tm1, t, example, panel);
    /* memory */
    const vec_f32 C_t = row_f32(job, ARRAY_f_t, t, example, SIZE_5, panel) * C_tm1 + outer_f32(job,
        ARRAY_of_C_t, ARRAY_v_t, t, example, SIZE_5, panel);
    keep_f32(job, ARRAY_C_tm1, t, example, panel, C_t);
}

/* Stage 4 of timestep t, for a register of units. */
LSTM_INLINE void stage_4_f32(const job_f32 *job, size_t t, size_t example, size_t panel,
    const vec_f32 z[])
{
    (void)z;
    const vec_f32 m_t = read_f32(job, ARRAY_m_tm1, t, example, panel);
    const vec_f32 epsilon = all_f32(job->given.number[0]);
    /* denominator */
    const vec_f32 d_t = maximum_f32(absolute_f32(over_units_f32(job, ARRAY_of_d_t, t, example,
        SIZE_4, panel)), exp_f32(-m_t)) + epsilon;
    store_f32(place_f32(job, ARRAY_d_t, t, example, panel), d_t);
}

/* Stage 5 of timestep t, for a register of units. */
LSTM_INLINE void stage_5_f32(const job_f32 *job, size_t t, size_t example, size_t panel,
    const vec_f32 z[])
{
    (void)z;
    const vec_f32 d_t = shared_by_units_f32(job, ARRAY_d_t, t, example, SIZE_3, panel);
    /* hidden-state */
    const vec_f32 h_t = vecmat_f32(job, ARRAY_q_t, ARRAY_C_tm1, t, example, SIZE_3, panel) / d_t;
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

LSTM_APART void finish_1_any_f32(const job_f32 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f32 sums[])
{
    for (int r = 0; r < count; r++)
        stage_1_f32(job, t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_2_any_f32(const job_f32 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f32 sums[])
{
    for (int r = 0; r < count; r++)
        stage_2_f32(job, t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_3_any_f32(const job_f32 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f32 sums[])
{
    for (int r = 0; r < count; r++)
        stage_3_f32(job, t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_4_any_f32(const job_f32 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f32 sums[])
{
    for (int r = 0; r < count; r++)
        stage_4_f32(job, t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_5_any_f32(const job_f32 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f32 sums[])
{
    for (int r = 0; r < count; r++)
        stage_5_f32(job, t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_INLINE void finish_all_f32(const job_f32 *job, const int stage, size_t t,
    size_t example, size_t panel, int count, int across, sums_f32 sums[])
{
    if (stage == 0) {
        finish_0_any_f32(job, t, example, panel, count, across, sums);
    }
    if (stage == 1) {
        finish_1_any_f32(job, t, example, panel, count, across, sums);
    }
    if (stage == 2) {
        finish_2_any_f32(job, t, example, panel, count, across, sums);
    }
    if (stage == 3) {
        finish_3_any_f32(job, t, example, panel, count, across, sums);
    }
    if (stage == 4) {
        finish_4_any_f32(job, t, example, panel, count, across, sums);
    }
    if (stage == 5) {
        finish_5_any_f32(job, t, example, panel, count, across, sums);
    }
}

/* Stage 0 of timestep t, for a register of units. */
LSTM_INLINE void stage_0_f64(const job_f64 *job, size_t t, size_t example, size_t panel,
    const vec_f64 z[])
{
    const vec_f64 z_q = z[0]; /* x_t W_q + b_q */
    const vec_f64 z_k = z[1]; /* x_t W_k + b_k */
    const vec_f64 z_v = z[2]; /* x_t W_v + b_v */
    const vec_f64 q_t = z_q; /* query */
    const vec_f64 k_sum = z_k; /* key-sum */
    const vec_f64 k_t = k_sum / sqrt_f64(width_f64(job, SIZE_3)); /* key */
    const vec_f64 v_t = z_v; /* value */
    store_f64(place_f64(job, ARRAY_q_t, t, example, panel), q_t);
    store_f64(place_f64(job, ARRAY_k_t, t, example, panel), k_t);
    store_f64(place_f64(job, ARRAY_v_t, t, example, panel), v_t);
}

/* Stage 1 of timestep t, for a register of units. */
LSTM_INLINE void stage_1_f64(const job_f64 *job, size_t t, size_t example, size_t panel,
    const vec_f64 z[])
{
    const vec_f64 z_i_sum = z[0]; /* x_t i_kernel + i_bias */
    const vec_f64 z_f_sum = z[1]; /* x_t f_kernel + f_bias */
    const vec_f64 m_tm1 = read_f64(job, ARRAY_m_tm1, t, example, panel);
    const vec_f64 i_sum = z_i_sum; /* input-gate-sum */
    const vec_f64 f_sum = z_f_sum; /* forget-gate-sum */
    const vec_f64 r_t = exp_f64(-absolute_f64(f_sum)); /* log-rest */
    const vec_f64 s_t = minimum_f64(f_sum, all_f64(0.0)) - log_f64(1.0 + r_t); /* log-sigmoid */
    const vec_f64 l_t = m_tm1 + s_t; /* log-forget */
    const vec_f64 m_t = maximum_f64(i_sum, l_t); /* stabilizer */
    const vec_f64 i_t = exp_f64(i_sum - m_t); /* input-gate */
    const vec_f64 f_t = exp_f64(l_t - m_t); /* forget-gate */
    store_f64(place_f64(job, ARRAY_i_t, t, example, panel), i_t);
    store_f64(place_f64(job, ARRAY_f_t, t, example, panel), f_t);
    keep_f64(job, ARRAY_m_tm1, t, example, panel, m_t);
}

/* Stage 2 of timestep t, for a register of units. */
LSTM_INLINE void stage_2_f64(const job_f64 *job, size_t t, size_t example, size_t panel,
    const vec_f64 z[])
{
    (void)z;
    const vec_f64 n_tm1 = read_f64(job, ARRAY_n_tm1, t, example, panel);
    const vec_f64 q_t = read_f64(job, ARRAY_q_t, t, example, panel);
    const vec_f64 k_t = read_f64(job, ARRAY_k_t, t, example, panel);
    const vec_f64 i_t = shared_by_units_f64(job, ARRAY_i_t, t, example, SIZE_3, panel);
    const vec_f64 f_t = shared_by_units_f64(job, ARRAY_f_t, t, example, SIZE_3, panel);
    const vec_f64 of_C_t = i_t * k_t; /* memory */
    const vec_f64 n_t = f_t * n_tm1 + i_t * k_t; /* normalizer */
    const vec_f64 of_d_t = q_t * n_t; /* denominator */
    store_f64(place_f64(job, ARRAY_of_C_t, t, example, panel), of_C_t);
    store_f64(place_f64(job, ARRAY_of_d_t, t, example, panel), of_d_t);
    keep_f64(job, ARRAY_n_tm1, t, example, panel, n_t);
}

/* Stage 3 of timestep t, for a register of units. */
LSTM_INLINE void stage_3_f64(const job_f64 *job, size_t t, size_t example, size_t panel,
    const vec_f64 z[])
{
    (void)z;
    const vec_f64 C_tm1 = read_f64(job, ARRAY_C_tm1, t, example, panel);
    /* memory */
    const vec_f64 C_t = row_f64(job, ARRAY_f_t, t, example, SIZE_5, panel) * C_tm1 + outer_f64(job,
        ARRAY_of_C_t, ARRAY_v_t, t, example, SIZE_5, panel);
    keep_f64(job, ARRAY_C_tm1, t, example, panel, C_t);
}

/* Stage 4 of timestep t, for a register of units. */
LSTM_INLINE void stage_4_f64(const job_f64 *job, size_t t, size_t example, size_t panel,
    const vec_f64 z[])
{
    (void)z;
    const vec_f64 m_t = read_f64(job, ARRAY_m_tm1, t, example, panel);
    const vec_f64 epsilon = all_f64(job->given.number[0]);
    /* denominator */
    const vec_f64 d_t = maximum_f64(absolute_f64(over_units_f64(job, ARRAY_of_d_t, t, example,
        SIZE_4, panel)), exp_f64(-m_t)) + epsilon;
    store_f64(place_f64(job, ARRAY_d_t, t, example, panel), d_t);
}

/* Stage 5 of timestep t, for a register of units. */
LSTM_INLINE void stage_5_f64(const job_f64 *job, size_t t, size_t example, size_t panel,
    const vec_f64 z[])
{
    (void)z;
    const vec_f64 d_t = shared_by_units_f64(job, ARRAY_d_t, t, example, SIZE_3, panel);
    /* hidden-state */
    const vec_f64 h_t = vecmat_f64(job, ARRAY_q_t, ARRAY_C_tm1, t, example, SIZE_3, panel) / d_t;
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

LSTM_APART void finish_1_any_f64(const job_f64 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f64 sums[])
{
    for (int r = 0; r < count; r++)
        stage_1_f64(job, t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_2_any_f64(const job_f64 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f64 sums[])
{
    for (int r = 0; r < count; r++)
        stage_2_f64(job, t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_3_any_f64(const job_f64 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f64 sums[])
{
    for (int r = 0; r < count; r++)
        stage_3_f64(job, t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_4_any_f64(const job_f64 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f64 sums[])
{
    for (int r = 0; r < count; r++)
        stage_4_f64(job, t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_5_any_f64(const job_f64 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f64 sums[])
{
    for (int r = 0; r < count; r++)
        stage_5_f64(job, t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_INLINE void finish_all_f64(const job_f64 *job, const int stage, size_t t,
    size_t example, size_t panel, int count, int across, sums_f64 sums[])
{
    if (stage == 0) {
        finish_0_any_f64(job, t, example, panel, count, across, sums);
    }
    if (stage == 1) {
        finish_1_any_f64(job, t, example, panel, count, across, sums);
    }
    if (stage == 2) {
        finish_2_any_f64(job, t, example, panel, count, across, sums);
    }
    if (stage == 3) {
        finish_3_any_f64(job, t, example, panel, count, across, sums);
    }
    if (stage == 4) {
        finish_4_any_f64(job, t, example, panel, count, across, sums);
    }
    if (stage == 5) {
        finish_5_any_f64(job, t, example, panel, count, across, sums);
    }
}

#include "../engine/loop.c"

static given_f32 given_of_f32(const mlstm_stabilized_call_f32 *call)
{
    return (given_f32){
        .batch = call->batch,
        .timesteps = call->timesteps,
        .size = {call->input_dim, call->heads, call->head, call->head, 1, call->head},
        .rows = {1, 1, 1, call->heads, call->heads, call->heads * call->head},
        .sequences = call->input,
        .packed = call->packed,
        .initial = {call->initial_C, call->initial_n, call->initial_m, call->initial_h},
        .mask = NULL,
        .number = {call->epsilon, 0.0f},
        .function = {0},
        .masked_output = LSTM_MASKED_ZERO,
        .go_backwards = 0,
        .every = 1,
        .output = call->output,
        .last = {call->last_C, call->last_n, call->last_m, NULL},
        .workspace = call->workspace,
        .share = call->share,
    };
}

/* LANES numbers of a row: those of the units from `first` on; zeros where there are
   no more. */
#define PACKED_f32(units, value)                                                  \
    for (size_t unit = first; unit < first + LANES_f32; unit++)                   \
        *packed++ = unit < (units) ? (value) : 0.0f

void mlstm_stabilized_pack_f32(const mlstm_stabilized_weights_f32 *weights, float *packed)
{
    const size_t input_dim = weights->input_dim;
    const size_t heads = weights->heads;
    const size_t head = weights->head;
    for (size_t line = 0; line < heads; line++)
    for (size_t first = 0; first < head; first += LANES_f32) {
        PACKED_f32(head, weights->bias[line * 3 * head + unit]);
        PACKED_f32(head, weights->bias[line * 3 * head + head + unit]);
        PACKED_f32(head, weights->bias[line * 3 * head + 2 * head + unit]);
        for (size_t row = 0; row < input_dim; row++) { /* x_t */
            PACKED_f32(head, weights->kernel[(line * input_dim + row) * 3 * head + unit]);
            PACKED_f32(head, weights->kernel[(line * input_dim + row) * 3 * head + head + unit]);
            PACKED_f32(head, weights->kernel[(line * input_dim + row) * 3 * head + 2 * head +
                unit]);
        }
    }
    for (size_t line = 0; line < heads; line++)
    for (size_t first = 0; first < 1; first += LANES_f32) {
        PACKED_f32(1, weights->i_bias[line]);
        PACKED_f32(1, weights->f_bias[line]);
        for (size_t row = 0; row < input_dim; row++) { /* x_t */
            PACKED_f32(1, weights->i_kernel[(line * input_dim + row)]);
            PACKED_f32(1, weights->f_kernel[(line * input_dim + row)]);
        }
    }
}

int mlstm_stabilized_f32(const mlstm_stabilized_call_f32 *call)
{
    job_f32 job = {.given = given_of_f32(call)};
    return run_f32(&job);
}

void mlstm_stabilized_help_f32(const mlstm_stabilized_call_f32 *call)
{
    const size_t place = enter_f32(call->share);
    if (place) {
        job_f32 job = {.given = given_of_f32(call)};
        help_f32(&job, place);
    }
}

int mlstm_stabilized_begin_f32(const mlstm_stabilized_call_f32 *call)
{
    job_f32 job = {.given = given_of_f32(call)};
    return begin_f32(&job);
}

void mlstm_stabilized_step_f32(const mlstm_stabilized_call_f32 *call)
{
    job_f32 job = {.given = given_of_f32(call)};
    step_of_stream_f32(&job);
}

void mlstm_stabilized_end_f32(const mlstm_stabilized_call_f32 *call)
{
    job_f32 job = {.given = given_of_f32(call)};
    end_of_stream_f32(&job);
}

static given_f64 given_of_f64(const mlstm_stabilized_call_f64 *call)
{
    return (given_f64){
        .batch = call->batch,
        .timesteps = call->timesteps,
        .size = {call->input_dim, call->heads, call->head, call->head, 1, call->head},
        .rows = {1, 1, 1, call->heads, call->heads, call->heads * call->head},
        .sequences = call->input,
        .packed = call->packed,
        .initial = {call->initial_C, call->initial_n, call->initial_m, call->initial_h},
        .mask = NULL,
        .number = {call->epsilon, 0.0},
        .function = {0},
        .masked_output = LSTM_MASKED_ZERO,
        .go_backwards = 0,
        .every = 1,
        .output = call->output,
        .last = {call->last_C, call->last_n, call->last_m, NULL},
        .workspace = call->workspace,
        .share = call->share,
    };
}

/* LANES numbers of a row: those of the units from `first` on; zeros where there are
   no more. */
#define PACKED_f64(units, value)                                                  \
    for (size_t unit = first; unit < first + LANES_f64; unit++)                   \
        *packed++ = unit < (units) ? (value) : 0.0

void mlstm_stabilized_pack_f64(const mlstm_stabilized_weights_f64 *weights, double *packed)
{
    const size_t input_dim = weights->input_dim;
    const size_t heads = weights->heads;
    const size_t head = weights->head;
    for (size_t line = 0; line < heads; line++)
    for (size_t first = 0; first < head; first += LANES_f64) {
        PACKED_f64(head, weights->bias[line * 3 * head + unit]);
        PACKED_f64(head, weights->bias[line * 3 * head + head + unit]);
        PACKED_f64(head, weights->bias[line * 3 * head + 2 * head + unit]);
        for (size_t row = 0; row < input_dim; row++) { /* x_t */
            PACKED_f64(head, weights->kernel[(line * input_dim + row) * 3 * head + unit]);
            PACKED_f64(head, weights->kernel[(line * input_dim + row) * 3 * head + head + unit]);
            PACKED_f64(head, weights->kernel[(line * input_dim + row) * 3 * head + 2 * head +
                unit]);
        }
    }
    for (size_t line = 0; line < heads; line++)
    for (size_t first = 0; first < 1; first += LANES_f64) {
        PACKED_f64(1, weights->i_bias[line]);
        PACKED_f64(1, weights->f_bias[line]);
        for (size_t row = 0; row < input_dim; row++) { /* x_t */
            PACKED_f64(1, weights->i_kernel[(line * input_dim + row)]);
            PACKED_f64(1, weights->f_kernel[(line * input_dim + row)]);
        }
    }
}

int mlstm_stabilized_f64(const mlstm_stabilized_call_f64 *call)
{
    job_f64 job = {.given = given_of_f64(call)};
    return run_f64(&job);
}

void mlstm_stabilized_help_f64(const mlstm_stabilized_call_f64 *call)
{
    const size_t place = enter_f64(call->share);
    if (place) {
        job_f64 job = {.given = given_of_f64(call)};
        help_f64(&job, place);
    }
}

int mlstm_stabilized_begin_f64(const mlstm_stabilized_call_f64 *call)
{
    job_f64 job = {.given = given_of_f64(call)};
    return begin_f64(&job);
}

void mlstm_stabilized_step_f64(const mlstm_stabilized_call_f64 *call)
{
    job_f64 job = {.given = given_of_f64(call)};
    step_of_stream_f64(&job);
}

void mlstm_stabilized_end_f64(const mlstm_stabilized_call_f64 *call)
{
    job_f64 job = {.given = given_of_f64(call)};
    end_of_stream_f64(&job);
}

size_t mlstm_stabilized_packed_size(size_t input_dim, size_t heads, size_t head)
{ return MLSTM_STABILIZED_PACKED_SIZE(input_dim, heads, head); }

size_t mlstm_stabilized_workspace_size(size_t batch, size_t input_dim, size_t heads, size_t head)
{ return MLSTM_STABILIZED_WORKSPACE_SIZE(batch, input_dim, heads, head); }
