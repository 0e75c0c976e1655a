/* The LSTM of PyTorch, in C.

   Printed from lstm_sym/equations/pytorch.py by `lstm-sym generate`.
   Do not edit: change the equations and generate again. */

#include "pytorch_layer.h"
#include "../engine/words.c"

#define CELL_SUMS 4
#define EACH_STAGE(DO) DO(0)
enum { SIZE_0 /* input_size */, SIZE_1 /* hidden_size */, SIZES };
enum { ARRAY_x_t, ARRAY_h_tm1, ARRAY_c_tm1, ARRAYS };
enum { STATES = 2, STAGES = 1, VECTORS = 2, COLUMNS = 0, NUMBERS = 0, FUNCTIONS = 0, SHOWN = 0 };
enum { EMITTED = ARRAY_h_tm1 };
static const int SIZE_OF_ARRAY[ARRAYS] = {SIZE_0, SIZE_1, SIZE_1};
static const int TWICE[ARRAYS] = {1, 1, 0};
static const int ARRAY_OF_STATE[STATES] = {ARRAY_h_tm1, ARRAY_c_tm1};
static const int SIZE_OF_STAGE[STAGES] = {SIZE_1};
static const int SUMS_OF_STAGE[STAGES] = {4};
static const int SIZE_OF_VECTOR[VECTORS] = {SIZE_0, SIZE_1};
static const int ARRAY_OF_VECTOR[VECTORS] = {ARRAY_x_t, ARRAY_h_tm1};
static const int SIZE_OF_COLUMN[COLUMNS + 1] = {0};
static const double START_OF_STATE[STATES] = {0.0, 0.0};
/* whether a vector takes part in a sum of a stage */
static const unsigned char HAS[STAGES][VECTORS][CELL_SUMS] = {
    {{1, 1, 1, 1}, {1, 1, 1, 1}},
};

#include "../engine/job.c"
#include "../engine/products.c"

/* Stage 0 of timestep t, for a register of units. */
LSTM_INLINE void stage_0_f32(const job_f32 *job, size_t t, size_t example, size_t panel,
    const vec_f32 z[])
{
    const vec_f32 z_i = z[0]; /* x_t W_ii + h_tm1 W_hi + b_hi + b_ii */
    const vec_f32 z_f = z[1]; /* x_t W_if + h_tm1 W_hf + b_hf + b_if */
    const vec_f32 z_g = z[2]; /* x_t W_ig + h_tm1 W_hg + b_hg + b_ig */
    const vec_f32 z_o = z[3]; /* x_t W_io + h_tm1 W_ho + b_ho + b_io */
    const vec_f32 c_tm1 = read_f32(job, ARRAY_c_tm1, t, example, panel);
    const vec_f32 i_t = sigmoid_f32(z_i); /* input-gate */
    const vec_f32 f_t = sigmoid_f32(z_f); /* forget-gate */
    const vec_f32 g_t = tanh_f32(z_g); /* cell-gate */
    const vec_f32 o_t = sigmoid_f32(z_o); /* output-gate */
    const vec_f32 c_t = f_t * c_tm1 + i_t * g_t; /* cell-state */
    const vec_f32 h_t = o_t * tanh_f32(c_t); /* hidden-state */
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

/* Stage 0 of timestep t, for a register of units. */
LSTM_INLINE void stage_0_f64(const job_f64 *job, size_t t, size_t example, size_t panel,
    const vec_f64 z[])
{
    const vec_f64 z_i = z[0]; /* x_t W_ii + h_tm1 W_hi + b_hi + b_ii */
    const vec_f64 z_f = z[1]; /* x_t W_if + h_tm1 W_hf + b_hf + b_if */
    const vec_f64 z_g = z[2]; /* x_t W_ig + h_tm1 W_hg + b_hg + b_ig */
    const vec_f64 z_o = z[3]; /* x_t W_io + h_tm1 W_ho + b_ho + b_io */
    const vec_f64 c_tm1 = read_f64(job, ARRAY_c_tm1, t, example, panel);
    const vec_f64 i_t = sigmoid_f64(z_i); /* input-gate */
    const vec_f64 f_t = sigmoid_f64(z_f); /* forget-gate */
    const vec_f64 g_t = tanh_f64(z_g); /* cell-gate */
    const vec_f64 o_t = sigmoid_f64(z_o); /* output-gate */
    const vec_f64 c_t = f_t * c_tm1 + i_t * g_t; /* cell-state */
    const vec_f64 h_t = o_t * tanh_f64(c_t); /* hidden-state */
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

#include "../engine/loop.c"

static given_f32 given_of_f32(const pytorch_layer_call_f32 *call)
{
    return (given_f32){
        .batch = call->batch,
        .timesteps = call->timesteps,
        .size = {call->input_size, call->hidden_size},
        .rows = {1, 1},
        .sequences = call->input,
        .packed = call->packed,
        .initial = {call->initial_h, call->initial_c},
        .mask = call->mask,
        .number = {0.0f},
        .function = {0},
        .masked_output = LSTM_MASKED_ZERO,
        .go_backwards = call->go_backwards,
        .every = 1,
        .output = call->output,
        .last = {call->h_n, call->c_n},
        .workspace = call->workspace,
        .share = call->share,
    };
}

/* LANES numbers of a row: those of the units from `first` on; zeros where there are
   no more. */
#define PACKED_f32(units, value)                                                  \
    for (size_t unit = first; unit < first + LANES_f32; unit++)                   \
        *packed++ = unit < (units) ? (value) : 0.0f

void pytorch_layer_pack_f32(const pytorch_layer_weights_f32 *weights, float *packed)
{
    const size_t input_size = weights->input_size;
    const size_t hidden_size = weights->hidden_size;
    for (size_t first = 0; first < hidden_size; first += LANES_f32) {
        PACKED_f32(hidden_size, (weights->bias_ih ? weights->bias_ih[unit] : 0.0f) +
            (weights->bias_hh ? weights->bias_hh[unit] : 0.0f));
        PACKED_f32(hidden_size, (weights->bias_ih ? weights->bias_ih[hidden_size + unit] : 0.0f) +
            (weights->bias_hh ? weights->bias_hh[hidden_size + unit] : 0.0f));
        PACKED_f32(hidden_size, (weights->bias_ih ? weights->bias_ih[2 * hidden_size + unit] :
            0.0f) + (weights->bias_hh ? weights->bias_hh[2 * hidden_size + unit] : 0.0f));
        PACKED_f32(hidden_size, (weights->bias_ih ? weights->bias_ih[3 * hidden_size + unit] :
            0.0f) + (weights->bias_hh ? weights->bias_hh[3 * hidden_size + unit] : 0.0f));
        for (size_t row = 0; row < input_size; row++) { /* x_t */
            PACKED_f32(hidden_size, weights->weight_ih[unit * input_size + row]);
            PACKED_f32(hidden_size, weights->weight_ih[(hidden_size + unit) * input_size + row]);
            PACKED_f32(hidden_size, weights->weight_ih[(2 * hidden_size + unit) * input_size +
                row]);
            PACKED_f32(hidden_size, weights->weight_ih[(3 * hidden_size + unit) * input_size +
                row]);
        }
        for (size_t row = 0; row < hidden_size; row++) { /* h_tm1 */
            PACKED_f32(hidden_size, weights->weight_hh[unit * hidden_size + row]);
            PACKED_f32(hidden_size, weights->weight_hh[(hidden_size + unit) * hidden_size + row]);
            PACKED_f32(hidden_size, weights->weight_hh[(2 * hidden_size + unit) * hidden_size +
                row]);
            PACKED_f32(hidden_size, weights->weight_hh[(3 * hidden_size + unit) * hidden_size +
                row]);
        }
    }
}

int pytorch_layer_f32(const pytorch_layer_call_f32 *call)
{
    job_f32 job = {.given = given_of_f32(call)};
    return run_f32(&job);
}

void pytorch_layer_help_f32(const pytorch_layer_call_f32 *call)
{
    const size_t place = enter_f32(call->share);
    if (place) {
        job_f32 job = {.given = given_of_f32(call)};
        help_f32(&job, place);
    }
}

int pytorch_layer_begin_f32(const pytorch_layer_call_f32 *call)
{
    job_f32 job = {.given = given_of_f32(call)};
    return begin_f32(&job);
}

void pytorch_layer_step_f32(const pytorch_layer_call_f32 *call)
{
    job_f32 job = {.given = given_of_f32(call)};
    step_of_stream_f32(&job);
}

void pytorch_layer_end_f32(const pytorch_layer_call_f32 *call)
{
    job_f32 job = {.given = given_of_f32(call)};
    end_of_stream_f32(&job);
}

static given_f64 given_of_f64(const pytorch_layer_call_f64 *call)
{
    return (given_f64){
        .batch = call->batch,
        .timesteps = call->timesteps,
        .size = {call->input_size, call->hidden_size},
        .rows = {1, 1},
        .sequences = call->input,
        .packed = call->packed,
        .initial = {call->initial_h, call->initial_c},
        .mask = call->mask,
        .number = {0.0},
        .function = {0},
        .masked_output = LSTM_MASKED_ZERO,
        .go_backwards = call->go_backwards,
        .every = 1,
        .output = call->output,
        .last = {call->h_n, call->c_n},
        .workspace = call->workspace,
        .share = call->share,
    };
}

/* LANES numbers of a row: those of the units from `first` on; zeros where there are
   no more. */
#define PACKED_f64(units, value)                                                  \
    for (size_t unit = first; unit < first + LANES_f64; unit++)                   \
        *packed++ = unit < (units) ? (value) : 0.0

void pytorch_layer_pack_f64(const pytorch_layer_weights_f64 *weights, double *packed)
{
    const size_t input_size = weights->input_size;
    const size_t hidden_size = weights->hidden_size;
    for (size_t first = 0; first < hidden_size; first += LANES_f64) {
        PACKED_f64(hidden_size, (weights->bias_ih ? weights->bias_ih[unit] : 0.0) +
            (weights->bias_hh ? weights->bias_hh[unit] : 0.0));
        PACKED_f64(hidden_size, (weights->bias_ih ? weights->bias_ih[hidden_size + unit] : 0.0) +
            (weights->bias_hh ? weights->bias_hh[hidden_size + unit] : 0.0));
        PACKED_f64(hidden_size, (weights->bias_ih ? weights->bias_ih[2 * hidden_size + unit] :
            0.0) + (weights->bias_hh ? weights->bias_hh[2 * hidden_size + unit] : 0.0));
        PACKED_f64(hidden_size, (weights->bias_ih ? weights->bias_ih[3 * hidden_size + unit] :
            0.0) + (weights->bias_hh ? weights->bias_hh[3 * hidden_size + unit] : 0.0));
        for (size_t row = 0; row < input_size; row++) { /* x_t */
            PACKED_f64(hidden_size, weights->weight_ih[unit * input_size + row]);
            PACKED_f64(hidden_size, weights->weight_ih[(hidden_size + unit) * input_size + row]);
            PACKED_f64(hidden_size, weights->weight_ih[(2 * hidden_size + unit) * input_size +
                row]);
            PACKED_f64(hidden_size, weights->weight_ih[(3 * hidden_size + unit) * input_size +
                row]);
        }
        for (size_t row = 0; row < hidden_size; row++) { /* h_tm1 */
            PACKED_f64(hidden_size, weights->weight_hh[unit * hidden_size + row]);
            PACKED_f64(hidden_size, weights->weight_hh[(hidden_size + unit) * hidden_size + row]);
            PACKED_f64(hidden_size, weights->weight_hh[(2 * hidden_size + unit) * hidden_size +
                row]);
            PACKED_f64(hidden_size, weights->weight_hh[(3 * hidden_size + unit) * hidden_size +
                row]);
        }
    }
}

int pytorch_layer_f64(const pytorch_layer_call_f64 *call)
{
    job_f64 job = {.given = given_of_f64(call)};
    return run_f64(&job);
}

void pytorch_layer_help_f64(const pytorch_layer_call_f64 *call)
{
    const size_t place = enter_f64(call->share);
    if (place) {
        job_f64 job = {.given = given_of_f64(call)};
        help_f64(&job, place);
    }
}

int pytorch_layer_begin_f64(const pytorch_layer_call_f64 *call)
{
    job_f64 job = {.given = given_of_f64(call)};
    return begin_f64(&job);
}

void pytorch_layer_step_f64(const pytorch_layer_call_f64 *call)
{
    job_f64 job = {.given = given_of_f64(call)};
    step_of_stream_f64(&job);
}

void pytorch_layer_end_f64(const pytorch_layer_call_f64 *call)
{
    job_f64 job = {.given = given_of_f64(call)};
    end_of_stream_f64(&job);
}

size_t pytorch_layer_packed_size(size_t input_size, size_t hidden_size)
{ return PYTORCH_LAYER_PACKED_SIZE(input_size, hidden_size); }

size_t pytorch_layer_workspace_size(size_t batch, size_t input_size, size_t hidden_size)
{ return PYTORCH_LAYER_WORKSPACE_SIZE(batch, input_size, hidden_size); }
