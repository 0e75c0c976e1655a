/* The LayerNormLSTMCell of TensorFlow Addons: gradients, in C.

   Printed from lstm_sym/equations/layer_norm.py by `lstm-sym generate`.
   Do not edit: change the equations and generate again. */

#include "layer_norm_addons_gradients.h"
#include "../engine/words.c"
#include "../engine/slopes.c"

#define CELL_SUMS 8
#define EACH_STAGE(DO) DO(0) DO(1) DO(2) DO(3) DO(4) DO(5) DO(6) DO(7) DO(8)
enum { SIZE_0 /* input_dim */, SIZE_1 /* units */, SIZE_2 /* 1 */, SIZES };
enum { ARRAY_x_t, ARRAY_h_tm1, ARRAY_c_tm1, ARRAY_x_i, ARRAY_x_f, ARRAY_x_c, ARRAY_x_o,
    ARRAY_of_x_mean, ARRAY_h_i, ARRAY_h_f, ARRAY_h_c, ARRAY_h_o, ARRAY_of_h_mean, ARRAY_x_mean,
    ARRAY_h_mean, ARRAY_xd_i, ARRAY_xd_f, ARRAY_xd_c, ARRAY_xd_o, ARRAY_of_x_variance, ARRAY_hd_i,
    ARRAY_hd_f, ARRAY_hd_c, ARRAY_hd_o, ARRAY_of_h_variance, ARRAY_x_variance, ARRAY_h_variance,
    ARRAY_o_t, ARRAY_c_sum, ARRAY_c_mean, ARRAY_of_c_variance, ARRAY_c_variance, ARRAYS };
enum { STATES = 2, STAGES = 9, VECTORS = 2, COLUMNS = 22, NUMBERS = 1, FUNCTIONS = 2, SHOWN = 0 };
enum { EMITTED = ARRAY_h_tm1 };
static const int SIZE_OF_ARRAY[ARRAYS] = {SIZE_0, SIZE_1, SIZE_1, SIZE_1, SIZE_1, SIZE_1, SIZE_1,
    SIZE_1, SIZE_1, SIZE_1, SIZE_1, SIZE_1, SIZE_1, SIZE_2, SIZE_2, SIZE_1, SIZE_1, SIZE_1, SIZE_1,
    SIZE_1, SIZE_1, SIZE_1, SIZE_1, SIZE_1, SIZE_1, SIZE_2, SIZE_2, SIZE_1, SIZE_1, SIZE_2, SIZE_1,
    SIZE_2};
static const int ARRAY_OF_STATE[STATES] = {ARRAY_h_tm1, ARRAY_c_tm1};
static const int SIZE_OF_STAGE[STAGES] = {SIZE_1, SIZE_2, SIZE_1, SIZE_2, SIZE_1, SIZE_2, SIZE_1,
    SIZE_2, SIZE_1};
static const int SUMS_OF_STAGE[STAGES] = {8, 0, 0, 0, 0, 0, 0, 0, 0};
static const int SIZE_OF_VECTOR[VECTORS] = {SIZE_0, SIZE_1};
static const int ARRAY_OF_VECTOR[VECTORS] = {ARRAY_x_t, ARRAY_h_tm1};
static const int SIZE_OF_COLUMN[COLUMNS + 1] = {SIZE_1, SIZE_1, SIZE_1, SIZE_1, SIZE_1, SIZE_1,
    SIZE_1, SIZE_1, SIZE_1, SIZE_1, SIZE_1, SIZE_1, SIZE_1, SIZE_1, SIZE_1, SIZE_1, SIZE_1, SIZE_1,
    SIZE_1, SIZE_1, SIZE_1, SIZE_1, 0};
static const double START_OF_STATE[STATES] = {0.0, 0.0};
/* whether a vector takes part in a sum of a stage */
static const unsigned char HAS[STAGES][VECTORS][CELL_SUMS] = {
    {{1, 1, 1, 1, 0, 0, 0, 0}, {0, 0, 0, 0, 1, 1, 1, 1}},
    {{0}, {0}},
    {{0}, {0}},
    {{0}, {0}},
    {{0}, {0}},
    {{0}, {0}},
    {{0}, {0}},
    {{0}, {0}},
    {{0}, {0}},
};

#include "../engine/kept.c"

/* Stage 0 of timestep t, for a register of units. */
LSTM_INLINE void stage_0_f32(const job_f32 *job, const int activation,
    const int recurrent_activation, size_t t, size_t example, size_t panel, const vec_f32 z[])
{
    (void)activation;
    (void)recurrent_activation;
    const vec_f32 z_i = z[0]; /* x_t W_i */
    const vec_f32 z_f = z[1]; /* x_t W_f */
    const vec_f32 z_c = z[2]; /* x_t W_c */
    const vec_f32 z_o = z[3]; /* x_t W_o */
    const vec_f32 z_i_ = z[4]; /* h_tm1 U_i */
    const vec_f32 z_f_ = z[5]; /* h_tm1 U_f */
    const vec_f32 z_c_ = z[6]; /* h_tm1 U_c */
    const vec_f32 z_o_ = z[7]; /* h_tm1 U_o */
    const vec_f32 x_i = z_i; /* input-gate-kernel */
    const vec_f32 x_f = z_f; /* forget-gate-kernel */
    const vec_f32 x_c = z_c; /* candidate-kernel */
    const vec_f32 x_o = z_o; /* output-gate-kernel */
    const vec_f32 of_x_mean = x_i + x_f + x_c + x_o; /* input-products-mean */
    const vec_f32 h_i = z_i_; /* input-gate-recurrent */
    const vec_f32 h_f = z_f_; /* forget-gate-recurrent */
    const vec_f32 h_c = z_c_; /* candidate-recurrent */
    const vec_f32 h_o = z_o_; /* output-gate-recurrent */
    const vec_f32 of_h_mean = h_i + h_f + h_c + h_o; /* hidden-state-products-mean */
    store_f32(place_f32(job, ARRAY_x_i, t, example, panel), x_i);
    store_f32(place_f32(job, ARRAY_x_f, t, example, panel), x_f);
    store_f32(place_f32(job, ARRAY_x_c, t, example, panel), x_c);
    store_f32(place_f32(job, ARRAY_x_o, t, example, panel), x_o);
    store_f32(place_f32(job, ARRAY_of_x_mean, t, example, panel), of_x_mean);
    store_f32(place_f32(job, ARRAY_h_i, t, example, panel), h_i);
    store_f32(place_f32(job, ARRAY_h_f, t, example, panel), h_f);
    store_f32(place_f32(job, ARRAY_h_c, t, example, panel), h_c);
    store_f32(place_f32(job, ARRAY_h_o, t, example, panel), h_o);
    store_f32(place_f32(job, ARRAY_of_h_mean, t, example, panel), of_h_mean);
}

/* Stage 1 of timestep t, for a register of units. */
LSTM_INLINE void stage_1_f32(const job_f32 *job, const int activation,
    const int recurrent_activation, size_t t, size_t example, size_t panel, const vec_f32 z[])
{
    (void)activation;
    (void)recurrent_activation;
    (void)z;
    /* input-products-mean */
    const vec_f32 x_mean = mean_f32(job, ARRAY_of_x_mean, t, example, SIZE_2, panel) / 4.0f;
    /* hidden-state-products-mean */
    const vec_f32 h_mean = mean_f32(job, ARRAY_of_h_mean, t, example, SIZE_2, panel) / 4.0f;
    store_f32(place_f32(job, ARRAY_x_mean, t, example, panel), x_mean);
    store_f32(place_f32(job, ARRAY_h_mean, t, example, panel), h_mean);
}

/* Stage 2 of timestep t, for a register of units. */
LSTM_INLINE void stage_2_f32(const job_f32 *job, const int activation,
    const int recurrent_activation, size_t t, size_t example, size_t panel, const vec_f32 z[])
{
    (void)activation;
    (void)recurrent_activation;
    (void)z;
    const vec_f32 x_i = read_f32(job, ARRAY_x_i, t, example, panel);
    const vec_f32 x_f = read_f32(job, ARRAY_x_f, t, example, panel);
    const vec_f32 x_c = read_f32(job, ARRAY_x_c, t, example, panel);
    const vec_f32 x_o = read_f32(job, ARRAY_x_o, t, example, panel);
    const vec_f32 h_i = read_f32(job, ARRAY_h_i, t, example, panel);
    const vec_f32 h_f = read_f32(job, ARRAY_h_f, t, example, panel);
    const vec_f32 h_c = read_f32(job, ARRAY_h_c, t, example, panel);
    const vec_f32 h_o = read_f32(job, ARRAY_h_o, t, example, panel);
    const vec_f32 x_mean = shared_by_units_f32(job, ARRAY_x_mean, t, example, SIZE_1, panel);
    const vec_f32 h_mean = shared_by_units_f32(job, ARRAY_h_mean, t, example, SIZE_1, panel);
    const vec_f32 xd_i = x_i - x_mean; /* input-gate-input-products-apart */
    const vec_f32 xd_f = x_f - x_mean; /* forget-gate-input-products-apart */
    const vec_f32 xd_c = x_c - x_mean; /* candidate-input-products-apart */
    const vec_f32 xd_o = x_o - x_mean; /* output-gate-input-products-apart */
    /* input-products-variance */
    const vec_f32 of_x_variance = square_f32(xd_i) + square_f32(xd_f) + square_f32(xd_c) +
        square_f32(xd_o);
    const vec_f32 hd_i = h_i - h_mean; /* input-gate-hidden-state-products-apart */
    const vec_f32 hd_f = h_f - h_mean; /* forget-gate-hidden-state-products-apart */
    const vec_f32 hd_c = h_c - h_mean; /* candidate-hidden-state-products-apart */
    const vec_f32 hd_o = h_o - h_mean; /* output-gate-hidden-state-products-apart */
    /* hidden-state-products-variance */
    const vec_f32 of_h_variance = square_f32(hd_i) + square_f32(hd_f) + square_f32(hd_c) +
        square_f32(hd_o);
    store_f32(place_f32(job, ARRAY_xd_i, t, example, panel), xd_i);
    store_f32(place_f32(job, ARRAY_xd_f, t, example, panel), xd_f);
    store_f32(place_f32(job, ARRAY_xd_c, t, example, panel), xd_c);
    store_f32(place_f32(job, ARRAY_xd_o, t, example, panel), xd_o);
    store_f32(place_f32(job, ARRAY_of_x_variance, t, example, panel), of_x_variance);
    store_f32(place_f32(job, ARRAY_hd_i, t, example, panel), hd_i);
    store_f32(place_f32(job, ARRAY_hd_f, t, example, panel), hd_f);
    store_f32(place_f32(job, ARRAY_hd_c, t, example, panel), hd_c);
    store_f32(place_f32(job, ARRAY_hd_o, t, example, panel), hd_o);
    store_f32(place_f32(job, ARRAY_of_h_variance, t, example, panel), of_h_variance);
}

/* Stage 3 of timestep t, for a register of units. */
LSTM_INLINE void stage_3_f32(const job_f32 *job, const int activation,
    const int recurrent_activation, size_t t, size_t example, size_t panel, const vec_f32 z[])
{
    (void)activation;
    (void)recurrent_activation;
    (void)z;
    /* input-products-variance */
    const vec_f32 x_variance = mean_f32(job, ARRAY_of_x_variance, t, example, SIZE_2, panel) / 4.0f;
    /* hidden-state-products-variance */
    const vec_f32 h_variance = mean_f32(job, ARRAY_of_h_variance, t, example, SIZE_2, panel) / 4.0f;
    store_f32(place_f32(job, ARRAY_x_variance, t, example, panel), x_variance);
    store_f32(place_f32(job, ARRAY_h_variance, t, example, panel), h_variance);
}

/* Stage 4 of timestep t, for a register of units. */
LSTM_INLINE void stage_4_f32(const job_f32 *job, const int activation,
    const int recurrent_activation, size_t t, size_t example, size_t panel, const vec_f32 z[])
{
    (void)z;
    const vec_f32 c_tm1 = read_f32(job, ARRAY_c_tm1, t, example, panel);
    const vec_f32 xd_i = read_f32(job, ARRAY_xd_i, t, example, panel);
    const vec_f32 xd_f = read_f32(job, ARRAY_xd_f, t, example, panel);
    const vec_f32 xd_c = read_f32(job, ARRAY_xd_c, t, example, panel);
    const vec_f32 xd_o = read_f32(job, ARRAY_xd_o, t, example, panel);
    const vec_f32 hd_i = read_f32(job, ARRAY_hd_i, t, example, panel);
    const vec_f32 hd_f = read_f32(job, ARRAY_hd_f, t, example, panel);
    const vec_f32 hd_c = read_f32(job, ARRAY_hd_c, t, example, panel);
    const vec_f32 hd_o = read_f32(job, ARRAY_hd_o, t, example, panel);
    const vec_f32 x_variance = shared_by_units_f32(job, ARRAY_x_variance, t, example, SIZE_1,
        panel);
    const vec_f32 h_variance = shared_by_units_f32(job, ARRAY_h_variance, t, example, SIZE_1,
        panel);
    const vec_f32 b_i = column_f32(job, 2, panel);
    const vec_f32 b_f = column_f32(job, 3, panel);
    const vec_f32 b_c = column_f32(job, 4, panel);
    const vec_f32 b_o = column_f32(job, 5, panel);
    const vec_f32 gamma_xi = column_f32(job, 6, panel);
    const vec_f32 gamma_xf = column_f32(job, 7, panel);
    const vec_f32 gamma_xc = column_f32(job, 8, panel);
    const vec_f32 gamma_xo = column_f32(job, 9, panel);
    const vec_f32 beta_xi = column_f32(job, 10, panel);
    const vec_f32 beta_xf = column_f32(job, 11, panel);
    const vec_f32 beta_xc = column_f32(job, 12, panel);
    const vec_f32 beta_xo = column_f32(job, 13, panel);
    const vec_f32 gamma_hi = column_f32(job, 14, panel);
    const vec_f32 gamma_hf = column_f32(job, 15, panel);
    const vec_f32 gamma_hc = column_f32(job, 16, panel);
    const vec_f32 gamma_ho = column_f32(job, 17, panel);
    const vec_f32 beta_hi = column_f32(job, 18, panel);
    const vec_f32 beta_hf = column_f32(job, 19, panel);
    const vec_f32 beta_hc = column_f32(job, 20, panel);
    const vec_f32 beta_ho = column_f32(job, 21, panel);
    const vec_f32 norm_epsilon = all_f32(job->given.number[0]);
    /* input-gate-input-products-norm */
    const vec_f32 x_i_norm = gamma_xi * xd_i / sqrt_f32(x_variance + norm_epsilon) + beta_xi;
    /* forget-gate-input-products-norm */
    const vec_f32 x_f_norm = gamma_xf * xd_f / sqrt_f32(x_variance + norm_epsilon) + beta_xf;
    /* candidate-input-products-norm */
    const vec_f32 x_c_norm = gamma_xc * xd_c / sqrt_f32(x_variance + norm_epsilon) + beta_xc;
    /* output-gate-input-products-norm */
    const vec_f32 x_o_norm = gamma_xo * xd_o / sqrt_f32(x_variance + norm_epsilon) + beta_xo;
    /* input-gate-hidden-state-products-norm */
    const vec_f32 h_i_norm = gamma_hi * hd_i / sqrt_f32(h_variance + norm_epsilon) + beta_hi;
    /* forget-gate-hidden-state-products-norm */
    const vec_f32 h_f_norm = gamma_hf * hd_f / sqrt_f32(h_variance + norm_epsilon) + beta_hf;
    /* candidate-hidden-state-products-norm */
    const vec_f32 h_c_norm = gamma_hc * hd_c / sqrt_f32(h_variance + norm_epsilon) + beta_hc;
    /* output-gate-hidden-state-products-norm */
    const vec_f32 h_o_norm = gamma_ho * hd_o / sqrt_f32(h_variance + norm_epsilon) + beta_ho;
    /* input-gate */
    const vec_f32 i_t = activate_f32(recurrent_activation, x_i_norm + h_i_norm + b_i);
    /* forget-gate */
    const vec_f32 f_t = activate_f32(recurrent_activation, x_f_norm + h_f_norm + b_f);
    const vec_f32 g_t = activate_f32(activation, x_c_norm + h_c_norm + b_c); /* candidate */
    /* output-gate */
    const vec_f32 o_t = activate_f32(recurrent_activation, x_o_norm + h_o_norm + b_o);
    const vec_f32 c_sum = f_t * c_tm1 + i_t * g_t; /* cell-state-sum */
    store_f32(place_f32(job, ARRAY_o_t, t, example, panel), o_t);
    store_f32(place_f32(job, ARRAY_c_sum, t, example, panel), c_sum);
}

/* Stage 5 of timestep t, for a register of units. */
LSTM_INLINE void stage_5_f32(const job_f32 *job, const int activation,
    const int recurrent_activation, size_t t, size_t example, size_t panel, const vec_f32 z[])
{
    (void)activation;
    (void)recurrent_activation;
    (void)z;
    /* cell-state-mean */
    const vec_f32 c_mean = mean_f32(job, ARRAY_c_sum, t, example, SIZE_2, panel);
    store_f32(place_f32(job, ARRAY_c_mean, t, example, panel), c_mean);
}

/* Stage 6 of timestep t, for a register of units. */
LSTM_INLINE void stage_6_f32(const job_f32 *job, const int activation,
    const int recurrent_activation, size_t t, size_t example, size_t panel, const vec_f32 z[])
{
    (void)activation;
    (void)recurrent_activation;
    (void)z;
    const vec_f32 c_sum = read_f32(job, ARRAY_c_sum, t, example, panel);
    const vec_f32 c_mean = shared_by_units_f32(job, ARRAY_c_mean, t, example, SIZE_1, panel);
    const vec_f32 of_c_variance = square_f32(c_sum - c_mean); /* cell-state-variance */
    store_f32(place_f32(job, ARRAY_of_c_variance, t, example, panel), of_c_variance);
}

/* Stage 7 of timestep t, for a register of units. */
LSTM_INLINE void stage_7_f32(const job_f32 *job, const int activation,
    const int recurrent_activation, size_t t, size_t example, size_t panel, const vec_f32 z[])
{
    (void)activation;
    (void)recurrent_activation;
    (void)z;
    /* cell-state-variance */
    const vec_f32 c_variance = mean_f32(job, ARRAY_of_c_variance, t, example, SIZE_2, panel);
    store_f32(place_f32(job, ARRAY_c_variance, t, example, panel), c_variance);
}

/* Stage 8 of timestep t, for a register of units. */
LSTM_INLINE void stage_8_f32(const job_f32 *job, const int activation,
    const int recurrent_activation, size_t t, size_t example, size_t panel, const vec_f32 z[])
{
    (void)recurrent_activation;
    (void)z;
    const vec_f32 o_t = read_f32(job, ARRAY_o_t, t, example, panel);
    const vec_f32 c_sum = read_f32(job, ARRAY_c_sum, t, example, panel);
    const vec_f32 c_mean = shared_by_units_f32(job, ARRAY_c_mean, t, example, SIZE_1, panel);
    const vec_f32 c_variance = shared_by_units_f32(job, ARRAY_c_variance, t, example, SIZE_1,
        panel);
    const vec_f32 state_gamma = column_f32(job, 0, panel);
    const vec_f32 state_beta = column_f32(job, 1, panel);
    const vec_f32 norm_epsilon = all_f32(job->given.number[0]);
    /* cell-state-norm */
    const vec_f32 c_t = state_gamma * (c_sum - c_mean) / sqrt_f32(c_variance + norm_epsilon) +
        state_beta;
    const vec_f32 h_t = o_t * activate_f32(activation, c_t); /* hidden-state */
    emit_f32(job, t, example, panel, keep_f32(job, ARRAY_h_tm1, t, example, panel, h_t));
    keep_f32(job, ARRAY_c_tm1, t, example, panel, c_t);
}

LSTM_APART void finish_0_default_f32(const job_f32 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f32 sums[])
{
    for (int r = 0; r < count; r++)
        stage_0_f32(job, LSTM_TANH, LSTM_SIGMOID, t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_0_any_f32(const job_f32 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f32 sums[])
{
    for (int r = 0; r < count; r++)
        stage_0_f32(job, job->given.function[0], job->given.function[1], t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_1_default_f32(const job_f32 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f32 sums[])
{
    for (int r = 0; r < count; r++)
        stage_1_f32(job, LSTM_TANH, LSTM_SIGMOID, t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_1_any_f32(const job_f32 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f32 sums[])
{
    for (int r = 0; r < count; r++)
        stage_1_f32(job, job->given.function[0], job->given.function[1], t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_2_default_f32(const job_f32 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f32 sums[])
{
    for (int r = 0; r < count; r++)
        stage_2_f32(job, LSTM_TANH, LSTM_SIGMOID, t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_2_any_f32(const job_f32 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f32 sums[])
{
    for (int r = 0; r < count; r++)
        stage_2_f32(job, job->given.function[0], job->given.function[1], t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_3_default_f32(const job_f32 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f32 sums[])
{
    for (int r = 0; r < count; r++)
        stage_3_f32(job, LSTM_TANH, LSTM_SIGMOID, t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_3_any_f32(const job_f32 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f32 sums[])
{
    for (int r = 0; r < count; r++)
        stage_3_f32(job, job->given.function[0], job->given.function[1], t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_4_default_f32(const job_f32 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f32 sums[])
{
    for (int r = 0; r < count; r++)
        stage_4_f32(job, LSTM_TANH, LSTM_SIGMOID, t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_4_any_f32(const job_f32 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f32 sums[])
{
    for (int r = 0; r < count; r++)
        stage_4_f32(job, job->given.function[0], job->given.function[1], t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_5_default_f32(const job_f32 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f32 sums[])
{
    for (int r = 0; r < count; r++)
        stage_5_f32(job, LSTM_TANH, LSTM_SIGMOID, t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_5_any_f32(const job_f32 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f32 sums[])
{
    for (int r = 0; r < count; r++)
        stage_5_f32(job, job->given.function[0], job->given.function[1], t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_6_default_f32(const job_f32 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f32 sums[])
{
    for (int r = 0; r < count; r++)
        stage_6_f32(job, LSTM_TANH, LSTM_SIGMOID, t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_6_any_f32(const job_f32 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f32 sums[])
{
    for (int r = 0; r < count; r++)
        stage_6_f32(job, job->given.function[0], job->given.function[1], t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_7_default_f32(const job_f32 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f32 sums[])
{
    for (int r = 0; r < count; r++)
        stage_7_f32(job, LSTM_TANH, LSTM_SIGMOID, t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_7_any_f32(const job_f32 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f32 sums[])
{
    for (int r = 0; r < count; r++)
        stage_7_f32(job, job->given.function[0], job->given.function[1], t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_8_default_f32(const job_f32 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f32 sums[])
{
    for (int r = 0; r < count; r++)
        stage_8_f32(job, LSTM_TANH, LSTM_SIGMOID, t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_8_any_f32(const job_f32 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f32 sums[])
{
    for (int r = 0; r < count; r++)
        stage_8_f32(job, job->given.function[0], job->given.function[1], t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_INLINE void finish_all_f32(const job_f32 *job, const int stage, size_t t,
    size_t example, size_t panel, int count, int across, sums_f32 sums[])
{
    if (stage == 0) {
        if (job->given.function[0] == LSTM_TANH && job->given.function[1] == LSTM_SIGMOID)
            finish_0_default_f32(job, t, example, panel, count, across, sums);
        else
            finish_0_any_f32(job, t, example, panel, count, across, sums);
    }
    if (stage == 1) {
        if (job->given.function[0] == LSTM_TANH && job->given.function[1] == LSTM_SIGMOID)
            finish_1_default_f32(job, t, example, panel, count, across, sums);
        else
            finish_1_any_f32(job, t, example, panel, count, across, sums);
    }
    if (stage == 2) {
        if (job->given.function[0] == LSTM_TANH && job->given.function[1] == LSTM_SIGMOID)
            finish_2_default_f32(job, t, example, panel, count, across, sums);
        else
            finish_2_any_f32(job, t, example, panel, count, across, sums);
    }
    if (stage == 3) {
        if (job->given.function[0] == LSTM_TANH && job->given.function[1] == LSTM_SIGMOID)
            finish_3_default_f32(job, t, example, panel, count, across, sums);
        else
            finish_3_any_f32(job, t, example, panel, count, across, sums);
    }
    if (stage == 4) {
        if (job->given.function[0] == LSTM_TANH && job->given.function[1] == LSTM_SIGMOID)
            finish_4_default_f32(job, t, example, panel, count, across, sums);
        else
            finish_4_any_f32(job, t, example, panel, count, across, sums);
    }
    if (stage == 5) {
        if (job->given.function[0] == LSTM_TANH && job->given.function[1] == LSTM_SIGMOID)
            finish_5_default_f32(job, t, example, panel, count, across, sums);
        else
            finish_5_any_f32(job, t, example, panel, count, across, sums);
    }
    if (stage == 6) {
        if (job->given.function[0] == LSTM_TANH && job->given.function[1] == LSTM_SIGMOID)
            finish_6_default_f32(job, t, example, panel, count, across, sums);
        else
            finish_6_any_f32(job, t, example, panel, count, across, sums);
    }
    if (stage == 7) {
        if (job->given.function[0] == LSTM_TANH && job->given.function[1] == LSTM_SIGMOID)
            finish_7_default_f32(job, t, example, panel, count, across, sums);
        else
            finish_7_any_f32(job, t, example, panel, count, across, sums);
    }
    if (stage == 8) {
        if (job->given.function[0] == LSTM_TANH && job->given.function[1] == LSTM_SIGMOID)
            finish_8_default_f32(job, t, example, panel, count, across, sums);
        else
            finish_8_any_f32(job, t, example, panel, count, across, sums);
    }
}

/* Stage 0 of timestep t backwards, for a register of units. */
LSTM_INLINE void back_0_f32(const job_f32 *job, const int activation,
    const int recurrent_activation, size_t t, size_t example, size_t panel)
{
    (void)activation;
    (void)recurrent_activation;
    /* gradient-of-h-mean */
    const vec_f32 d_of_h_mean = adjoint_f32(job, ARRAY_of_h_mean, t, example, panel);
    /* gradient-h-o */
    const vec_f32 d_h_o = adjoint_f32(job, ARRAY_h_o, t, example, panel) + d_of_h_mean;
    /* gradient-h-c */
    const vec_f32 d_h_c = adjoint_f32(job, ARRAY_h_c, t, example, panel) + d_of_h_mean;
    /* gradient-h-f */
    const vec_f32 d_h_f = adjoint_f32(job, ARRAY_h_f, t, example, panel) + d_of_h_mean;
    /* gradient-h-i */
    const vec_f32 d_h_i = adjoint_f32(job, ARRAY_h_i, t, example, panel) + d_of_h_mean;
    /* gradient-of-x-mean */
    const vec_f32 d_of_x_mean = adjoint_f32(job, ARRAY_of_x_mean, t, example, panel);
    /* gradient-x-o */
    const vec_f32 d_x_o = adjoint_f32(job, ARRAY_x_o, t, example, panel) + d_of_x_mean;
    /* gradient-x-c */
    const vec_f32 d_x_c = adjoint_f32(job, ARRAY_x_c, t, example, panel) + d_of_x_mean;
    /* gradient-x-f */
    const vec_f32 d_x_f = adjoint_f32(job, ARRAY_x_f, t, example, panel) + d_of_x_mean;
    /* gradient-x-i */
    const vec_f32 d_x_i = adjoint_f32(job, ARRAY_x_i, t, example, panel) + d_of_x_mean;
    const vec_f32 d_z_o_ = d_h_o; /* gradient-z-o- */
    store_f32(sum_place_f32(job, 0, 7, t, example, panel), d_z_o_);
    const vec_f32 d_z_c_ = d_h_c; /* gradient-z-c- */
    store_f32(sum_place_f32(job, 0, 6, t, example, panel), d_z_c_);
    const vec_f32 d_z_f_ = d_h_f; /* gradient-z-f- */
    store_f32(sum_place_f32(job, 0, 5, t, example, panel), d_z_f_);
    const vec_f32 d_z_i_ = d_h_i; /* gradient-z-i- */
    store_f32(sum_place_f32(job, 0, 4, t, example, panel), d_z_i_);
    const vec_f32 d_z_o = d_x_o; /* gradient-z-o */
    store_f32(sum_place_f32(job, 0, 3, t, example, panel), d_z_o);
    const vec_f32 d_z_c = d_x_c; /* gradient-z-c */
    store_f32(sum_place_f32(job, 0, 2, t, example, panel), d_z_c);
    const vec_f32 d_z_f = d_x_f; /* gradient-z-f */
    store_f32(sum_place_f32(job, 0, 1, t, example, panel), d_z_f);
    const vec_f32 d_z_i = d_x_i; /* gradient-z-i */
    store_f32(sum_place_f32(job, 0, 0, t, example, panel), d_z_i);
}

/* Stage 1 of timestep t backwards, for a register of units. */
LSTM_INLINE void back_1_f32(const job_f32 *job, const int activation,
    const int recurrent_activation, size_t t, size_t example, size_t panel)
{
    (void)activation;
    (void)recurrent_activation;
    /* gradient-h-mean */
    const vec_f32 d_h_mean = adjoint_f32(job, ARRAY_h_mean, t, example, panel);
    /* gradient-x-mean */
    const vec_f32 d_x_mean = adjoint_f32(job, ARRAY_x_mean, t, example, panel);
    /* gradient-of-h-mean */
    add_to_units_f32(job, ARRAY_of_h_mean, t, example, panel, d_h_mean / (4.0f * width_f32(job,
        SIZE_1)));
    /* gradient-of-x-mean */
    add_to_units_f32(job, ARRAY_of_x_mean, t, example, panel, d_x_mean / (4.0f * width_f32(job,
        SIZE_1)));
}

/* Stage 2 of timestep t backwards, for a register of units. */
LSTM_INLINE void back_2_f32(const job_f32 *job, const int activation,
    const int recurrent_activation, size_t t, size_t example, size_t panel)
{
    (void)activation;
    (void)recurrent_activation;
    const vec_f32 x_i = read_f32(job, ARRAY_x_i, t, example, panel);
    const vec_f32 x_f = read_f32(job, ARRAY_x_f, t, example, panel);
    const vec_f32 x_c = read_f32(job, ARRAY_x_c, t, example, panel);
    const vec_f32 x_o = read_f32(job, ARRAY_x_o, t, example, panel);
    const vec_f32 h_i = read_f32(job, ARRAY_h_i, t, example, panel);
    const vec_f32 h_f = read_f32(job, ARRAY_h_f, t, example, panel);
    const vec_f32 h_c = read_f32(job, ARRAY_h_c, t, example, panel);
    const vec_f32 h_o = read_f32(job, ARRAY_h_o, t, example, panel);
    const vec_f32 x_mean = shared_by_units_f32(job, ARRAY_x_mean, t, example, SIZE_1, panel);
    const vec_f32 h_mean = shared_by_units_f32(job, ARRAY_h_mean, t, example, SIZE_1, panel);
    const vec_f32 xd_i = x_i - x_mean; /* input-gate-input-products-apart */
    const vec_f32 xd_f = x_f - x_mean; /* forget-gate-input-products-apart */
    const vec_f32 xd_c = x_c - x_mean; /* candidate-input-products-apart */
    const vec_f32 xd_o = x_o - x_mean; /* output-gate-input-products-apart */
    const vec_f32 hd_i = h_i - h_mean; /* input-gate-hidden-state-products-apart */
    const vec_f32 hd_f = h_f - h_mean; /* forget-gate-hidden-state-products-apart */
    const vec_f32 hd_c = h_c - h_mean; /* candidate-hidden-state-products-apart */
    const vec_f32 hd_o = h_o - h_mean; /* output-gate-hidden-state-products-apart */
    /* gradient-of-h-variance */
    const vec_f32 d_of_h_variance = adjoint_f32(job, ARRAY_of_h_variance, t, example, panel);
    /* gradient-hd-o */
    const vec_f32 d_hd_o = adjoint_f32(job, ARRAY_hd_o, t, example, panel) +
        d_of_h_variance * (2.0f * hd_o);
    /* gradient-hd-c */
    const vec_f32 d_hd_c = adjoint_f32(job, ARRAY_hd_c, t, example, panel) +
        d_of_h_variance * (2.0f * hd_c);
    /* gradient-hd-f */
    const vec_f32 d_hd_f = adjoint_f32(job, ARRAY_hd_f, t, example, panel) +
        d_of_h_variance * (2.0f * hd_f);
    /* gradient-hd-i */
    const vec_f32 d_hd_i = adjoint_f32(job, ARRAY_hd_i, t, example, panel) +
        d_of_h_variance * (2.0f * hd_i);
    /* gradient-of-x-variance */
    const vec_f32 d_of_x_variance = adjoint_f32(job, ARRAY_of_x_variance, t, example, panel);
    /* gradient-xd-o */
    const vec_f32 d_xd_o = adjoint_f32(job, ARRAY_xd_o, t, example, panel) +
        d_of_x_variance * (2.0f * xd_o);
    /* gradient-xd-c */
    const vec_f32 d_xd_c = adjoint_f32(job, ARRAY_xd_c, t, example, panel) +
        d_of_x_variance * (2.0f * xd_c);
    /* gradient-xd-f */
    const vec_f32 d_xd_f = adjoint_f32(job, ARRAY_xd_f, t, example, panel) +
        d_of_x_variance * (2.0f * xd_f);
    /* gradient-xd-i */
    const vec_f32 d_xd_i = adjoint_f32(job, ARRAY_xd_i, t, example, panel) +
        d_of_x_variance * (2.0f * xd_i);
    /* gradient-h-mean */
    add_over_units_f32(job, ARRAY_h_mean, t, example, panel, SIZE_1, d_hd_o * -1.0f +
        d_hd_c * -1.0f + d_hd_f * -1.0f + d_hd_i * -1.0f);
    /* gradient-x-mean */
    add_over_units_f32(job, ARRAY_x_mean, t, example, panel, SIZE_1, d_xd_o * -1.0f +
        d_xd_c * -1.0f + d_xd_f * -1.0f + d_xd_i * -1.0f);
    add_adjoint_f32(job, ARRAY_h_o, t, example, panel, d_hd_o); /* gradient-h-o */
    add_adjoint_f32(job, ARRAY_h_c, t, example, panel, d_hd_c); /* gradient-h-c */
    add_adjoint_f32(job, ARRAY_h_f, t, example, panel, d_hd_f); /* gradient-h-f */
    add_adjoint_f32(job, ARRAY_h_i, t, example, panel, d_hd_i); /* gradient-h-i */
    add_adjoint_f32(job, ARRAY_x_o, t, example, panel, d_xd_o); /* gradient-x-o */
    add_adjoint_f32(job, ARRAY_x_c, t, example, panel, d_xd_c); /* gradient-x-c */
    add_adjoint_f32(job, ARRAY_x_f, t, example, panel, d_xd_f); /* gradient-x-f */
    add_adjoint_f32(job, ARRAY_x_i, t, example, panel, d_xd_i); /* gradient-x-i */
}

/* Stage 3 of timestep t backwards, for a register of units. */
LSTM_INLINE void back_3_f32(const job_f32 *job, const int activation,
    const int recurrent_activation, size_t t, size_t example, size_t panel)
{
    (void)activation;
    (void)recurrent_activation;
    /* gradient-h-variance */
    const vec_f32 d_h_variance = adjoint_f32(job, ARRAY_h_variance, t, example, panel);
    /* gradient-x-variance */
    const vec_f32 d_x_variance = adjoint_f32(job, ARRAY_x_variance, t, example, panel);
    /* gradient-of-h-variance */
    add_to_units_f32(job, ARRAY_of_h_variance, t, example, panel,
        d_h_variance / (4.0f * width_f32(job, SIZE_1)));
    /* gradient-of-x-variance */
    add_to_units_f32(job, ARRAY_of_x_variance, t, example, panel,
        d_x_variance / (4.0f * width_f32(job, SIZE_1)));
}

/* Stage 4 of timestep t backwards, for a register of units. */
LSTM_INLINE void back_4_f32(const job_f32 *job, const int activation,
    const int recurrent_activation, size_t t, size_t example, size_t panel)
{
    const vec_f32 c_tm1 = read_f32(job, ARRAY_c_tm1, t, example, panel);
    const vec_f32 xd_i = read_f32(job, ARRAY_xd_i, t, example, panel);
    const vec_f32 xd_f = read_f32(job, ARRAY_xd_f, t, example, panel);
    const vec_f32 xd_c = read_f32(job, ARRAY_xd_c, t, example, panel);
    const vec_f32 xd_o = read_f32(job, ARRAY_xd_o, t, example, panel);
    const vec_f32 hd_i = read_f32(job, ARRAY_hd_i, t, example, panel);
    const vec_f32 hd_f = read_f32(job, ARRAY_hd_f, t, example, panel);
    const vec_f32 hd_c = read_f32(job, ARRAY_hd_c, t, example, panel);
    const vec_f32 hd_o = read_f32(job, ARRAY_hd_o, t, example, panel);
    const vec_f32 x_variance = shared_by_units_f32(job, ARRAY_x_variance, t, example, SIZE_1,
        panel);
    const vec_f32 h_variance = shared_by_units_f32(job, ARRAY_h_variance, t, example, SIZE_1,
        panel);
    const vec_f32 b_i = column_f32(job, 2, panel);
    const vec_f32 b_f = column_f32(job, 3, panel);
    const vec_f32 b_c = column_f32(job, 4, panel);
    const vec_f32 b_o = column_f32(job, 5, panel);
    const vec_f32 gamma_xi = column_f32(job, 6, panel);
    const vec_f32 gamma_xf = column_f32(job, 7, panel);
    const vec_f32 gamma_xc = column_f32(job, 8, panel);
    const vec_f32 gamma_xo = column_f32(job, 9, panel);
    const vec_f32 beta_xi = column_f32(job, 10, panel);
    const vec_f32 beta_xf = column_f32(job, 11, panel);
    const vec_f32 beta_xc = column_f32(job, 12, panel);
    const vec_f32 beta_xo = column_f32(job, 13, panel);
    const vec_f32 gamma_hi = column_f32(job, 14, panel);
    const vec_f32 gamma_hf = column_f32(job, 15, panel);
    const vec_f32 gamma_hc = column_f32(job, 16, panel);
    const vec_f32 gamma_ho = column_f32(job, 17, panel);
    const vec_f32 beta_hi = column_f32(job, 18, panel);
    const vec_f32 beta_hf = column_f32(job, 19, panel);
    const vec_f32 beta_hc = column_f32(job, 20, panel);
    const vec_f32 beta_ho = column_f32(job, 21, panel);
    const vec_f32 norm_epsilon = all_f32(job->given.number[0]);
    /* input-gate-input-products-norm */
    const vec_f32 x_i_norm = gamma_xi * xd_i / sqrt_f32(x_variance + norm_epsilon) + beta_xi;
    /* forget-gate-input-products-norm */
    const vec_f32 x_f_norm = gamma_xf * xd_f / sqrt_f32(x_variance + norm_epsilon) + beta_xf;
    /* candidate-input-products-norm */
    const vec_f32 x_c_norm = gamma_xc * xd_c / sqrt_f32(x_variance + norm_epsilon) + beta_xc;
    /* output-gate-input-products-norm */
    const vec_f32 x_o_norm = gamma_xo * xd_o / sqrt_f32(x_variance + norm_epsilon) + beta_xo;
    /* input-gate-hidden-state-products-norm */
    const vec_f32 h_i_norm = gamma_hi * hd_i / sqrt_f32(h_variance + norm_epsilon) + beta_hi;
    /* forget-gate-hidden-state-products-norm */
    const vec_f32 h_f_norm = gamma_hf * hd_f / sqrt_f32(h_variance + norm_epsilon) + beta_hf;
    /* candidate-hidden-state-products-norm */
    const vec_f32 h_c_norm = gamma_hc * hd_c / sqrt_f32(h_variance + norm_epsilon) + beta_hc;
    /* output-gate-hidden-state-products-norm */
    const vec_f32 h_o_norm = gamma_ho * hd_o / sqrt_f32(h_variance + norm_epsilon) + beta_ho;
    const vec_f32 a_i_t = x_i_norm + h_i_norm + b_i; /* input-gate-part-1 */
    const vec_f32 i_t = activate_f32(recurrent_activation, a_i_t); /* input-gate */
    const vec_f32 a_f_t = x_f_norm + h_f_norm + b_f; /* forget-gate-part-2 */
    const vec_f32 f_t = activate_f32(recurrent_activation, a_f_t); /* forget-gate */
    const vec_f32 a_g_t = x_c_norm + h_c_norm + b_c; /* candidate-part-3 */
    const vec_f32 g_t = activate_f32(activation, a_g_t); /* candidate */
    const vec_f32 a_o_t = x_o_norm + h_o_norm + b_o; /* output-gate-part-4 */
    const vec_f32 o_t = activate_f32(recurrent_activation, a_o_t); /* output-gate */
    const vec_f32 d_c_sum = adjoint_f32(job, ARRAY_c_sum, t, example, panel); /* gradient-c-sum */
    const vec_f32 d_o_t = adjoint_f32(job, ARRAY_o_t, t, example, panel); /* gradient-o-t */
    /* gradient-a-o-t */
    const vec_f32 d_a_o_t = d_o_t * slope_f32(recurrent_activation, a_o_t, o_t);
    const vec_f32 d_g_t = d_c_sum * i_t; /* gradient-g-t */
    const vec_f32 d_a_g_t = d_g_t * slope_f32(activation, a_g_t, g_t); /* gradient-a-g-t */
    const vec_f32 d_f_t = d_c_sum * c_tm1; /* gradient-f-t */
    /* gradient-a-f-t */
    const vec_f32 d_a_f_t = d_f_t * slope_f32(recurrent_activation, a_f_t, f_t);
    const vec_f32 d_i_t = d_c_sum * g_t; /* gradient-i-t */
    /* gradient-a-i-t */
    const vec_f32 d_a_i_t = d_i_t * slope_f32(recurrent_activation, a_i_t, i_t);
    const vec_f32 d_h_o_norm = d_a_o_t; /* gradient-h-o-norm */
    const vec_f32 d_h_c_norm = d_a_g_t; /* gradient-h-c-norm */
    const vec_f32 d_h_f_norm = d_a_f_t; /* gradient-h-f-norm */
    const vec_f32 d_h_i_norm = d_a_i_t; /* gradient-h-i-norm */
    const vec_f32 d_x_o_norm = d_a_o_t; /* gradient-x-o-norm */
    const vec_f32 d_x_c_norm = d_a_g_t; /* gradient-x-c-norm */
    const vec_f32 d_x_f_norm = d_a_f_t; /* gradient-x-f-norm */
    const vec_f32 d_x_i_norm = d_a_i_t; /* gradient-x-i-norm */
    /* gradient-h-variance */
    add_over_units_f32(job, ARRAY_h_variance, t, example, panel, SIZE_1,
        d_h_o_norm * (-gamma_ho * hd_o / (2.0f * sqrt_f32(h_variance +
        norm_epsilon) * square_f32(sqrt_f32(h_variance + norm_epsilon)))) +
        d_h_c_norm * (-gamma_hc * hd_c / (2.0f * sqrt_f32(h_variance +
        norm_epsilon) * square_f32(sqrt_f32(h_variance + norm_epsilon)))) +
        d_h_f_norm * (-gamma_hf * hd_f / (2.0f * sqrt_f32(h_variance +
        norm_epsilon) * square_f32(sqrt_f32(h_variance + norm_epsilon)))) +
        d_h_i_norm * (-gamma_hi * hd_i / (2.0f * sqrt_f32(h_variance +
        norm_epsilon) * square_f32(sqrt_f32(h_variance + norm_epsilon)))));
    /* gradient-x-variance */
    add_over_units_f32(job, ARRAY_x_variance, t, example, panel, SIZE_1,
        d_x_o_norm * (-gamma_xo * xd_o / (2.0f * sqrt_f32(x_variance +
        norm_epsilon) * square_f32(sqrt_f32(x_variance + norm_epsilon)))) +
        d_x_c_norm * (-gamma_xc * xd_c / (2.0f * sqrt_f32(x_variance +
        norm_epsilon) * square_f32(sqrt_f32(x_variance + norm_epsilon)))) +
        d_x_f_norm * (-gamma_xf * xd_f / (2.0f * sqrt_f32(x_variance +
        norm_epsilon) * square_f32(sqrt_f32(x_variance + norm_epsilon)))) +
        d_x_i_norm * (-gamma_xi * xd_i / (2.0f * sqrt_f32(x_variance +
        norm_epsilon) * square_f32(sqrt_f32(x_variance + norm_epsilon)))));
    /* gradient-hd-o */
    add_adjoint_f32(job, ARRAY_hd_o, t, example, panel,
        d_h_o_norm * (gamma_ho / sqrt_f32(h_variance + norm_epsilon)));
    /* gradient-hd-c */
    add_adjoint_f32(job, ARRAY_hd_c, t, example, panel,
        d_h_c_norm * (gamma_hc / sqrt_f32(h_variance + norm_epsilon)));
    /* gradient-hd-f */
    add_adjoint_f32(job, ARRAY_hd_f, t, example, panel,
        d_h_f_norm * (gamma_hf / sqrt_f32(h_variance + norm_epsilon)));
    /* gradient-hd-i */
    add_adjoint_f32(job, ARRAY_hd_i, t, example, panel,
        d_h_i_norm * (gamma_hi / sqrt_f32(h_variance + norm_epsilon)));
    /* gradient-xd-o */
    add_adjoint_f32(job, ARRAY_xd_o, t, example, panel,
        d_x_o_norm * (gamma_xo / sqrt_f32(x_variance + norm_epsilon)));
    /* gradient-xd-c */
    add_adjoint_f32(job, ARRAY_xd_c, t, example, panel,
        d_x_c_norm * (gamma_xc / sqrt_f32(x_variance + norm_epsilon)));
    /* gradient-xd-f */
    add_adjoint_f32(job, ARRAY_xd_f, t, example, panel,
        d_x_f_norm * (gamma_xf / sqrt_f32(x_variance + norm_epsilon)));
    /* gradient-xd-i */
    add_adjoint_f32(job, ARRAY_xd_i, t, example, panel,
        d_x_i_norm * (gamma_xi / sqrt_f32(x_variance + norm_epsilon)));
    add_adjoint_f32(job, ARRAY_c_tm1, t, example, panel, d_c_sum * f_t); /* gradient-c-tm1 */
    add_column_f32(job, 2, panel, d_a_i_t); /* gradient-b-i */
    add_column_f32(job, 3, panel, d_a_f_t); /* gradient-b-f */
    add_column_f32(job, 4, panel, d_a_g_t); /* gradient-b-c */
    add_column_f32(job, 5, panel, d_a_o_t); /* gradient-b-o */
    /* gradient-gamma-xi */
    add_column_f32(job, 6, panel, d_x_i_norm * (xd_i / sqrt_f32(x_variance + norm_epsilon)));
    /* gradient-gamma-xf */
    add_column_f32(job, 7, panel, d_x_f_norm * (xd_f / sqrt_f32(x_variance + norm_epsilon)));
    /* gradient-gamma-xc */
    add_column_f32(job, 8, panel, d_x_c_norm * (xd_c / sqrt_f32(x_variance + norm_epsilon)));
    /* gradient-gamma-xo */
    add_column_f32(job, 9, panel, d_x_o_norm * (xd_o / sqrt_f32(x_variance + norm_epsilon)));
    add_column_f32(job, 10, panel, d_x_i_norm); /* gradient-beta-xi */
    add_column_f32(job, 11, panel, d_x_f_norm); /* gradient-beta-xf */
    add_column_f32(job, 12, panel, d_x_c_norm); /* gradient-beta-xc */
    add_column_f32(job, 13, panel, d_x_o_norm); /* gradient-beta-xo */
    /* gradient-gamma-hi */
    add_column_f32(job, 14, panel, d_h_i_norm * (hd_i / sqrt_f32(h_variance + norm_epsilon)));
    /* gradient-gamma-hf */
    add_column_f32(job, 15, panel, d_h_f_norm * (hd_f / sqrt_f32(h_variance + norm_epsilon)));
    /* gradient-gamma-hc */
    add_column_f32(job, 16, panel, d_h_c_norm * (hd_c / sqrt_f32(h_variance + norm_epsilon)));
    /* gradient-gamma-ho */
    add_column_f32(job, 17, panel, d_h_o_norm * (hd_o / sqrt_f32(h_variance + norm_epsilon)));
    add_column_f32(job, 18, panel, d_h_i_norm); /* gradient-beta-hi */
    add_column_f32(job, 19, panel, d_h_f_norm); /* gradient-beta-hf */
    add_column_f32(job, 20, panel, d_h_c_norm); /* gradient-beta-hc */
    add_column_f32(job, 21, panel, d_h_o_norm); /* gradient-beta-ho */
}

/* Stage 5 of timestep t backwards, for a register of units. */
LSTM_INLINE void back_5_f32(const job_f32 *job, const int activation,
    const int recurrent_activation, size_t t, size_t example, size_t panel)
{
    (void)activation;
    (void)recurrent_activation;
    /* gradient-c-mean */
    const vec_f32 d_c_mean = adjoint_f32(job, ARRAY_c_mean, t, example, panel);
    /* gradient-c-sum */
    add_to_units_f32(job, ARRAY_c_sum, t, example, panel, d_c_mean / width_f32(job, SIZE_1));
}

/* Stage 6 of timestep t backwards, for a register of units. */
LSTM_INLINE void back_6_f32(const job_f32 *job, const int activation,
    const int recurrent_activation, size_t t, size_t example, size_t panel)
{
    (void)activation;
    (void)recurrent_activation;
    const vec_f32 c_sum = read_f32(job, ARRAY_c_sum, t, example, panel);
    const vec_f32 c_mean = shared_by_units_f32(job, ARRAY_c_mean, t, example, SIZE_1, panel);
    /* gradient-of-c-variance */
    const vec_f32 d_of_c_variance = adjoint_f32(job, ARRAY_of_c_variance, t, example, panel);
    /* gradient-c-mean */
    add_over_units_f32(job, ARRAY_c_mean, t, example, panel, SIZE_1,
        d_of_c_variance * (-2.0f * (c_sum - c_mean)));
    /* gradient-c-sum */
    add_adjoint_f32(job, ARRAY_c_sum, t, example, panel, d_of_c_variance * (2.0f * (c_sum -
        c_mean)));
}

/* Stage 7 of timestep t backwards, for a register of units. */
LSTM_INLINE void back_7_f32(const job_f32 *job, const int activation,
    const int recurrent_activation, size_t t, size_t example, size_t panel)
{
    (void)activation;
    (void)recurrent_activation;
    /* gradient-c-variance */
    const vec_f32 d_c_variance = adjoint_f32(job, ARRAY_c_variance, t, example, panel);
    /* gradient-of-c-variance */
    add_to_units_f32(job, ARRAY_of_c_variance, t, example, panel, d_c_variance / width_f32(job,
        SIZE_1));
}

/* Stage 8 of timestep t backwards, for a register of units. */
LSTM_INLINE void back_8_f32(const job_f32 *job, const int activation,
    const int recurrent_activation, size_t t, size_t example, size_t panel)
{
    (void)recurrent_activation;
    const vec_f32 o_t = read_f32(job, ARRAY_o_t, t, example, panel);
    const vec_f32 c_sum = read_f32(job, ARRAY_c_sum, t, example, panel);
    const vec_f32 c_mean = shared_by_units_f32(job, ARRAY_c_mean, t, example, SIZE_1, panel);
    const vec_f32 c_variance = shared_by_units_f32(job, ARRAY_c_variance, t, example, SIZE_1,
        panel);
    const vec_f32 state_gamma = column_f32(job, 0, panel);
    const vec_f32 state_beta = column_f32(job, 1, panel);
    const vec_f32 norm_epsilon = all_f32(job->given.number[0]);
    /* cell-state-norm */
    const vec_f32 c_t = state_gamma * (c_sum - c_mean) / sqrt_f32(c_variance + norm_epsilon) +
        state_beta;
    const vec_f32 activation_c_t = activate_f32(activation, c_t); /* hidden-state-part-5 */
    const vec_f32 d_h_t = adjoint_f32(job, ARRAY_h_tm1, t + 1, example, panel); /* gradient-h-t */
    const vec_f32 d_activation_c_t = d_h_t * o_t; /* gradient-activation-c-t */
    /* gradient-c-t */
    const vec_f32 d_c_t = adjoint_f32(job, ARRAY_c_tm1, t + 1, example, panel) +
        d_activation_c_t * slope_f32(activation, c_t, activation_c_t);
    /* gradient-c-variance */
    add_over_units_f32(job, ARRAY_c_variance, t, example, panel, SIZE_1,
        d_c_t * (-state_gamma * (c_sum - c_mean) / (2.0f * sqrt_f32(c_variance +
        norm_epsilon) * square_f32(sqrt_f32(c_variance + norm_epsilon)))));
    /* gradient-c-mean */
    add_over_units_f32(job, ARRAY_c_mean, t, example, panel, SIZE_1,
        d_c_t * (-state_gamma / sqrt_f32(c_variance + norm_epsilon)));
    /* gradient-c-sum */
    add_adjoint_f32(job, ARRAY_c_sum, t, example, panel,
        d_c_t * (state_gamma / sqrt_f32(c_variance + norm_epsilon)));
    add_adjoint_f32(job, ARRAY_o_t, t, example, panel, d_h_t * activation_c_t); /* gradient-o-t */
    /* gradient-state-gamma */
    add_column_f32(job, 0, panel, d_c_t * ((c_sum - c_mean) / sqrt_f32(c_variance + norm_epsilon)));
    add_column_f32(job, 1, panel, d_c_t); /* gradient-state-beta */
}

LSTM_APART void back_0_default_f32(const job_f32 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_0_f32(job, LSTM_TANH, LSTM_SIGMOID, t, example, panel);
}

LSTM_APART void back_0_any_f32(const job_f32 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_0_f32(job, job->given.function[0], job->given.function[1], t, example, panel);
}

LSTM_APART void back_1_default_f32(const job_f32 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_1_f32(job, LSTM_TANH, LSTM_SIGMOID, t, example, panel);
}

LSTM_APART void back_1_any_f32(const job_f32 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_1_f32(job, job->given.function[0], job->given.function[1], t, example, panel);
}

LSTM_APART void back_2_default_f32(const job_f32 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_2_f32(job, LSTM_TANH, LSTM_SIGMOID, t, example, panel);
}

LSTM_APART void back_2_any_f32(const job_f32 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_2_f32(job, job->given.function[0], job->given.function[1], t, example, panel);
}

LSTM_APART void back_3_default_f32(const job_f32 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_3_f32(job, LSTM_TANH, LSTM_SIGMOID, t, example, panel);
}

LSTM_APART void back_3_any_f32(const job_f32 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_3_f32(job, job->given.function[0], job->given.function[1], t, example, panel);
}

LSTM_APART void back_4_default_f32(const job_f32 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_4_f32(job, LSTM_TANH, LSTM_SIGMOID, t, example, panel);
}

LSTM_APART void back_4_any_f32(const job_f32 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_4_f32(job, job->given.function[0], job->given.function[1], t, example, panel);
}

LSTM_APART void back_5_default_f32(const job_f32 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_5_f32(job, LSTM_TANH, LSTM_SIGMOID, t, example, panel);
}

LSTM_APART void back_5_any_f32(const job_f32 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_5_f32(job, job->given.function[0], job->given.function[1], t, example, panel);
}

LSTM_APART void back_6_default_f32(const job_f32 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_6_f32(job, LSTM_TANH, LSTM_SIGMOID, t, example, panel);
}

LSTM_APART void back_6_any_f32(const job_f32 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_6_f32(job, job->given.function[0], job->given.function[1], t, example, panel);
}

LSTM_APART void back_7_default_f32(const job_f32 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_7_f32(job, LSTM_TANH, LSTM_SIGMOID, t, example, panel);
}

LSTM_APART void back_7_any_f32(const job_f32 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_7_f32(job, job->given.function[0], job->given.function[1], t, example, panel);
}

LSTM_APART void back_8_default_f32(const job_f32 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_8_f32(job, LSTM_TANH, LSTM_SIGMOID, t, example, panel);
}

LSTM_APART void back_8_any_f32(const job_f32 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_8_f32(job, job->given.function[0], job->given.function[1], t, example, panel);
}

LSTM_INLINE void back_all_f32(const job_f32 *job, const int stage, size_t t,
    size_t example, size_t panels)
{
    if (stage == 0) {
        if (job->given.function[0] == LSTM_TANH && job->given.function[1] == LSTM_SIGMOID)
            back_0_default_f32(job, t, example, panels);
        else
            back_0_any_f32(job, t, example, panels);
    }
    if (stage == 1) {
        if (job->given.function[0] == LSTM_TANH && job->given.function[1] == LSTM_SIGMOID)
            back_1_default_f32(job, t, example, panels);
        else
            back_1_any_f32(job, t, example, panels);
    }
    if (stage == 2) {
        if (job->given.function[0] == LSTM_TANH && job->given.function[1] == LSTM_SIGMOID)
            back_2_default_f32(job, t, example, panels);
        else
            back_2_any_f32(job, t, example, panels);
    }
    if (stage == 3) {
        if (job->given.function[0] == LSTM_TANH && job->given.function[1] == LSTM_SIGMOID)
            back_3_default_f32(job, t, example, panels);
        else
            back_3_any_f32(job, t, example, panels);
    }
    if (stage == 4) {
        if (job->given.function[0] == LSTM_TANH && job->given.function[1] == LSTM_SIGMOID)
            back_4_default_f32(job, t, example, panels);
        else
            back_4_any_f32(job, t, example, panels);
    }
    if (stage == 5) {
        if (job->given.function[0] == LSTM_TANH && job->given.function[1] == LSTM_SIGMOID)
            back_5_default_f32(job, t, example, panels);
        else
            back_5_any_f32(job, t, example, panels);
    }
    if (stage == 6) {
        if (job->given.function[0] == LSTM_TANH && job->given.function[1] == LSTM_SIGMOID)
            back_6_default_f32(job, t, example, panels);
        else
            back_6_any_f32(job, t, example, panels);
    }
    if (stage == 7) {
        if (job->given.function[0] == LSTM_TANH && job->given.function[1] == LSTM_SIGMOID)
            back_7_default_f32(job, t, example, panels);
        else
            back_7_any_f32(job, t, example, panels);
    }
    if (stage == 8) {
        if (job->given.function[0] == LSTM_TANH && job->given.function[1] == LSTM_SIGMOID)
            back_8_default_f32(job, t, example, panels);
        else
            back_8_any_f32(job, t, example, panels);
    }
}

/* Stage 0 of timestep t, for a register of units. */
LSTM_INLINE void stage_0_f64(const job_f64 *job, const int activation,
    const int recurrent_activation, size_t t, size_t example, size_t panel, const vec_f64 z[])
{
    (void)activation;
    (void)recurrent_activation;
    const vec_f64 z_i = z[0]; /* x_t W_i */
    const vec_f64 z_f = z[1]; /* x_t W_f */
    const vec_f64 z_c = z[2]; /* x_t W_c */
    const vec_f64 z_o = z[3]; /* x_t W_o */
    const vec_f64 z_i_ = z[4]; /* h_tm1 U_i */
    const vec_f64 z_f_ = z[5]; /* h_tm1 U_f */
    const vec_f64 z_c_ = z[6]; /* h_tm1 U_c */
    const vec_f64 z_o_ = z[7]; /* h_tm1 U_o */
    const vec_f64 x_i = z_i; /* input-gate-kernel */
    const vec_f64 x_f = z_f; /* forget-gate-kernel */
    const vec_f64 x_c = z_c; /* candidate-kernel */
    const vec_f64 x_o = z_o; /* output-gate-kernel */
    const vec_f64 of_x_mean = x_i + x_f + x_c + x_o; /* input-products-mean */
    const vec_f64 h_i = z_i_; /* input-gate-recurrent */
    const vec_f64 h_f = z_f_; /* forget-gate-recurrent */
    const vec_f64 h_c = z_c_; /* candidate-recurrent */
    const vec_f64 h_o = z_o_; /* output-gate-recurrent */
    const vec_f64 of_h_mean = h_i + h_f + h_c + h_o; /* hidden-state-products-mean */
    store_f64(place_f64(job, ARRAY_x_i, t, example, panel), x_i);
    store_f64(place_f64(job, ARRAY_x_f, t, example, panel), x_f);
    store_f64(place_f64(job, ARRAY_x_c, t, example, panel), x_c);
    store_f64(place_f64(job, ARRAY_x_o, t, example, panel), x_o);
    store_f64(place_f64(job, ARRAY_of_x_mean, t, example, panel), of_x_mean);
    store_f64(place_f64(job, ARRAY_h_i, t, example, panel), h_i);
    store_f64(place_f64(job, ARRAY_h_f, t, example, panel), h_f);
    store_f64(place_f64(job, ARRAY_h_c, t, example, panel), h_c);
    store_f64(place_f64(job, ARRAY_h_o, t, example, panel), h_o);
    store_f64(place_f64(job, ARRAY_of_h_mean, t, example, panel), of_h_mean);
}

/* Stage 1 of timestep t, for a register of units. */
LSTM_INLINE void stage_1_f64(const job_f64 *job, const int activation,
    const int recurrent_activation, size_t t, size_t example, size_t panel, const vec_f64 z[])
{
    (void)activation;
    (void)recurrent_activation;
    (void)z;
    /* input-products-mean */
    const vec_f64 x_mean = mean_f64(job, ARRAY_of_x_mean, t, example, SIZE_2, panel) / 4.0;
    /* hidden-state-products-mean */
    const vec_f64 h_mean = mean_f64(job, ARRAY_of_h_mean, t, example, SIZE_2, panel) / 4.0;
    store_f64(place_f64(job, ARRAY_x_mean, t, example, panel), x_mean);
    store_f64(place_f64(job, ARRAY_h_mean, t, example, panel), h_mean);
}

/* Stage 2 of timestep t, for a register of units. */
LSTM_INLINE void stage_2_f64(const job_f64 *job, const int activation,
    const int recurrent_activation, size_t t, size_t example, size_t panel, const vec_f64 z[])
{
    (void)activation;
    (void)recurrent_activation;
    (void)z;
    const vec_f64 x_i = read_f64(job, ARRAY_x_i, t, example, panel);
    const vec_f64 x_f = read_f64(job, ARRAY_x_f, t, example, panel);
    const vec_f64 x_c = read_f64(job, ARRAY_x_c, t, example, panel);
    const vec_f64 x_o = read_f64(job, ARRAY_x_o, t, example, panel);
    const vec_f64 h_i = read_f64(job, ARRAY_h_i, t, example, panel);
    const vec_f64 h_f = read_f64(job, ARRAY_h_f, t, example, panel);
    const vec_f64 h_c = read_f64(job, ARRAY_h_c, t, example, panel);
    const vec_f64 h_o = read_f64(job, ARRAY_h_o, t, example, panel);
    const vec_f64 x_mean = shared_by_units_f64(job, ARRAY_x_mean, t, example, SIZE_1, panel);
    const vec_f64 h_mean = shared_by_units_f64(job, ARRAY_h_mean, t, example, SIZE_1, panel);
    const vec_f64 xd_i = x_i - x_mean; /* input-gate-input-products-apart */
    const vec_f64 xd_f = x_f - x_mean; /* forget-gate-input-products-apart */
    const vec_f64 xd_c = x_c - x_mean; /* candidate-input-products-apart */
    const vec_f64 xd_o = x_o - x_mean; /* output-gate-input-products-apart */
    /* input-products-variance */
    const vec_f64 of_x_variance = square_f64(xd_i) + square_f64(xd_f) + square_f64(xd_c) +
        square_f64(xd_o);
    const vec_f64 hd_i = h_i - h_mean; /* input-gate-hidden-state-products-apart */
    const vec_f64 hd_f = h_f - h_mean; /* forget-gate-hidden-state-products-apart */
    const vec_f64 hd_c = h_c - h_mean; /* candidate-hidden-state-products-apart */
    const vec_f64 hd_o = h_o - h_mean; /* output-gate-hidden-state-products-apart */
    /* hidden-state-products-variance */
    const vec_f64 of_h_variance = square_f64(hd_i) + square_f64(hd_f) + square_f64(hd_c) +
        square_f64(hd_o);
    store_f64(place_f64(job, ARRAY_xd_i, t, example, panel), xd_i);
    store_f64(place_f64(job, ARRAY_xd_f, t, example, panel), xd_f);
    store_f64(place_f64(job, ARRAY_xd_c, t, example, panel), xd_c);
    store_f64(place_f64(job, ARRAY_xd_o, t, example, panel), xd_o);
    store_f64(place_f64(job, ARRAY_of_x_variance, t, example, panel), of_x_variance);
    store_f64(place_f64(job, ARRAY_hd_i, t, example, panel), hd_i);
    store_f64(place_f64(job, ARRAY_hd_f, t, example, panel), hd_f);
    store_f64(place_f64(job, ARRAY_hd_c, t, example, panel), hd_c);
    store_f64(place_f64(job, ARRAY_hd_o, t, example, panel), hd_o);
    store_f64(place_f64(job, ARRAY_of_h_variance, t, example, panel), of_h_variance);
}

/* Stage 3 of timestep t, for a register of units. */
LSTM_INLINE void stage_3_f64(const job_f64 *job, const int activation,
    const int recurrent_activation, size_t t, size_t example, size_t panel, const vec_f64 z[])
{
    (void)activation;
    (void)recurrent_activation;
    (void)z;
    /* input-products-variance */
    const vec_f64 x_variance = mean_f64(job, ARRAY_of_x_variance, t, example, SIZE_2, panel) / 4.0;
    /* hidden-state-products-variance */
    const vec_f64 h_variance = mean_f64(job, ARRAY_of_h_variance, t, example, SIZE_2, panel) / 4.0;
    store_f64(place_f64(job, ARRAY_x_variance, t, example, panel), x_variance);
    store_f64(place_f64(job, ARRAY_h_variance, t, example, panel), h_variance);
}

/* Stage 4 of timestep t, for a register of units. */
LSTM_INLINE void stage_4_f64(const job_f64 *job, const int activation,
    const int recurrent_activation, size_t t, size_t example, size_t panel, const vec_f64 z[])
{
    (void)z;
    const vec_f64 c_tm1 = read_f64(job, ARRAY_c_tm1, t, example, panel);
    const vec_f64 xd_i = read_f64(job, ARRAY_xd_i, t, example, panel);
    const vec_f64 xd_f = read_f64(job, ARRAY_xd_f, t, example, panel);
    const vec_f64 xd_c = read_f64(job, ARRAY_xd_c, t, example, panel);
    const vec_f64 xd_o = read_f64(job, ARRAY_xd_o, t, example, panel);
    const vec_f64 hd_i = read_f64(job, ARRAY_hd_i, t, example, panel);
    const vec_f64 hd_f = read_f64(job, ARRAY_hd_f, t, example, panel);
    const vec_f64 hd_c = read_f64(job, ARRAY_hd_c, t, example, panel);
    const vec_f64 hd_o = read_f64(job, ARRAY_hd_o, t, example, panel);
    const vec_f64 x_variance = shared_by_units_f64(job, ARRAY_x_variance, t, example, SIZE_1,
        panel);
    const vec_f64 h_variance = shared_by_units_f64(job, ARRAY_h_variance, t, example, SIZE_1,
        panel);
    const vec_f64 b_i = column_f64(job, 2, panel);
    const vec_f64 b_f = column_f64(job, 3, panel);
    const vec_f64 b_c = column_f64(job, 4, panel);
    const vec_f64 b_o = column_f64(job, 5, panel);
    const vec_f64 gamma_xi = column_f64(job, 6, panel);
    const vec_f64 gamma_xf = column_f64(job, 7, panel);
    const vec_f64 gamma_xc = column_f64(job, 8, panel);
    const vec_f64 gamma_xo = column_f64(job, 9, panel);
    const vec_f64 beta_xi = column_f64(job, 10, panel);
    const vec_f64 beta_xf = column_f64(job, 11, panel);
    const vec_f64 beta_xc = column_f64(job, 12, panel);
    const vec_f64 beta_xo = column_f64(job, 13, panel);
    const vec_f64 gamma_hi = column_f64(job, 14, panel);
    const vec_f64 gamma_hf = column_f64(job, 15, panel);
    const vec_f64 gamma_hc = column_f64(job, 16, panel);
    const vec_f64 gamma_ho = column_f64(job, 17, panel);
    const vec_f64 beta_hi = column_f64(job, 18, panel);
    const vec_f64 beta_hf = column_f64(job, 19, panel);
    const vec_f64 beta_hc = column_f64(job, 20, panel);
    const vec_f64 beta_ho = column_f64(job, 21, panel);
    const vec_f64 norm_epsilon = all_f64(job->given.number[0]);
    /* input-gate-input-products-norm */
    const vec_f64 x_i_norm = gamma_xi * xd_i / sqrt_f64(x_variance + norm_epsilon) + beta_xi;
    /* forget-gate-input-products-norm */
    const vec_f64 x_f_norm = gamma_xf * xd_f / sqrt_f64(x_variance + norm_epsilon) + beta_xf;
    /* candidate-input-products-norm */
    const vec_f64 x_c_norm = gamma_xc * xd_c / sqrt_f64(x_variance + norm_epsilon) + beta_xc;
    /* output-gate-input-products-norm */
    const vec_f64 x_o_norm = gamma_xo * xd_o / sqrt_f64(x_variance + norm_epsilon) + beta_xo;
    /* input-gate-hidden-state-products-norm */
    const vec_f64 h_i_norm = gamma_hi * hd_i / sqrt_f64(h_variance + norm_epsilon) + beta_hi;
    /* forget-gate-hidden-state-products-norm */
    const vec_f64 h_f_norm = gamma_hf * hd_f / sqrt_f64(h_variance + norm_epsilon) + beta_hf;
    /* candidate-hidden-state-products-norm */
    const vec_f64 h_c_norm = gamma_hc * hd_c / sqrt_f64(h_variance + norm_epsilon) + beta_hc;
    /* output-gate-hidden-state-products-norm */
    const vec_f64 h_o_norm = gamma_ho * hd_o / sqrt_f64(h_variance + norm_epsilon) + beta_ho;
    /* input-gate */
    const vec_f64 i_t = activate_f64(recurrent_activation, x_i_norm + h_i_norm + b_i);
    /* forget-gate */
    const vec_f64 f_t = activate_f64(recurrent_activation, x_f_norm + h_f_norm + b_f);
    const vec_f64 g_t = activate_f64(activation, x_c_norm + h_c_norm + b_c); /* candidate */
    /* output-gate */
    const vec_f64 o_t = activate_f64(recurrent_activation, x_o_norm + h_o_norm + b_o);
    const vec_f64 c_sum = f_t * c_tm1 + i_t * g_t; /* cell-state-sum */
    store_f64(place_f64(job, ARRAY_o_t, t, example, panel), o_t);
    store_f64(place_f64(job, ARRAY_c_sum, t, example, panel), c_sum);
}

/* Stage 5 of timestep t, for a register of units. */
LSTM_INLINE void stage_5_f64(const job_f64 *job, const int activation,
    const int recurrent_activation, size_t t, size_t example, size_t panel, const vec_f64 z[])
{
    (void)activation;
    (void)recurrent_activation;
    (void)z;
    /* cell-state-mean */
    const vec_f64 c_mean = mean_f64(job, ARRAY_c_sum, t, example, SIZE_2, panel);
    store_f64(place_f64(job, ARRAY_c_mean, t, example, panel), c_mean);
}

/* Stage 6 of timestep t, for a register of units. */
LSTM_INLINE void stage_6_f64(const job_f64 *job, const int activation,
    const int recurrent_activation, size_t t, size_t example, size_t panel, const vec_f64 z[])
{
    (void)activation;
    (void)recurrent_activation;
    (void)z;
    const vec_f64 c_sum = read_f64(job, ARRAY_c_sum, t, example, panel);
    const vec_f64 c_mean = shared_by_units_f64(job, ARRAY_c_mean, t, example, SIZE_1, panel);
    const vec_f64 of_c_variance = square_f64(c_sum - c_mean); /* cell-state-variance */
    store_f64(place_f64(job, ARRAY_of_c_variance, t, example, panel), of_c_variance);
}

/* Stage 7 of timestep t, for a register of units. */
LSTM_INLINE void stage_7_f64(const job_f64 *job, const int activation,
    const int recurrent_activation, size_t t, size_t example, size_t panel, const vec_f64 z[])
{
    (void)activation;
    (void)recurrent_activation;
    (void)z;
    /* cell-state-variance */
    const vec_f64 c_variance = mean_f64(job, ARRAY_of_c_variance, t, example, SIZE_2, panel);
    store_f64(place_f64(job, ARRAY_c_variance, t, example, panel), c_variance);
}

/* Stage 8 of timestep t, for a register of units. */
LSTM_INLINE void stage_8_f64(const job_f64 *job, const int activation,
    const int recurrent_activation, size_t t, size_t example, size_t panel, const vec_f64 z[])
{
    (void)recurrent_activation;
    (void)z;
    const vec_f64 o_t = read_f64(job, ARRAY_o_t, t, example, panel);
    const vec_f64 c_sum = read_f64(job, ARRAY_c_sum, t, example, panel);
    const vec_f64 c_mean = shared_by_units_f64(job, ARRAY_c_mean, t, example, SIZE_1, panel);
    const vec_f64 c_variance = shared_by_units_f64(job, ARRAY_c_variance, t, example, SIZE_1,
        panel);
    const vec_f64 state_gamma = column_f64(job, 0, panel);
    const vec_f64 state_beta = column_f64(job, 1, panel);
    const vec_f64 norm_epsilon = all_f64(job->given.number[0]);
    /* cell-state-norm */
    const vec_f64 c_t = state_gamma * (c_sum - c_mean) / sqrt_f64(c_variance + norm_epsilon) +
        state_beta;
    const vec_f64 h_t = o_t * activate_f64(activation, c_t); /* hidden-state */
    emit_f64(job, t, example, panel, keep_f64(job, ARRAY_h_tm1, t, example, panel, h_t));
    keep_f64(job, ARRAY_c_tm1, t, example, panel, c_t);
}

LSTM_APART void finish_0_default_f64(const job_f64 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f64 sums[])
{
    for (int r = 0; r < count; r++)
        stage_0_f64(job, LSTM_TANH, LSTM_SIGMOID, t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_0_any_f64(const job_f64 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f64 sums[])
{
    for (int r = 0; r < count; r++)
        stage_0_f64(job, job->given.function[0], job->given.function[1], t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_1_default_f64(const job_f64 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f64 sums[])
{
    for (int r = 0; r < count; r++)
        stage_1_f64(job, LSTM_TANH, LSTM_SIGMOID, t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_1_any_f64(const job_f64 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f64 sums[])
{
    for (int r = 0; r < count; r++)
        stage_1_f64(job, job->given.function[0], job->given.function[1], t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_2_default_f64(const job_f64 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f64 sums[])
{
    for (int r = 0; r < count; r++)
        stage_2_f64(job, LSTM_TANH, LSTM_SIGMOID, t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_2_any_f64(const job_f64 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f64 sums[])
{
    for (int r = 0; r < count; r++)
        stage_2_f64(job, job->given.function[0], job->given.function[1], t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_3_default_f64(const job_f64 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f64 sums[])
{
    for (int r = 0; r < count; r++)
        stage_3_f64(job, LSTM_TANH, LSTM_SIGMOID, t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_3_any_f64(const job_f64 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f64 sums[])
{
    for (int r = 0; r < count; r++)
        stage_3_f64(job, job->given.function[0], job->given.function[1], t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_4_default_f64(const job_f64 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f64 sums[])
{
    for (int r = 0; r < count; r++)
        stage_4_f64(job, LSTM_TANH, LSTM_SIGMOID, t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_4_any_f64(const job_f64 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f64 sums[])
{
    for (int r = 0; r < count; r++)
        stage_4_f64(job, job->given.function[0], job->given.function[1], t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_5_default_f64(const job_f64 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f64 sums[])
{
    for (int r = 0; r < count; r++)
        stage_5_f64(job, LSTM_TANH, LSTM_SIGMOID, t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_5_any_f64(const job_f64 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f64 sums[])
{
    for (int r = 0; r < count; r++)
        stage_5_f64(job, job->given.function[0], job->given.function[1], t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_6_default_f64(const job_f64 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f64 sums[])
{
    for (int r = 0; r < count; r++)
        stage_6_f64(job, LSTM_TANH, LSTM_SIGMOID, t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_6_any_f64(const job_f64 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f64 sums[])
{
    for (int r = 0; r < count; r++)
        stage_6_f64(job, job->given.function[0], job->given.function[1], t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_7_default_f64(const job_f64 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f64 sums[])
{
    for (int r = 0; r < count; r++)
        stage_7_f64(job, LSTM_TANH, LSTM_SIGMOID, t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_7_any_f64(const job_f64 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f64 sums[])
{
    for (int r = 0; r < count; r++)
        stage_7_f64(job, job->given.function[0], job->given.function[1], t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_8_default_f64(const job_f64 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f64 sums[])
{
    for (int r = 0; r < count; r++)
        stage_8_f64(job, LSTM_TANH, LSTM_SIGMOID, t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_8_any_f64(const job_f64 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f64 sums[])
{
    for (int r = 0; r < count; r++)
        stage_8_f64(job, job->given.function[0], job->given.function[1], t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_INLINE void finish_all_f64(const job_f64 *job, const int stage, size_t t,
    size_t example, size_t panel, int count, int across, sums_f64 sums[])
{
    if (stage == 0) {
        if (job->given.function[0] == LSTM_TANH && job->given.function[1] == LSTM_SIGMOID)
            finish_0_default_f64(job, t, example, panel, count, across, sums);
        else
            finish_0_any_f64(job, t, example, panel, count, across, sums);
    }
    if (stage == 1) {
        if (job->given.function[0] == LSTM_TANH && job->given.function[1] == LSTM_SIGMOID)
            finish_1_default_f64(job, t, example, panel, count, across, sums);
        else
            finish_1_any_f64(job, t, example, panel, count, across, sums);
    }
    if (stage == 2) {
        if (job->given.function[0] == LSTM_TANH && job->given.function[1] == LSTM_SIGMOID)
            finish_2_default_f64(job, t, example, panel, count, across, sums);
        else
            finish_2_any_f64(job, t, example, panel, count, across, sums);
    }
    if (stage == 3) {
        if (job->given.function[0] == LSTM_TANH && job->given.function[1] == LSTM_SIGMOID)
            finish_3_default_f64(job, t, example, panel, count, across, sums);
        else
            finish_3_any_f64(job, t, example, panel, count, across, sums);
    }
    if (stage == 4) {
        if (job->given.function[0] == LSTM_TANH && job->given.function[1] == LSTM_SIGMOID)
            finish_4_default_f64(job, t, example, panel, count, across, sums);
        else
            finish_4_any_f64(job, t, example, panel, count, across, sums);
    }
    if (stage == 5) {
        if (job->given.function[0] == LSTM_TANH && job->given.function[1] == LSTM_SIGMOID)
            finish_5_default_f64(job, t, example, panel, count, across, sums);
        else
            finish_5_any_f64(job, t, example, panel, count, across, sums);
    }
    if (stage == 6) {
        if (job->given.function[0] == LSTM_TANH && job->given.function[1] == LSTM_SIGMOID)
            finish_6_default_f64(job, t, example, panel, count, across, sums);
        else
            finish_6_any_f64(job, t, example, panel, count, across, sums);
    }
    if (stage == 7) {
        if (job->given.function[0] == LSTM_TANH && job->given.function[1] == LSTM_SIGMOID)
            finish_7_default_f64(job, t, example, panel, count, across, sums);
        else
            finish_7_any_f64(job, t, example, panel, count, across, sums);
    }
    if (stage == 8) {
        if (job->given.function[0] == LSTM_TANH && job->given.function[1] == LSTM_SIGMOID)
            finish_8_default_f64(job, t, example, panel, count, across, sums);
        else
            finish_8_any_f64(job, t, example, panel, count, across, sums);
    }
}

/* Stage 0 of timestep t backwards, for a register of units. */
LSTM_INLINE void back_0_f64(const job_f64 *job, const int activation,
    const int recurrent_activation, size_t t, size_t example, size_t panel)
{
    (void)activation;
    (void)recurrent_activation;
    /* gradient-of-h-mean */
    const vec_f64 d_of_h_mean = adjoint_f64(job, ARRAY_of_h_mean, t, example, panel);
    /* gradient-h-o */
    const vec_f64 d_h_o = adjoint_f64(job, ARRAY_h_o, t, example, panel) + d_of_h_mean;
    /* gradient-h-c */
    const vec_f64 d_h_c = adjoint_f64(job, ARRAY_h_c, t, example, panel) + d_of_h_mean;
    /* gradient-h-f */
    const vec_f64 d_h_f = adjoint_f64(job, ARRAY_h_f, t, example, panel) + d_of_h_mean;
    /* gradient-h-i */
    const vec_f64 d_h_i = adjoint_f64(job, ARRAY_h_i, t, example, panel) + d_of_h_mean;
    /* gradient-of-x-mean */
    const vec_f64 d_of_x_mean = adjoint_f64(job, ARRAY_of_x_mean, t, example, panel);
    /* gradient-x-o */
    const vec_f64 d_x_o = adjoint_f64(job, ARRAY_x_o, t, example, panel) + d_of_x_mean;
    /* gradient-x-c */
    const vec_f64 d_x_c = adjoint_f64(job, ARRAY_x_c, t, example, panel) + d_of_x_mean;
    /* gradient-x-f */
    const vec_f64 d_x_f = adjoint_f64(job, ARRAY_x_f, t, example, panel) + d_of_x_mean;
    /* gradient-x-i */
    const vec_f64 d_x_i = adjoint_f64(job, ARRAY_x_i, t, example, panel) + d_of_x_mean;
    const vec_f64 d_z_o_ = d_h_o; /* gradient-z-o- */
    store_f64(sum_place_f64(job, 0, 7, t, example, panel), d_z_o_);
    const vec_f64 d_z_c_ = d_h_c; /* gradient-z-c- */
    store_f64(sum_place_f64(job, 0, 6, t, example, panel), d_z_c_);
    const vec_f64 d_z_f_ = d_h_f; /* gradient-z-f- */
    store_f64(sum_place_f64(job, 0, 5, t, example, panel), d_z_f_);
    const vec_f64 d_z_i_ = d_h_i; /* gradient-z-i- */
    store_f64(sum_place_f64(job, 0, 4, t, example, panel), d_z_i_);
    const vec_f64 d_z_o = d_x_o; /* gradient-z-o */
    store_f64(sum_place_f64(job, 0, 3, t, example, panel), d_z_o);
    const vec_f64 d_z_c = d_x_c; /* gradient-z-c */
    store_f64(sum_place_f64(job, 0, 2, t, example, panel), d_z_c);
    const vec_f64 d_z_f = d_x_f; /* gradient-z-f */
    store_f64(sum_place_f64(job, 0, 1, t, example, panel), d_z_f);
    const vec_f64 d_z_i = d_x_i; /* gradient-z-i */
    store_f64(sum_place_f64(job, 0, 0, t, example, panel), d_z_i);
}

/* Stage 1 of timestep t backwards, for a register of units. */
LSTM_INLINE void back_1_f64(const job_f64 *job, const int activation,
    const int recurrent_activation, size_t t, size_t example, size_t panel)
{
    (void)activation;
    (void)recurrent_activation;
    /* gradient-h-mean */
    const vec_f64 d_h_mean = adjoint_f64(job, ARRAY_h_mean, t, example, panel);
    /* gradient-x-mean */
    const vec_f64 d_x_mean = adjoint_f64(job, ARRAY_x_mean, t, example, panel);
    /* gradient-of-h-mean */
    add_to_units_f64(job, ARRAY_of_h_mean, t, example, panel, d_h_mean / (4.0 * width_f64(job,
        SIZE_1)));
    /* gradient-of-x-mean */
    add_to_units_f64(job, ARRAY_of_x_mean, t, example, panel, d_x_mean / (4.0 * width_f64(job,
        SIZE_1)));
}

/* Stage 2 of timestep t backwards, for a register of units. */
LSTM_INLINE void back_2_f64(const job_f64 *job, const int activation,
    const int recurrent_activation, size_t t, size_t example, size_t panel)
{
    (void)activation;
    (void)recurrent_activation;
    const vec_f64 x_i = read_f64(job, ARRAY_x_i, t, example, panel);
    const vec_f64 x_f = read_f64(job, ARRAY_x_f, t, example, panel);
    const vec_f64 x_c = read_f64(job, ARRAY_x_c, t, example, panel);
    const vec_f64 x_o = read_f64(job, ARRAY_x_o, t, example, panel);
    const vec_f64 h_i = read_f64(job, ARRAY_h_i, t, example, panel);
    const vec_f64 h_f = read_f64(job, ARRAY_h_f, t, example, panel);
    const vec_f64 h_c = read_f64(job, ARRAY_h_c, t, example, panel);
    const vec_f64 h_o = read_f64(job, ARRAY_h_o, t, example, panel);
    const vec_f64 x_mean = shared_by_units_f64(job, ARRAY_x_mean, t, example, SIZE_1, panel);
    const vec_f64 h_mean = shared_by_units_f64(job, ARRAY_h_mean, t, example, SIZE_1, panel);
    const vec_f64 xd_i = x_i - x_mean; /* input-gate-input-products-apart */
    const vec_f64 xd_f = x_f - x_mean; /* forget-gate-input-products-apart */
    const vec_f64 xd_c = x_c - x_mean; /* candidate-input-products-apart */
    const vec_f64 xd_o = x_o - x_mean; /* output-gate-input-products-apart */
    const vec_f64 hd_i = h_i - h_mean; /* input-gate-hidden-state-products-apart */
    const vec_f64 hd_f = h_f - h_mean; /* forget-gate-hidden-state-products-apart */
    const vec_f64 hd_c = h_c - h_mean; /* candidate-hidden-state-products-apart */
    const vec_f64 hd_o = h_o - h_mean; /* output-gate-hidden-state-products-apart */
    /* gradient-of-h-variance */
    const vec_f64 d_of_h_variance = adjoint_f64(job, ARRAY_of_h_variance, t, example, panel);
    /* gradient-hd-o */
    const vec_f64 d_hd_o = adjoint_f64(job, ARRAY_hd_o, t, example, panel) +
        d_of_h_variance * (2.0 * hd_o);
    /* gradient-hd-c */
    const vec_f64 d_hd_c = adjoint_f64(job, ARRAY_hd_c, t, example, panel) +
        d_of_h_variance * (2.0 * hd_c);
    /* gradient-hd-f */
    const vec_f64 d_hd_f = adjoint_f64(job, ARRAY_hd_f, t, example, panel) +
        d_of_h_variance * (2.0 * hd_f);
    /* gradient-hd-i */
    const vec_f64 d_hd_i = adjoint_f64(job, ARRAY_hd_i, t, example, panel) +
        d_of_h_variance * (2.0 * hd_i);
    /* gradient-of-x-variance */
    const vec_f64 d_of_x_variance = adjoint_f64(job, ARRAY_of_x_variance, t, example, panel);
    /* gradient-xd-o */
    const vec_f64 d_xd_o = adjoint_f64(job, ARRAY_xd_o, t, example, panel) +
        d_of_x_variance * (2.0 * xd_o);
    /* gradient-xd-c */
    const vec_f64 d_xd_c = adjoint_f64(job, ARRAY_xd_c, t, example, panel) +
        d_of_x_variance * (2.0 * xd_c);
    /* gradient-xd-f */
    const vec_f64 d_xd_f = adjoint_f64(job, ARRAY_xd_f, t, example, panel) +
        d_of_x_variance * (2.0 * xd_f);
    /* gradient-xd-i */
    const vec_f64 d_xd_i = adjoint_f64(job, ARRAY_xd_i, t, example, panel) +
        d_of_x_variance * (2.0 * xd_i);
    /* gradient-h-mean */
    add_over_units_f64(job, ARRAY_h_mean, t, example, panel, SIZE_1, d_hd_o * -1.0 +
        d_hd_c * -1.0 + d_hd_f * -1.0 + d_hd_i * -1.0);
    /* gradient-x-mean */
    add_over_units_f64(job, ARRAY_x_mean, t, example, panel, SIZE_1, d_xd_o * -1.0 +
        d_xd_c * -1.0 + d_xd_f * -1.0 + d_xd_i * -1.0);
    add_adjoint_f64(job, ARRAY_h_o, t, example, panel, d_hd_o); /* gradient-h-o */
    add_adjoint_f64(job, ARRAY_h_c, t, example, panel, d_hd_c); /* gradient-h-c */
    add_adjoint_f64(job, ARRAY_h_f, t, example, panel, d_hd_f); /* gradient-h-f */
    add_adjoint_f64(job, ARRAY_h_i, t, example, panel, d_hd_i); /* gradient-h-i */
    add_adjoint_f64(job, ARRAY_x_o, t, example, panel, d_xd_o); /* gradient-x-o */
    add_adjoint_f64(job, ARRAY_x_c, t, example, panel, d_xd_c); /* gradient-x-c */
    add_adjoint_f64(job, ARRAY_x_f, t, example, panel, d_xd_f); /* gradient-x-f */
    add_adjoint_f64(job, ARRAY_x_i, t, example, panel, d_xd_i); /* gradient-x-i */
}

/* Stage 3 of timestep t backwards, for a register of units. */
LSTM_INLINE void back_3_f64(const job_f64 *job, const int activation,
    const int recurrent_activation, size_t t, size_t example, size_t panel)
{
    (void)activation;
    (void)recurrent_activation;
    /* gradient-h-variance */
    const vec_f64 d_h_variance = adjoint_f64(job, ARRAY_h_variance, t, example, panel);
    /* gradient-x-variance */
    const vec_f64 d_x_variance = adjoint_f64(job, ARRAY_x_variance, t, example, panel);
    /* gradient-of-h-variance */
    add_to_units_f64(job, ARRAY_of_h_variance, t, example, panel,
        d_h_variance / (4.0 * width_f64(job, SIZE_1)));
    /* gradient-of-x-variance */
    add_to_units_f64(job, ARRAY_of_x_variance, t, example, panel,
        d_x_variance / (4.0 * width_f64(job, SIZE_1)));
}

/* Stage 4 of timestep t backwards, for a register of units. */
LSTM_INLINE void back_4_f64(const job_f64 *job, const int activation,
    const int recurrent_activation, size_t t, size_t example, size_t panel)
{
    const vec_f64 c_tm1 = read_f64(job, ARRAY_c_tm1, t, example, panel);
    const vec_f64 xd_i = read_f64(job, ARRAY_xd_i, t, example, panel);
    const vec_f64 xd_f = read_f64(job, ARRAY_xd_f, t, example, panel);
    const vec_f64 xd_c = read_f64(job, ARRAY_xd_c, t, example, panel);
    const vec_f64 xd_o = read_f64(job, ARRAY_xd_o, t, example, panel);
    const vec_f64 hd_i = read_f64(job, ARRAY_hd_i, t, example, panel);
    const vec_f64 hd_f = read_f64(job, ARRAY_hd_f, t, example, panel);
    const vec_f64 hd_c = read_f64(job, ARRAY_hd_c, t, example, panel);
    const vec_f64 hd_o = read_f64(job, ARRAY_hd_o, t, example, panel);
    const vec_f64 x_variance = shared_by_units_f64(job, ARRAY_x_variance, t, example, SIZE_1,
        panel);
    const vec_f64 h_variance = shared_by_units_f64(job, ARRAY_h_variance, t, example, SIZE_1,
        panel);
    const vec_f64 b_i = column_f64(job, 2, panel);
    const vec_f64 b_f = column_f64(job, 3, panel);
    const vec_f64 b_c = column_f64(job, 4, panel);
    const vec_f64 b_o = column_f64(job, 5, panel);
    const vec_f64 gamma_xi = column_f64(job, 6, panel);
    const vec_f64 gamma_xf = column_f64(job, 7, panel);
    const vec_f64 gamma_xc = column_f64(job, 8, panel);
    const vec_f64 gamma_xo = column_f64(job, 9, panel);
    const vec_f64 beta_xi = column_f64(job, 10, panel);
    const vec_f64 beta_xf = column_f64(job, 11, panel);
    const vec_f64 beta_xc = column_f64(job, 12, panel);
    const vec_f64 beta_xo = column_f64(job, 13, panel);
    const vec_f64 gamma_hi = column_f64(job, 14, panel);
    const vec_f64 gamma_hf = column_f64(job, 15, panel);
    const vec_f64 gamma_hc = column_f64(job, 16, panel);
    const vec_f64 gamma_ho = column_f64(job, 17, panel);
    const vec_f64 beta_hi = column_f64(job, 18, panel);
    const vec_f64 beta_hf = column_f64(job, 19, panel);
    const vec_f64 beta_hc = column_f64(job, 20, panel);
    const vec_f64 beta_ho = column_f64(job, 21, panel);
    const vec_f64 norm_epsilon = all_f64(job->given.number[0]);
    /* input-gate-input-products-norm */
    const vec_f64 x_i_norm = gamma_xi * xd_i / sqrt_f64(x_variance + norm_epsilon) + beta_xi;
    /* forget-gate-input-products-norm */
    const vec_f64 x_f_norm = gamma_xf * xd_f / sqrt_f64(x_variance + norm_epsilon) + beta_xf;
    /* candidate-input-products-norm */
    const vec_f64 x_c_norm = gamma_xc * xd_c / sqrt_f64(x_variance + norm_epsilon) + beta_xc;
    /* output-gate-input-products-norm */
    const vec_f64 x_o_norm = gamma_xo * xd_o / sqrt_f64(x_variance + norm_epsilon) + beta_xo;
    /* input-gate-hidden-state-products-norm */
    const vec_f64 h_i_norm = gamma_hi * hd_i / sqrt_f64(h_variance + norm_epsilon) + beta_hi;
    /* forget-gate-hidden-state-products-norm */
    const vec_f64 h_f_norm = gamma_hf * hd_f / sqrt_f64(h_variance + norm_epsilon) + beta_hf;
    /* candidate-hidden-state-products-norm */
    const vec_f64 h_c_norm = gamma_hc * hd_c / sqrt_f64(h_variance + norm_epsilon) + beta_hc;
    /* output-gate-hidden-state-products-norm */
    const vec_f64 h_o_norm = gamma_ho * hd_o / sqrt_f64(h_variance + norm_epsilon) + beta_ho;
    const vec_f64 a_i_t = x_i_norm + h_i_norm + b_i; /* input-gate-part-1 */
    const vec_f64 i_t = activate_f64(recurrent_activation, a_i_t); /* input-gate */
    const vec_f64 a_f_t = x_f_norm + h_f_norm + b_f; /* forget-gate-part-2 */
    const vec_f64 f_t = activate_f64(recurrent_activation, a_f_t); /* forget-gate */
    const vec_f64 a_g_t = x_c_norm + h_c_norm + b_c; /* candidate-part-3 */
    const vec_f64 g_t = activate_f64(activation, a_g_t); /* candidate */
    const vec_f64 a_o_t = x_o_norm + h_o_norm + b_o; /* output-gate-part-4 */
    const vec_f64 o_t = activate_f64(recurrent_activation, a_o_t); /* output-gate */
    const vec_f64 d_c_sum = adjoint_f64(job, ARRAY_c_sum, t, example, panel); /* gradient-c-sum */
    const vec_f64 d_o_t = adjoint_f64(job, ARRAY_o_t, t, example, panel); /* gradient-o-t */
    /* gradient-a-o-t */
    const vec_f64 d_a_o_t = d_o_t * slope_f64(recurrent_activation, a_o_t, o_t);
    const vec_f64 d_g_t = d_c_sum * i_t; /* gradient-g-t */
    const vec_f64 d_a_g_t = d_g_t * slope_f64(activation, a_g_t, g_t); /* gradient-a-g-t */
    const vec_f64 d_f_t = d_c_sum * c_tm1; /* gradient-f-t */
    /* gradient-a-f-t */
    const vec_f64 d_a_f_t = d_f_t * slope_f64(recurrent_activation, a_f_t, f_t);
    const vec_f64 d_i_t = d_c_sum * g_t; /* gradient-i-t */
    /* gradient-a-i-t */
    const vec_f64 d_a_i_t = d_i_t * slope_f64(recurrent_activation, a_i_t, i_t);
    const vec_f64 d_h_o_norm = d_a_o_t; /* gradient-h-o-norm */
    const vec_f64 d_h_c_norm = d_a_g_t; /* gradient-h-c-norm */
    const vec_f64 d_h_f_norm = d_a_f_t; /* gradient-h-f-norm */
    const vec_f64 d_h_i_norm = d_a_i_t; /* gradient-h-i-norm */
    const vec_f64 d_x_o_norm = d_a_o_t; /* gradient-x-o-norm */
    const vec_f64 d_x_c_norm = d_a_g_t; /* gradient-x-c-norm */
    const vec_f64 d_x_f_norm = d_a_f_t; /* gradient-x-f-norm */
    const vec_f64 d_x_i_norm = d_a_i_t; /* gradient-x-i-norm */
    /* gradient-h-variance */
    add_over_units_f64(job, ARRAY_h_variance, t, example, panel, SIZE_1,
        d_h_o_norm * (-gamma_ho * hd_o / (2.0 * sqrt_f64(h_variance +
        norm_epsilon) * square_f64(sqrt_f64(h_variance + norm_epsilon)))) +
        d_h_c_norm * (-gamma_hc * hd_c / (2.0 * sqrt_f64(h_variance +
        norm_epsilon) * square_f64(sqrt_f64(h_variance + norm_epsilon)))) +
        d_h_f_norm * (-gamma_hf * hd_f / (2.0 * sqrt_f64(h_variance +
        norm_epsilon) * square_f64(sqrt_f64(h_variance + norm_epsilon)))) +
        d_h_i_norm * (-gamma_hi * hd_i / (2.0 * sqrt_f64(h_variance +
        norm_epsilon) * square_f64(sqrt_f64(h_variance + norm_epsilon)))));
    /* gradient-x-variance */
    add_over_units_f64(job, ARRAY_x_variance, t, example, panel, SIZE_1,
        d_x_o_norm * (-gamma_xo * xd_o / (2.0 * sqrt_f64(x_variance +
        norm_epsilon) * square_f64(sqrt_f64(x_variance + norm_epsilon)))) +
        d_x_c_norm * (-gamma_xc * xd_c / (2.0 * sqrt_f64(x_variance +
        norm_epsilon) * square_f64(sqrt_f64(x_variance + norm_epsilon)))) +
        d_x_f_norm * (-gamma_xf * xd_f / (2.0 * sqrt_f64(x_variance +
        norm_epsilon) * square_f64(sqrt_f64(x_variance + norm_epsilon)))) +
        d_x_i_norm * (-gamma_xi * xd_i / (2.0 * sqrt_f64(x_variance +
        norm_epsilon) * square_f64(sqrt_f64(x_variance + norm_epsilon)))));
    /* gradient-hd-o */
    add_adjoint_f64(job, ARRAY_hd_o, t, example, panel,
        d_h_o_norm * (gamma_ho / sqrt_f64(h_variance + norm_epsilon)));
    /* gradient-hd-c */
    add_adjoint_f64(job, ARRAY_hd_c, t, example, panel,
        d_h_c_norm * (gamma_hc / sqrt_f64(h_variance + norm_epsilon)));
    /* gradient-hd-f */
    add_adjoint_f64(job, ARRAY_hd_f, t, example, panel,
        d_h_f_norm * (gamma_hf / sqrt_f64(h_variance + norm_epsilon)));
    /* gradient-hd-i */
    add_adjoint_f64(job, ARRAY_hd_i, t, example, panel,
        d_h_i_norm * (gamma_hi / sqrt_f64(h_variance + norm_epsilon)));
    /* gradient-xd-o */
    add_adjoint_f64(job, ARRAY_xd_o, t, example, panel,
        d_x_o_norm * (gamma_xo / sqrt_f64(x_variance + norm_epsilon)));
    /* gradient-xd-c */
    add_adjoint_f64(job, ARRAY_xd_c, t, example, panel,
        d_x_c_norm * (gamma_xc / sqrt_f64(x_variance + norm_epsilon)));
    /* gradient-xd-f */
    add_adjoint_f64(job, ARRAY_xd_f, t, example, panel,
        d_x_f_norm * (gamma_xf / sqrt_f64(x_variance + norm_epsilon)));
    /* gradient-xd-i */
    add_adjoint_f64(job, ARRAY_xd_i, t, example, panel,
        d_x_i_norm * (gamma_xi / sqrt_f64(x_variance + norm_epsilon)));
    add_adjoint_f64(job, ARRAY_c_tm1, t, example, panel, d_c_sum * f_t); /* gradient-c-tm1 */
    add_column_f64(job, 2, panel, d_a_i_t); /* gradient-b-i */
    add_column_f64(job, 3, panel, d_a_f_t); /* gradient-b-f */
    add_column_f64(job, 4, panel, d_a_g_t); /* gradient-b-c */
    add_column_f64(job, 5, panel, d_a_o_t); /* gradient-b-o */
    /* gradient-gamma-xi */
    add_column_f64(job, 6, panel, d_x_i_norm * (xd_i / sqrt_f64(x_variance + norm_epsilon)));
    /* gradient-gamma-xf */
    add_column_f64(job, 7, panel, d_x_f_norm * (xd_f / sqrt_f64(x_variance + norm_epsilon)));
    /* gradient-gamma-xc */
    add_column_f64(job, 8, panel, d_x_c_norm * (xd_c / sqrt_f64(x_variance + norm_epsilon)));
    /* gradient-gamma-xo */
    add_column_f64(job, 9, panel, d_x_o_norm * (xd_o / sqrt_f64(x_variance + norm_epsilon)));
    add_column_f64(job, 10, panel, d_x_i_norm); /* gradient-beta-xi */
    add_column_f64(job, 11, panel, d_x_f_norm); /* gradient-beta-xf */
    add_column_f64(job, 12, panel, d_x_c_norm); /* gradient-beta-xc */
    add_column_f64(job, 13, panel, d_x_o_norm); /* gradient-beta-xo */
    /* gradient-gamma-hi */
    add_column_f64(job, 14, panel, d_h_i_norm * (hd_i / sqrt_f64(h_variance + norm_epsilon)));
    /* gradient-gamma-hf */
    add_column_f64(job, 15, panel, d_h_f_norm * (hd_f / sqrt_f64(h_variance + norm_epsilon)));
    /* gradient-gamma-hc */
    add_column_f64(job, 16, panel, d_h_c_norm * (hd_c / sqrt_f64(h_variance + norm_epsilon)));
    /* gradient-gamma-ho */
    add_column_f64(job, 17, panel, d_h_o_norm * (hd_o / sqrt_f64(h_variance + norm_epsilon)));
    add_column_f64(job, 18, panel, d_h_i_norm); /* gradient-beta-hi */
    add_column_f64(job, 19, panel, d_h_f_norm); /* gradient-beta-hf */
    add_column_f64(job, 20, panel, d_h_c_norm); /* gradient-beta-hc */
    add_column_f64(job, 21, panel, d_h_o_norm); /* gradient-beta-ho */
}

/* Stage 5 of timestep t backwards, for a register of units. */
LSTM_INLINE void back_5_f64(const job_f64 *job, const int activation,
    const int recurrent_activation, size_t t, size_t example, size_t panel)
{
    (void)activation;
    (void)recurrent_activation;
    /* gradient-c-mean */
    const vec_f64 d_c_mean = adjoint_f64(job, ARRAY_c_mean, t, example, panel);
    /* gradient-c-sum */
    add_to_units_f64(job, ARRAY_c_sum, t, example, panel, d_c_mean / width_f64(job, SIZE_1));
}

/* Stage 6 of timestep t backwards, for a register of units. */
LSTM_INLINE void back_6_f64(const job_f64 *job, const int activation,
    const int recurrent_activation, size_t t, size_t example, size_t panel)
{
    (void)activation;
    (void)recurrent_activation;
    const vec_f64 c_sum = read_f64(job, ARRAY_c_sum, t, example, panel);
    const vec_f64 c_mean = shared_by_units_f64(job, ARRAY_c_mean, t, example, SIZE_1, panel);
    /* gradient-of-c-variance */
    const vec_f64 d_of_c_variance = adjoint_f64(job, ARRAY_of_c_variance, t, example, panel);
    /* gradient-c-mean */
    add_over_units_f64(job, ARRAY_c_mean, t, example, panel, SIZE_1,
        d_of_c_variance * (-2.0 * (c_sum - c_mean)));
    /* gradient-c-sum */
    add_adjoint_f64(job, ARRAY_c_sum, t, example, panel, d_of_c_variance * (2.0 * (c_sum -
        c_mean)));
}

/* Stage 7 of timestep t backwards, for a register of units. */
LSTM_INLINE void back_7_f64(const job_f64 *job, const int activation,
    const int recurrent_activation, size_t t, size_t example, size_t panel)
{
    (void)activation;
    (void)recurrent_activation;
    /* gradient-c-variance */
    const vec_f64 d_c_variance = adjoint_f64(job, ARRAY_c_variance, t, example, panel);
    /* gradient-of-c-variance */
    add_to_units_f64(job, ARRAY_of_c_variance, t, example, panel, d_c_variance / width_f64(job,
        SIZE_1));
}

/* Stage 8 of timestep t backwards, for a register of units. */
LSTM_INLINE void back_8_f64(const job_f64 *job, const int activation,
    const int recurrent_activation, size_t t, size_t example, size_t panel)
{
    (void)recurrent_activation;
    const vec_f64 o_t = read_f64(job, ARRAY_o_t, t, example, panel);
    const vec_f64 c_sum = read_f64(job, ARRAY_c_sum, t, example, panel);
    const vec_f64 c_mean = shared_by_units_f64(job, ARRAY_c_mean, t, example, SIZE_1, panel);
    const vec_f64 c_variance = shared_by_units_f64(job, ARRAY_c_variance, t, example, SIZE_1,
        panel);
    const vec_f64 state_gamma = column_f64(job, 0, panel);
    const vec_f64 state_beta = column_f64(job, 1, panel);
    const vec_f64 norm_epsilon = all_f64(job->given.number[0]);
    /* cell-state-norm */
    const vec_f64 c_t = state_gamma * (c_sum - c_mean) / sqrt_f64(c_variance + norm_epsilon) +
        state_beta;
    const vec_f64 activation_c_t = activate_f64(activation, c_t); /* hidden-state-part-5 */
    const vec_f64 d_h_t = adjoint_f64(job, ARRAY_h_tm1, t + 1, example, panel); /* gradient-h-t */
    const vec_f64 d_activation_c_t = d_h_t * o_t; /* gradient-activation-c-t */
    /* gradient-c-t */
    const vec_f64 d_c_t = adjoint_f64(job, ARRAY_c_tm1, t + 1, example, panel) +
        d_activation_c_t * slope_f64(activation, c_t, activation_c_t);
    /* gradient-c-variance */
    add_over_units_f64(job, ARRAY_c_variance, t, example, panel, SIZE_1,
        d_c_t * (-state_gamma * (c_sum - c_mean) / (2.0 * sqrt_f64(c_variance +
        norm_epsilon) * square_f64(sqrt_f64(c_variance + norm_epsilon)))));
    /* gradient-c-mean */
    add_over_units_f64(job, ARRAY_c_mean, t, example, panel, SIZE_1,
        d_c_t * (-state_gamma / sqrt_f64(c_variance + norm_epsilon)));
    /* gradient-c-sum */
    add_adjoint_f64(job, ARRAY_c_sum, t, example, panel,
        d_c_t * (state_gamma / sqrt_f64(c_variance + norm_epsilon)));
    add_adjoint_f64(job, ARRAY_o_t, t, example, panel, d_h_t * activation_c_t); /* gradient-o-t */
    /* gradient-state-gamma */
    add_column_f64(job, 0, panel, d_c_t * ((c_sum - c_mean) / sqrt_f64(c_variance + norm_epsilon)));
    add_column_f64(job, 1, panel, d_c_t); /* gradient-state-beta */
}

LSTM_APART void back_0_default_f64(const job_f64 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_0_f64(job, LSTM_TANH, LSTM_SIGMOID, t, example, panel);
}

LSTM_APART void back_0_any_f64(const job_f64 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_0_f64(job, job->given.function[0], job->given.function[1], t, example, panel);
}

LSTM_APART void back_1_default_f64(const job_f64 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_1_f64(job, LSTM_TANH, LSTM_SIGMOID, t, example, panel);
}

LSTM_APART void back_1_any_f64(const job_f64 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_1_f64(job, job->given.function[0], job->given.function[1], t, example, panel);
}

LSTM_APART void back_2_default_f64(const job_f64 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_2_f64(job, LSTM_TANH, LSTM_SIGMOID, t, example, panel);
}

LSTM_APART void back_2_any_f64(const job_f64 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_2_f64(job, job->given.function[0], job->given.function[1], t, example, panel);
}

LSTM_APART void back_3_default_f64(const job_f64 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_3_f64(job, LSTM_TANH, LSTM_SIGMOID, t, example, panel);
}

LSTM_APART void back_3_any_f64(const job_f64 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_3_f64(job, job->given.function[0], job->given.function[1], t, example, panel);
}

LSTM_APART void back_4_default_f64(const job_f64 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_4_f64(job, LSTM_TANH, LSTM_SIGMOID, t, example, panel);
}

LSTM_APART void back_4_any_f64(const job_f64 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_4_f64(job, job->given.function[0], job->given.function[1], t, example, panel);
}

LSTM_APART void back_5_default_f64(const job_f64 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_5_f64(job, LSTM_TANH, LSTM_SIGMOID, t, example, panel);
}

LSTM_APART void back_5_any_f64(const job_f64 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_5_f64(job, job->given.function[0], job->given.function[1], t, example, panel);
}

LSTM_APART void back_6_default_f64(const job_f64 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_6_f64(job, LSTM_TANH, LSTM_SIGMOID, t, example, panel);
}

LSTM_APART void back_6_any_f64(const job_f64 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_6_f64(job, job->given.function[0], job->given.function[1], t, example, panel);
}

LSTM_APART void back_7_default_f64(const job_f64 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_7_f64(job, LSTM_TANH, LSTM_SIGMOID, t, example, panel);
}

LSTM_APART void back_7_any_f64(const job_f64 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_7_f64(job, job->given.function[0], job->given.function[1], t, example, panel);
}

LSTM_APART void back_8_default_f64(const job_f64 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_8_f64(job, LSTM_TANH, LSTM_SIGMOID, t, example, panel);
}

LSTM_APART void back_8_any_f64(const job_f64 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_8_f64(job, job->given.function[0], job->given.function[1], t, example, panel);
}

LSTM_INLINE void back_all_f64(const job_f64 *job, const int stage, size_t t,
    size_t example, size_t panels)
{
    if (stage == 0) {
        if (job->given.function[0] == LSTM_TANH && job->given.function[1] == LSTM_SIGMOID)
            back_0_default_f64(job, t, example, panels);
        else
            back_0_any_f64(job, t, example, panels);
    }
    if (stage == 1) {
        if (job->given.function[0] == LSTM_TANH && job->given.function[1] == LSTM_SIGMOID)
            back_1_default_f64(job, t, example, panels);
        else
            back_1_any_f64(job, t, example, panels);
    }
    if (stage == 2) {
        if (job->given.function[0] == LSTM_TANH && job->given.function[1] == LSTM_SIGMOID)
            back_2_default_f64(job, t, example, panels);
        else
            back_2_any_f64(job, t, example, panels);
    }
    if (stage == 3) {
        if (job->given.function[0] == LSTM_TANH && job->given.function[1] == LSTM_SIGMOID)
            back_3_default_f64(job, t, example, panels);
        else
            back_3_any_f64(job, t, example, panels);
    }
    if (stage == 4) {
        if (job->given.function[0] == LSTM_TANH && job->given.function[1] == LSTM_SIGMOID)
            back_4_default_f64(job, t, example, panels);
        else
            back_4_any_f64(job, t, example, panels);
    }
    if (stage == 5) {
        if (job->given.function[0] == LSTM_TANH && job->given.function[1] == LSTM_SIGMOID)
            back_5_default_f64(job, t, example, panels);
        else
            back_5_any_f64(job, t, example, panels);
    }
    if (stage == 6) {
        if (job->given.function[0] == LSTM_TANH && job->given.function[1] == LSTM_SIGMOID)
            back_6_default_f64(job, t, example, panels);
        else
            back_6_any_f64(job, t, example, panels);
    }
    if (stage == 7) {
        if (job->given.function[0] == LSTM_TANH && job->given.function[1] == LSTM_SIGMOID)
            back_7_default_f64(job, t, example, panels);
        else
            back_7_any_f64(job, t, example, panels);
    }
    if (stage == 8) {
        if (job->given.function[0] == LSTM_TANH && job->given.function[1] == LSTM_SIGMOID)
            back_8_default_f64(job, t, example, panels);
        else
            back_8_any_f64(job, t, example, panels);
    }
}

#include "../engine/backwards.c"

static given_f32 given_of_f32(const layer_norm_addons_gradients_call_f32 *call)
{
    return (given_f32){
        .batch = call->batch,
        .timesteps = call->timesteps,
        .size = {call->input_dim, call->units, 1},
        .rows = {1, 1, 1},
        .sequences = call->inputs,
        .initial = {call->initial_h, call->initial_c},
        .mask = NULL,
        .number = {call->norm_epsilon, 0.0f},
        .function = {call->activation, call->recurrent_activation, 0},
        .masked_output = LSTM_MASKED_ZERO,
        .go_backwards = 0,
        .every = 1,
        .d_output = call->d_outputs,
        .d_last = {call->d_last_h, call->d_last_c},
        .d_sequences = call->d_inputs,
        .d_initial = {call->d_initial_h, call->d_initial_c},
        .truncation = call->truncation,
        .checkpoints = call->checkpoints,
        .workspace = call->workspace,
    };
}

/* The sums' weights side by side, as rows of whole registers. */
static void read_weights_f32(const layer_norm_addons_gradients_call_f32 *weights,
    const job_f32 *job)
{
    const size_t input_dim = weights->input_dim;
    const size_t units = weights->units;
    for (size_t row = 0; row < input_dim; row++) { /* x_t */
        float *to = job->weights[0][0] + row * job->columns[0];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->kernel[row * 4 * units + unit];
        for (size_t unit = units; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->kernel[row * 4 * units + units + unit];
        for (size_t unit = units; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->kernel[row * 4 * units + 2 * units + unit];
        for (size_t unit = units; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->kernel[row * 4 * units + 3 * units + unit];
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
    for (size_t row = 0; row < units; row++) { /* h_tm1 */
        float *to = job->weights[0][1] + row * job->columns[0];
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
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = 0.0f;
        for (size_t unit = units; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->recurrent_kernel[row * 4 * units + unit];
        for (size_t unit = units; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->recurrent_kernel[row * 4 * units + units + unit];
        for (size_t unit = units; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->recurrent_kernel[row * 4 * units + 2 * units + unit];
        for (size_t unit = units; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->recurrent_kernel[row * 4 * units + 3 * units + unit];
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
    {
        float *to = job->column[0];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->state_gamma[unit];
        for (size_t unit = units; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
    }
    {
        float *to = job->column[1];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->state_beta[unit];
        for (size_t unit = units; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
    }
    {
        float *to = job->column[2];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->bias ? weights->bias[unit] : 0.0f;
        for (size_t unit = units; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
    }
    {
        float *to = job->column[3];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->bias ? weights->bias[units + unit] : 0.0f;
        for (size_t unit = units; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
    }
    {
        float *to = job->column[4];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->bias ? weights->bias[2 * units + unit] : 0.0f;
        for (size_t unit = units; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
    }
    {
        float *to = job->column[5];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->bias ? weights->bias[3 * units + unit] : 0.0f;
        for (size_t unit = units; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
    }
    {
        float *to = job->column[6];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->kernel_gamma[unit];
        for (size_t unit = units; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
    }
    {
        float *to = job->column[7];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->kernel_gamma[units + unit];
        for (size_t unit = units; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
    }
    {
        float *to = job->column[8];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->kernel_gamma[2 * units + unit];
        for (size_t unit = units; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
    }
    {
        float *to = job->column[9];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->kernel_gamma[3 * units + unit];
        for (size_t unit = units; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
    }
    {
        float *to = job->column[10];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->kernel_beta[unit];
        for (size_t unit = units; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
    }
    {
        float *to = job->column[11];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->kernel_beta[units + unit];
        for (size_t unit = units; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
    }
    {
        float *to = job->column[12];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->kernel_beta[2 * units + unit];
        for (size_t unit = units; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
    }
    {
        float *to = job->column[13];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->kernel_beta[3 * units + unit];
        for (size_t unit = units; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
    }
    {
        float *to = job->column[14];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->recurrent_gamma[unit];
        for (size_t unit = units; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
    }
    {
        float *to = job->column[15];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->recurrent_gamma[units + unit];
        for (size_t unit = units; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
    }
    {
        float *to = job->column[16];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->recurrent_gamma[2 * units + unit];
        for (size_t unit = units; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
    }
    {
        float *to = job->column[17];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->recurrent_gamma[3 * units + unit];
        for (size_t unit = units; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
    }
    {
        float *to = job->column[18];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->recurrent_beta[unit];
        for (size_t unit = units; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
    }
    {
        float *to = job->column[19];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->recurrent_beta[units + unit];
        for (size_t unit = units; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
    }
    {
        float *to = job->column[20];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->recurrent_beta[2 * units + unit];
        for (size_t unit = units; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
    }
    {
        float *to = job->column[21];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->recurrent_beta[3 * units + unit];
        for (size_t unit = units; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
    }
}

/* The gradients of the arrays of weights, from those of the sums' weights. */
static void write_gradients_f32(const layer_norm_addons_gradients_call_f32 *weights,
    const job_f32 *job)
{
    const size_t input_dim = weights->input_dim;
    const size_t units = weights->units;
    if (weights->d_kernel) {
        for (size_t row = 0; row < input_dim; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_kernel[row * 4 * units + unit] =
                    job->d_weights[0][0][row * job->columns[0] +
                    0 * job->padded[SIZE_OF_STAGE[0]] + unit];
        for (size_t row = 0; row < input_dim; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_kernel[row * 4 * units + units + unit] =
                    job->d_weights[0][0][row * job->columns[0] +
                    1 * job->padded[SIZE_OF_STAGE[0]] + unit];
        for (size_t row = 0; row < input_dim; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_kernel[row * 4 * units + 2 * units + unit] =
                    job->d_weights[0][0][row * job->columns[0] +
                    2 * job->padded[SIZE_OF_STAGE[0]] + unit];
        for (size_t row = 0; row < input_dim; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_kernel[row * 4 * units + 3 * units + unit] =
                    job->d_weights[0][0][row * job->columns[0] +
                    3 * job->padded[SIZE_OF_STAGE[0]] + unit];
    }
    if (weights->d_recurrent_kernel) {
        for (size_t row = 0; row < units; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_recurrent_kernel[row * 4 * units + unit] =
                    job->d_weights[0][1][row * job->columns[0] +
                    4 * job->padded[SIZE_OF_STAGE[0]] + unit];
        for (size_t row = 0; row < units; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_recurrent_kernel[row * 4 * units + units + unit] =
                    job->d_weights[0][1][row * job->columns[0] +
                    5 * job->padded[SIZE_OF_STAGE[0]] + unit];
        for (size_t row = 0; row < units; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_recurrent_kernel[row * 4 * units + 2 * units + unit] =
                    job->d_weights[0][1][row * job->columns[0] +
                    6 * job->padded[SIZE_OF_STAGE[0]] + unit];
        for (size_t row = 0; row < units; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_recurrent_kernel[row * 4 * units + 3 * units + unit] =
                    job->d_weights[0][1][row * job->columns[0] +
                    7 * job->padded[SIZE_OF_STAGE[0]] + unit];
    }
    if (weights->d_bias) {
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_bias[unit] = job->d_column[2][unit];
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_bias[units + unit] = job->d_column[3][unit];
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_bias[2 * units + unit] = job->d_column[4][unit];
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_bias[3 * units + unit] = job->d_column[5][unit];
    }
    if (weights->d_kernel_gamma) {
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_kernel_gamma[unit] = job->d_column[6][unit];
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_kernel_gamma[units + unit] = job->d_column[7][unit];
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_kernel_gamma[2 * units + unit] = job->d_column[8][unit];
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_kernel_gamma[3 * units + unit] = job->d_column[9][unit];
    }
    if (weights->d_kernel_beta) {
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_kernel_beta[unit] = job->d_column[10][unit];
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_kernel_beta[units + unit] = job->d_column[11][unit];
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_kernel_beta[2 * units + unit] = job->d_column[12][unit];
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_kernel_beta[3 * units + unit] = job->d_column[13][unit];
    }
    if (weights->d_recurrent_gamma) {
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_recurrent_gamma[unit] = job->d_column[14][unit];
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_recurrent_gamma[units + unit] = job->d_column[15][unit];
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_recurrent_gamma[2 * units + unit] = job->d_column[16][unit];
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_recurrent_gamma[3 * units + unit] = job->d_column[17][unit];
    }
    if (weights->d_recurrent_beta) {
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_recurrent_beta[unit] = job->d_column[18][unit];
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_recurrent_beta[units + unit] = job->d_column[19][unit];
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_recurrent_beta[2 * units + unit] = job->d_column[20][unit];
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_recurrent_beta[3 * units + unit] = job->d_column[21][unit];
    }
    if (weights->d_state_gamma) {
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_state_gamma[unit] = job->d_column[0][unit];
    }
    if (weights->d_state_beta) {
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_state_beta[unit] = job->d_column[1][unit];
    }
}

size_t layer_norm_addons_gradients_workspace_f32(const layer_norm_addons_gradients_call_f32
    *weights)
{
    given_f32 given = given_of_f32(weights);
    given.workspace = NULL;
    return job_of_f32(&given).size;
}

int layer_norm_addons_gradients_f32(const layer_norm_addons_gradients_call_f32 *weights)
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

static given_f64 given_of_f64(const layer_norm_addons_gradients_call_f64 *call)
{
    return (given_f64){
        .batch = call->batch,
        .timesteps = call->timesteps,
        .size = {call->input_dim, call->units, 1},
        .rows = {1, 1, 1},
        .sequences = call->inputs,
        .initial = {call->initial_h, call->initial_c},
        .mask = NULL,
        .number = {call->norm_epsilon, 0.0},
        .function = {call->activation, call->recurrent_activation, 0},
        .masked_output = LSTM_MASKED_ZERO,
        .go_backwards = 0,
        .every = 1,
        .d_output = call->d_outputs,
        .d_last = {call->d_last_h, call->d_last_c},
        .d_sequences = call->d_inputs,
        .d_initial = {call->d_initial_h, call->d_initial_c},
        .truncation = call->truncation,
        .checkpoints = call->checkpoints,
        .workspace = call->workspace,
    };
}

/* The sums' weights side by side, as rows of whole registers. */
static void read_weights_f64(const layer_norm_addons_gradients_call_f64 *weights,
    const job_f64 *job)
{
    const size_t input_dim = weights->input_dim;
    const size_t units = weights->units;
    for (size_t row = 0; row < input_dim; row++) { /* x_t */
        double *to = job->weights[0][0] + row * job->columns[0];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->kernel[row * 4 * units + unit];
        for (size_t unit = units; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->kernel[row * 4 * units + units + unit];
        for (size_t unit = units; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->kernel[row * 4 * units + 2 * units + unit];
        for (size_t unit = units; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->kernel[row * 4 * units + 3 * units + unit];
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
    for (size_t row = 0; row < units; row++) { /* h_tm1 */
        double *to = job->weights[0][1] + row * job->columns[0];
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
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = 0.0;
        for (size_t unit = units; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->recurrent_kernel[row * 4 * units + unit];
        for (size_t unit = units; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->recurrent_kernel[row * 4 * units + units + unit];
        for (size_t unit = units; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->recurrent_kernel[row * 4 * units + 2 * units + unit];
        for (size_t unit = units; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->recurrent_kernel[row * 4 * units + 3 * units + unit];
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
    {
        double *to = job->column[0];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->state_gamma[unit];
        for (size_t unit = units; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
    }
    {
        double *to = job->column[1];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->state_beta[unit];
        for (size_t unit = units; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
    }
    {
        double *to = job->column[2];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->bias ? weights->bias[unit] : 0.0;
        for (size_t unit = units; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
    }
    {
        double *to = job->column[3];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->bias ? weights->bias[units + unit] : 0.0;
        for (size_t unit = units; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
    }
    {
        double *to = job->column[4];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->bias ? weights->bias[2 * units + unit] : 0.0;
        for (size_t unit = units; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
    }
    {
        double *to = job->column[5];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->bias ? weights->bias[3 * units + unit] : 0.0;
        for (size_t unit = units; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
    }
    {
        double *to = job->column[6];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->kernel_gamma[unit];
        for (size_t unit = units; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
    }
    {
        double *to = job->column[7];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->kernel_gamma[units + unit];
        for (size_t unit = units; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
    }
    {
        double *to = job->column[8];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->kernel_gamma[2 * units + unit];
        for (size_t unit = units; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
    }
    {
        double *to = job->column[9];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->kernel_gamma[3 * units + unit];
        for (size_t unit = units; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
    }
    {
        double *to = job->column[10];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->kernel_beta[unit];
        for (size_t unit = units; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
    }
    {
        double *to = job->column[11];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->kernel_beta[units + unit];
        for (size_t unit = units; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
    }
    {
        double *to = job->column[12];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->kernel_beta[2 * units + unit];
        for (size_t unit = units; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
    }
    {
        double *to = job->column[13];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->kernel_beta[3 * units + unit];
        for (size_t unit = units; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
    }
    {
        double *to = job->column[14];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->recurrent_gamma[unit];
        for (size_t unit = units; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
    }
    {
        double *to = job->column[15];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->recurrent_gamma[units + unit];
        for (size_t unit = units; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
    }
    {
        double *to = job->column[16];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->recurrent_gamma[2 * units + unit];
        for (size_t unit = units; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
    }
    {
        double *to = job->column[17];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->recurrent_gamma[3 * units + unit];
        for (size_t unit = units; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
    }
    {
        double *to = job->column[18];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->recurrent_beta[unit];
        for (size_t unit = units; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
    }
    {
        double *to = job->column[19];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->recurrent_beta[units + unit];
        for (size_t unit = units; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
    }
    {
        double *to = job->column[20];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->recurrent_beta[2 * units + unit];
        for (size_t unit = units; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
    }
    {
        double *to = job->column[21];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->recurrent_beta[3 * units + unit];
        for (size_t unit = units; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
    }
}

/* The gradients of the arrays of weights, from those of the sums' weights. */
static void write_gradients_f64(const layer_norm_addons_gradients_call_f64 *weights,
    const job_f64 *job)
{
    const size_t input_dim = weights->input_dim;
    const size_t units = weights->units;
    if (weights->d_kernel) {
        for (size_t row = 0; row < input_dim; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_kernel[row * 4 * units + unit] =
                    job->d_weights[0][0][row * job->columns[0] +
                    0 * job->padded[SIZE_OF_STAGE[0]] + unit];
        for (size_t row = 0; row < input_dim; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_kernel[row * 4 * units + units + unit] =
                    job->d_weights[0][0][row * job->columns[0] +
                    1 * job->padded[SIZE_OF_STAGE[0]] + unit];
        for (size_t row = 0; row < input_dim; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_kernel[row * 4 * units + 2 * units + unit] =
                    job->d_weights[0][0][row * job->columns[0] +
                    2 * job->padded[SIZE_OF_STAGE[0]] + unit];
        for (size_t row = 0; row < input_dim; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_kernel[row * 4 * units + 3 * units + unit] =
                    job->d_weights[0][0][row * job->columns[0] +
                    3 * job->padded[SIZE_OF_STAGE[0]] + unit];
    }
    if (weights->d_recurrent_kernel) {
        for (size_t row = 0; row < units; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_recurrent_kernel[row * 4 * units + unit] =
                    job->d_weights[0][1][row * job->columns[0] +
                    4 * job->padded[SIZE_OF_STAGE[0]] + unit];
        for (size_t row = 0; row < units; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_recurrent_kernel[row * 4 * units + units + unit] =
                    job->d_weights[0][1][row * job->columns[0] +
                    5 * job->padded[SIZE_OF_STAGE[0]] + unit];
        for (size_t row = 0; row < units; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_recurrent_kernel[row * 4 * units + 2 * units + unit] =
                    job->d_weights[0][1][row * job->columns[0] +
                    6 * job->padded[SIZE_OF_STAGE[0]] + unit];
        for (size_t row = 0; row < units; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_recurrent_kernel[row * 4 * units + 3 * units + unit] =
                    job->d_weights[0][1][row * job->columns[0] +
                    7 * job->padded[SIZE_OF_STAGE[0]] + unit];
    }
    if (weights->d_bias) {
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_bias[unit] = job->d_column[2][unit];
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_bias[units + unit] = job->d_column[3][unit];
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_bias[2 * units + unit] = job->d_column[4][unit];
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_bias[3 * units + unit] = job->d_column[5][unit];
    }
    if (weights->d_kernel_gamma) {
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_kernel_gamma[unit] = job->d_column[6][unit];
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_kernel_gamma[units + unit] = job->d_column[7][unit];
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_kernel_gamma[2 * units + unit] = job->d_column[8][unit];
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_kernel_gamma[3 * units + unit] = job->d_column[9][unit];
    }
    if (weights->d_kernel_beta) {
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_kernel_beta[unit] = job->d_column[10][unit];
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_kernel_beta[units + unit] = job->d_column[11][unit];
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_kernel_beta[2 * units + unit] = job->d_column[12][unit];
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_kernel_beta[3 * units + unit] = job->d_column[13][unit];
    }
    if (weights->d_recurrent_gamma) {
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_recurrent_gamma[unit] = job->d_column[14][unit];
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_recurrent_gamma[units + unit] = job->d_column[15][unit];
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_recurrent_gamma[2 * units + unit] = job->d_column[16][unit];
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_recurrent_gamma[3 * units + unit] = job->d_column[17][unit];
    }
    if (weights->d_recurrent_beta) {
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_recurrent_beta[unit] = job->d_column[18][unit];
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_recurrent_beta[units + unit] = job->d_column[19][unit];
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_recurrent_beta[2 * units + unit] = job->d_column[20][unit];
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_recurrent_beta[3 * units + unit] = job->d_column[21][unit];
    }
    if (weights->d_state_gamma) {
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_state_gamma[unit] = job->d_column[0][unit];
    }
    if (weights->d_state_beta) {
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_state_beta[unit] = job->d_column[1][unit];
    }
}

size_t layer_norm_addons_gradients_workspace_f64(const layer_norm_addons_gradients_call_f64
    *weights)
{
    given_f64 given = given_of_f64(weights);
    given.workspace = NULL;
    return job_of_f64(&given).size;
}

int layer_norm_addons_gradients_f64(const layer_norm_addons_gradients_call_f64 *weights)
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
