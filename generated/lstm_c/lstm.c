/* Printed from lstm_sym/equations/ and lstm_sym/targets/c/support/ by `lstm-sym generate`.
   Do not edit: change the equations and generate again. */

#include "lstm.h"

#include <float.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

/* What depends on the processor, and only that: how many numbers a register holds, how many
   registers there are for sums, and what it has instructions for. */
#if defined(__GNUC__) && !defined(LSTM_SCALAR)
#define LSTM_INLINE static inline __attribute__((always_inline))
#define LSTM_APART static __attribute__((noinline, unused))
#define LSTM_PREFETCH(place) __builtin_prefetch(place, 0, 2)
#if defined(__AVX512F__)
#define LSTM_REGISTER 64
#define LSTM_X86(name) _mm512_##name
#elif defined(__AVX__)
#define LSTM_REGISTER 32
#define LSTM_X86(name) _mm256_##name
#else
#define LSTM_REGISTER 16
#if defined(__SSE2__)
#define LSTM_X86(name) _mm_##name
#endif
#endif
#ifdef LSTM_X86
#include <immintrin.h>
#define LSTM_KEEP(x) __asm__("" : "+x"(x)) /* GCC would load it again at every use */
#define LSTM_PAUSE() _mm_pause()
#endif
#if defined(__clang__)
#define LSTM_UNROLL _Pragma("clang loop unroll(full)")
#else
#define LSTM_UNROLL _Pragma("GCC unroll 8")
#endif
#else
#define LSTM_INLINE static inline
#define LSTM_APART static inline
#define LSTM_PREFETCH(place) (void)(place)
#define LSTM_UNROLL
#endif
#ifndef LSTM_KEEP
#define LSTM_KEEP(x)
#endif
#ifndef LSTM_PAUSE
#define LSTM_PAUSE() (void)0
#endif

/* A tile of sums has the 4 gates of one register of units for so many examples. An addition takes
   about 4 cycles and two begin in each, so 8 sums are the least that keep a processor busy. */
#if defined(__AVX512F__) || defined(__aarch64__)
#define LSTM_EXAMPLES 6 /* 24 of 32 registers */
#else
#define LSTM_EXAMPLES 3 /* 12 of 16; the others hold 3 inputs and the weights */
#endif

enum {
    PANEL_GATES = 4,
    SLAB_ROWS = 24,   /* timesteps times examples of x W + b that are computed at once */
    SLAB_BATCH = 3,   /* for up to so many examples */
    LSTM_TURNS = 4096 /* how often a thread looks for another before it gives way */
};

#ifdef LSTM_THREADS
#include <stdatomic.h>
#if !defined(__STDC_NO_THREADS__)
#include <threads.h>
#define LSTM_YIELD() thrd_yield()
#elif defined(__unix__) || defined(__APPLE__)
#include <sched.h>
#define LSTM_YIELD() sched_yield()
#else
#define LSTM_YIELD() (void)0
#endif
#endif

/* How threads share a call. Its work is a number of groups, each to be done once a stage; whoever
   comes first claims a group, and a stage begins when the one before is done. So a thread that
   comes late, or never, costs no more than its help. */
typedef void lstm_work(const void *job, size_t group, size_t stage);

#ifdef LSTM_THREADS
/* For another thread, which is about to finish, first in place, then giving way. */
static void wait_for(size_t *turns)
{
    if (++*turns % LSTM_TURNS)
        LSTM_PAUSE();
    else
        LSTM_YIELD();
}

/* `own` is the group that this thread prefers, because its cache holds the weights. */
static void take_part(lstm_share *share, size_t own, lstm_work *work, const void *job)
{
    const size_t groups = share->groups;
    const size_t stages = atomic_load_explicit(&share->stages, memory_order_relaxed);
    for (size_t turns = 0, stage = 0; stage < stages;) {
        int found = 0;
        for (size_t i = 0; i < groups && !found; i++) {
            const size_t group = (own + i) % groups;
            size_t free = stage;
            found = atomic_load_explicit(&share->claimed[group], memory_order_relaxed) == stage &&
                    atomic_compare_exchange_strong(&share->claimed[group], &free, stage + 1);
            if (found) {
                work(job, group, stage);
                atomic_fetch_add_explicit(&share->done, 1, memory_order_release);
                turns = 0;
            }
        }
        if (!found)
            wait_for(&turns);
        stage = atomic_load_explicit(&share->done, memory_order_acquire) / groups;
    }
}

/* Lets others in, though they have to wait for the work: what is done before it takes time. */
static void open_door(lstm_share *share)
{
    atomic_store_explicit(&share->stages, 0, memory_order_relaxed);
    atomic_store_explicit(&share->door, 1, memory_order_release);
}

/* The thread whose call it is; returns when all is done and the others have left. */
static void lead(lstm_share *share, size_t groups, size_t stages, lstm_work *work, const void *job)
{
    share->groups = groups;
    atomic_store_explicit(&share->done, 0, memory_order_relaxed);
    for (size_t group = 0; group < groups; group++)
        atomic_store_explicit(&share->claimed[group], 0, memory_order_relaxed);
    atomic_store_explicit(&share->stages, stages, memory_order_release);
    take_part(share, 0, work, job);
    atomic_fetch_sub(&share->door, 1);
    for (size_t turns = 0; atomic_load_explicit(&share->door, memory_order_acquire);)
        wait_for(&turns);
}

/* Returns the place of one that helps, or 0 where the call is over, or has not begun. The door is
   odd while it is open, and each thread inside adds 2. */
static size_t enter(lstm_share *share)
{
    size_t door = atomic_load(&share->door);
    do
        if (door % 2 == 0)
            return 0;
    while (!atomic_compare_exchange_weak(&share->door, &door, door + 2));
    for (size_t turns = 0; !atomic_load_explicit(&share->stages, memory_order_acquire);)
        wait_for(&turns);
    return door / 2 + 1;
}

static void leave(lstm_share *share) { atomic_fetch_sub(&share->door, 2); }
#endif

/* ---- float ---- */

/* The words of the equations for one register of numbers, or for one number without registers. */
#ifdef LSTM_REGISTER
typedef float vec_f32 __attribute__((vector_size(LSTM_REGISTER)));
typedef int32_t mask_f32 __attribute__((vector_size(LSTM_REGISTER)));
enum { LANES_f32 = LSTM_REGISTER / sizeof(float) };

LSTM_INLINE vec_f32 all_f32(float x) { return x - (vec_f32){0}; }

LSTM_INLINE vec_f32 where_f32(mask_f32 condition, vec_f32 value, vec_f32 otherwise)
{
    return (vec_f32)((condition & (mask_f32)value) | (~condition & (mask_f32)otherwise));
}

#define EACH_LANE_f32(name)                                                                        \
    LSTM_APART vec_f32 name##_f32(vec_f32 x)                                                       \
    {                                                                                              \
        for (int lane = 0; lane < LANES_f32; lane++)                                               \
            x[lane] = name##f(x[lane]);                                                            \
        return x;                                                                                  \
    }
#else
typedef float vec_f32;
typedef int mask_f32;
enum { LANES_f32 = 1 };

LSTM_INLINE vec_f32 all_f32(float x) { return x; }

LSTM_INLINE vec_f32 where_f32(mask_f32 condition, vec_f32 value, vec_f32 otherwise)
{
    return condition ? value : otherwise;
}

#define EACH_LANE_f32(name)                                                                        \
    LSTM_INLINE vec_f32 name##_f32(vec_f32 x) { return name##f(x); }
#endif

EACH_LANE_f32(exp)
EACH_LANE_f32(log)
EACH_LANE_f32(expm1)
EACH_LANE_f32(log1p)
EACH_LANE_f32(sqrt)
EACH_LANE_f32(erfc)

LSTM_INLINE vec_f32 load_f32(const float *from)
{
    vec_f32 x;
    memcpy(&x, from, sizeof x);
    return x;
}

LSTM_INLINE void store_f32(float *to, vec_f32 x) { memcpy(to, &x, sizeof x); }

/* NaN in x stays NaN in the next four; the instructions return their second operand then. */
#ifdef LSTM_X86
LSTM_INLINE vec_f32 maximum_f32(vec_f32 x, vec_f32 y) { return LSTM_X86(max_ps)(y, x); }
LSTM_INLINE vec_f32 minimum_f32(vec_f32 x, vec_f32 y) { return LSTM_X86(min_ps)(y, x); }
#else
LSTM_INLINE vec_f32 maximum_f32(vec_f32 x, vec_f32 y) { return where_f32(x < y, y, x); }
LSTM_INLINE vec_f32 minimum_f32(vec_f32 x, vec_f32 y) { return where_f32(x > y, y, x); }
#endif
LSTM_INLINE vec_f32 absolute_f32(vec_f32 x) { return where_f32(x < 0.0f, -x, x); }
LSTM_INLINE vec_f32 clip_f32(vec_f32 x, vec_f32 low, vec_f32 high)
{
    return minimum_f32(maximum_f32(x, low), high);
}

/* To the nearest whole number, of two to the even one: there a float has no digits behind it. */
#define ONLY_WHOLE_f32 (1.5f / FLT_EPSILON)
LSTM_INLINE vec_f32 round_f32(vec_f32 x)
{
    const vec_f32 near = (x + ONLY_WHOLE_f32) - ONLY_WHOLE_f32;
    return where_f32(absolute_f32(x) < 0.5f / FLT_EPSILON, near, x);
}

LSTM_INLINE vec_f32 saturate_f32(vec_f32 x) { return clip_f32(x, all_f32(-127.0f), all_f32(127.0f)); }

LSTM_INLINE vec_f32 square_f32(vec_f32 x) { return x * x; }

LSTM_INLINE vec_f32 hypot_f32(vec_f32 x, vec_f32 y)
{
    const vec_f32 one = absolute_f32(x), other = absolute_f32(y);
    const vec_f32 large = maximum_f32(one, other), small = minimum_f32(one, other);
    const vec_f32 ratio = small / where_f32(large > 0.0f, large, all_f32(1.0f));
    return large * sqrt_f32(1.0f + ratio * ratio);
}

#define LN2_f32 0.6931471805599453f

LSTM_INLINE vec_f32 logaddexp_f32(vec_f32 x, vec_f32 y)
{
    const vec_f32 apart = absolute_f32(x - y);
    const vec_f32 sum = maximum_f32(x, y) + log1p_f32(exp_f32(-apart));
    return where_f32(x == y, x + LN2_f32, sum); /* inf - inf is NaN */
}

LSTM_INLINE vec_f32 tanh_f32(vec_f32 x)
{
    const vec_f32 limited = clip_f32(x, all_f32(-9.06443977355957f), all_f32(9.06443977355957f));
    const vec_f32 square = limited * limited;
    const vec_f32 p = limited + limited * square * (0.0297751072794199f + square *
        0.00011428203288232908f);
    const vec_f32 q = square * (0.11310840398073196f + square * (0.0012066856725141406f + square *
        1.2295937494855025e-06f));
    const vec_f32 half = 0.5f * p;
    const vec_f32 above = p + p * q;
    const vec_f32 below = 1.0f + (q * (2.0f + q) + half * half);
    const vec_f32 value = clip_f32(above / below, all_f32(-1.0f), all_f32(1.0f));
    return value;
}

LSTM_INLINE vec_f32 sigmoid_f32(vec_f32 x)
{
    // sigmoid
    return 0.5f + 0.5f * tanh_f32(0.5f * x);
}

LSTM_INLINE vec_f32 hard_sigmoid_f32(vec_f32 x)
{
    // hard_sigmoid
    return clip_f32(x / 6.0f + 0.5f, all_f32(0.0f), all_f32(1.0f));
}

LSTM_INLINE vec_f32 hard_sigmoid_keras2_f32(vec_f32 x)
{
    // hard_sigmoid_keras2
    return clip_f32(0.2f * x + 0.5f, all_f32(0.0f), all_f32(1.0f));
}

LSTM_INLINE vec_f32 linear_f32(vec_f32 x)
{
    // linear
    return x;
}

LSTM_INLINE vec_f32 relu_f32(vec_f32 x)
{
    // relu
    return maximum_f32(x, all_f32(0.0f));
}

LSTM_INLINE vec_f32 relu6_f32(vec_f32 x)
{
    // relu6
    return clip_f32(x, all_f32(0.0f), all_f32(6.0f));
}

LSTM_INLINE vec_f32 leaky_relu_f32(vec_f32 x)
{
    // leaky_relu
    return where_f32(x > 0.0f, x, 0.2f * x);
}

LSTM_INLINE vec_f32 elu_f32(vec_f32 x)
{
    // elu
    return where_f32(x > 0.0f, x, 1.0f * expm1_f32(minimum_f32(x, all_f32(0.0f))));
}

LSTM_INLINE vec_f32 selu_f32(vec_f32 x)
{
    // selu
    return where_f32(x > 0.0f, x + 0.050700987355480495f * x, 1.7580993408473768f *
        expm1_f32(minimum_f32(x, all_f32(0.0f))));
}

LSTM_INLINE vec_f32 celu_f32(vec_f32 x)
{
    // celu
    return where_f32(x > 0.0f, x, 1.0f * expm1_f32(minimum_f32(x, all_f32(0.0f)) / 1.0f));
}

LSTM_INLINE vec_f32 gelu_f32(vec_f32 x)
{
    // gelu
    return 0.5f * x * erfc_f32(-x / 1.4142135623730951f);
}

LSTM_INLINE vec_f32 gelu_tanh_f32(vec_f32 x)
{
    // gelu_tanh
    return 0.5f * x * (2.0f / (1.0f + exp_f32(-2.0f * (0.7978845608028654f * (x + 0.044715f *
        (square_f32(x) * x))))));
}

LSTM_INLINE vec_f32 silu_f32(vec_f32 x)
{
    // silu
    return x * (exp_f32(minimum_f32(x, all_f32(0.0f))) / (1.0f + exp_f32(-absolute_f32(x))));
}

LSTM_INLINE vec_f32 softplus_f32(vec_f32 x)
{
    // softplus
    return logaddexp_f32(all_f32(0.0f), x);
}

LSTM_INLINE vec_f32 mish_f32(vec_f32 x)
{
    // mish
    return x * tanh_f32(softplus_f32(x));
}

LSTM_INLINE vec_f32 softsign_f32(vec_f32 x)
{
    // softsign
    return x / (1.0f + absolute_f32(x));
}

LSTM_INLINE vec_f32 exponential_f32(vec_f32 x)
{
    // exponential
    return exp_f32(x);
}

LSTM_INLINE vec_f32 hard_tanh_f32(vec_f32 x)
{
    // hard_tanh
    return clip_f32(x, all_f32(-1.0f), all_f32(1.0f));
}

LSTM_INLINE vec_f32 hard_silu_f32(vec_f32 x)
{
    // hard_silu
    return x * hard_sigmoid_f32(x);
}

LSTM_INLINE vec_f32 log_sigmoid_f32(vec_f32 x)
{
    // log_sigmoid
    return -softplus_f32(-x);
}

LSTM_INLINE vec_f32 tanh_shrink_f32(vec_f32 x)
{
    // tanh_shrink
    return x - tanh_f32(x);
}

LSTM_INLINE vec_f32 soft_shrink_f32(vec_f32 x)
{
    // soft_shrink
    return where_f32(x > 0.5f, x - 0.5f, where_f32(x < -0.5f, x + 0.5f, all_f32(0.0f)));
}

LSTM_INLINE vec_f32 hard_shrink_f32(vec_f32 x)
{
    // hard_shrink
    return where_f32(absolute_f32(x) > 0.5f, x, all_f32(0.0f));
}

LSTM_INLINE vec_f32 squareplus_f32(vec_f32 x)
{
    // squareplus
    return where_f32(x < 0.0f, 4.0f / (hypot_f32(x, all_f32(2.0f)) - x), x + hypot_f32(x,
        all_f32(2.0f))) / 2.0f;
}

LSTM_INLINE vec_f32 sparse_plus_f32(vec_f32 x)
{
    // sparse_plus
    return where_f32(x <= -1.0f, all_f32(0.0f), where_f32(x < 1.0f, square_f32(clip_f32(x,
        all_f32(-1.0f), all_f32(1.0f)) + 1.0f) / 4.0f, x));
}

LSTM_INLINE vec_f32 sparse_sigmoid_f32(vec_f32 x)
{
    // sparse_sigmoid
    return clip_f32((x + 1.0f) / 2.0f, all_f32(0.0f), all_f32(1.0f));
}

LSTM_INLINE vec_f32 thresholded_relu_f32(vec_f32 x)
{
    // thresholded_relu
    return where_f32(x > 1.0f, x, all_f32(0.0f));
}

LSTM_INLINE vec_f32 hard_sigmoid_onnx_f32(vec_f32 x)
{
    // hard_sigmoid_onnx
    return clip_f32(0.2f * x + 0.5f, all_f32(0.0f), all_f32(1.0f));
}

LSTM_APART vec_f32 activate_other_f32(int activation, vec_f32 x)
{
    switch (activation) {
    case LSTM_TANH: return tanh_f32(x);
    case LSTM_SIGMOID: return sigmoid_f32(x);
    case LSTM_HARD_SIGMOID: return hard_sigmoid_f32(x);
    case LSTM_HARD_SIGMOID_KERAS2: return hard_sigmoid_keras2_f32(x);
    case LSTM_LINEAR: return linear_f32(x);
    case LSTM_RELU: return relu_f32(x);
    case LSTM_RELU6: return relu6_f32(x);
    case LSTM_LEAKY_RELU: return leaky_relu_f32(x);
    case LSTM_ELU: return elu_f32(x);
    case LSTM_SELU: return selu_f32(x);
    case LSTM_CELU: return celu_f32(x);
    case LSTM_GELU: return gelu_f32(x);
    case LSTM_GELU_TANH: return gelu_tanh_f32(x);
    case LSTM_SILU: return silu_f32(x);
    case LSTM_MISH: return mish_f32(x);
    case LSTM_SOFTPLUS: return softplus_f32(x);
    case LSTM_SOFTSIGN: return softsign_f32(x);
    case LSTM_EXPONENTIAL: return exponential_f32(x);
    case LSTM_HARD_TANH: return hard_tanh_f32(x);
    case LSTM_HARD_SILU: return hard_silu_f32(x);
    case LSTM_LOG_SIGMOID: return log_sigmoid_f32(x);
    case LSTM_TANH_SHRINK: return tanh_shrink_f32(x);
    case LSTM_SOFT_SHRINK: return soft_shrink_f32(x);
    case LSTM_HARD_SHRINK: return hard_shrink_f32(x);
    case LSTM_SQUAREPLUS: return squareplus_f32(x);
    case LSTM_SPARSE_PLUS: return sparse_plus_f32(x);
    case LSTM_SPARSE_SIGMOID: return sparse_sigmoid_f32(x);
    case LSTM_THRESHOLDED_RELU: return thresholded_relu_f32(x);
    case LSTM_HARD_SIGMOID_ONNX: return hard_sigmoid_onnx_f32(x);
    }
    return x;
}

LSTM_INLINE vec_f32 activate_f32(int activation, vec_f32 x)
{
    if (activation == LSTM_TANH)
        return tanh_f32(x);
    if (activation == LSTM_SIGMOID)
        return sigmoid_f32(x);
    return activate_other_f32(activation, x);
}

LSTM_INLINE void cell_f32(const int activation, const int recurrent_activation, vec_f32 z[],
                          vec_f32 h_tm1, vec_f32 c_tm1, vec_f32 *h_t_result, vec_f32 *c_t_result)
{
    (void)h_tm1;
    const vec_f32 z_i = z[0]; // x_t W_i + h_tm1 U_i + b_i
    const vec_f32 z_f = z[1]; // x_t W_f + h_tm1 U_f + b_f
    const vec_f32 z_c = z[2]; // x_t W_c + h_tm1 U_c + b_c
    const vec_f32 z_o = z[3]; // x_t W_o + h_tm1 U_o + b_o
    const vec_f32 i_t = activate_f32(recurrent_activation, z_i); // input-gate
    const vec_f32 f_t = activate_f32(recurrent_activation, z_f); // forget-gate
    const vec_f32 g_t = activate_f32(activation, z_c); // candidate
    const vec_f32 o_t = activate_f32(recurrent_activation, z_o); // output-gate
    const vec_f32 c_t = f_t * c_tm1 + i_t * g_t; // cell-state
    const vec_f32 h_t = o_t * activate_f32(activation, c_t); // hidden-state
    *h_t_result = h_t;
    *c_t_result = c_t;
}

LSTM_INLINE void masked_step_f32(int m_t, vec_f32 h_tm1, vec_f32 c_tm1, vec_f32 *h_t, vec_f32 *c_t)
{
    *h_t = m_t ? *h_t : h_tm1; // masked-step
    *c_t = m_t ? *c_t : c_tm1; // masked-step
}

LSTM_INLINE vec_f32 masked_output_f32(int masked_output, int m_t, vec_f32 h_t,
                                      vec_f32 y_tm1)
{
    vec_f32 y_t = y_tm1;
    switch (masked_output) {
    case LSTM_MASKED_PREVIOUS:
        y_t = m_t ? h_t : y_tm1; // output-previous
        break;
    case LSTM_MASKED_STATE:
        y_t = h_t; // output-state
        break;
    case LSTM_MASKED_ZERO:
        y_t = m_t ? h_t : all_f32(0.0f); // output-zero
        break;
    }
    return y_t;
}

LSTM_INLINE size_t entry_f32(int go_backwards, size_t t, size_t timesteps)
{
    if (go_backwards)
        return timesteps - 1 - t; // input-backwards
    return t; // input
}

LSTM_INLINE size_t mask_entry_f32(int go_backwards, size_t t, size_t timesteps)
{
    if (go_backwards)
        return timesteps - 1 - t; // mask-backwards
    return t; // mask
}

/* Weights in the order in which they are used. A panel holds those of LANES units: a row of bias,
   a row for each input, a row for each unit; a row has LANES numbers for each gate. */
enum { ROW_f32 = PANEL_GATES * LANES_f32 };

typedef vec_f32 sums_f32[PANEL_GATES]; /* of one example, for the units of a panel */

LSTM_INLINE void load_sums_f32(sums_f32 sums, const float *from)
{
    LSTM_UNROLL
    for (int gate = 0; gate < PANEL_GATES; gate++)
        sums[gate] = load_f32(from + gate * LANES_f32);
}

LSTM_INLINE void store_sums_f32(float *to, sums_f32 sums)
{
    LSTM_UNROLL
    for (int gate = 0; gate < PANEL_GATES; gate++)
        store_f32(to + gate * LANES_f32, sums[gate]);
}

LSTM_INLINE void copy_sums_f32(sums_f32 to, sums_f32 from)
{
    LSTM_UNROLL
    for (int gate = 0; gate < PANEL_GATES; gate++)
        to[gate] = from[gate];
}

LSTM_INLINE size_t panels_f32(size_t units) { return (units + LANES_f32 - 1) / LANES_f32; }

void lstm_pack_f32(size_t input_dim, size_t units, const float *kernel,
                   const float *recurrent_kernel, const float *bias, float *packed)
{
    const size_t columns = PANEL_GATES * units;
    for (size_t first = 0; first < panels_f32(units) * LANES_f32; first += LANES_f32) {
        for (size_t row = 0; row < 1 + input_dim + units; row++) {
            const float *from = bias;
            if (row > input_dim)
                from = recurrent_kernel + (row - 1 - input_dim) * columns;
            else if (row > 0)
                from = kernel + (row - 1) * columns;
            for (size_t gate = 0; gate < PANEL_GATES; gate++)
                for (size_t unit = first; unit < first + LANES_f32; unit++)
                    *packed++ = unit < units && from ? from[gate * units + unit] : 0.0f;
        }
    }
}

/* sums[r] += vectors[r] times n rows of a panel, for so many examples; all sums stay in registers.
   Meanwhile the weights that are used next are called into the cache, `stride` bytes a row. */
LSTM_INLINE void add_product_f32(const int examples, sums_f32 sums[], const float *const vectors[],
                                 const float *panel, size_t n, const char *next, size_t stride)
{
    sums_f32 s[LSTM_EXAMPLES];
    LSTM_UNROLL
    for (int r = 0; r < examples; r++)
        copy_sums_f32(s[r], sums[r]);
    for (size_t k = 0; k < n; k++, panel += ROW_f32, next += stride) {
        vec_f32 factors[LSTM_EXAMPLES];
        LSTM_PREFETCH(next);
        LSTM_UNROLL
        for (int r = 0; r < examples; r++)
            factors[r] = all_f32(vectors[r][k]);
        LSTM_UNROLL
        for (int gate = 0; gate < PANEL_GATES; gate++) {
            vec_f32 weights = load_f32(panel + gate * LANES_f32);
            LSTM_KEEP(weights);
            LSTM_UNROLL
            for (int r = 0; r < examples; r++)
                s[r][gate] += factors[r] * weights;
        }
    }
    LSTM_UNROLL
    for (int r = 0; r < examples; r++)
        copy_sums_f32(sums[r], s[r]);
}

/* The same for one example and two panels, `apart` numbers from each other: with the sums of one
   alone, the processor would wait for each addition. */
LSTM_INLINE void add_products_f32(sums_f32 sums[2], const float *vector, const float *panel,
                                  size_t apart, size_t n)
{
    sums_f32 s[2];
    copy_sums_f32(s[0], sums[0]);
    copy_sums_f32(s[1], sums[1]);
    for (size_t k = 0; k < n; k++, panel += ROW_f32) {
        const vec_f32 factor = all_f32(vector[k]);
        LSTM_UNROLL
        for (int gate = 0; gate < PANEL_GATES; gate++) {
            s[0][gate] += factor * load_f32(panel + gate * LANES_f32);
            s[1][gate] += factor * load_f32(panel + apart + gate * LANES_f32);
        }
    }
    copy_sums_f32(sums[0], s[0]);
    copy_sums_f32(sums[1], s[1]);
}

/* A call, with the sizes and places that every part of it needs. */
typedef struct {
    const lstm_call_f32 *call;
    size_t panels, panel_size; /* how many; how many numbers one has */
    size_t padded;             /* units, rounded up to whole registers */
    size_t slab_steps;         /* for so many timesteps x W + b is computed at once; 0: for none */
    size_t inputs;             /* the length of x_t, if it is not for the slab */
    size_t width;              /* from one example's x_t and h_tm1 to the next one's */
    float *h[2];               /* [batch]: x_t and h_tm1 side by side, of even and of odd steps */
    float *c, *y;              /* [batch][padded] */
    float *slab;               /* [timesteps of the slab][batch][panels][row] */
} job_f32;

/* What follows the sums for the units of a panel: the equations, the mask, the output. */
LSTM_INLINE void finish_f32(const job_f32 *job, const int activation,
                            const int recurrent_activation, size_t t, size_t example,
                            size_t panel, sums_f32 z)
{
    const lstm_call_f32 *call = job->call;
    const size_t at = example * job->padded + panel * LANES_f32;
    const vec_f32 c_tm1 = load_f32(job->c + at);
    const vec_f32 h_tm1 = load_f32(job->h[t % 2] + example * job->width + panel * LANES_f32);
    vec_f32 h_t, c_t, y_t;
    cell_f32(activation, recurrent_activation, z, h_tm1, c_tm1, &h_t, &c_t);
    y_t = h_t;
    if (call->mask) {
        const size_t place = mask_entry_f32(call->go_backwards, t, call->timesteps);
        const int m_t = call->mask[example * call->timesteps + place];
        masked_step_f32(m_t, h_tm1, c_tm1, &h_t, &c_t);
        y_t = masked_output_f32(call->masked_output, m_t, h_t, load_f32(job->y + at));
        store_f32(job->y + at, y_t);
    }
    store_f32(job->c + at, c_t);
    store_f32(job->h[(t + 1) % 2] + example * job->width + panel * LANES_f32, h_t);
    if (call->return_sequences || t + 1 == call->timesteps) {
        const size_t row = call->return_sequences ? example * call->timesteps + t : example;
        const size_t first = panel * LANES_f32, left = call->units - first;
        float *to = call->lstm_output + row * call->units + first;
        if (left >= LANES_f32)
            store_f32(to, y_t);
        else
            memcpy(to, &y_t, left * sizeof(float));
    }
}

/* Sums of some examples for one panel or, with `across`, of one example for some panels. */
LSTM_APART void finish_default_f32(const job_f32 *job, size_t t, size_t example, size_t panel,
                                   size_t count, size_t across, sums_f32 sums[])
{
    for (size_t r = 0; r < count; r++)
        finish_f32(job, LSTM_TANH, LSTM_SIGMOID, t, across ? example : example + r,
                   across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_any_f32(const job_f32 *job, size_t t, size_t example, size_t panel,
                               size_t count, size_t across, sums_f32 sums[])
{
    for (size_t r = 0; r < count; r++)
        finish_f32(job, job->call->activation, job->call->recurrent_activation, t,
                   across ? example : example + r, across ? panel + r : panel, sums[r]);
}

LSTM_INLINE void finish_all_f32(const job_f32 *job, size_t t, size_t example, size_t panel,
                                size_t count, size_t across, sums_f32 sums[])
{
    const lstm_call_f32 *call = job->call;
    if (call->activation == LSTM_TANH && call->recurrent_activation == LSTM_SIGMOID)
        finish_default_f32(job, t, example, panel, count, across, sums);
    else
        finish_any_f32(job, t, example, panel, count, across, sums);
}

LSTM_INLINE const float *weights_f32(const job_f32 *job, size_t panel)
{
    return job->call->packed + panel * job->panel_size;
}

LSTM_INLINE const float *input_f32(const lstm_call_f32 *call, size_t example, size_t t)
{
    const size_t place = entry_f32(call->go_backwards, t, call->timesteps);
    return call->sequences + (example * call->timesteps + place) * call->input_dim;
}

/* x W + b of one example and one panel; the rows of step t lie behind each other. */
LSTM_INLINE float *slab_row_f32(const job_f32 *job, float *slab, size_t row, size_t panel)
{
    return slab + (row * job->panels + panel) * ROW_f32;
}

/* So many examples of one panel at step t. */
LSTM_INLINE void tile_f32(const job_f32 *job, const int examples, size_t t, size_t example,
                          size_t panel, float *slab, const char *next, size_t stride)
{
    const float *weights = weights_f32(job, panel), *vectors[LSTM_EXAMPLES];
    sums_f32 sums[LSTM_EXAMPLES];
    for (int r = 0; r < examples; r++) {
        load_sums_f32(sums[r], slab ? slab_row_f32(job, slab, example + r, panel) : weights);
        vectors[r] = job->h[t % 2] + (example + r) * job->width - job->inputs;
    }
    weights += (1 + job->call->input_dim - job->inputs) * ROW_f32;
    add_product_f32(examples, sums, vectors, weights, job->inputs + job->call->units, next, stride);
    finish_all_f32(job, t, example, panel, examples, 0, sums);
}

/* Two panels of the only example at step t. */
LSTM_INLINE void pair_f32(const job_f32 *job, size_t t, size_t panel, float *slab)
{
    const float *weights = weights_f32(job, panel), *vector = job->h[t % 2] - job->inputs;
    sums_f32 sums[2];
    for (size_t p = 0; p < 2; p++)
        load_sums_f32(sums[p], slab ? slab_row_f32(job, slab, 0, panel + p)
                                    : weights + p * job->panel_size);
    weights += (1 + job->call->input_dim - job->inputs) * ROW_f32;
    add_products_f32(sums, vector, weights, job->panel_size, job->inputs + job->call->units);
    finish_all_f32(job, t, 0, panel, 2, 1, sums);
}

/* The inputs of step t, beside the hidden state that it begins with; of so many examples. */
LSTM_INLINE void place_inputs_f32(const job_f32 *job, size_t t, size_t example, size_t end)
{
    for (; job->inputs && t < job->call->timesteps && example < end; example++)
        memcpy(job->h[t % 2] + example * job->width - job->inputs,
               input_f32(job->call, example, t), job->inputs * sizeof(float));
}

/* One step of so many panels; every second one from the last panel to the first, so that the weights that the
   cache still holds are used before they are replaced. */
LSTM_APART void step_f32(const job_f32 *job, size_t t, size_t first, size_t panels, float *slab)
{
    const size_t batch = job->call->batch, tiles = (batch + LSTM_EXAMPLES - 1) / LSTM_EXAMPLES;
    const size_t wide = batch == 1 ? 2 : 1;
    const size_t stride = ROW_f32 * sizeof(float) / tiles;
    for (size_t done = 0; done < panels; done += wide) {
        const size_t panel = first + (t % 2 ? panels - 1 - done : done);
        const char *next = (const char *)weights_f32(job, panel);
        if (wide == 2 && done + 1 < panels) {
            pair_f32(job, t, panel - t % 2, slab);
            continue;
        }
        if (done + 1 < panels)
            next = (const char *)weights_f32(job, t % 2 ? panel - 1 : panel + 1);
        size_t example = 0;
        for (size_t tile = 0; tile < tiles; tile++) {
            const size_t examples = (batch - example + tiles - tile - 1) / (tiles - tile);
            switch (examples) {
            case 1: tile_f32(job, 1, t, example, panel, slab, next, stride); break;
            case 2: tile_f32(job, 2, t, example, panel, slab, next, stride); break;
            case 3: tile_f32(job, 3, t, example, panel, slab, next, stride); break;
#if LSTM_EXAMPLES == 6
            case 4: tile_f32(job, 4, t, example, panel, slab, next, stride); break;
            case 5: tile_f32(job, 5, t, example, panel, slab, next, stride); break;
            case 6: tile_f32(job, 6, t, example, panel, slab, next, stride); break;
#endif
            }
            example += examples;
            next += (job->inputs + job->call->units) * stride;
        }
    }
}

/* So many rows of the slab, for a panel. */
LSTM_INLINE void fill_rows_f32(const job_f32 *job, const int rows, size_t t, size_t row,
                               size_t panel)
{
    const float *weights = weights_f32(job, panel), *inputs[LSTM_EXAMPLES];
    const lstm_call_f32 *call = job->call;
    sums_f32 sums[LSTM_EXAMPLES];
    for (int r = 0; r < rows; r++) {
        inputs[r] = input_f32(call, (row + r) % call->batch, t + (row + r) / call->batch);
        load_sums_f32(sums[r], weights);
    }
    add_product_f32(rows, sums, inputs, weights + ROW_f32, call->input_dim, (const char *)weights,
                    0);
    for (int r = 0; r < rows; r++)
        store_sums_f32(slab_row_f32(job, job->slab, row + r, panel), sums[r]);
}

/* x W + b for several timesteps at once: a small batch alone would not fill a tile. */
LSTM_APART void fill_slab_f32(const job_f32 *job, size_t t, size_t first, size_t panels)
{
    const size_t left = job->call->timesteps - t;
    const size_t rows = job->call->batch * (left < job->slab_steps ? left : job->slab_steps);
    for (size_t panel = first; panel < first + panels; panel++) {
        size_t row = 0;
        for (; row + LSTM_EXAMPLES <= rows; row += LSTM_EXAMPLES)
            fill_rows_f32(job, LSTM_EXAMPLES, t, row, panel);
        switch (rows - row) {
        case 1: fill_rows_f32(job, 1, t, row, panel); break;
        case 2: fill_rows_f32(job, 2, t, row, panel); break;
#if LSTM_EXAMPLES == 6
        case 3: fill_rows_f32(job, 3, t, row, panel); break;
        case 4: fill_rows_f32(job, 4, t, row, panel); break;
        case 5: fill_rows_f32(job, 5, t, row, panel); break;
#endif
        }
    }
}

LSTM_INLINE job_f32 job_of_f32(const lstm_call_f32 *call)
{
    const size_t panels = panels_f32(call->units), padded = panels * LANES_f32;
    const int is_small = call->batch && call->batch <= SLAB_BATCH && call->timesteps > 1;
    const size_t slab_steps = is_small ? SLAB_ROWS / call->batch : 0;
    const size_t inputs = slab_steps ? 0 : call->input_dim;
    const size_t beside = panels_f32(inputs) * LANES_f32, width = beside + padded;
    float *const h = call->workspace + beside;
    float *const c = call->workspace + 2 * call->batch * width; /* h's last row ends here */
    return (job_f32){
        .call = call,
        .panels = panels,
        .panel_size = (1 + call->input_dim + call->units) * ROW_f32,
        .padded = padded,
        .slab_steps = slab_steps,
        .inputs = inputs,
        .width = width,
        .h = {h, h + call->batch * width},
        .c = c,
        .y = c + call->batch * padded,
        .slab = c + 2 * call->batch * padded,
    };
}

/* Step t of so many panels; then the inputs of the next step, for so many examples. */
LSTM_INLINE void one_step_f32(const job_f32 *job, size_t t, size_t panel, size_t panels,
                              size_t example, size_t end)
{
    float *slab = NULL;
    if (job->slab_steps) {
        const size_t filled = t % job->slab_steps;
        if (filled == 0)
            fill_slab_f32(job, t, panel, panels);
        slab = slab_row_f32(job, job->slab, filled * job->call->batch, 0);
    }
    step_f32(job, t, panel, panels, slab);
    place_inputs_f32(job, t + 1, example, end);
}

/* The initial state, or zeros, with every row padded to whole registers. */
LSTM_INLINE void start_state_f32(const job_f32 *job, const float *from, float *to, size_t width)
{
    const size_t units = job->call->units;
    for (size_t example = 0; example < job->call->batch; example++, to += width) {
        memset(to, 0, job->padded * sizeof(float));
        if (from)
            memcpy(to, from + example * units, units * sizeof(float));
    }
}

LSTM_INLINE void end_state_f32(const job_f32 *job, const float *from, size_t width, float *to)
{
    const size_t units = job->call->units;
    for (size_t example = 0; example < job->call->batch; example++, from += width)
        memcpy(to + example * units, from, units * sizeof(float));
}

static void start_f32(const job_f32 *job)
{
    start_state_f32(job, job->call->initial_h, job->h[0], job->width);
    start_state_f32(job, job->call->initial_c, job->c, job->padded);
    start_state_f32(job, NULL, job->y, job->padded);
    place_inputs_f32(job, 0, 0, job->call->batch);
}

static void end_f32(const job_f32 *job)
{
    const lstm_call_f32 *call = job->call;
    const float *h = job->h[call->timesteps % 2];
    end_state_f32(job, h, job->width, call->state_h);
    end_state_f32(job, job->c, job->padded, call->state_c);
    if (call->timesteps == 0 && !call->return_sequences)
        end_state_f32(job, call->mask ? job->y : h, call->mask ? job->padded : job->width,
                      call->lstm_output);
}

static void alone_f32(const job_f32 *job)
{
    start_f32(job);
    if (job->call->batch)
        for (size_t t = 0; t < job->call->timesteps; t++)
            one_step_f32(job, t, 0, job->panels, 0, job->call->batch);
    end_f32(job);
}


/* How a call is divided among threads. */
#ifdef LSTM_THREADS
/* Where there are many examples, each thread computes some of them from beginning to end, as a
   call of its own: their states then lie apart, and no line of memory goes to and fro. */
static void some_examples_f32(const void *given, size_t group, size_t stage)
{
    lstm_call_f32 call = *((const job_f32 *)given)->call;
    const size_t groups = call.share->groups;
    const size_t first = call.batch * group / groups, end = call.batch * (group + 1) / groups;
    const size_t rows = first * call.timesteps, units = first * call.units;
    (void)stage;
    call.batch = end - first;
    call.sequences += rows * call.input_dim;
    call.initial_h = call.initial_h ? call.initial_h + units : NULL;
    call.initial_c = call.initial_c ? call.initial_c + units : NULL;
    call.mask = call.mask ? call.mask + rows : NULL;
    call.lstm_output += call.return_sequences ? rows * call.units : units;
    call.state_h += units;
    call.state_c += units;
    call.workspace += first * LSTM_WORKSPACE_OF_ONE(call.input_dim, call.units);
    const job_f32 job = job_of_f32(&call);
    alone_f32(&job);
}

/* Where there are few, each thread computes some units, and waits at every step for the others. */
static void some_units_f32(const void *given, size_t group, size_t stage)
{
    const job_f32 *job = given;
    const size_t pairs = (job->panels + 1) / 2, groups = job->call->share->groups;
    const size_t first = pairs * group / groups * 2, end = pairs * (group + 1) / groups * 2;
    const size_t batch = job->call->batch;
    one_step_f32(job, stage, first, (end < job->panels ? end : job->panels) - first,
                 batch * group / groups, batch * (group + 1) / groups);
}

LSTM_INLINE int by_examples_f32(const lstm_call_f32 *call, size_t threads)
{
    /* A part has more than a slab is for: a slab would lie in the next part's workspace. */
    return call->batch >= threads * (LSTM_EXAMPLES > SLAB_BATCH ? LSTM_EXAMPLES : SLAB_BATCH + 1);
}

/* Into how many groups; one: not at all. */
LSTM_INLINE size_t groups_f32(const job_f32 *job)
{
    const lstm_call_f32 *call = job->call;
    const size_t wished = call->share && call->timesteps && call->batch ? call->share->threads : 1;
    const size_t threads = wished < LSTM_MAX_THREADS ? wished : LSTM_MAX_THREADS;
    const size_t pairs = (job->panels + 1) / 2;
    return by_examples_f32(call, threads) || threads < pairs ? threads : pairs;
}

LSTM_INLINE int shared_f32(const job_f32 *job)
{
    const lstm_call_f32 *call = job->call;
    const size_t groups = groups_f32(job);
    if (groups < 2)
        return 0;
    open_door(call->share);
    if (by_examples_f32(call, groups)) {
        lead(call->share, groups, 1, some_examples_f32, job);
    } else {
        start_f32(job);
        lead(call->share, groups, call->timesteps, some_units_f32, job);
        end_f32(job);
    }
    return 1;
}

void lstm_help_f32(const lstm_call_f32 *call)
{
    const size_t place = call->share ? enter(call->share) : 0;
    if (place) {
        const job_f32 job = job_of_f32(call);
        const int examples = by_examples_f32(call, call->share->groups);
        take_part(call->share, place, examples ? some_examples_f32 : some_units_f32, &job);
        leave(call->share);
    }
}
#else
LSTM_INLINE int shared_f32(const job_f32 *job) { return job == NULL; }
void lstm_help_f32(const lstm_call_f32 *call) { (void)call; }
#endif

static int fault_f32(const lstm_call_f32 *call)
{
    const size_t rows = call->batch * call->timesteps;
    const size_t outputs = call->return_sequences ? rows : call->batch;
    if (call->activation < 1 || call->activation > LSTM_ACTIVATIONS ||
        call->recurrent_activation < 1 || call->recurrent_activation > LSTM_ACTIVATIONS)
        return LSTM_UNKNOWN_FUNCTION;
    if (call->masked_output < LSTM_MASKED_PREVIOUS || call->masked_output > LSTM_MASKED_ZERO)
        return LSTM_UNKNOWN_MASKED_OUTPUT;
    if (call->batch > LSTM_LARGEST || call->timesteps > LSTM_LARGEST ||
        call->input_dim > LSTM_LARGEST || call->units > LSTM_LARGEST)
        return LSTM_TOO_LARGE;
    if (!call->packed || !call->workspace || (rows && call->input_dim && !call->sequences) ||
        (outputs && call->units && !call->lstm_output) ||
        (call->batch && call->units && (!call->state_h || !call->state_c)))
        return LSTM_NO_ARRAY;
    return LSTM_FINE;
}

int lstm_f32(const lstm_call_f32 *call)
{
    const int fault = fault_f32(call);
    if (fault == LSTM_FINE) {
        const job_f32 job = job_of_f32(call);
        if (!shared_f32(&job))
            alone_f32(&job);
    }
    return fault;
}

/* An activation alone. */
void lstm_activate_f32(int activation, size_t n, const float *x, float *y)
{
    for (size_t i = 0; i < n; i += LANES_f32) {
        const size_t lanes = n - i < LANES_f32 ? n - i : LANES_f32;
        vec_f32 register_of_x = all_f32(0.0f);
        memcpy(&register_of_x, x + i, lanes * sizeof(float));
        register_of_x = activate_f32(activation, register_of_x);
        memcpy(y + i, &register_of_x, lanes * sizeof(float));
    }
}

/* ---- double ---- */

/* The words of the equations for one register of numbers, or for one number without registers. */
#ifdef LSTM_REGISTER
typedef double vec_f64 __attribute__((vector_size(LSTM_REGISTER)));
typedef int64_t mask_f64 __attribute__((vector_size(LSTM_REGISTER)));
enum { LANES_f64 = LSTM_REGISTER / sizeof(double) };

LSTM_INLINE vec_f64 all_f64(double x) { return x - (vec_f64){0}; }

LSTM_INLINE vec_f64 where_f64(mask_f64 condition, vec_f64 value, vec_f64 otherwise)
{
    return (vec_f64)((condition & (mask_f64)value) | (~condition & (mask_f64)otherwise));
}

#define EACH_LANE_f64(name)                                                                        \
    LSTM_APART vec_f64 name##_f64(vec_f64 x)                                                       \
    {                                                                                              \
        for (int lane = 0; lane < LANES_f64; lane++)                                               \
            x[lane] = name(x[lane]);                                                            \
        return x;                                                                                  \
    }
#else
typedef double vec_f64;
typedef int mask_f64;
enum { LANES_f64 = 1 };

LSTM_INLINE vec_f64 all_f64(double x) { return x; }

LSTM_INLINE vec_f64 where_f64(mask_f64 condition, vec_f64 value, vec_f64 otherwise)
{
    return condition ? value : otherwise;
}

#define EACH_LANE_f64(name)                                                                        \
    LSTM_INLINE vec_f64 name##_f64(vec_f64 x) { return name(x); }
#endif

EACH_LANE_f64(exp)
EACH_LANE_f64(log)
EACH_LANE_f64(expm1)
EACH_LANE_f64(log1p)
EACH_LANE_f64(sqrt)
EACH_LANE_f64(erfc)

LSTM_INLINE vec_f64 load_f64(const double *from)
{
    vec_f64 x;
    memcpy(&x, from, sizeof x);
    return x;
}

LSTM_INLINE void store_f64(double *to, vec_f64 x) { memcpy(to, &x, sizeof x); }

/* NaN in x stays NaN in the next four; the instructions return their second operand then. */
#ifdef LSTM_X86
LSTM_INLINE vec_f64 maximum_f64(vec_f64 x, vec_f64 y) { return LSTM_X86(max_pd)(y, x); }
LSTM_INLINE vec_f64 minimum_f64(vec_f64 x, vec_f64 y) { return LSTM_X86(min_pd)(y, x); }
#else
LSTM_INLINE vec_f64 maximum_f64(vec_f64 x, vec_f64 y) { return where_f64(x < y, y, x); }
LSTM_INLINE vec_f64 minimum_f64(vec_f64 x, vec_f64 y) { return where_f64(x > y, y, x); }
#endif
LSTM_INLINE vec_f64 absolute_f64(vec_f64 x) { return where_f64(x < 0.0, -x, x); }
LSTM_INLINE vec_f64 clip_f64(vec_f64 x, vec_f64 low, vec_f64 high)
{
    return minimum_f64(maximum_f64(x, low), high);
}

/* To the nearest whole number, of two to the even one: there a double has no digits behind it. */
#define ONLY_WHOLE_f64 (1.5 / DBL_EPSILON)
LSTM_INLINE vec_f64 round_f64(vec_f64 x)
{
    const vec_f64 near = (x + ONLY_WHOLE_f64) - ONLY_WHOLE_f64;
    return where_f64(absolute_f64(x) < 0.5 / DBL_EPSILON, near, x);
}

LSTM_INLINE vec_f64 saturate_f64(vec_f64 x) { return clip_f64(x, all_f64(-127.0), all_f64(127.0)); }

LSTM_INLINE vec_f64 square_f64(vec_f64 x) { return x * x; }

LSTM_INLINE vec_f64 hypot_f64(vec_f64 x, vec_f64 y)
{
    const vec_f64 one = absolute_f64(x), other = absolute_f64(y);
    const vec_f64 large = maximum_f64(one, other), small = minimum_f64(one, other);
    const vec_f64 ratio = small / where_f64(large > 0.0, large, all_f64(1.0));
    return large * sqrt_f64(1.0 + ratio * ratio);
}

#define LN2_f64 0.6931471805599453

LSTM_INLINE vec_f64 logaddexp_f64(vec_f64 x, vec_f64 y)
{
    const vec_f64 apart = absolute_f64(x - y);
    const vec_f64 sum = maximum_f64(x, y) + log1p_f64(exp_f64(-apart));
    return where_f64(x == y, x + LN2_f64, sum); /* inf - inf is NaN */
}

LSTM_INLINE vec_f64 expm1_series_f64(vec_f64 x)
{
    return x * (1.0 + x * (0.5 + x * (0.16666666666666666 + x * (0.041666666666666664 + x *
        (0.008333333333333333 + x * (0.001388888888888889 + x * (0.0001984126984126984 + x *
        (2.48015873015873e-05 + x * (2.7557319223985893e-06 + x * (2.755731922398589e-07 + x *
        (2.505210838544172e-08 + x * (2.08767569878681e-09 + x / 6227020800.0))))))))))));
}

#define LN2_HIGH_f64 6.93147180369123816490e-01
#define LN2_LOW_f64 1.90821492927058770002e-10
#define ROUNDING_f64 6755399441055744.0 /* 1.5 * 2^52: added and subtracted, it rounds */

/* 2 to the power of a whole number */
#ifdef LSTM_REGISTER
LSTM_INLINE vec_f64 power_of_two_f64(vec_f64 k)
{
    const mask_f64 exponent = __builtin_convertvector(k, mask_f64) + (DBL_MAX_EXP - 1);
    return (vec_f64)(exponent << (DBL_MANT_DIG - 1));
}
#else
LSTM_INLINE vec_f64 power_of_two_f64(vec_f64 k) { return ldexp(1.0, (int)k); }
#endif

/* exp(x) - 1 for -60 < x <= 0: x = k ln 2 + r, with |r| <= ln 2 / 2 for the series. */
LSTM_INLINE vec_f64 small_expm1_f64(vec_f64 x)
{
    const vec_f64 k = (x * (1 / LN2_f64) + ROUNDING_f64) - ROUNDING_f64;
    const vec_f64 r = (x - k * LN2_HIGH_f64) - k * LN2_LOW_f64;
    const vec_f64 power = power_of_two_f64(k);
    return power * expm1_series_f64(r) + (power - 1.0);
}

/* tanh(x) = (1 - exp(-2 x)) / (1 + exp(-2 x)), for x from 20 on 1 */
LSTM_INLINE vec_f64 tanh_f64(vec_f64 x)
{
    const vec_f64 e = small_expm1_f64(-2.0 * minimum_f64(absolute_f64(x), all_f64(20.0)));
    const vec_f64 y = -e / (2.0 + e);
    return where_f64(x < 0.0, -y, y);
}

LSTM_INLINE vec_f64 sigmoid_f64(vec_f64 x)
{
    // sigmoid
    return 0.5 + 0.5 * tanh_f64(0.5 * x);
}

LSTM_INLINE vec_f64 hard_sigmoid_f64(vec_f64 x)
{
    // hard_sigmoid
    return clip_f64(x / 6.0 + 0.5, all_f64(0.0), all_f64(1.0));
}

LSTM_INLINE vec_f64 hard_sigmoid_keras2_f64(vec_f64 x)
{
    // hard_sigmoid_keras2
    return clip_f64(0.2 * x + 0.5, all_f64(0.0), all_f64(1.0));
}

LSTM_INLINE vec_f64 linear_f64(vec_f64 x)
{
    // linear
    return x;
}

LSTM_INLINE vec_f64 relu_f64(vec_f64 x)
{
    // relu
    return maximum_f64(x, all_f64(0.0));
}

LSTM_INLINE vec_f64 relu6_f64(vec_f64 x)
{
    // relu6
    return clip_f64(x, all_f64(0.0), all_f64(6.0));
}

LSTM_INLINE vec_f64 leaky_relu_f64(vec_f64 x)
{
    // leaky_relu
    return where_f64(x > 0.0, x, 0.2 * x);
}

LSTM_INLINE vec_f64 elu_f64(vec_f64 x)
{
    // elu
    return where_f64(x > 0.0, x, 1.0 * expm1_f64(minimum_f64(x, all_f64(0.0))));
}

LSTM_INLINE vec_f64 selu_f64(vec_f64 x)
{
    // selu
    return where_f64(x > 0.0, x + 0.050700987355480495 * x, 1.7580993408473768 *
        expm1_f64(minimum_f64(x, all_f64(0.0))));
}

LSTM_INLINE vec_f64 celu_f64(vec_f64 x)
{
    // celu
    return where_f64(x > 0.0, x, 1.0 * expm1_f64(minimum_f64(x, all_f64(0.0)) / 1.0));
}

LSTM_INLINE vec_f64 gelu_f64(vec_f64 x)
{
    // gelu
    return 0.5 * x * erfc_f64(-x / 1.4142135623730951);
}

LSTM_INLINE vec_f64 gelu_tanh_f64(vec_f64 x)
{
    // gelu_tanh
    return 0.5 * x * (2.0 / (1.0 + exp_f64(-2.0 * (0.7978845608028654 * (x + 0.044715 *
        (square_f64(x) * x))))));
}

LSTM_INLINE vec_f64 silu_f64(vec_f64 x)
{
    // silu
    return x * (exp_f64(minimum_f64(x, all_f64(0.0))) / (1.0 + exp_f64(-absolute_f64(x))));
}

LSTM_INLINE vec_f64 softplus_f64(vec_f64 x)
{
    // softplus
    return logaddexp_f64(all_f64(0.0), x);
}

LSTM_INLINE vec_f64 mish_f64(vec_f64 x)
{
    // mish
    return x * tanh_f64(softplus_f64(x));
}

LSTM_INLINE vec_f64 softsign_f64(vec_f64 x)
{
    // softsign
    return x / (1.0 + absolute_f64(x));
}

LSTM_INLINE vec_f64 exponential_f64(vec_f64 x)
{
    // exponential
    return exp_f64(x);
}

LSTM_INLINE vec_f64 hard_tanh_f64(vec_f64 x)
{
    // hard_tanh
    return clip_f64(x, all_f64(-1.0), all_f64(1.0));
}

LSTM_INLINE vec_f64 hard_silu_f64(vec_f64 x)
{
    // hard_silu
    return x * hard_sigmoid_f64(x);
}

LSTM_INLINE vec_f64 log_sigmoid_f64(vec_f64 x)
{
    // log_sigmoid
    return -softplus_f64(-x);
}

LSTM_INLINE vec_f64 tanh_shrink_f64(vec_f64 x)
{
    // tanh_shrink
    return x - tanh_f64(x);
}

LSTM_INLINE vec_f64 soft_shrink_f64(vec_f64 x)
{
    // soft_shrink
    return where_f64(x > 0.5, x - 0.5, where_f64(x < -0.5, x + 0.5, all_f64(0.0)));
}

LSTM_INLINE vec_f64 hard_shrink_f64(vec_f64 x)
{
    // hard_shrink
    return where_f64(absolute_f64(x) > 0.5, x, all_f64(0.0));
}

LSTM_INLINE vec_f64 squareplus_f64(vec_f64 x)
{
    // squareplus
    return where_f64(x < 0.0, 4.0 / (hypot_f64(x, all_f64(2.0)) - x), x + hypot_f64(x,
        all_f64(2.0))) / 2.0;
}

LSTM_INLINE vec_f64 sparse_plus_f64(vec_f64 x)
{
    // sparse_plus
    return where_f64(x <= -1.0, all_f64(0.0), where_f64(x < 1.0, square_f64(clip_f64(x,
        all_f64(-1.0), all_f64(1.0)) + 1.0) / 4.0, x));
}

LSTM_INLINE vec_f64 sparse_sigmoid_f64(vec_f64 x)
{
    // sparse_sigmoid
    return clip_f64((x + 1.0) / 2.0, all_f64(0.0), all_f64(1.0));
}

LSTM_INLINE vec_f64 thresholded_relu_f64(vec_f64 x)
{
    // thresholded_relu
    return where_f64(x > 1.0, x, all_f64(0.0));
}

LSTM_INLINE vec_f64 hard_sigmoid_onnx_f64(vec_f64 x)
{
    // hard_sigmoid_onnx
    return clip_f64(0.2 * x + 0.5, all_f64(0.0), all_f64(1.0));
}

LSTM_APART vec_f64 activate_other_f64(int activation, vec_f64 x)
{
    switch (activation) {
    case LSTM_TANH: return tanh_f64(x);
    case LSTM_SIGMOID: return sigmoid_f64(x);
    case LSTM_HARD_SIGMOID: return hard_sigmoid_f64(x);
    case LSTM_HARD_SIGMOID_KERAS2: return hard_sigmoid_keras2_f64(x);
    case LSTM_LINEAR: return linear_f64(x);
    case LSTM_RELU: return relu_f64(x);
    case LSTM_RELU6: return relu6_f64(x);
    case LSTM_LEAKY_RELU: return leaky_relu_f64(x);
    case LSTM_ELU: return elu_f64(x);
    case LSTM_SELU: return selu_f64(x);
    case LSTM_CELU: return celu_f64(x);
    case LSTM_GELU: return gelu_f64(x);
    case LSTM_GELU_TANH: return gelu_tanh_f64(x);
    case LSTM_SILU: return silu_f64(x);
    case LSTM_MISH: return mish_f64(x);
    case LSTM_SOFTPLUS: return softplus_f64(x);
    case LSTM_SOFTSIGN: return softsign_f64(x);
    case LSTM_EXPONENTIAL: return exponential_f64(x);
    case LSTM_HARD_TANH: return hard_tanh_f64(x);
    case LSTM_HARD_SILU: return hard_silu_f64(x);
    case LSTM_LOG_SIGMOID: return log_sigmoid_f64(x);
    case LSTM_TANH_SHRINK: return tanh_shrink_f64(x);
    case LSTM_SOFT_SHRINK: return soft_shrink_f64(x);
    case LSTM_HARD_SHRINK: return hard_shrink_f64(x);
    case LSTM_SQUAREPLUS: return squareplus_f64(x);
    case LSTM_SPARSE_PLUS: return sparse_plus_f64(x);
    case LSTM_SPARSE_SIGMOID: return sparse_sigmoid_f64(x);
    case LSTM_THRESHOLDED_RELU: return thresholded_relu_f64(x);
    case LSTM_HARD_SIGMOID_ONNX: return hard_sigmoid_onnx_f64(x);
    }
    return x;
}

LSTM_INLINE vec_f64 activate_f64(int activation, vec_f64 x)
{
    if (activation == LSTM_TANH)
        return tanh_f64(x);
    if (activation == LSTM_SIGMOID)
        return sigmoid_f64(x);
    return activate_other_f64(activation, x);
}

LSTM_INLINE void cell_f64(const int activation, const int recurrent_activation, vec_f64 z[],
                          vec_f64 h_tm1, vec_f64 c_tm1, vec_f64 *h_t_result, vec_f64 *c_t_result)
{
    (void)h_tm1;
    const vec_f64 z_i = z[0]; // x_t W_i + h_tm1 U_i + b_i
    const vec_f64 z_f = z[1]; // x_t W_f + h_tm1 U_f + b_f
    const vec_f64 z_c = z[2]; // x_t W_c + h_tm1 U_c + b_c
    const vec_f64 z_o = z[3]; // x_t W_o + h_tm1 U_o + b_o
    const vec_f64 i_t = activate_f64(recurrent_activation, z_i); // input-gate
    const vec_f64 f_t = activate_f64(recurrent_activation, z_f); // forget-gate
    const vec_f64 g_t = activate_f64(activation, z_c); // candidate
    const vec_f64 o_t = activate_f64(recurrent_activation, z_o); // output-gate
    const vec_f64 c_t = f_t * c_tm1 + i_t * g_t; // cell-state
    const vec_f64 h_t = o_t * activate_f64(activation, c_t); // hidden-state
    *h_t_result = h_t;
    *c_t_result = c_t;
}

LSTM_INLINE void masked_step_f64(int m_t, vec_f64 h_tm1, vec_f64 c_tm1, vec_f64 *h_t, vec_f64 *c_t)
{
    *h_t = m_t ? *h_t : h_tm1; // masked-step
    *c_t = m_t ? *c_t : c_tm1; // masked-step
}

LSTM_INLINE vec_f64 masked_output_f64(int masked_output, int m_t, vec_f64 h_t,
                                      vec_f64 y_tm1)
{
    vec_f64 y_t = y_tm1;
    switch (masked_output) {
    case LSTM_MASKED_PREVIOUS:
        y_t = m_t ? h_t : y_tm1; // output-previous
        break;
    case LSTM_MASKED_STATE:
        y_t = h_t; // output-state
        break;
    case LSTM_MASKED_ZERO:
        y_t = m_t ? h_t : all_f64(0.0); // output-zero
        break;
    }
    return y_t;
}

LSTM_INLINE size_t entry_f64(int go_backwards, size_t t, size_t timesteps)
{
    if (go_backwards)
        return timesteps - 1 - t; // input-backwards
    return t; // input
}

LSTM_INLINE size_t mask_entry_f64(int go_backwards, size_t t, size_t timesteps)
{
    if (go_backwards)
        return timesteps - 1 - t; // mask-backwards
    return t; // mask
}

/* Weights in the order in which they are used. A panel holds those of LANES units: a row of bias,
   a row for each input, a row for each unit; a row has LANES numbers for each gate. */
enum { ROW_f64 = PANEL_GATES * LANES_f64 };

typedef vec_f64 sums_f64[PANEL_GATES]; /* of one example, for the units of a panel */

LSTM_INLINE void load_sums_f64(sums_f64 sums, const double *from)
{
    LSTM_UNROLL
    for (int gate = 0; gate < PANEL_GATES; gate++)
        sums[gate] = load_f64(from + gate * LANES_f64);
}

LSTM_INLINE void store_sums_f64(double *to, sums_f64 sums)
{
    LSTM_UNROLL
    for (int gate = 0; gate < PANEL_GATES; gate++)
        store_f64(to + gate * LANES_f64, sums[gate]);
}

LSTM_INLINE void copy_sums_f64(sums_f64 to, sums_f64 from)
{
    LSTM_UNROLL
    for (int gate = 0; gate < PANEL_GATES; gate++)
        to[gate] = from[gate];
}

LSTM_INLINE size_t panels_f64(size_t units) { return (units + LANES_f64 - 1) / LANES_f64; }

void lstm_pack_f64(size_t input_dim, size_t units, const double *kernel,
                   const double *recurrent_kernel, const double *bias, double *packed)
{
    const size_t columns = PANEL_GATES * units;
    for (size_t first = 0; first < panels_f64(units) * LANES_f64; first += LANES_f64) {
        for (size_t row = 0; row < 1 + input_dim + units; row++) {
            const double *from = bias;
            if (row > input_dim)
                from = recurrent_kernel + (row - 1 - input_dim) * columns;
            else if (row > 0)
                from = kernel + (row - 1) * columns;
            for (size_t gate = 0; gate < PANEL_GATES; gate++)
                for (size_t unit = first; unit < first + LANES_f64; unit++)
                    *packed++ = unit < units && from ? from[gate * units + unit] : 0.0;
        }
    }
}

/* sums[r] += vectors[r] times n rows of a panel, for so many examples; all sums stay in registers.
   Meanwhile the weights that are used next are called into the cache, `stride` bytes a row. */
LSTM_INLINE void add_product_f64(const int examples, sums_f64 sums[], const double *const vectors[],
                                 const double *panel, size_t n, const char *next, size_t stride)
{
    sums_f64 s[LSTM_EXAMPLES];
    LSTM_UNROLL
    for (int r = 0; r < examples; r++)
        copy_sums_f64(s[r], sums[r]);
    for (size_t k = 0; k < n; k++, panel += ROW_f64, next += stride) {
        vec_f64 factors[LSTM_EXAMPLES];
        LSTM_PREFETCH(next);
        LSTM_UNROLL
        for (int r = 0; r < examples; r++)
            factors[r] = all_f64(vectors[r][k]);
        LSTM_UNROLL
        for (int gate = 0; gate < PANEL_GATES; gate++) {
            vec_f64 weights = load_f64(panel + gate * LANES_f64);
            LSTM_KEEP(weights);
            LSTM_UNROLL
            for (int r = 0; r < examples; r++)
                s[r][gate] += factors[r] * weights;
        }
    }
    LSTM_UNROLL
    for (int r = 0; r < examples; r++)
        copy_sums_f64(sums[r], s[r]);
}

/* The same for one example and two panels, `apart` numbers from each other: with the sums of one
   alone, the processor would wait for each addition. */
LSTM_INLINE void add_products_f64(sums_f64 sums[2], const double *vector, const double *panel,
                                  size_t apart, size_t n)
{
    sums_f64 s[2];
    copy_sums_f64(s[0], sums[0]);
    copy_sums_f64(s[1], sums[1]);
    for (size_t k = 0; k < n; k++, panel += ROW_f64) {
        const vec_f64 factor = all_f64(vector[k]);
        LSTM_UNROLL
        for (int gate = 0; gate < PANEL_GATES; gate++) {
            s[0][gate] += factor * load_f64(panel + gate * LANES_f64);
            s[1][gate] += factor * load_f64(panel + apart + gate * LANES_f64);
        }
    }
    copy_sums_f64(sums[0], s[0]);
    copy_sums_f64(sums[1], s[1]);
}

/* A call, with the sizes and places that every part of it needs. */
typedef struct {
    const lstm_call_f64 *call;
    size_t panels, panel_size; /* how many; how many numbers one has */
    size_t padded;             /* units, rounded up to whole registers */
    size_t slab_steps;         /* for so many timesteps x W + b is computed at once; 0: for none */
    size_t inputs;             /* the length of x_t, if it is not for the slab */
    size_t width;              /* from one example's x_t and h_tm1 to the next one's */
    double *h[2];               /* [batch]: x_t and h_tm1 side by side, of even and of odd steps */
    double *c, *y;              /* [batch][padded] */
    double *slab;               /* [timesteps of the slab][batch][panels][row] */
} job_f64;

/* What follows the sums for the units of a panel: the equations, the mask, the output. */
LSTM_INLINE void finish_f64(const job_f64 *job, const int activation,
                            const int recurrent_activation, size_t t, size_t example,
                            size_t panel, sums_f64 z)
{
    const lstm_call_f64 *call = job->call;
    const size_t at = example * job->padded + panel * LANES_f64;
    const vec_f64 c_tm1 = load_f64(job->c + at);
    const vec_f64 h_tm1 = load_f64(job->h[t % 2] + example * job->width + panel * LANES_f64);
    vec_f64 h_t, c_t, y_t;
    cell_f64(activation, recurrent_activation, z, h_tm1, c_tm1, &h_t, &c_t);
    y_t = h_t;
    if (call->mask) {
        const size_t place = mask_entry_f64(call->go_backwards, t, call->timesteps);
        const int m_t = call->mask[example * call->timesteps + place];
        masked_step_f64(m_t, h_tm1, c_tm1, &h_t, &c_t);
        y_t = masked_output_f64(call->masked_output, m_t, h_t, load_f64(job->y + at));
        store_f64(job->y + at, y_t);
    }
    store_f64(job->c + at, c_t);
    store_f64(job->h[(t + 1) % 2] + example * job->width + panel * LANES_f64, h_t);
    if (call->return_sequences || t + 1 == call->timesteps) {
        const size_t row = call->return_sequences ? example * call->timesteps + t : example;
        const size_t first = panel * LANES_f64, left = call->units - first;
        double *to = call->lstm_output + row * call->units + first;
        if (left >= LANES_f64)
            store_f64(to, y_t);
        else
            memcpy(to, &y_t, left * sizeof(double));
    }
}

/* Sums of some examples for one panel or, with `across`, of one example for some panels. */
LSTM_APART void finish_default_f64(const job_f64 *job, size_t t, size_t example, size_t panel,
                                   size_t count, size_t across, sums_f64 sums[])
{
    for (size_t r = 0; r < count; r++)
        finish_f64(job, LSTM_TANH, LSTM_SIGMOID, t, across ? example : example + r,
                   across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_any_f64(const job_f64 *job, size_t t, size_t example, size_t panel,
                               size_t count, size_t across, sums_f64 sums[])
{
    for (size_t r = 0; r < count; r++)
        finish_f64(job, job->call->activation, job->call->recurrent_activation, t,
                   across ? example : example + r, across ? panel + r : panel, sums[r]);
}

LSTM_INLINE void finish_all_f64(const job_f64 *job, size_t t, size_t example, size_t panel,
                                size_t count, size_t across, sums_f64 sums[])
{
    const lstm_call_f64 *call = job->call;
    if (call->activation == LSTM_TANH && call->recurrent_activation == LSTM_SIGMOID)
        finish_default_f64(job, t, example, panel, count, across, sums);
    else
        finish_any_f64(job, t, example, panel, count, across, sums);
}

LSTM_INLINE const double *weights_f64(const job_f64 *job, size_t panel)
{
    return job->call->packed + panel * job->panel_size;
}

LSTM_INLINE const double *input_f64(const lstm_call_f64 *call, size_t example, size_t t)
{
    const size_t place = entry_f64(call->go_backwards, t, call->timesteps);
    return call->sequences + (example * call->timesteps + place) * call->input_dim;
}

/* x W + b of one example and one panel; the rows of step t lie behind each other. */
LSTM_INLINE double *slab_row_f64(const job_f64 *job, double *slab, size_t row, size_t panel)
{
    return slab + (row * job->panels + panel) * ROW_f64;
}

/* So many examples of one panel at step t. */
LSTM_INLINE void tile_f64(const job_f64 *job, const int examples, size_t t, size_t example,
                          size_t panel, double *slab, const char *next, size_t stride)
{
    const double *weights = weights_f64(job, panel), *vectors[LSTM_EXAMPLES];
    sums_f64 sums[LSTM_EXAMPLES];
    for (int r = 0; r < examples; r++) {
        load_sums_f64(sums[r], slab ? slab_row_f64(job, slab, example + r, panel) : weights);
        vectors[r] = job->h[t % 2] + (example + r) * job->width - job->inputs;
    }
    weights += (1 + job->call->input_dim - job->inputs) * ROW_f64;
    add_product_f64(examples, sums, vectors, weights, job->inputs + job->call->units, next, stride);
    finish_all_f64(job, t, example, panel, examples, 0, sums);
}

/* Two panels of the only example at step t. */
LSTM_INLINE void pair_f64(const job_f64 *job, size_t t, size_t panel, double *slab)
{
    const double *weights = weights_f64(job, panel), *vector = job->h[t % 2] - job->inputs;
    sums_f64 sums[2];
    for (size_t p = 0; p < 2; p++)
        load_sums_f64(sums[p], slab ? slab_row_f64(job, slab, 0, panel + p)
                                    : weights + p * job->panel_size);
    weights += (1 + job->call->input_dim - job->inputs) * ROW_f64;
    add_products_f64(sums, vector, weights, job->panel_size, job->inputs + job->call->units);
    finish_all_f64(job, t, 0, panel, 2, 1, sums);
}

/* The inputs of step t, beside the hidden state that it begins with; of so many examples. */
LSTM_INLINE void place_inputs_f64(const job_f64 *job, size_t t, size_t example, size_t end)
{
    for (; job->inputs && t < job->call->timesteps && example < end; example++)
        memcpy(job->h[t % 2] + example * job->width - job->inputs,
               input_f64(job->call, example, t), job->inputs * sizeof(double));
}

/* One step of so many panels; every second one from the last panel to the first, so that the weights that the
   cache still holds are used before they are replaced. */
LSTM_APART void step_f64(const job_f64 *job, size_t t, size_t first, size_t panels, double *slab)
{
    const size_t batch = job->call->batch, tiles = (batch + LSTM_EXAMPLES - 1) / LSTM_EXAMPLES;
    const size_t wide = batch == 1 ? 2 : 1;
    const size_t stride = ROW_f64 * sizeof(double) / tiles;
    for (size_t done = 0; done < panels; done += wide) {
        const size_t panel = first + (t % 2 ? panels - 1 - done : done);
        const char *next = (const char *)weights_f64(job, panel);
        if (wide == 2 && done + 1 < panels) {
            pair_f64(job, t, panel - t % 2, slab);
            continue;
        }
        if (done + 1 < panels)
            next = (const char *)weights_f64(job, t % 2 ? panel - 1 : panel + 1);
        size_t example = 0;
        for (size_t tile = 0; tile < tiles; tile++) {
            const size_t examples = (batch - example + tiles - tile - 1) / (tiles - tile);
            switch (examples) {
            case 1: tile_f64(job, 1, t, example, panel, slab, next, stride); break;
            case 2: tile_f64(job, 2, t, example, panel, slab, next, stride); break;
            case 3: tile_f64(job, 3, t, example, panel, slab, next, stride); break;
#if LSTM_EXAMPLES == 6
            case 4: tile_f64(job, 4, t, example, panel, slab, next, stride); break;
            case 5: tile_f64(job, 5, t, example, panel, slab, next, stride); break;
            case 6: tile_f64(job, 6, t, example, panel, slab, next, stride); break;
#endif
            }
            example += examples;
            next += (job->inputs + job->call->units) * stride;
        }
    }
}

/* So many rows of the slab, for a panel. */
LSTM_INLINE void fill_rows_f64(const job_f64 *job, const int rows, size_t t, size_t row,
                               size_t panel)
{
    const double *weights = weights_f64(job, panel), *inputs[LSTM_EXAMPLES];
    const lstm_call_f64 *call = job->call;
    sums_f64 sums[LSTM_EXAMPLES];
    for (int r = 0; r < rows; r++) {
        inputs[r] = input_f64(call, (row + r) % call->batch, t + (row + r) / call->batch);
        load_sums_f64(sums[r], weights);
    }
    add_product_f64(rows, sums, inputs, weights + ROW_f64, call->input_dim, (const char *)weights,
                    0);
    for (int r = 0; r < rows; r++)
        store_sums_f64(slab_row_f64(job, job->slab, row + r, panel), sums[r]);
}

/* x W + b for several timesteps at once: a small batch alone would not fill a tile. */
LSTM_APART void fill_slab_f64(const job_f64 *job, size_t t, size_t first, size_t panels)
{
    const size_t left = job->call->timesteps - t;
    const size_t rows = job->call->batch * (left < job->slab_steps ? left : job->slab_steps);
    for (size_t panel = first; panel < first + panels; panel++) {
        size_t row = 0;
        for (; row + LSTM_EXAMPLES <= rows; row += LSTM_EXAMPLES)
            fill_rows_f64(job, LSTM_EXAMPLES, t, row, panel);
        switch (rows - row) {
        case 1: fill_rows_f64(job, 1, t, row, panel); break;
        case 2: fill_rows_f64(job, 2, t, row, panel); break;
#if LSTM_EXAMPLES == 6
        case 3: fill_rows_f64(job, 3, t, row, panel); break;
        case 4: fill_rows_f64(job, 4, t, row, panel); break;
        case 5: fill_rows_f64(job, 5, t, row, panel); break;
#endif
        }
    }
}

LSTM_INLINE job_f64 job_of_f64(const lstm_call_f64 *call)
{
    const size_t panels = panels_f64(call->units), padded = panels * LANES_f64;
    const int is_small = call->batch && call->batch <= SLAB_BATCH && call->timesteps > 1;
    const size_t slab_steps = is_small ? SLAB_ROWS / call->batch : 0;
    const size_t inputs = slab_steps ? 0 : call->input_dim;
    const size_t beside = panels_f64(inputs) * LANES_f64, width = beside + padded;
    double *const h = call->workspace + beside;
    double *const c = call->workspace + 2 * call->batch * width; /* h's last row ends here */
    return (job_f64){
        .call = call,
        .panels = panels,
        .panel_size = (1 + call->input_dim + call->units) * ROW_f64,
        .padded = padded,
        .slab_steps = slab_steps,
        .inputs = inputs,
        .width = width,
        .h = {h, h + call->batch * width},
        .c = c,
        .y = c + call->batch * padded,
        .slab = c + 2 * call->batch * padded,
    };
}

/* Step t of so many panels; then the inputs of the next step, for so many examples. */
LSTM_INLINE void one_step_f64(const job_f64 *job, size_t t, size_t panel, size_t panels,
                              size_t example, size_t end)
{
    double *slab = NULL;
    if (job->slab_steps) {
        const size_t filled = t % job->slab_steps;
        if (filled == 0)
            fill_slab_f64(job, t, panel, panels);
        slab = slab_row_f64(job, job->slab, filled * job->call->batch, 0);
    }
    step_f64(job, t, panel, panels, slab);
    place_inputs_f64(job, t + 1, example, end);
}

/* The initial state, or zeros, with every row padded to whole registers. */
LSTM_INLINE void start_state_f64(const job_f64 *job, const double *from, double *to, size_t width)
{
    const size_t units = job->call->units;
    for (size_t example = 0; example < job->call->batch; example++, to += width) {
        memset(to, 0, job->padded * sizeof(double));
        if (from)
            memcpy(to, from + example * units, units * sizeof(double));
    }
}

LSTM_INLINE void end_state_f64(const job_f64 *job, const double *from, size_t width, double *to)
{
    const size_t units = job->call->units;
    for (size_t example = 0; example < job->call->batch; example++, from += width)
        memcpy(to + example * units, from, units * sizeof(double));
}

static void start_f64(const job_f64 *job)
{
    start_state_f64(job, job->call->initial_h, job->h[0], job->width);
    start_state_f64(job, job->call->initial_c, job->c, job->padded);
    start_state_f64(job, NULL, job->y, job->padded);
    place_inputs_f64(job, 0, 0, job->call->batch);
}

static void end_f64(const job_f64 *job)
{
    const lstm_call_f64 *call = job->call;
    const double *h = job->h[call->timesteps % 2];
    end_state_f64(job, h, job->width, call->state_h);
    end_state_f64(job, job->c, job->padded, call->state_c);
    if (call->timesteps == 0 && !call->return_sequences)
        end_state_f64(job, call->mask ? job->y : h, call->mask ? job->padded : job->width,
                      call->lstm_output);
}

static void alone_f64(const job_f64 *job)
{
    start_f64(job);
    if (job->call->batch)
        for (size_t t = 0; t < job->call->timesteps; t++)
            one_step_f64(job, t, 0, job->panels, 0, job->call->batch);
    end_f64(job);
}


/* How a call is divided among threads. */
#ifdef LSTM_THREADS
/* Where there are many examples, each thread computes some of them from beginning to end, as a
   call of its own: their states then lie apart, and no line of memory goes to and fro. */
static void some_examples_f64(const void *given, size_t group, size_t stage)
{
    lstm_call_f64 call = *((const job_f64 *)given)->call;
    const size_t groups = call.share->groups;
    const size_t first = call.batch * group / groups, end = call.batch * (group + 1) / groups;
    const size_t rows = first * call.timesteps, units = first * call.units;
    (void)stage;
    call.batch = end - first;
    call.sequences += rows * call.input_dim;
    call.initial_h = call.initial_h ? call.initial_h + units : NULL;
    call.initial_c = call.initial_c ? call.initial_c + units : NULL;
    call.mask = call.mask ? call.mask + rows : NULL;
    call.lstm_output += call.return_sequences ? rows * call.units : units;
    call.state_h += units;
    call.state_c += units;
    call.workspace += first * LSTM_WORKSPACE_OF_ONE(call.input_dim, call.units);
    const job_f64 job = job_of_f64(&call);
    alone_f64(&job);
}

/* Where there are few, each thread computes some units, and waits at every step for the others. */
static void some_units_f64(const void *given, size_t group, size_t stage)
{
    const job_f64 *job = given;
    const size_t pairs = (job->panels + 1) / 2, groups = job->call->share->groups;
    const size_t first = pairs * group / groups * 2, end = pairs * (group + 1) / groups * 2;
    const size_t batch = job->call->batch;
    one_step_f64(job, stage, first, (end < job->panels ? end : job->panels) - first,
                 batch * group / groups, batch * (group + 1) / groups);
}

LSTM_INLINE int by_examples_f64(const lstm_call_f64 *call, size_t threads)
{
    /* A part has more than a slab is for: a slab would lie in the next part's workspace. */
    return call->batch >= threads * (LSTM_EXAMPLES > SLAB_BATCH ? LSTM_EXAMPLES : SLAB_BATCH + 1);
}

/* Into how many groups; one: not at all. */
LSTM_INLINE size_t groups_f64(const job_f64 *job)
{
    const lstm_call_f64 *call = job->call;
    const size_t wished = call->share && call->timesteps && call->batch ? call->share->threads : 1;
    const size_t threads = wished < LSTM_MAX_THREADS ? wished : LSTM_MAX_THREADS;
    const size_t pairs = (job->panels + 1) / 2;
    return by_examples_f64(call, threads) || threads < pairs ? threads : pairs;
}

LSTM_INLINE int shared_f64(const job_f64 *job)
{
    const lstm_call_f64 *call = job->call;
    const size_t groups = groups_f64(job);
    if (groups < 2)
        return 0;
    open_door(call->share);
    if (by_examples_f64(call, groups)) {
        lead(call->share, groups, 1, some_examples_f64, job);
    } else {
        start_f64(job);
        lead(call->share, groups, call->timesteps, some_units_f64, job);
        end_f64(job);
    }
    return 1;
}

void lstm_help_f64(const lstm_call_f64 *call)
{
    const size_t place = call->share ? enter(call->share) : 0;
    if (place) {
        const job_f64 job = job_of_f64(call);
        const int examples = by_examples_f64(call, call->share->groups);
        take_part(call->share, place, examples ? some_examples_f64 : some_units_f64, &job);
        leave(call->share);
    }
}
#else
LSTM_INLINE int shared_f64(const job_f64 *job) { return job == NULL; }
void lstm_help_f64(const lstm_call_f64 *call) { (void)call; }
#endif

static int fault_f64(const lstm_call_f64 *call)
{
    const size_t rows = call->batch * call->timesteps;
    const size_t outputs = call->return_sequences ? rows : call->batch;
    if (call->activation < 1 || call->activation > LSTM_ACTIVATIONS ||
        call->recurrent_activation < 1 || call->recurrent_activation > LSTM_ACTIVATIONS)
        return LSTM_UNKNOWN_FUNCTION;
    if (call->masked_output < LSTM_MASKED_PREVIOUS || call->masked_output > LSTM_MASKED_ZERO)
        return LSTM_UNKNOWN_MASKED_OUTPUT;
    if (call->batch > LSTM_LARGEST || call->timesteps > LSTM_LARGEST ||
        call->input_dim > LSTM_LARGEST || call->units > LSTM_LARGEST)
        return LSTM_TOO_LARGE;
    if (!call->packed || !call->workspace || (rows && call->input_dim && !call->sequences) ||
        (outputs && call->units && !call->lstm_output) ||
        (call->batch && call->units && (!call->state_h || !call->state_c)))
        return LSTM_NO_ARRAY;
    return LSTM_FINE;
}

int lstm_f64(const lstm_call_f64 *call)
{
    const int fault = fault_f64(call);
    if (fault == LSTM_FINE) {
        const job_f64 job = job_of_f64(call);
        if (!shared_f64(&job))
            alone_f64(&job);
    }
    return fault;
}

/* An activation alone. */
void lstm_activate_f64(int activation, size_t n, const double *x, double *y)
{
    for (size_t i = 0; i < n; i += LANES_f64) {
        const size_t lanes = n - i < LANES_f64 ? n - i : LANES_f64;
        vec_f64 register_of_x = all_f64(0.0);
        memcpy(&register_of_x, x + i, lanes * sizeof(double));
        register_of_x = activate_f64(activation, register_of_x);
        memcpy(y + i, &register_of_x, lanes * sizeof(double));
    }
}
