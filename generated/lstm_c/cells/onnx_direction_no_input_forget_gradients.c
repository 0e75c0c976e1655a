/* The LSTM operator of ONNX: gradients, in C.

   Printed from lstm_sym/equations/onnx.py by `lstm-sym generate`.
   Do not edit: change the equations and generate again. */

#include "onnx_direction_no_input_forget_gradients.h"
#include "../engine/words.c"
#include "../engine/slopes.c"

#define CELL_SUMS 4
#define EACH_STAGE(DO) DO(0)
enum { SIZE_0 /* input_size */, SIZE_1 /* hidden_size */, SIZES };
enum { ARRAY_X_t, ARRAY_H_tm1, ARRAY_C_tm1, ARRAYS };
enum { STATES = 2, STAGES = 1, VECTORS = 2, COLUMNS = 3, NUMBERS = 1, FUNCTIONS = 3, SHOWN = 0 };
enum { EMITTED = ARRAY_H_tm1 };
static const int SIZE_OF_ARRAY[ARRAYS] = {SIZE_0, SIZE_1, SIZE_1};
static const int ARRAY_OF_STATE[STATES] = {ARRAY_H_tm1, ARRAY_C_tm1};
static const int SIZE_OF_STAGE[STAGES] = {SIZE_1};
static const int SUMS_OF_STAGE[STAGES] = {4};
static const int SIZE_OF_VECTOR[VECTORS] = {SIZE_0, SIZE_1};
static const int ARRAY_OF_VECTOR[VECTORS] = {ARRAY_X_t, ARRAY_H_tm1};
static const int SIZE_OF_COLUMN[COLUMNS + 1] = {SIZE_1, SIZE_1, SIZE_1, 0};
static const double START_OF_STATE[STATES] = {0.0, 0.0};
/* whether a vector takes part in a sum of a stage */
static const unsigned char HAS[STAGES][VECTORS][CELL_SUMS] = {
    {{1, 1, 1, 1}, {1, 1, 1, 1}},
};

#include "../engine/kept.c"

/* Stage 0 of timestep t, for a register of units. */
LSTM_INLINE void stage_0_f32(const job_f32 *job, const int f, const int g, const int h, size_t t,
    size_t example, size_t panel, const vec_f32 z[])
{
    const vec_f32 z_i = z[0]; /* X_t W_i + H_tm1 R_i + Rb_i + Wb_i */
    const vec_f32 z_f = z[1]; /* X_t W_f + H_tm1 R_f + Rb_f + Wb_f */
    const vec_f32 z_c = z[2]; /* X_t W_c + H_tm1 R_c + Rb_c + Wb_c */
    const vec_f32 z_o = z[3]; /* X_t W_o + H_tm1 R_o + Rb_o + Wb_o */
    const vec_f32 C_tm1 = read_f32(job, ARRAY_C_tm1, t, example, panel);
    const vec_f32 P_i = column_f32(job, 0, panel);
    const vec_f32 P_o = column_f32(job, 1, panel);
    const vec_f32 P_f = column_f32(job, 2, panel);
    const vec_f32 clip = all_f32(job->given.number[0]);
    const vec_f32 i_sum = z_i + P_i * C_tm1; /* input-sum */
    const vec_f32 i_t = activate_f32(f, clip_f32(i_sum, -clip, clip)); /* input-gate */
    const vec_f32 f_sum = z_f + P_f * C_tm1; /* forget-sum */
    const vec_f32 f_t = activate_f32(f, clip_f32(f_sum, -clip, clip)); /* forget-gate */
    const vec_f32 c_sum = z_c; /* cell-sum */
    const vec_f32 c_t = activate_f32(g, clip_f32(c_sum, -clip, clip)); /* cell-gate */
    const vec_f32 C_t = f_t * C_tm1 + i_t * c_t; /* cell-state */
    const vec_f32 o_sum = z_o + P_o * C_t; /* output-sum */
    const vec_f32 o_t = activate_f32(f, clip_f32(o_sum, -clip, clip)); /* output-gate */
    const vec_f32 H_t = o_t * activate_f32(h, clip_f32(C_t, -clip, clip)); /* hidden-state */
    emit_f32(job, t, example, panel, keep_f32(job, ARRAY_H_tm1, t, example, panel, H_t));
    keep_f32(job, ARRAY_C_tm1, t, example, panel, C_t);
}

LSTM_APART void finish_0_default_f32(const job_f32 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f32 sums[])
{
    for (int r = 0; r < count; r++)
        stage_0_f32(job, LSTM_SIGMOID, LSTM_TANH, LSTM_TANH, t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_0_any_f32(const job_f32 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f32 sums[])
{
    for (int r = 0; r < count; r++)
        stage_0_f32(job, job->given.function[0], job->given.function[1], job->given.function[2], t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_INLINE void finish_all_f32(const job_f32 *job, const int stage, size_t t,
    size_t example, size_t panel, int count, int across, sums_f32 sums[])
{
    if (stage == 0) {
        if (job->given.function[0] == LSTM_SIGMOID && job->given.function[1] == LSTM_TANH &&
            job->given.function[2] == LSTM_TANH)
            finish_0_default_f32(job, t, example, panel, count, across, sums);
        else
            finish_0_any_f32(job, t, example, panel, count, across, sums);
    }
}

/* Stage 0 of timestep t backwards, for a register of units. */
LSTM_INLINE void back_0_f32(const job_f32 *job, const int f, const int g, const int h, size_t t,
    size_t example, size_t panel)
{
    const vec_f32 z_i = load_f32(sum_place_f32(job, 0, 0, t, example, panel));
    const vec_f32 z_f = load_f32(sum_place_f32(job, 0, 1, t, example, panel));
    const vec_f32 z_c = load_f32(sum_place_f32(job, 0, 2, t, example, panel));
    const vec_f32 z_o = load_f32(sum_place_f32(job, 0, 3, t, example, panel));
    const vec_f32 C_tm1 = read_f32(job, ARRAY_C_tm1, t, example, panel);
    const vec_f32 P_i = column_f32(job, 0, panel);
    const vec_f32 P_o = column_f32(job, 1, panel);
    const vec_f32 P_f = column_f32(job, 2, panel);
    const vec_f32 clip = all_f32(job->given.number[0]);
    const vec_f32 i_sum = z_i + P_i * C_tm1; /* input-sum */
    const vec_f32 a_i_t = clip_f32(i_sum, -clip, clip); /* input-gate-part-1 */
    const vec_f32 i_t = activate_f32(f, a_i_t); /* input-gate */
    const vec_f32 f_sum = z_f + P_f * C_tm1; /* forget-sum */
    const vec_f32 a_f_t = clip_f32(f_sum, -clip, clip); /* forget-gate-part-2 */
    const vec_f32 f_t = activate_f32(f, a_f_t); /* forget-gate */
    const vec_f32 c_sum = z_c; /* cell-sum */
    const vec_f32 a_c_t = clip_f32(c_sum, -clip, clip); /* cell-gate-part-3 */
    const vec_f32 c_t = activate_f32(g, a_c_t); /* cell-gate */
    const vec_f32 C_t = f_t * C_tm1 + i_t * c_t; /* cell-state */
    const vec_f32 o_sum = z_o + P_o * C_t; /* output-sum */
    const vec_f32 a_o_t = clip_f32(o_sum, -clip, clip); /* output-gate-part-4 */
    const vec_f32 o_t = activate_f32(f, a_o_t); /* output-gate */
    const vec_f32 a_H_t = clip_f32(C_t, -clip, clip); /* hidden-state-part-5 */
    const vec_f32 h_a_H_t = activate_f32(h, a_H_t); /* hidden-state-part-6 */
    const vec_f32 d_H_t = adjoint_f32(job, ARRAY_H_tm1, t + 1, example, panel); /* gradient-H-t */
    const vec_f32 d_h_a_H_t = d_H_t * o_t; /* gradient-h-a-H-t */
    const vec_f32 d_a_H_t = d_h_a_H_t * slope_f32(h, a_H_t, h_a_H_t); /* gradient-a-H-t */
    const vec_f32 d_o_t = d_H_t * h_a_H_t; /* gradient-o-t */
    const vec_f32 d_a_o_t = d_o_t * slope_f32(f, a_o_t, o_t); /* gradient-a-o-t */
    /* gradient-o-sum */
    const vec_f32 d_o_sum = d_a_o_t * where_f32(o_sum <= -clip, all_f32(0.0f), where_f32(o_sum <
        clip, all_f32(1.0f), all_f32(0.0f)));
    /* gradient-C-t */
    const vec_f32 d_C_t = adjoint_f32(job, ARRAY_C_tm1, t + 1, example, panel) +
        d_a_H_t * where_f32(C_t <= -clip, all_f32(0.0f), where_f32(C_t < clip, all_f32(1.0f),
        all_f32(0.0f))) + d_o_sum * P_o;
    const vec_f32 d_c_t = d_C_t * i_t; /* gradient-c-t */
    const vec_f32 d_a_c_t = d_c_t * slope_f32(g, a_c_t, c_t); /* gradient-a-c-t */
    /* gradient-c-sum */
    const vec_f32 d_c_sum = d_a_c_t * where_f32(c_sum <= -clip, all_f32(0.0f), where_f32(c_sum <
        clip, all_f32(1.0f), all_f32(0.0f)));
    const vec_f32 d_f_t = d_C_t * C_tm1; /* gradient-f-t */
    const vec_f32 d_a_f_t = d_f_t * slope_f32(f, a_f_t, f_t); /* gradient-a-f-t */
    /* gradient-f-sum */
    const vec_f32 d_f_sum = d_a_f_t * where_f32(f_sum <= -clip, all_f32(0.0f), where_f32(f_sum <
        clip, all_f32(1.0f), all_f32(0.0f)));
    const vec_f32 d_i_t = d_C_t * c_t; /* gradient-i-t */
    const vec_f32 d_a_i_t = d_i_t * slope_f32(f, a_i_t, i_t); /* gradient-a-i-t */
    /* gradient-i-sum */
    const vec_f32 d_i_sum = d_a_i_t * where_f32(i_sum <= -clip, all_f32(0.0f), where_f32(i_sum <
        clip, all_f32(1.0f), all_f32(0.0f)));
    const vec_f32 d_z_o = d_o_sum; /* gradient-z-o */
    store_f32(sum_place_f32(job, 0, 3, t, example, panel), d_z_o);
    const vec_f32 d_z_c = d_c_sum; /* gradient-z-c */
    store_f32(sum_place_f32(job, 0, 2, t, example, panel), d_z_c);
    const vec_f32 d_z_f = d_f_sum; /* gradient-z-f */
    store_f32(sum_place_f32(job, 0, 1, t, example, panel), d_z_f);
    const vec_f32 d_z_i = d_i_sum; /* gradient-z-i */
    store_f32(sum_place_f32(job, 0, 0, t, example, panel), d_z_i);
    /* gradient-C-tm1 */
    add_adjoint_f32(job, ARRAY_C_tm1, t, example, panel, d_C_t * f_t + d_f_sum * P_f +
        d_i_sum * P_i);
    add_column_f32(job, 0, panel, d_i_sum * C_tm1); /* gradient-P-i */
    add_column_f32(job, 1, panel, d_o_sum * C_t); /* gradient-P-o */
    add_column_f32(job, 2, panel, d_f_sum * C_tm1); /* gradient-P-f */
}

LSTM_APART void back_0_default_f32(const job_f32 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_0_f32(job, LSTM_SIGMOID, LSTM_TANH, LSTM_TANH, t, example, panel);
}

LSTM_APART void back_0_any_f32(const job_f32 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_0_f32(job, job->given.function[0], job->given.function[1], job->given.function[2], t,
            example, panel);
}

LSTM_INLINE void back_all_f32(const job_f32 *job, const int stage, size_t t,
    size_t example, size_t panels)
{
    if (stage == 0) {
        if (job->given.function[0] == LSTM_SIGMOID && job->given.function[1] == LSTM_TANH &&
            job->given.function[2] == LSTM_TANH)
            back_0_default_f32(job, t, example, panels);
        else
            back_0_any_f32(job, t, example, panels);
    }
}

/* Stage 0 of timestep t, for a register of units. */
LSTM_INLINE void stage_0_f64(const job_f64 *job, const int f, const int g, const int h, size_t t,
    size_t example, size_t panel, const vec_f64 z[])
{
    const vec_f64 z_i = z[0]; /* X_t W_i + H_tm1 R_i + Rb_i + Wb_i */
    const vec_f64 z_f = z[1]; /* X_t W_f + H_tm1 R_f + Rb_f + Wb_f */
    const vec_f64 z_c = z[2]; /* X_t W_c + H_tm1 R_c + Rb_c + Wb_c */
    const vec_f64 z_o = z[3]; /* X_t W_o + H_tm1 R_o + Rb_o + Wb_o */
    const vec_f64 C_tm1 = read_f64(job, ARRAY_C_tm1, t, example, panel);
    const vec_f64 P_i = column_f64(job, 0, panel);
    const vec_f64 P_o = column_f64(job, 1, panel);
    const vec_f64 P_f = column_f64(job, 2, panel);
    const vec_f64 clip = all_f64(job->given.number[0]);
    const vec_f64 i_sum = z_i + P_i * C_tm1; /* input-sum */
    const vec_f64 i_t = activate_f64(f, clip_f64(i_sum, -clip, clip)); /* input-gate */
    const vec_f64 f_sum = z_f + P_f * C_tm1; /* forget-sum */
    const vec_f64 f_t = activate_f64(f, clip_f64(f_sum, -clip, clip)); /* forget-gate */
    const vec_f64 c_sum = z_c; /* cell-sum */
    const vec_f64 c_t = activate_f64(g, clip_f64(c_sum, -clip, clip)); /* cell-gate */
    const vec_f64 C_t = f_t * C_tm1 + i_t * c_t; /* cell-state */
    const vec_f64 o_sum = z_o + P_o * C_t; /* output-sum */
    const vec_f64 o_t = activate_f64(f, clip_f64(o_sum, -clip, clip)); /* output-gate */
    const vec_f64 H_t = o_t * activate_f64(h, clip_f64(C_t, -clip, clip)); /* hidden-state */
    emit_f64(job, t, example, panel, keep_f64(job, ARRAY_H_tm1, t, example, panel, H_t));
    keep_f64(job, ARRAY_C_tm1, t, example, panel, C_t);
}

LSTM_APART void finish_0_default_f64(const job_f64 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f64 sums[])
{
    for (int r = 0; r < count; r++)
        stage_0_f64(job, LSTM_SIGMOID, LSTM_TANH, LSTM_TANH, t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_0_any_f64(const job_f64 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f64 sums[])
{
    for (int r = 0; r < count; r++)
        stage_0_f64(job, job->given.function[0], job->given.function[1], job->given.function[2], t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_INLINE void finish_all_f64(const job_f64 *job, const int stage, size_t t,
    size_t example, size_t panel, int count, int across, sums_f64 sums[])
{
    if (stage == 0) {
        if (job->given.function[0] == LSTM_SIGMOID && job->given.function[1] == LSTM_TANH &&
            job->given.function[2] == LSTM_TANH)
            finish_0_default_f64(job, t, example, panel, count, across, sums);
        else
            finish_0_any_f64(job, t, example, panel, count, across, sums);
    }
}

/* Stage 0 of timestep t backwards, for a register of units. */
LSTM_INLINE void back_0_f64(const job_f64 *job, const int f, const int g, const int h, size_t t,
    size_t example, size_t panel)
{
    const vec_f64 z_i = load_f64(sum_place_f64(job, 0, 0, t, example, panel));
    const vec_f64 z_f = load_f64(sum_place_f64(job, 0, 1, t, example, panel));
    const vec_f64 z_c = load_f64(sum_place_f64(job, 0, 2, t, example, panel));
    const vec_f64 z_o = load_f64(sum_place_f64(job, 0, 3, t, example, panel));
    const vec_f64 C_tm1 = read_f64(job, ARRAY_C_tm1, t, example, panel);
    const vec_f64 P_i = column_f64(job, 0, panel);
    const vec_f64 P_o = column_f64(job, 1, panel);
    const vec_f64 P_f = column_f64(job, 2, panel);
    const vec_f64 clip = all_f64(job->given.number[0]);
    const vec_f64 i_sum = z_i + P_i * C_tm1; /* input-sum */
    const vec_f64 a_i_t = clip_f64(i_sum, -clip, clip); /* input-gate-part-1 */
    const vec_f64 i_t = activate_f64(f, a_i_t); /* input-gate */
    const vec_f64 f_sum = z_f + P_f * C_tm1; /* forget-sum */
    const vec_f64 a_f_t = clip_f64(f_sum, -clip, clip); /* forget-gate-part-2 */
    const vec_f64 f_t = activate_f64(f, a_f_t); /* forget-gate */
    const vec_f64 c_sum = z_c; /* cell-sum */
    const vec_f64 a_c_t = clip_f64(c_sum, -clip, clip); /* cell-gate-part-3 */
    const vec_f64 c_t = activate_f64(g, a_c_t); /* cell-gate */
    const vec_f64 C_t = f_t * C_tm1 + i_t * c_t; /* cell-state */
    const vec_f64 o_sum = z_o + P_o * C_t; /* output-sum */
    const vec_f64 a_o_t = clip_f64(o_sum, -clip, clip); /* output-gate-part-4 */
    const vec_f64 o_t = activate_f64(f, a_o_t); /* output-gate */
    const vec_f64 a_H_t = clip_f64(C_t, -clip, clip); /* hidden-state-part-5 */
    const vec_f64 h_a_H_t = activate_f64(h, a_H_t); /* hidden-state-part-6 */
    const vec_f64 d_H_t = adjoint_f64(job, ARRAY_H_tm1, t + 1, example, panel); /* gradient-H-t */
    const vec_f64 d_h_a_H_t = d_H_t * o_t; /* gradient-h-a-H-t */
    const vec_f64 d_a_H_t = d_h_a_H_t * slope_f64(h, a_H_t, h_a_H_t); /* gradient-a-H-t */
    const vec_f64 d_o_t = d_H_t * h_a_H_t; /* gradient-o-t */
    const vec_f64 d_a_o_t = d_o_t * slope_f64(f, a_o_t, o_t); /* gradient-a-o-t */
    /* gradient-o-sum */
    const vec_f64 d_o_sum = d_a_o_t * where_f64(o_sum <= -clip, all_f64(0.0), where_f64(o_sum <
        clip, all_f64(1.0), all_f64(0.0)));
    /* gradient-C-t */
    const vec_f64 d_C_t = adjoint_f64(job, ARRAY_C_tm1, t + 1, example, panel) +
        d_a_H_t * where_f64(C_t <= -clip, all_f64(0.0), where_f64(C_t < clip, all_f64(1.0),
        all_f64(0.0))) + d_o_sum * P_o;
    const vec_f64 d_c_t = d_C_t * i_t; /* gradient-c-t */
    const vec_f64 d_a_c_t = d_c_t * slope_f64(g, a_c_t, c_t); /* gradient-a-c-t */
    /* gradient-c-sum */
    const vec_f64 d_c_sum = d_a_c_t * where_f64(c_sum <= -clip, all_f64(0.0), where_f64(c_sum <
        clip, all_f64(1.0), all_f64(0.0)));
    const vec_f64 d_f_t = d_C_t * C_tm1; /* gradient-f-t */
    const vec_f64 d_a_f_t = d_f_t * slope_f64(f, a_f_t, f_t); /* gradient-a-f-t */
    /* gradient-f-sum */
    const vec_f64 d_f_sum = d_a_f_t * where_f64(f_sum <= -clip, all_f64(0.0), where_f64(f_sum <
        clip, all_f64(1.0), all_f64(0.0)));
    const vec_f64 d_i_t = d_C_t * c_t; /* gradient-i-t */
    const vec_f64 d_a_i_t = d_i_t * slope_f64(f, a_i_t, i_t); /* gradient-a-i-t */
    /* gradient-i-sum */
    const vec_f64 d_i_sum = d_a_i_t * where_f64(i_sum <= -clip, all_f64(0.0), where_f64(i_sum <
        clip, all_f64(1.0), all_f64(0.0)));
    const vec_f64 d_z_o = d_o_sum; /* gradient-z-o */
    store_f64(sum_place_f64(job, 0, 3, t, example, panel), d_z_o);
    const vec_f64 d_z_c = d_c_sum; /* gradient-z-c */
    store_f64(sum_place_f64(job, 0, 2, t, example, panel), d_z_c);
    const vec_f64 d_z_f = d_f_sum; /* gradient-z-f */
    store_f64(sum_place_f64(job, 0, 1, t, example, panel), d_z_f);
    const vec_f64 d_z_i = d_i_sum; /* gradient-z-i */
    store_f64(sum_place_f64(job, 0, 0, t, example, panel), d_z_i);
    /* gradient-C-tm1 */
    add_adjoint_f64(job, ARRAY_C_tm1, t, example, panel, d_C_t * f_t + d_f_sum * P_f +
        d_i_sum * P_i);
    add_column_f64(job, 0, panel, d_i_sum * C_tm1); /* gradient-P-i */
    add_column_f64(job, 1, panel, d_o_sum * C_t); /* gradient-P-o */
    add_column_f64(job, 2, panel, d_f_sum * C_tm1); /* gradient-P-f */
}

LSTM_APART void back_0_default_f64(const job_f64 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_0_f64(job, LSTM_SIGMOID, LSTM_TANH, LSTM_TANH, t, example, panel);
}

LSTM_APART void back_0_any_f64(const job_f64 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_0_f64(job, job->given.function[0], job->given.function[1], job->given.function[2], t,
            example, panel);
}

LSTM_INLINE void back_all_f64(const job_f64 *job, const int stage, size_t t,
    size_t example, size_t panels)
{
    if (stage == 0) {
        if (job->given.function[0] == LSTM_SIGMOID && job->given.function[1] == LSTM_TANH &&
            job->given.function[2] == LSTM_TANH)
            back_0_default_f64(job, t, example, panels);
        else
            back_0_any_f64(job, t, example, panels);
    }
}

#include "../engine/backwards.c"

static given_f32 given_of_f32(const onnx_direction_no_input_forget_gradients_call_f32 *call)
{
    return (given_f32){
        .batch = call->batch,
        .timesteps = call->timesteps,
        .size = {call->input_size, call->hidden_size},
        .rows = {1, 1},
        .sequences = call->X,
        .initial = {call->initial_H, call->initial_C},
        .mask = call->mask,
        .number = {call->clip, 0.0f},
        .function = {call->f, call->g, call->h, 0},
        .masked_output = LSTM_MASKED_ZERO,
        .go_backwards = call->go_backwards,
        .every = 1,
        .d_output = call->d_Y,
        .d_last = {call->d_Y_h, call->d_Y_c},
        .d_sequences = call->d_X,
        .d_initial = {call->d_initial_H, call->d_initial_C},
        .truncation = call->truncation,
        .checkpoints = call->checkpoints,
        .workspace = call->workspace,
    };
}

/* The sums' weights side by side, as rows of whole registers. */
static void read_weights_f32(const onnx_direction_no_input_forget_gradients_call_f32 *weights,
    const job_f32 *job)
{
    const size_t input_size = weights->input_size;
    const size_t hidden_size = weights->hidden_size;
    for (size_t row = 0; row < input_size; row++) { /* X_t */
        float *to = job->weights[0][0] + row * job->columns[0];
        for (size_t unit = 0; unit < hidden_size; unit++)
            to[unit] = weights->W[unit * input_size + row];
        for (size_t unit = hidden_size; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
        for (size_t unit = 0; unit < hidden_size; unit++)
            to[unit] = weights->W[(2 * hidden_size + unit) * input_size + row];
        for (size_t unit = hidden_size; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
        for (size_t unit = 0; unit < hidden_size; unit++)
            to[unit] = weights->W[(3 * hidden_size + unit) * input_size + row];
        for (size_t unit = hidden_size; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
        for (size_t unit = 0; unit < hidden_size; unit++)
            to[unit] = weights->W[(hidden_size + unit) * input_size + row];
        for (size_t unit = hidden_size; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
    }
    for (size_t row = 0; row < hidden_size; row++) { /* H_tm1 */
        float *to = job->weights[0][1] + row * job->columns[0];
        for (size_t unit = 0; unit < hidden_size; unit++)
            to[unit] = weights->R[unit * hidden_size + row];
        for (size_t unit = hidden_size; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
        for (size_t unit = 0; unit < hidden_size; unit++)
            to[unit] = weights->R[(2 * hidden_size + unit) * hidden_size + row];
        for (size_t unit = hidden_size; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
        for (size_t unit = 0; unit < hidden_size; unit++)
            to[unit] = weights->R[(3 * hidden_size + unit) * hidden_size + row];
        for (size_t unit = hidden_size; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
        for (size_t unit = 0; unit < hidden_size; unit++)
            to[unit] = weights->R[(hidden_size + unit) * hidden_size + row];
        for (size_t unit = hidden_size; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
    }
    {
        float *to = job->bias[0];
        for (size_t unit = 0; unit < hidden_size; unit++)
            to[unit] = weights->Wb[unit] + weights->Rb[unit];
        for (size_t unit = hidden_size; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
        for (size_t unit = 0; unit < hidden_size; unit++)
            to[unit] = weights->Wb[2 * hidden_size + unit] + weights->Rb[2 * hidden_size + unit];
        for (size_t unit = hidden_size; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
        for (size_t unit = 0; unit < hidden_size; unit++)
            to[unit] = weights->Wb[3 * hidden_size + unit] + weights->Rb[3 * hidden_size + unit];
        for (size_t unit = hidden_size; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
        for (size_t unit = 0; unit < hidden_size; unit++)
            to[unit] = weights->Wb[hidden_size + unit] + weights->Rb[hidden_size + unit];
        for (size_t unit = hidden_size; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
    }
    {
        float *to = job->column[0];
        for (size_t unit = 0; unit < hidden_size; unit++)
            to[unit] = weights->P ? weights->P[unit] : 0.0f;
        for (size_t unit = hidden_size; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
    }
    {
        float *to = job->column[1];
        for (size_t unit = 0; unit < hidden_size; unit++)
            to[unit] = weights->P ? weights->P[hidden_size + unit] : 0.0f;
        for (size_t unit = hidden_size; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
    }
    {
        float *to = job->column[2];
        for (size_t unit = 0; unit < hidden_size; unit++)
            to[unit] = weights->P ? weights->P[2 * hidden_size + unit] : 0.0f;
        for (size_t unit = hidden_size; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
    }
}

/* The gradients of the arrays of weights, from those of the sums' weights. */
static void write_gradients_f32(const onnx_direction_no_input_forget_gradients_call_f32 *weights,
    const job_f32 *job)
{
    const size_t input_size = weights->input_size;
    const size_t hidden_size = weights->hidden_size;
    if (weights->d_W) {
        for (size_t row = 0; row < input_size; row++)
            for (size_t unit = 0; unit < hidden_size; unit++)
                weights->d_W[unit * input_size + row] =
                    job->d_weights[0][0][row * job->columns[0] +
                    0 * job->padded[SIZE_OF_STAGE[0]] + unit];
        for (size_t row = 0; row < input_size; row++)
            for (size_t unit = 0; unit < hidden_size; unit++)
                weights->d_W[(hidden_size + unit) * input_size + row] =
                    job->d_weights[0][0][row * job->columns[0] +
                    3 * job->padded[SIZE_OF_STAGE[0]] + unit];
        for (size_t row = 0; row < input_size; row++)
            for (size_t unit = 0; unit < hidden_size; unit++)
                weights->d_W[(2 * hidden_size + unit) * input_size + row] =
                    job->d_weights[0][0][row * job->columns[0] +
                    1 * job->padded[SIZE_OF_STAGE[0]] + unit];
        for (size_t row = 0; row < input_size; row++)
            for (size_t unit = 0; unit < hidden_size; unit++)
                weights->d_W[(3 * hidden_size + unit) * input_size + row] =
                    job->d_weights[0][0][row * job->columns[0] +
                    2 * job->padded[SIZE_OF_STAGE[0]] + unit];
    }
    if (weights->d_R) {
        for (size_t row = 0; row < hidden_size; row++)
            for (size_t unit = 0; unit < hidden_size; unit++)
                weights->d_R[unit * hidden_size + row] =
                    job->d_weights[0][1][row * job->columns[0] +
                    0 * job->padded[SIZE_OF_STAGE[0]] + unit];
        for (size_t row = 0; row < hidden_size; row++)
            for (size_t unit = 0; unit < hidden_size; unit++)
                weights->d_R[(hidden_size + unit) * hidden_size + row] =
                    job->d_weights[0][1][row * job->columns[0] +
                    3 * job->padded[SIZE_OF_STAGE[0]] + unit];
        for (size_t row = 0; row < hidden_size; row++)
            for (size_t unit = 0; unit < hidden_size; unit++)
                weights->d_R[(2 * hidden_size + unit) * hidden_size + row] =
                    job->d_weights[0][1][row * job->columns[0] +
                    1 * job->padded[SIZE_OF_STAGE[0]] + unit];
        for (size_t row = 0; row < hidden_size; row++)
            for (size_t unit = 0; unit < hidden_size; unit++)
                weights->d_R[(3 * hidden_size + unit) * hidden_size + row] =
                    job->d_weights[0][1][row * job->columns[0] +
                    2 * job->padded[SIZE_OF_STAGE[0]] + unit];
    }
    if (weights->d_Wb) {
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < hidden_size; unit++)
                weights->d_Wb[unit] = job->d_bias[0][0 * job->padded[SIZE_OF_STAGE[0]] + unit];
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < hidden_size; unit++)
                weights->d_Wb[hidden_size + unit] =
                    job->d_bias[0][3 * job->padded[SIZE_OF_STAGE[0]] + unit];
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < hidden_size; unit++)
                weights->d_Wb[2 * hidden_size + unit] =
                    job->d_bias[0][1 * job->padded[SIZE_OF_STAGE[0]] + unit];
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < hidden_size; unit++)
                weights->d_Wb[3 * hidden_size + unit] =
                    job->d_bias[0][2 * job->padded[SIZE_OF_STAGE[0]] + unit];
    }
    if (weights->d_Rb) {
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < hidden_size; unit++)
                weights->d_Rb[unit] = job->d_bias[0][0 * job->padded[SIZE_OF_STAGE[0]] + unit];
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < hidden_size; unit++)
                weights->d_Rb[hidden_size + unit] =
                    job->d_bias[0][3 * job->padded[SIZE_OF_STAGE[0]] + unit];
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < hidden_size; unit++)
                weights->d_Rb[2 * hidden_size + unit] =
                    job->d_bias[0][1 * job->padded[SIZE_OF_STAGE[0]] + unit];
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < hidden_size; unit++)
                weights->d_Rb[3 * hidden_size + unit] =
                    job->d_bias[0][2 * job->padded[SIZE_OF_STAGE[0]] + unit];
    }
    if (weights->d_P) {
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < hidden_size; unit++)
                weights->d_P[unit] = job->d_column[0][unit];
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < hidden_size; unit++)
                weights->d_P[hidden_size + unit] = job->d_column[1][unit];
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < hidden_size; unit++)
                weights->d_P[2 * hidden_size + unit] = job->d_column[2][unit];
    }
}

size_t onnx_direction_no_input_forget_gradients_workspace_f32(const
    onnx_direction_no_input_forget_gradients_call_f32 *weights)
{
    given_f32 given = given_of_f32(weights);
    given.workspace = NULL;
    return job_of_f32(&given).size;
}

int onnx_direction_no_input_forget_gradients_f32(const
    onnx_direction_no_input_forget_gradients_call_f32 *weights)
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

static given_f64 given_of_f64(const onnx_direction_no_input_forget_gradients_call_f64 *call)
{
    return (given_f64){
        .batch = call->batch,
        .timesteps = call->timesteps,
        .size = {call->input_size, call->hidden_size},
        .rows = {1, 1},
        .sequences = call->X,
        .initial = {call->initial_H, call->initial_C},
        .mask = call->mask,
        .number = {call->clip, 0.0},
        .function = {call->f, call->g, call->h, 0},
        .masked_output = LSTM_MASKED_ZERO,
        .go_backwards = call->go_backwards,
        .every = 1,
        .d_output = call->d_Y,
        .d_last = {call->d_Y_h, call->d_Y_c},
        .d_sequences = call->d_X,
        .d_initial = {call->d_initial_H, call->d_initial_C},
        .truncation = call->truncation,
        .checkpoints = call->checkpoints,
        .workspace = call->workspace,
    };
}

/* The sums' weights side by side, as rows of whole registers. */
static void read_weights_f64(const onnx_direction_no_input_forget_gradients_call_f64 *weights,
    const job_f64 *job)
{
    const size_t input_size = weights->input_size;
    const size_t hidden_size = weights->hidden_size;
    for (size_t row = 0; row < input_size; row++) { /* X_t */
        double *to = job->weights[0][0] + row * job->columns[0];
        for (size_t unit = 0; unit < hidden_size; unit++)
            to[unit] = weights->W[unit * input_size + row];
        for (size_t unit = hidden_size; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
        for (size_t unit = 0; unit < hidden_size; unit++)
            to[unit] = weights->W[(2 * hidden_size + unit) * input_size + row];
        for (size_t unit = hidden_size; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
        for (size_t unit = 0; unit < hidden_size; unit++)
            to[unit] = weights->W[(3 * hidden_size + unit) * input_size + row];
        for (size_t unit = hidden_size; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
        for (size_t unit = 0; unit < hidden_size; unit++)
            to[unit] = weights->W[(hidden_size + unit) * input_size + row];
        for (size_t unit = hidden_size; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
    }
    for (size_t row = 0; row < hidden_size; row++) { /* H_tm1 */
        double *to = job->weights[0][1] + row * job->columns[0];
        for (size_t unit = 0; unit < hidden_size; unit++)
            to[unit] = weights->R[unit * hidden_size + row];
        for (size_t unit = hidden_size; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
        for (size_t unit = 0; unit < hidden_size; unit++)
            to[unit] = weights->R[(2 * hidden_size + unit) * hidden_size + row];
        for (size_t unit = hidden_size; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
        for (size_t unit = 0; unit < hidden_size; unit++)
            to[unit] = weights->R[(3 * hidden_size + unit) * hidden_size + row];
        for (size_t unit = hidden_size; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
        for (size_t unit = 0; unit < hidden_size; unit++)
            to[unit] = weights->R[(hidden_size + unit) * hidden_size + row];
        for (size_t unit = hidden_size; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
    }
    {
        double *to = job->bias[0];
        for (size_t unit = 0; unit < hidden_size; unit++)
            to[unit] = weights->Wb[unit] + weights->Rb[unit];
        for (size_t unit = hidden_size; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
        for (size_t unit = 0; unit < hidden_size; unit++)
            to[unit] = weights->Wb[2 * hidden_size + unit] + weights->Rb[2 * hidden_size + unit];
        for (size_t unit = hidden_size; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
        for (size_t unit = 0; unit < hidden_size; unit++)
            to[unit] = weights->Wb[3 * hidden_size + unit] + weights->Rb[3 * hidden_size + unit];
        for (size_t unit = hidden_size; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
        for (size_t unit = 0; unit < hidden_size; unit++)
            to[unit] = weights->Wb[hidden_size + unit] + weights->Rb[hidden_size + unit];
        for (size_t unit = hidden_size; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
    }
    {
        double *to = job->column[0];
        for (size_t unit = 0; unit < hidden_size; unit++)
            to[unit] = weights->P ? weights->P[unit] : 0.0;
        for (size_t unit = hidden_size; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
    }
    {
        double *to = job->column[1];
        for (size_t unit = 0; unit < hidden_size; unit++)
            to[unit] = weights->P ? weights->P[hidden_size + unit] : 0.0;
        for (size_t unit = hidden_size; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
    }
    {
        double *to = job->column[2];
        for (size_t unit = 0; unit < hidden_size; unit++)
            to[unit] = weights->P ? weights->P[2 * hidden_size + unit] : 0.0;
        for (size_t unit = hidden_size; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
    }
}

/* The gradients of the arrays of weights, from those of the sums' weights. */
static void write_gradients_f64(const onnx_direction_no_input_forget_gradients_call_f64 *weights,
    const job_f64 *job)
{
    const size_t input_size = weights->input_size;
    const size_t hidden_size = weights->hidden_size;
    if (weights->d_W) {
        for (size_t row = 0; row < input_size; row++)
            for (size_t unit = 0; unit < hidden_size; unit++)
                weights->d_W[unit * input_size + row] =
                    job->d_weights[0][0][row * job->columns[0] +
                    0 * job->padded[SIZE_OF_STAGE[0]] + unit];
        for (size_t row = 0; row < input_size; row++)
            for (size_t unit = 0; unit < hidden_size; unit++)
                weights->d_W[(hidden_size + unit) * input_size + row] =
                    job->d_weights[0][0][row * job->columns[0] +
                    3 * job->padded[SIZE_OF_STAGE[0]] + unit];
        for (size_t row = 0; row < input_size; row++)
            for (size_t unit = 0; unit < hidden_size; unit++)
                weights->d_W[(2 * hidden_size + unit) * input_size + row] =
                    job->d_weights[0][0][row * job->columns[0] +
                    1 * job->padded[SIZE_OF_STAGE[0]] + unit];
        for (size_t row = 0; row < input_size; row++)
            for (size_t unit = 0; unit < hidden_size; unit++)
                weights->d_W[(3 * hidden_size + unit) * input_size + row] =
                    job->d_weights[0][0][row * job->columns[0] +
                    2 * job->padded[SIZE_OF_STAGE[0]] + unit];
    }
    if (weights->d_R) {
        for (size_t row = 0; row < hidden_size; row++)
            for (size_t unit = 0; unit < hidden_size; unit++)
                weights->d_R[unit * hidden_size + row] =
                    job->d_weights[0][1][row * job->columns[0] +
                    0 * job->padded[SIZE_OF_STAGE[0]] + unit];
        for (size_t row = 0; row < hidden_size; row++)
            for (size_t unit = 0; unit < hidden_size; unit++)
                weights->d_R[(hidden_size + unit) * hidden_size + row] =
                    job->d_weights[0][1][row * job->columns[0] +
                    3 * job->padded[SIZE_OF_STAGE[0]] + unit];
        for (size_t row = 0; row < hidden_size; row++)
            for (size_t unit = 0; unit < hidden_size; unit++)
                weights->d_R[(2 * hidden_size + unit) * hidden_size + row] =
                    job->d_weights[0][1][row * job->columns[0] +
                    1 * job->padded[SIZE_OF_STAGE[0]] + unit];
        for (size_t row = 0; row < hidden_size; row++)
            for (size_t unit = 0; unit < hidden_size; unit++)
                weights->d_R[(3 * hidden_size + unit) * hidden_size + row] =
                    job->d_weights[0][1][row * job->columns[0] +
                    2 * job->padded[SIZE_OF_STAGE[0]] + unit];
    }
    if (weights->d_Wb) {
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < hidden_size; unit++)
                weights->d_Wb[unit] = job->d_bias[0][0 * job->padded[SIZE_OF_STAGE[0]] + unit];
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < hidden_size; unit++)
                weights->d_Wb[hidden_size + unit] =
                    job->d_bias[0][3 * job->padded[SIZE_OF_STAGE[0]] + unit];
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < hidden_size; unit++)
                weights->d_Wb[2 * hidden_size + unit] =
                    job->d_bias[0][1 * job->padded[SIZE_OF_STAGE[0]] + unit];
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < hidden_size; unit++)
                weights->d_Wb[3 * hidden_size + unit] =
                    job->d_bias[0][2 * job->padded[SIZE_OF_STAGE[0]] + unit];
    }
    if (weights->d_Rb) {
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < hidden_size; unit++)
                weights->d_Rb[unit] = job->d_bias[0][0 * job->padded[SIZE_OF_STAGE[0]] + unit];
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < hidden_size; unit++)
                weights->d_Rb[hidden_size + unit] =
                    job->d_bias[0][3 * job->padded[SIZE_OF_STAGE[0]] + unit];
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < hidden_size; unit++)
                weights->d_Rb[2 * hidden_size + unit] =
                    job->d_bias[0][1 * job->padded[SIZE_OF_STAGE[0]] + unit];
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < hidden_size; unit++)
                weights->d_Rb[3 * hidden_size + unit] =
                    job->d_bias[0][2 * job->padded[SIZE_OF_STAGE[0]] + unit];
    }
    if (weights->d_P) {
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < hidden_size; unit++)
                weights->d_P[unit] = job->d_column[0][unit];
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < hidden_size; unit++)
                weights->d_P[hidden_size + unit] = job->d_column[1][unit];
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < hidden_size; unit++)
                weights->d_P[2 * hidden_size + unit] = job->d_column[2][unit];
    }
}

size_t onnx_direction_no_input_forget_gradients_workspace_f64(const
    onnx_direction_no_input_forget_gradients_call_f64 *weights)
{
    given_f64 given = given_of_f64(weights);
    given.workspace = NULL;
    return job_of_f64(&given).size;
}

int onnx_direction_no_input_forget_gradients_f64(const
    onnx_direction_no_input_forget_gradients_call_f64 *weights)
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
