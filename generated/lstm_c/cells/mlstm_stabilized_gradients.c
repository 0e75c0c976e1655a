/* The mLSTM of xLSTM: gradients, in C.

   Printed from lstm_sym/equations/mlstm.py by `lstm-sym generate`.
   Do not edit: change the equations and generate again. */

#include "mlstm_stabilized_gradients.h"
#include "../engine/words.c"
#include "../engine/slopes.c"

#define CELL_SUMS 3
#define EACH_STAGE(DO) DO(0) DO(1) DO(2) DO(3) DO(4) DO(5)
enum { SIZE_0 /* input_dim */, SIZE_1 /* heads */, SIZE_2 /* head */, SIZE_3 /* heads head */,
    SIZE_4 /* heads 1 */, SIZE_5 /* heads head head */, SIZES };
enum { ARRAY_x_t, ARRAY_C_tm1, ARRAY_n_tm1, ARRAY_m_tm1, ARRAY_h_tm1, ARRAY_q_t, ARRAY_k_t,
    ARRAY_v_t, ARRAY_m_t, ARRAY_i_t, ARRAY_f_t, ARRAY_of_C_t, ARRAY_of_d_t, ARRAY_C_t, ARRAY_d_t,
    ARRAYS };
enum { STATES = 4, STAGES = 6, VECTORS = 1, COLUMNS = 0, NUMBERS = 1, FUNCTIONS = 0, SHOWN = 0 };
enum { EMITTED = ARRAY_h_tm1 };
static const int SIZE_OF_ARRAY[ARRAYS] = {SIZE_0, SIZE_5, SIZE_3, SIZE_4, SIZE_3, SIZE_3, SIZE_3,
    SIZE_3, SIZE_4, SIZE_4, SIZE_4, SIZE_3, SIZE_3, SIZE_5, SIZE_4};
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

#include "../engine/kept.c"

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
    store_f32(place_f32(job, ARRAY_m_t, t, example, panel), m_t);
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
    store_f32(place_f32(job, ARRAY_C_t, t, example, panel), C_t);
    keep_f32(job, ARRAY_C_tm1, t, example, panel, C_t);
}

/* Stage 4 of timestep t, for a register of units. */
LSTM_INLINE void stage_4_f32(const job_f32 *job, size_t t, size_t example, size_t panel,
    const vec_f32 z[])
{
    (void)z;
    const vec_f32 m_t = read_f32(job, ARRAY_m_t, t, example, panel);
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
    const vec_f32 h_t = vecmat_f32(job, ARRAY_q_t, ARRAY_C_t, t, example, SIZE_3, panel) / d_t;
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

/* Stage 0 of timestep t backwards, for a register of units. */
LSTM_INLINE void back_0_f32(const job_f32 *job, size_t t, size_t example, size_t panel)
{
    const vec_f32 d_v_t = adjoint_f32(job, ARRAY_v_t, t, example, panel); /* gradient-v-t */
    const vec_f32 d_k_t = adjoint_f32(job, ARRAY_k_t, t, example, panel); /* gradient-k-t */
    const vec_f32 d_k_sum = d_k_t / sqrt_f32(width_f32(job, SIZE_3)); /* gradient-k-sum */
    const vec_f32 d_q_t = adjoint_f32(job, ARRAY_q_t, t, example, panel); /* gradient-q-t */
    const vec_f32 d_z_v = d_v_t; /* gradient-z-v */
    store_f32(sum_place_f32(job, 0, 2, t, example, panel), d_z_v);
    const vec_f32 d_z_k = d_k_sum; /* gradient-z-k */
    store_f32(sum_place_f32(job, 0, 1, t, example, panel), d_z_k);
    const vec_f32 d_z_q = d_q_t; /* gradient-z-q */
    store_f32(sum_place_f32(job, 0, 0, t, example, panel), d_z_q);
}

/* Stage 1 of timestep t backwards, for a register of units. */
LSTM_INLINE void back_1_f32(const job_f32 *job, size_t t, size_t example, size_t panel)
{
    const vec_f32 z_i_sum = load_f32(sum_place_f32(job, 1, 0, t, example, panel));
    const vec_f32 z_f_sum = load_f32(sum_place_f32(job, 1, 1, t, example, panel));
    const vec_f32 m_tm1 = read_f32(job, ARRAY_m_tm1, t, example, panel);
    const vec_f32 i_sum = z_i_sum; /* input-gate-sum */
    const vec_f32 f_sum = z_f_sum; /* forget-gate-sum */
    const vec_f32 r_t = exp_f32(-absolute_f32(f_sum)); /* log-rest */
    const vec_f32 s_t = minimum_f32(f_sum, all_f32(0.0f)) - log_f32(1.0f + r_t); /* log-sigmoid */
    const vec_f32 l_t = m_tm1 + s_t; /* log-forget */
    const vec_f32 m_t = maximum_f32(i_sum, l_t); /* stabilizer */
    const vec_f32 d_f_t = adjoint_f32(job, ARRAY_f_t, t, example, panel); /* gradient-f-t */
    const vec_f32 d_i_t = adjoint_f32(job, ARRAY_i_t, t, example, panel); /* gradient-i-t */
    /* gradient-m-t */
    const vec_f32 d_m_t = adjoint_f32(job, ARRAY_m_tm1, t + 1, example, panel) + adjoint_f32(job,
        ARRAY_m_t, t, example, panel) + d_f_t * (-exp_f32(l_t - m_t)) + d_i_t * (-exp_f32(i_sum -
        m_t));
    /* gradient-l-t */
    const vec_f32 d_l_t = d_f_t * exp_f32(l_t - m_t) + d_m_t * where_f32(i_sum > l_t,
        all_f32(0.0f), all_f32(1.0f));
    const vec_f32 d_s_t = d_l_t; /* gradient-s-t */
    const vec_f32 d_r_t = d_s_t * (-1.0f / (1.0f + r_t)); /* gradient-r-t */
    /* gradient-f-sum */
    const vec_f32 d_f_sum = d_s_t * where_f32(f_sum < 0.0f, all_f32(1.0f), all_f32(0.0f)) +
        d_r_t * (-exp_f32(-absolute_f32(f_sum)) * where_f32(f_sum > 0.0f, all_f32(1.0f),
        where_f32(f_sum < 0.0f, all_f32(-1.0f), f_sum)));
    /* gradient-i-sum */
    const vec_f32 d_i_sum = d_i_t * exp_f32(i_sum - m_t) + d_m_t * where_f32(i_sum > l_t,
        all_f32(1.0f), all_f32(0.0f));
    const vec_f32 d_z_f_sum = d_f_sum; /* gradient-z-f-sum */
    store_f32(sum_place_f32(job, 1, 1, t, example, panel), d_z_f_sum);
    const vec_f32 d_z_i_sum = d_i_sum; /* gradient-z-i-sum */
    store_f32(sum_place_f32(job, 1, 0, t, example, panel), d_z_i_sum);
    add_adjoint_f32(job, ARRAY_m_tm1, t, example, panel, d_l_t); /* gradient-m-tm1 */
}

/* Stage 2 of timestep t backwards, for a register of units. */
LSTM_INLINE void back_2_f32(const job_f32 *job, size_t t, size_t example, size_t panel)
{
    const vec_f32 n_tm1 = read_f32(job, ARRAY_n_tm1, t, example, panel);
    const vec_f32 q_t = read_f32(job, ARRAY_q_t, t, example, panel);
    const vec_f32 k_t = read_f32(job, ARRAY_k_t, t, example, panel);
    const vec_f32 i_t = shared_by_units_f32(job, ARRAY_i_t, t, example, SIZE_3, panel);
    const vec_f32 f_t = shared_by_units_f32(job, ARRAY_f_t, t, example, SIZE_3, panel);
    const vec_f32 n_t = f_t * n_tm1 + i_t * k_t; /* normalizer */
    /* gradient-of-d-t */
    const vec_f32 d_of_d_t = adjoint_f32(job, ARRAY_of_d_t, t, example, panel);
    /* gradient-n-t */
    const vec_f32 d_n_t = adjoint_f32(job, ARRAY_n_tm1, t + 1, example, panel) + d_of_d_t * q_t;
    /* gradient-of-C-t */
    const vec_f32 d_of_C_t = adjoint_f32(job, ARRAY_of_C_t, t, example, panel);
    add_over_units_f32(job, ARRAY_f_t, t, example, panel, SIZE_3, d_n_t * n_tm1); /* gradient-f-t */
    /* gradient-i-t */
    add_over_units_f32(job, ARRAY_i_t, t, example, panel, SIZE_3, d_n_t * k_t + d_of_C_t * k_t);
    /* gradient-k-t */
    add_adjoint_f32(job, ARRAY_k_t, t, example, panel, d_n_t * i_t + d_of_C_t * i_t);
    add_adjoint_f32(job, ARRAY_q_t, t, example, panel, d_of_d_t * n_t); /* gradient-q-t */
    add_adjoint_f32(job, ARRAY_n_tm1, t, example, panel, d_n_t * f_t); /* gradient-n-tm1 */
}

/* Stage 3 of timestep t backwards, for a register of units. */
LSTM_INLINE void back_3_f32(const job_f32 *job, size_t t, size_t example, size_t panel)
{
    const vec_f32 C_tm1 = read_f32(job, ARRAY_C_tm1, t, example, panel);
    const vec_f32 row_C_t = row_f32(job, ARRAY_f_t, t, example, SIZE_5, panel); /* memory-part-1 */
    /* gradient-C-t */
    const vec_f32 d_C_t = adjoint_f32(job, ARRAY_C_tm1, t + 1, example, panel) + adjoint_f32(job,
        ARRAY_C_t, t, example, panel);
    const vec_f32 d_outer_C_t = d_C_t; /* gradient-outer-C-t */
    const vec_f32 d_row_C_t = d_C_t * C_tm1; /* gradient-row-C-t */
    /* gradient-of-C-t */
    add_to_rows_f32(job, ARRAY_of_C_t, ARRAY_v_t, t, example, SIZE_5, panel, d_outer_C_t);
    add_to_row_f32(job, ARRAY_f_t, t, example, SIZE_5, panel, d_row_C_t); /* gradient-f-t */
    /* gradient-v-t */
    add_to_columns_f32(job, ARRAY_v_t, ARRAY_of_C_t, t, example, SIZE_5, panel, d_outer_C_t);
    add_adjoint_f32(job, ARRAY_C_tm1, t, example, panel, d_C_t * row_C_t); /* gradient-C-tm1 */
}

/* Stage 4 of timestep t backwards, for a register of units. */
LSTM_INLINE void back_4_f32(const job_f32 *job, size_t t, size_t example, size_t panel)
{
    const vec_f32 m_t = read_f32(job, ARRAY_m_t, t, example, panel);
    /* denominator-part-3 */
    const vec_f32 over_units_d_t = over_units_f32(job, ARRAY_of_d_t, t, example, SIZE_4, panel);
    const vec_f32 d_d_t = adjoint_f32(job, ARRAY_d_t, t, example, panel); /* gradient-d-t */
    /* gradient-over-units-d-t */
    const vec_f32 d_over_units_d_t = d_d_t * where_f32(absolute_f32(over_units_d_t) >
        exp_f32(-m_t), where_f32(over_units_d_t > 0.0f, all_f32(1.0f), where_f32(over_units_d_t <
        0.0f, all_f32(-1.0f), over_units_d_t)), all_f32(0.0f));
    add_to_units_f32(job, ARRAY_of_d_t, t, example, panel, d_over_units_d_t); /* gradient-of-d-t */
    /* gradient-m-t */
    add_adjoint_f32(job, ARRAY_m_t, t, example, panel,
        d_d_t * where_f32(absolute_f32(over_units_d_t) > exp_f32(-m_t), all_f32(0.0f),
        -exp_f32(-m_t)));
}

/* Stage 5 of timestep t backwards, for a register of units. */
LSTM_INLINE void back_5_f32(const job_f32 *job, size_t t, size_t example, size_t panel)
{
    const vec_f32 d_t = shared_by_units_f32(job, ARRAY_d_t, t, example, SIZE_3, panel);
    /* hidden-state-part-4 */
    const vec_f32 vecmat_h_t = vecmat_f32(job, ARRAY_q_t, ARRAY_C_t, t, example, SIZE_3, panel);
    const vec_f32 d_h_t = adjoint_f32(job, ARRAY_h_tm1, t + 1, example, panel); /* gradient-h-t */
    const vec_f32 d_vecmat_h_t = d_h_t / d_t; /* gradient-vecmat-h-t */
    /* gradient-d-t */
    add_over_units_f32(job, ARRAY_d_t, t, example, panel, SIZE_3,
        d_h_t * (-vecmat_h_t / square_f32(d_t)));
    /* gradient-C-t */
    add_to_matrix_f32(job, ARRAY_C_t, ARRAY_q_t, t, example, SIZE_3, panel, d_vecmat_h_t);
    /* gradient-q-t */
    add_to_vector_f32(job, ARRAY_q_t, ARRAY_C_t, t, example, SIZE_3, panel, d_vecmat_h_t);
}

LSTM_APART void back_0_any_f32(const job_f32 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_0_f32(job, t, example, panel);
}

LSTM_APART void back_1_any_f32(const job_f32 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_1_f32(job, t, example, panel);
}

LSTM_APART void back_2_any_f32(const job_f32 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_2_f32(job, t, example, panel);
}

LSTM_APART void back_3_any_f32(const job_f32 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_3_f32(job, t, example, panel);
}

LSTM_APART void back_4_any_f32(const job_f32 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_4_f32(job, t, example, panel);
}

LSTM_APART void back_5_any_f32(const job_f32 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_5_f32(job, t, example, panel);
}

LSTM_INLINE void back_all_f32(const job_f32 *job, const int stage, size_t t,
    size_t example, size_t panels)
{
    if (stage == 0) {
        back_0_any_f32(job, t, example, panels);
    }
    if (stage == 1) {
        back_1_any_f32(job, t, example, panels);
    }
    if (stage == 2) {
        back_2_any_f32(job, t, example, panels);
    }
    if (stage == 3) {
        back_3_any_f32(job, t, example, panels);
    }
    if (stage == 4) {
        back_4_any_f32(job, t, example, panels);
    }
    if (stage == 5) {
        back_5_any_f32(job, t, example, panels);
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
    store_f64(place_f64(job, ARRAY_m_t, t, example, panel), m_t);
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
    store_f64(place_f64(job, ARRAY_C_t, t, example, panel), C_t);
    keep_f64(job, ARRAY_C_tm1, t, example, panel, C_t);
}

/* Stage 4 of timestep t, for a register of units. */
LSTM_INLINE void stage_4_f64(const job_f64 *job, size_t t, size_t example, size_t panel,
    const vec_f64 z[])
{
    (void)z;
    const vec_f64 m_t = read_f64(job, ARRAY_m_t, t, example, panel);
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
    const vec_f64 h_t = vecmat_f64(job, ARRAY_q_t, ARRAY_C_t, t, example, SIZE_3, panel) / d_t;
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

/* Stage 0 of timestep t backwards, for a register of units. */
LSTM_INLINE void back_0_f64(const job_f64 *job, size_t t, size_t example, size_t panel)
{
    const vec_f64 d_v_t = adjoint_f64(job, ARRAY_v_t, t, example, panel); /* gradient-v-t */
    const vec_f64 d_k_t = adjoint_f64(job, ARRAY_k_t, t, example, panel); /* gradient-k-t */
    const vec_f64 d_k_sum = d_k_t / sqrt_f64(width_f64(job, SIZE_3)); /* gradient-k-sum */
    const vec_f64 d_q_t = adjoint_f64(job, ARRAY_q_t, t, example, panel); /* gradient-q-t */
    const vec_f64 d_z_v = d_v_t; /* gradient-z-v */
    store_f64(sum_place_f64(job, 0, 2, t, example, panel), d_z_v);
    const vec_f64 d_z_k = d_k_sum; /* gradient-z-k */
    store_f64(sum_place_f64(job, 0, 1, t, example, panel), d_z_k);
    const vec_f64 d_z_q = d_q_t; /* gradient-z-q */
    store_f64(sum_place_f64(job, 0, 0, t, example, panel), d_z_q);
}

/* Stage 1 of timestep t backwards, for a register of units. */
LSTM_INLINE void back_1_f64(const job_f64 *job, size_t t, size_t example, size_t panel)
{
    const vec_f64 z_i_sum = load_f64(sum_place_f64(job, 1, 0, t, example, panel));
    const vec_f64 z_f_sum = load_f64(sum_place_f64(job, 1, 1, t, example, panel));
    const vec_f64 m_tm1 = read_f64(job, ARRAY_m_tm1, t, example, panel);
    const vec_f64 i_sum = z_i_sum; /* input-gate-sum */
    const vec_f64 f_sum = z_f_sum; /* forget-gate-sum */
    const vec_f64 r_t = exp_f64(-absolute_f64(f_sum)); /* log-rest */
    const vec_f64 s_t = minimum_f64(f_sum, all_f64(0.0)) - log_f64(1.0 + r_t); /* log-sigmoid */
    const vec_f64 l_t = m_tm1 + s_t; /* log-forget */
    const vec_f64 m_t = maximum_f64(i_sum, l_t); /* stabilizer */
    const vec_f64 d_f_t = adjoint_f64(job, ARRAY_f_t, t, example, panel); /* gradient-f-t */
    const vec_f64 d_i_t = adjoint_f64(job, ARRAY_i_t, t, example, panel); /* gradient-i-t */
    /* gradient-m-t */
    const vec_f64 d_m_t = adjoint_f64(job, ARRAY_m_tm1, t + 1, example, panel) + adjoint_f64(job,
        ARRAY_m_t, t, example, panel) + d_f_t * (-exp_f64(l_t - m_t)) + d_i_t * (-exp_f64(i_sum -
        m_t));
    /* gradient-l-t */
    const vec_f64 d_l_t = d_f_t * exp_f64(l_t - m_t) + d_m_t * where_f64(i_sum > l_t,
        all_f64(0.0), all_f64(1.0));
    const vec_f64 d_s_t = d_l_t; /* gradient-s-t */
    const vec_f64 d_r_t = d_s_t * (-1.0 / (1.0 + r_t)); /* gradient-r-t */
    /* gradient-f-sum */
    const vec_f64 d_f_sum = d_s_t * where_f64(f_sum < 0.0, all_f64(1.0), all_f64(0.0)) +
        d_r_t * (-exp_f64(-absolute_f64(f_sum)) * where_f64(f_sum > 0.0, all_f64(1.0),
        where_f64(f_sum < 0.0, all_f64(-1.0), f_sum)));
    /* gradient-i-sum */
    const vec_f64 d_i_sum = d_i_t * exp_f64(i_sum - m_t) + d_m_t * where_f64(i_sum > l_t,
        all_f64(1.0), all_f64(0.0));
    const vec_f64 d_z_f_sum = d_f_sum; /* gradient-z-f-sum */
    store_f64(sum_place_f64(job, 1, 1, t, example, panel), d_z_f_sum);
    const vec_f64 d_z_i_sum = d_i_sum; /* gradient-z-i-sum */
    store_f64(sum_place_f64(job, 1, 0, t, example, panel), d_z_i_sum);
    add_adjoint_f64(job, ARRAY_m_tm1, t, example, panel, d_l_t); /* gradient-m-tm1 */
}

/* Stage 2 of timestep t backwards, for a register of units. */
LSTM_INLINE void back_2_f64(const job_f64 *job, size_t t, size_t example, size_t panel)
{
    const vec_f64 n_tm1 = read_f64(job, ARRAY_n_tm1, t, example, panel);
    const vec_f64 q_t = read_f64(job, ARRAY_q_t, t, example, panel);
    const vec_f64 k_t = read_f64(job, ARRAY_k_t, t, example, panel);
    const vec_f64 i_t = shared_by_units_f64(job, ARRAY_i_t, t, example, SIZE_3, panel);
    const vec_f64 f_t = shared_by_units_f64(job, ARRAY_f_t, t, example, SIZE_3, panel);
    const vec_f64 n_t = f_t * n_tm1 + i_t * k_t; /* normalizer */
    /* gradient-of-d-t */
    const vec_f64 d_of_d_t = adjoint_f64(job, ARRAY_of_d_t, t, example, panel);
    /* gradient-n-t */
    const vec_f64 d_n_t = adjoint_f64(job, ARRAY_n_tm1, t + 1, example, panel) + d_of_d_t * q_t;
    /* gradient-of-C-t */
    const vec_f64 d_of_C_t = adjoint_f64(job, ARRAY_of_C_t, t, example, panel);
    add_over_units_f64(job, ARRAY_f_t, t, example, panel, SIZE_3, d_n_t * n_tm1); /* gradient-f-t */
    /* gradient-i-t */
    add_over_units_f64(job, ARRAY_i_t, t, example, panel, SIZE_3, d_n_t * k_t + d_of_C_t * k_t);
    /* gradient-k-t */
    add_adjoint_f64(job, ARRAY_k_t, t, example, panel, d_n_t * i_t + d_of_C_t * i_t);
    add_adjoint_f64(job, ARRAY_q_t, t, example, panel, d_of_d_t * n_t); /* gradient-q-t */
    add_adjoint_f64(job, ARRAY_n_tm1, t, example, panel, d_n_t * f_t); /* gradient-n-tm1 */
}

/* Stage 3 of timestep t backwards, for a register of units. */
LSTM_INLINE void back_3_f64(const job_f64 *job, size_t t, size_t example, size_t panel)
{
    const vec_f64 C_tm1 = read_f64(job, ARRAY_C_tm1, t, example, panel);
    const vec_f64 row_C_t = row_f64(job, ARRAY_f_t, t, example, SIZE_5, panel); /* memory-part-1 */
    /* gradient-C-t */
    const vec_f64 d_C_t = adjoint_f64(job, ARRAY_C_tm1, t + 1, example, panel) + adjoint_f64(job,
        ARRAY_C_t, t, example, panel);
    const vec_f64 d_outer_C_t = d_C_t; /* gradient-outer-C-t */
    const vec_f64 d_row_C_t = d_C_t * C_tm1; /* gradient-row-C-t */
    /* gradient-of-C-t */
    add_to_rows_f64(job, ARRAY_of_C_t, ARRAY_v_t, t, example, SIZE_5, panel, d_outer_C_t);
    add_to_row_f64(job, ARRAY_f_t, t, example, SIZE_5, panel, d_row_C_t); /* gradient-f-t */
    /* gradient-v-t */
    add_to_columns_f64(job, ARRAY_v_t, ARRAY_of_C_t, t, example, SIZE_5, panel, d_outer_C_t);
    add_adjoint_f64(job, ARRAY_C_tm1, t, example, panel, d_C_t * row_C_t); /* gradient-C-tm1 */
}

/* Stage 4 of timestep t backwards, for a register of units. */
LSTM_INLINE void back_4_f64(const job_f64 *job, size_t t, size_t example, size_t panel)
{
    const vec_f64 m_t = read_f64(job, ARRAY_m_t, t, example, panel);
    /* denominator-part-3 */
    const vec_f64 over_units_d_t = over_units_f64(job, ARRAY_of_d_t, t, example, SIZE_4, panel);
    const vec_f64 d_d_t = adjoint_f64(job, ARRAY_d_t, t, example, panel); /* gradient-d-t */
    /* gradient-over-units-d-t */
    const vec_f64 d_over_units_d_t = d_d_t * where_f64(absolute_f64(over_units_d_t) >
        exp_f64(-m_t), where_f64(over_units_d_t > 0.0, all_f64(1.0), where_f64(over_units_d_t <
        0.0, all_f64(-1.0), over_units_d_t)), all_f64(0.0));
    add_to_units_f64(job, ARRAY_of_d_t, t, example, panel, d_over_units_d_t); /* gradient-of-d-t */
    /* gradient-m-t */
    add_adjoint_f64(job, ARRAY_m_t, t, example, panel,
        d_d_t * where_f64(absolute_f64(over_units_d_t) > exp_f64(-m_t), all_f64(0.0),
        -exp_f64(-m_t)));
}

/* Stage 5 of timestep t backwards, for a register of units. */
LSTM_INLINE void back_5_f64(const job_f64 *job, size_t t, size_t example, size_t panel)
{
    const vec_f64 d_t = shared_by_units_f64(job, ARRAY_d_t, t, example, SIZE_3, panel);
    /* hidden-state-part-4 */
    const vec_f64 vecmat_h_t = vecmat_f64(job, ARRAY_q_t, ARRAY_C_t, t, example, SIZE_3, panel);
    const vec_f64 d_h_t = adjoint_f64(job, ARRAY_h_tm1, t + 1, example, panel); /* gradient-h-t */
    const vec_f64 d_vecmat_h_t = d_h_t / d_t; /* gradient-vecmat-h-t */
    /* gradient-d-t */
    add_over_units_f64(job, ARRAY_d_t, t, example, panel, SIZE_3,
        d_h_t * (-vecmat_h_t / square_f64(d_t)));
    /* gradient-C-t */
    add_to_matrix_f64(job, ARRAY_C_t, ARRAY_q_t, t, example, SIZE_3, panel, d_vecmat_h_t);
    /* gradient-q-t */
    add_to_vector_f64(job, ARRAY_q_t, ARRAY_C_t, t, example, SIZE_3, panel, d_vecmat_h_t);
}

LSTM_APART void back_0_any_f64(const job_f64 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_0_f64(job, t, example, panel);
}

LSTM_APART void back_1_any_f64(const job_f64 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_1_f64(job, t, example, panel);
}

LSTM_APART void back_2_any_f64(const job_f64 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_2_f64(job, t, example, panel);
}

LSTM_APART void back_3_any_f64(const job_f64 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_3_f64(job, t, example, panel);
}

LSTM_APART void back_4_any_f64(const job_f64 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_4_f64(job, t, example, panel);
}

LSTM_APART void back_5_any_f64(const job_f64 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_5_f64(job, t, example, panel);
}

LSTM_INLINE void back_all_f64(const job_f64 *job, const int stage, size_t t,
    size_t example, size_t panels)
{
    if (stage == 0) {
        back_0_any_f64(job, t, example, panels);
    }
    if (stage == 1) {
        back_1_any_f64(job, t, example, panels);
    }
    if (stage == 2) {
        back_2_any_f64(job, t, example, panels);
    }
    if (stage == 3) {
        back_3_any_f64(job, t, example, panels);
    }
    if (stage == 4) {
        back_4_any_f64(job, t, example, panels);
    }
    if (stage == 5) {
        back_5_any_f64(job, t, example, panels);
    }
}

#include "../engine/backwards.c"

static given_f32 given_of_f32(const mlstm_stabilized_gradients_call_f32 *call)
{
    return (given_f32){
        .batch = call->batch,
        .timesteps = call->timesteps,
        .size = {call->input_dim, call->heads, call->head, call->head, 1, call->head},
        .rows = {1, 1, 1, call->heads, call->heads, call->heads * call->head},
        .sequences = call->input,
        .initial = {call->initial_C, call->initial_n, call->initial_m, call->initial_h},
        .mask = NULL,
        .number = {call->epsilon, 0.0f},
        .function = {0},
        .masked_output = LSTM_MASKED_ZERO,
        .go_backwards = 0,
        .every = 1,
        .d_output = call->d_output,
        .d_last = {call->d_last_C, call->d_last_n, call->d_last_m, NULL},
        .d_sequences = call->d_input,
        .d_initial = {call->d_initial_C, call->d_initial_n, call->d_initial_m, call->d_initial_h},
        .truncation = call->truncation,
        .checkpoints = call->checkpoints,
        .workspace = call->workspace,
    };
}

/* The sums' weights side by side, as rows of whole registers. */
static void read_weights_f32(const mlstm_stabilized_gradients_call_f32 *weights, const job_f32 *job)
{
    const size_t input_dim = weights->input_dim;
    const size_t heads = weights->heads;
    const size_t head = weights->head;
    for (size_t row = 0; row < input_dim; row++) { /* x_t */
        float *to = job->weights[0][0] + row * job->columns[0];
        for (size_t line = 0; line < heads; line++) {
        for (size_t unit = 0; unit < head; unit++)
            to[unit] = weights->kernel[(line * input_dim + row) * 3 * head + unit];
        for (size_t unit = head; unit < line_size_f32(job, SIZE_3); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_3);
        }
        for (size_t line = 0; line < heads; line++) {
        for (size_t unit = 0; unit < head; unit++)
            to[unit] = weights->kernel[(line * input_dim + row) * 3 * head + head + unit];
        for (size_t unit = head; unit < line_size_f32(job, SIZE_3); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_3);
        }
        for (size_t line = 0; line < heads; line++) {
        for (size_t unit = 0; unit < head; unit++)
            to[unit] = weights->kernel[(line * input_dim + row) * 3 * head + 2 * head + unit];
        for (size_t unit = head; unit < line_size_f32(job, SIZE_3); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_3);
        }
    }
    {
        float *to = job->bias[0];
        for (size_t line = 0; line < heads; line++) {
        for (size_t unit = 0; unit < head; unit++)
            to[unit] = weights->bias[line * 3 * head + unit];
        for (size_t unit = head; unit < line_size_f32(job, SIZE_3); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_3);
        }
        for (size_t line = 0; line < heads; line++) {
        for (size_t unit = 0; unit < head; unit++)
            to[unit] = weights->bias[line * 3 * head + head + unit];
        for (size_t unit = head; unit < line_size_f32(job, SIZE_3); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_3);
        }
        for (size_t line = 0; line < heads; line++) {
        for (size_t unit = 0; unit < head; unit++)
            to[unit] = weights->bias[line * 3 * head + 2 * head + unit];
        for (size_t unit = head; unit < line_size_f32(job, SIZE_3); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_3);
        }
    }
    for (size_t row = 0; row < input_dim; row++) { /* x_t */
        float *to = job->weights[1][0] + row * job->columns[1];
        for (size_t line = 0; line < heads; line++) {
        for (size_t unit = 0; unit < 1; unit++)
            to[unit] = weights->i_kernel[(line * input_dim + row)];
        for (size_t unit = 1; unit < line_size_f32(job, SIZE_4); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_4);
        }
        for (size_t line = 0; line < heads; line++) {
        for (size_t unit = 0; unit < 1; unit++)
            to[unit] = weights->f_kernel[(line * input_dim + row)];
        for (size_t unit = 1; unit < line_size_f32(job, SIZE_4); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_4);
        }
    }
    {
        float *to = job->bias[1];
        for (size_t line = 0; line < heads; line++) {
        for (size_t unit = 0; unit < 1; unit++)
            to[unit] = weights->i_bias[line];
        for (size_t unit = 1; unit < line_size_f32(job, SIZE_4); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_4);
        }
        for (size_t line = 0; line < heads; line++) {
        for (size_t unit = 0; unit < 1; unit++)
            to[unit] = weights->f_bias[line];
        for (size_t unit = 1; unit < line_size_f32(job, SIZE_4); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_4);
        }
    }
}

/* The gradients of the arrays of weights, from those of the sums' weights. */
static void write_gradients_f32(const mlstm_stabilized_gradients_call_f32 *weights,
    const job_f32 *job)
{
    const size_t input_dim = weights->input_dim;
    const size_t heads = weights->heads;
    const size_t head = weights->head;
    if (weights->d_kernel) {
        for (size_t line = 0; line < heads; line++)
        for (size_t row = 0; row < input_dim; row++)
            for (size_t unit = 0; unit < head; unit++)
                weights->d_kernel[(line * input_dim + row) * 3 * head + unit] =
                    job->d_weights[0][0][row * job->columns[0] +
                    0 * job->padded[SIZE_OF_STAGE[0]] + line * line_size_f32(job, SIZE_3) + unit];
        for (size_t line = 0; line < heads; line++)
        for (size_t row = 0; row < input_dim; row++)
            for (size_t unit = 0; unit < head; unit++)
                weights->d_kernel[(line * input_dim + row) * 3 * head + head + unit] =
                    job->d_weights[0][0][row * job->columns[0] +
                    1 * job->padded[SIZE_OF_STAGE[0]] + line * line_size_f32(job, SIZE_3) + unit];
        for (size_t line = 0; line < heads; line++)
        for (size_t row = 0; row < input_dim; row++)
            for (size_t unit = 0; unit < head; unit++)
                weights->d_kernel[(line * input_dim + row) * 3 * head + 2 * head + unit] =
                    job->d_weights[0][0][row * job->columns[0] +
                    2 * job->padded[SIZE_OF_STAGE[0]] + line * line_size_f32(job, SIZE_3) + unit];
    }
    if (weights->d_bias) {
        for (size_t line = 0; line < heads; line++)
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < head; unit++)
                weights->d_bias[line * 3 * head + unit] =
                    job->d_bias[0][0 * job->padded[SIZE_OF_STAGE[0]] + line * line_size_f32(job,
                    SIZE_3) + unit];
        for (size_t line = 0; line < heads; line++)
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < head; unit++)
                weights->d_bias[line * 3 * head + head + unit] =
                    job->d_bias[0][1 * job->padded[SIZE_OF_STAGE[0]] + line * line_size_f32(job,
                    SIZE_3) + unit];
        for (size_t line = 0; line < heads; line++)
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < head; unit++)
                weights->d_bias[line * 3 * head + 2 * head + unit] =
                    job->d_bias[0][2 * job->padded[SIZE_OF_STAGE[0]] + line * line_size_f32(job,
                    SIZE_3) + unit];
    }
    if (weights->d_i_kernel) {
        for (size_t line = 0; line < heads; line++)
        for (size_t row = 0; row < input_dim; row++)
            for (size_t unit = 0; unit < 1; unit++)
                weights->d_i_kernel[(line * input_dim + row)] =
                    job->d_weights[1][0][row * job->columns[1] +
                    0 * job->padded[SIZE_OF_STAGE[1]] + line * line_size_f32(job, SIZE_4) + unit];
    }
    if (weights->d_i_bias) {
        for (size_t line = 0; line < heads; line++)
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < 1; unit++)
                weights->d_i_bias[line] = job->d_bias[1][0 * job->padded[SIZE_OF_STAGE[1]] +
                    line * line_size_f32(job, SIZE_4) + unit];
    }
    if (weights->d_f_kernel) {
        for (size_t line = 0; line < heads; line++)
        for (size_t row = 0; row < input_dim; row++)
            for (size_t unit = 0; unit < 1; unit++)
                weights->d_f_kernel[(line * input_dim + row)] =
                    job->d_weights[1][0][row * job->columns[1] +
                    1 * job->padded[SIZE_OF_STAGE[1]] + line * line_size_f32(job, SIZE_4) + unit];
    }
    if (weights->d_f_bias) {
        for (size_t line = 0; line < heads; line++)
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < 1; unit++)
                weights->d_f_bias[line] = job->d_bias[1][1 * job->padded[SIZE_OF_STAGE[1]] +
                    line * line_size_f32(job, SIZE_4) + unit];
    }
}

size_t mlstm_stabilized_gradients_workspace_f32(const mlstm_stabilized_gradients_call_f32 *weights)
{
    given_f32 given = given_of_f32(weights);
    given.workspace = NULL;
    return job_of_f32(&given).size;
}

int mlstm_stabilized_gradients_f32(const mlstm_stabilized_gradients_call_f32 *weights)
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

static given_f64 given_of_f64(const mlstm_stabilized_gradients_call_f64 *call)
{
    return (given_f64){
        .batch = call->batch,
        .timesteps = call->timesteps,
        .size = {call->input_dim, call->heads, call->head, call->head, 1, call->head},
        .rows = {1, 1, 1, call->heads, call->heads, call->heads * call->head},
        .sequences = call->input,
        .initial = {call->initial_C, call->initial_n, call->initial_m, call->initial_h},
        .mask = NULL,
        .number = {call->epsilon, 0.0},
        .function = {0},
        .masked_output = LSTM_MASKED_ZERO,
        .go_backwards = 0,
        .every = 1,
        .d_output = call->d_output,
        .d_last = {call->d_last_C, call->d_last_n, call->d_last_m, NULL},
        .d_sequences = call->d_input,
        .d_initial = {call->d_initial_C, call->d_initial_n, call->d_initial_m, call->d_initial_h},
        .truncation = call->truncation,
        .checkpoints = call->checkpoints,
        .workspace = call->workspace,
    };
}

/* The sums' weights side by side, as rows of whole registers. */
static void read_weights_f64(const mlstm_stabilized_gradients_call_f64 *weights, const job_f64 *job)
{
    const size_t input_dim = weights->input_dim;
    const size_t heads = weights->heads;
    const size_t head = weights->head;
    for (size_t row = 0; row < input_dim; row++) { /* x_t */
        double *to = job->weights[0][0] + row * job->columns[0];
        for (size_t line = 0; line < heads; line++) {
        for (size_t unit = 0; unit < head; unit++)
            to[unit] = weights->kernel[(line * input_dim + row) * 3 * head + unit];
        for (size_t unit = head; unit < line_size_f64(job, SIZE_3); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_3);
        }
        for (size_t line = 0; line < heads; line++) {
        for (size_t unit = 0; unit < head; unit++)
            to[unit] = weights->kernel[(line * input_dim + row) * 3 * head + head + unit];
        for (size_t unit = head; unit < line_size_f64(job, SIZE_3); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_3);
        }
        for (size_t line = 0; line < heads; line++) {
        for (size_t unit = 0; unit < head; unit++)
            to[unit] = weights->kernel[(line * input_dim + row) * 3 * head + 2 * head + unit];
        for (size_t unit = head; unit < line_size_f64(job, SIZE_3); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_3);
        }
    }
    {
        double *to = job->bias[0];
        for (size_t line = 0; line < heads; line++) {
        for (size_t unit = 0; unit < head; unit++)
            to[unit] = weights->bias[line * 3 * head + unit];
        for (size_t unit = head; unit < line_size_f64(job, SIZE_3); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_3);
        }
        for (size_t line = 0; line < heads; line++) {
        for (size_t unit = 0; unit < head; unit++)
            to[unit] = weights->bias[line * 3 * head + head + unit];
        for (size_t unit = head; unit < line_size_f64(job, SIZE_3); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_3);
        }
        for (size_t line = 0; line < heads; line++) {
        for (size_t unit = 0; unit < head; unit++)
            to[unit] = weights->bias[line * 3 * head + 2 * head + unit];
        for (size_t unit = head; unit < line_size_f64(job, SIZE_3); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_3);
        }
    }
    for (size_t row = 0; row < input_dim; row++) { /* x_t */
        double *to = job->weights[1][0] + row * job->columns[1];
        for (size_t line = 0; line < heads; line++) {
        for (size_t unit = 0; unit < 1; unit++)
            to[unit] = weights->i_kernel[(line * input_dim + row)];
        for (size_t unit = 1; unit < line_size_f64(job, SIZE_4); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_4);
        }
        for (size_t line = 0; line < heads; line++) {
        for (size_t unit = 0; unit < 1; unit++)
            to[unit] = weights->f_kernel[(line * input_dim + row)];
        for (size_t unit = 1; unit < line_size_f64(job, SIZE_4); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_4);
        }
    }
    {
        double *to = job->bias[1];
        for (size_t line = 0; line < heads; line++) {
        for (size_t unit = 0; unit < 1; unit++)
            to[unit] = weights->i_bias[line];
        for (size_t unit = 1; unit < line_size_f64(job, SIZE_4); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_4);
        }
        for (size_t line = 0; line < heads; line++) {
        for (size_t unit = 0; unit < 1; unit++)
            to[unit] = weights->f_bias[line];
        for (size_t unit = 1; unit < line_size_f64(job, SIZE_4); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_4);
        }
    }
}

/* The gradients of the arrays of weights, from those of the sums' weights. */
static void write_gradients_f64(const mlstm_stabilized_gradients_call_f64 *weights,
    const job_f64 *job)
{
    const size_t input_dim = weights->input_dim;
    const size_t heads = weights->heads;
    const size_t head = weights->head;
    if (weights->d_kernel) {
        for (size_t line = 0; line < heads; line++)
        for (size_t row = 0; row < input_dim; row++)
            for (size_t unit = 0; unit < head; unit++)
                weights->d_kernel[(line * input_dim + row) * 3 * head + unit] =
                    job->d_weights[0][0][row * job->columns[0] +
                    0 * job->padded[SIZE_OF_STAGE[0]] + line * line_size_f64(job, SIZE_3) + unit];
        for (size_t line = 0; line < heads; line++)
        for (size_t row = 0; row < input_dim; row++)
            for (size_t unit = 0; unit < head; unit++)
                weights->d_kernel[(line * input_dim + row) * 3 * head + head + unit] =
                    job->d_weights[0][0][row * job->columns[0] +
                    1 * job->padded[SIZE_OF_STAGE[0]] + line * line_size_f64(job, SIZE_3) + unit];
        for (size_t line = 0; line < heads; line++)
        for (size_t row = 0; row < input_dim; row++)
            for (size_t unit = 0; unit < head; unit++)
                weights->d_kernel[(line * input_dim + row) * 3 * head + 2 * head + unit] =
                    job->d_weights[0][0][row * job->columns[0] +
                    2 * job->padded[SIZE_OF_STAGE[0]] + line * line_size_f64(job, SIZE_3) + unit];
    }
    if (weights->d_bias) {
        for (size_t line = 0; line < heads; line++)
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < head; unit++)
                weights->d_bias[line * 3 * head + unit] =
                    job->d_bias[0][0 * job->padded[SIZE_OF_STAGE[0]] + line * line_size_f64(job,
                    SIZE_3) + unit];
        for (size_t line = 0; line < heads; line++)
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < head; unit++)
                weights->d_bias[line * 3 * head + head + unit] =
                    job->d_bias[0][1 * job->padded[SIZE_OF_STAGE[0]] + line * line_size_f64(job,
                    SIZE_3) + unit];
        for (size_t line = 0; line < heads; line++)
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < head; unit++)
                weights->d_bias[line * 3 * head + 2 * head + unit] =
                    job->d_bias[0][2 * job->padded[SIZE_OF_STAGE[0]] + line * line_size_f64(job,
                    SIZE_3) + unit];
    }
    if (weights->d_i_kernel) {
        for (size_t line = 0; line < heads; line++)
        for (size_t row = 0; row < input_dim; row++)
            for (size_t unit = 0; unit < 1; unit++)
                weights->d_i_kernel[(line * input_dim + row)] =
                    job->d_weights[1][0][row * job->columns[1] +
                    0 * job->padded[SIZE_OF_STAGE[1]] + line * line_size_f64(job, SIZE_4) + unit];
    }
    if (weights->d_i_bias) {
        for (size_t line = 0; line < heads; line++)
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < 1; unit++)
                weights->d_i_bias[line] = job->d_bias[1][0 * job->padded[SIZE_OF_STAGE[1]] +
                    line * line_size_f64(job, SIZE_4) + unit];
    }
    if (weights->d_f_kernel) {
        for (size_t line = 0; line < heads; line++)
        for (size_t row = 0; row < input_dim; row++)
            for (size_t unit = 0; unit < 1; unit++)
                weights->d_f_kernel[(line * input_dim + row)] =
                    job->d_weights[1][0][row * job->columns[1] +
                    1 * job->padded[SIZE_OF_STAGE[1]] + line * line_size_f64(job, SIZE_4) + unit];
    }
    if (weights->d_f_bias) {
        for (size_t line = 0; line < heads; line++)
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < 1; unit++)
                weights->d_f_bias[line] = job->d_bias[1][1 * job->padded[SIZE_OF_STAGE[1]] +
                    line * line_size_f64(job, SIZE_4) + unit];
    }
}

size_t mlstm_stabilized_gradients_workspace_f64(const mlstm_stabilized_gradients_call_f64 *weights)
{
    given_f64 given = given_of_f64(weights);
    given.workspace = NULL;
    return job_of_f64(&given).size;
}

int mlstm_stabilized_gradients_f64(const mlstm_stabilized_gradients_call_f64 *weights)
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
