/* Printed from lstm_sym/equations/ and lstm_sym/targets/c/support/ by `lstm-sym generate`.
   Do not edit: change the equations and generate again. */

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

#if defined(LSTM_BFLOAT16) && defined(LSTM_TILES)
#define CELL_IN_TILES
#define BEGIN_TILES(examples) begin_tiles_f32(examples)
#define END_TILES() _tile_release()
#else
#define BEGIN_TILES(examples) (void)0
#define END_TILES() (void)0
#endif
/* How many examples a tile has, for the sums of this cell; see LSTM_EXAMPLES. */
#ifdef CELL_IN_TILES
#define CELL_TILE 8 /* of two rows each: a tile of AMX has 16 */
#elif 4 * LSTM_EXAMPLES / CELL_SUMS >= 6
#define CELL_TILE 6
#elif 4 * LSTM_EXAMPLES / CELL_SUMS >= 1
#define CELL_TILE (4 * LSTM_EXAMPLES / CELL_SUMS)
#else
#define CELL_TILE 1
#endif
/* DO for so many examples; tiles of AMX need no code of their own for each count. */
#ifdef CELL_IN_TILES
#define FOR_EXAMPLES(count, DO)                                                                    \
    if (count)                                                                                     \
    DO((int)(count))
#else
#define FOR_EXAMPLES(count, DO) LSTM_FOR_COUNT(count, CELL_TILE, DO)
#endif
/* Over how many panels one example's sums are taken at once, so that 8 are under way. Tiles of AMX
   wait for no sum: there one panel follows the other. */
#define ACROSS_OF_STAGE(stage) (SUMS_OF_STAGE[stage] > 3 ? 2 : SUMS_OF_STAGE[stage] > 1 ? 4 : 8)
enum { CELL_ACROSS = 8 };
#ifdef LSTM_EIGHT
/* The vectors are made whole before each stage; with more numbers a sum might be above 2^31. */
enum { PHASES = 2, LARGEST_VECTOR = 65536 };
#elif defined(LSTM_BFLOAT16)
/* The vectors are rounded before each stage. */
enum { PHASES = 2, LARGEST_VECTOR = LSTM_LARGEST };
#else
enum { PHASES = 1, LARGEST_VECTOR = LSTM_LARGEST };
#endif


/* A call of any cell, as the loop sees it: the cell's own structure has names in place of arrays.
   What is printed before this says how many there are of each and how large they are:
   SIZES, STATES, ARRAYS, STAGES, VECTORS, COLUMNS, NUMBERS, FUNCTIONS, CELL_SUMS. */
typedef struct {
    size_t batch, timesteps, size[SIZES], rows[SIZES]; /* `rows` of `size` numbers each */
    const float *sequences, *packed, *initial[STATES];
    const unsigned char *mask;
    float number[NUMBERS + 1];
    int function[FUNCTIONS + 1], masked_output, go_backwards, every;
    float *output, *last[STATES], *workspace;
    lstm_share *share;
} given_f32;

/* The same, with the sizes and places that every part of it needs. */
typedef struct {
    given_f32 given;
    size_t padded[SIZES];                      /* of all rows, each of whole registers */
    size_t panels[STAGES], panel_size[STAGES]; /* how many; how many numbers one has */
    const float *weights[STAGES], *column[COLUMNS + 1];
    size_t slab_steps; /* for so many timesteps x W + b is computed at once; 0: for none */
    int is_placed;     /* whether x_t is copied beside the states */
    float *array[2][ARRAYS]; /* [batch][padded], of even and of odd steps; x_t is the first */
    float *y;                /* [batch][padded] */
    float *slab;             /* [timesteps of the slab][batch][panels][sums] */
    float *whole, *whole_slab; /* of fewer bits: the vectors' rows, and those of the slab's x_t */
} job_f32;

typedef vec_f32 sums_f32[CELL_SUMS]; /* of one example, for the units of a panel */

/* Where the numbers of a panel's units are, before (0) or after (1) timestep t. */
LSTM_INLINE float *place_f32(const job_f32 *job, const int array, size_t t, size_t example,
                             size_t panel)
{
    return job->array[t % 2][array] + example * job->padded[SIZE_OF_ARRAY[array]] +
           panel * LANES_f32;
}

LSTM_INLINE vec_f32 read_f32(const job_f32 *job, const int array, size_t t, size_t example,
                             size_t panel)
{
    return load_f32(place_f32(job, array, t, example, panel));
}

/* A row is padded to whole registers. `line_size`: how many numbers it then has. `line`: in which
   row a number is; the number becomes its place in that row. */
LSTM_INLINE size_t line_size_f32(const job_f32 *job, const int size)
{
    return (job->given.size[size] + LANES_f32 - 1) / LANES_f32 * LANES_f32;
}

LSTM_INLINE size_t line_f32(const job_f32 *job, const int size, size_t *number)
{
    const size_t wide = line_size_f32(job, size), line = *number / wide;
    *number %= wide;
    return line;
}

/* The number that all units of a row share, which is the first of its register. */
LSTM_INLINE vec_f32 shared_by_units_f32(const job_f32 *job, const int array, size_t t,
                                        size_t example, const int size, size_t panel)
{
    size_t unit = panel * LANES_f32;
    return all_f32(*place_f32(job, array, t, example, line_f32(job, size, &unit)));
}

/* How many units a row has; then the sum and the mean of a row. Here a stage computes one number
   for each row, so that its panel is the row's number. */
LSTM_INLINE vec_f32 width_f32(const job_f32 *job, const int size)
{
    return all_f32((float)job->given.size[size]);
}

LSTM_APART vec_f32 over_units_f32(const job_f32 *job, const int array, size_t t, size_t example,
                                  const int size, size_t panel)
{
    const size_t units = job->given.size[SIZE_OF_ARRAY[array]];
    const float *x = place_f32(job, array, t, example, 0);
    vec_f32 sums = all_f32(0.0f);
    size_t unit = 0;
    (void)size;
    x += panel * line_size_f32(job, SIZE_OF_ARRAY[array]);
    for (; unit + LANES_f32 <= units; unit += LANES_f32)
        sums += load_f32(x + unit);
    float lanes[LANES_f32], sum = 0.0f;
    store_f32(lanes, sums);
    for (size_t lane = 0; lane < LANES_f32; lane++)
        sum += lanes[lane];
    for (; unit < units; unit++)
        sum += x[unit];
    return all_f32(sum);
}

LSTM_INLINE vec_f32 mean_f32(const job_f32 *job, const int array, size_t t, size_t example,
                             const int size, size_t panel)
{
    return over_units_f32(job, array, t, example, size, panel) /
           width_f32(job, SIZE_OF_ARRAY[array]);
}

/* A matrix of a head is computed row by row. `row`: the vector that is the same in each of its
   rows, at this panel's units, or the head's one number. `column`: the one number of the vector
   that belongs to this row. */
LSTM_INLINE float *row_place_f32(const job_f32 *job, float *vector, const int of, const int size,
                                 size_t panel)
{
    size_t unit = panel * LANES_f32;
    const size_t each = job->given.rows[size] / job->given.rows[of];
    const size_t head = line_f32(job, size, &unit) / each;
    return vector + head * line_size_f32(job, of) + (job->given.size[of] > 1 ? unit : 0);
}

LSTM_INLINE float *column_place_f32(const job_f32 *job, float *vector, const int of,
                                    const int size, size_t panel)
{
    size_t unit = panel * LANES_f32;
    const size_t each = job->given.rows[size] / job->given.rows[of];
    const size_t line = line_f32(job, size, &unit);
    return vector + line / each * line_size_f32(job, of) + line % each;
}

LSTM_INLINE vec_f32 row_f32(const job_f32 *job, const int array, size_t t, size_t example,
                            const int size, size_t panel)
{
    const int of = SIZE_OF_ARRAY[array];
    const float *x = row_place_f32(job, place_f32(job, array, t, example, 0), of, size, panel);
    return job->given.size[of] > 1 ? load_f32(x) : all_f32(*x);
}

LSTM_INLINE vec_f32 column_of_matrix_f32(const job_f32 *job, const int array, size_t t,
                                         size_t example, const int size, size_t panel)
{
    float *vector = place_f32(job, array, t, example, 0);
    return all_f32(*column_place_f32(job, vector, SIZE_OF_ARRAY[array], size, panel));
}

LSTM_INLINE vec_f32 outer_f32(const job_f32 *job, const int column, const int row, size_t t,
                              size_t example, const int size, size_t panel)
{
    return column_of_matrix_f32(job, column, t, example, size, panel) *
           row_f32(job, row, t, example, size, panel);
}

/* Where the matrix of a head begins at the units of a panel, how many rows it has, and the vector
   that it is multiplied with. */
LSTM_INLINE float *of_head_f32(const job_f32 *job, float *matrix, const int of, const int vector,
                               const int size, size_t panel, size_t *head, size_t *rows)
{
    size_t unit = panel * LANES_f32;
    const size_t line = line_f32(job, size, &unit);
    *head = line * line_size_f32(job, vector);
    *rows = job->given.size[vector];
    return matrix + line * *rows * line_size_f32(job, of) + unit;
}

/* An addition takes about 4 cycles: one sum alone would wait for it. The last line adds all four. */
enum { LINES_AT_ONCE_f32 = 4 };
LSTM_INLINE vec_f32 vecmat_f32(const job_f32 *job, const int vector, const int matrix, size_t t,
                               size_t example, const int size, size_t panel)
{
    const int of = SIZE_OF_ARRAY[matrix];
    size_t head, rows;
    const float *m = of_head_f32(job, place_f32(job, matrix, t, example, 0), of,
                                 SIZE_OF_ARRAY[vector], size, panel, &head, &rows);
    const float *x = place_f32(job, vector, t, example, 0) + head;
    const size_t wide = line_size_f32(job, of);
    vec_f32 sums[LINES_AT_ONCE_f32];
    for (size_t k = 0; k < LINES_AT_ONCE_f32; k++)
        sums[k] = all_f32(0.0f);
    size_t row = 0;
    for (; row + LINES_AT_ONCE_f32 <= rows; row += LINES_AT_ONCE_f32)
        LSTM_UNROLL
        for (size_t k = 0; k < LINES_AT_ONCE_f32; k++)
            sums[k] += all_f32(x[row + k]) * load_f32(m + (row + k) * wide);
    for (; row < rows; row++)
        sums[0] += all_f32(x[row]) * load_f32(m + row * wide);
    return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}

LSTM_INLINE vec_f32 column_f32(const job_f32 *job, const int column, size_t panel)
{
    return load_f32(job->column[column] + panel * LANES_f32);
}

/* Which timestep of a sequence is processed at step t, both counted from 0. */
LSTM_INLINE size_t entry_f32(const given_f32 *given, size_t t)
{
    return given->go_backwards ? given->timesteps - 1 - t : t;
}

LSTM_INLINE int counts_f32(const job_f32 *job, size_t t, size_t example)
{
    const given_f32 *given = &job->given;
    return !given->mask || given->mask[example * given->timesteps + entry_f32(given, t)];
}

/* A state after timestep t; where that does not count, as it was before. */
LSTM_INLINE vec_f32 keep_f32(const job_f32 *job, const int array, size_t t, size_t example,
                             size_t panel, vec_f32 now)
{
    if (!counts_f32(job, t, example))
        now = read_f32(job, array, t, example, panel);
    store_f32(place_f32(job, array, t + 1, example, panel), now);
    return now;
}

/* What is wrong with the functions, the mask and the sizes of a call, or LSTM_FINE. */
static inline int fault_of_options_f32(const given_f32 *given)
{
    for (int function = 0; function < FUNCTIONS; function++)
        if (given->function[function] < 1 || given->function[function] > LSTM_ACTIVATIONS)
            return LSTM_UNKNOWN_FUNCTION;
    if (given->masked_output < LSTM_MASKED_PREVIOUS || given->masked_output > LSTM_MASKED_ZERO)
        return LSTM_UNKNOWN_MASKED_OUTPUT;
    for (int size = 0; size < SIZES; size++)
        if (given->size[size] > LSTM_LARGEST || given->rows[size] > LSTM_LARGEST)
            return LSTM_TOO_LARGE;
#ifdef EACH_HEAD
#define UNEVEN(head, whole)                                                                        \
    if (!divides(given->size[head], given->size[whole]))                                           \
        return LSTM_UNEVEN_HEADS;
    EACH_HEAD(UNEVEN)
#undef UNEVEN
#endif
    if (given->batch > LSTM_LARGEST || given->timesteps > LSTM_LARGEST)
        return LSTM_TOO_LARGE;
    return LSTM_FINE;
}

/* The output of timestep t: the state, or what is emitted where that does not count. */
LSTM_INLINE void emit_f32(const job_f32 *job, size_t t, size_t example, size_t panel, vec_f32 now)
{
    const given_f32 *given = &job->given;
    const size_t units = given->size[SIZE_OF_ARRAY[EMITTED]];
    size_t first = panel * LANES_f32;
    if (given->mask) {
        float *y = job->y + example * job->padded[SIZE_OF_ARRAY[EMITTED]] + first;
        if (!counts_f32(job, t, example) && given->masked_output != LSTM_MASKED_STATE)
            now = given->masked_output == LSTM_MASKED_PREVIOUS ? load_f32(y) : all_f32(0.0f);
        store_f32(y, now);
    }
    if (given->every || t + 1 == given->timesteps) {
        const size_t row = given->every ? example * given->timesteps + t : example;
        const size_t lines = given->rows[SIZE_OF_ARRAY[EMITTED]];
        const size_t line = lines > 1 ? line_f32(job, SIZE_OF_ARRAY[EMITTED], &first) : 0;
        float *to = given->output + (row * lines + line) * units + first;
        if (units - first >= LANES_f32)
            store_f32(to, now);
        else
            memcpy(to, &now, (units - first) * sizeof(float));
    }
}

/* The products of a stage. A panel holds the weights of LANES units: a row of bias, then rows for
   each vector; a row has LANES numbers for each sum that the vector takes part in. */
LSTM_INLINE int sums_of_row_f32(const int stage, const int vector)
{
    int count = 0;
    LSTM_UNROLL
    for (int sum = 0; sum < SUMS_OF_STAGE[stage]; sum++)
        count += HAS[stage][vector][sum];
    return count;
}

LSTM_INLINE void load_sums_f32(const int stage, vec_f32 sums[], const float *from)
{
    LSTM_UNROLL
    for (int sum = 0; sum < SUMS_OF_STAGE[stage]; sum++)
        sums[sum] = load_f32(from + sum * LANES_f32);
}

LSTM_INLINE void copy_sums_f32(const int stage, vec_f32 to[], const vec_f32 from[])
{
    LSTM_UNROLL
    for (int sum = 0; sum < SUMS_OF_STAGE[stage]; sum++)
        to[sum] = from[sum];
}

LSTM_INLINE const float *input_f32(const given_f32 *given, size_t example, size_t t)
{
    return given->sequences +
           (example * given->timesteps + entry_f32(given, t)) * given->size[SIZE_OF_VECTOR[0]];
}

/* The numbers from k on, zeros where there are no more. */
LSTM_INLINE vec_f32 some_f32(const float *from, size_t k, size_t n)
{
    if (n - k >= LANES_f32)
        return load_f32(from + k);
    float lanes[LANES_f32] = {0};
    for (size_t lane = 0; lane < n - k; lane++)
        lanes[lane] = from[k + lane];
    return load_f32(lanes);
}

/* A call of any cell, as the loop sees it: the cell's own structure has names in place of arrays.
   What is printed before this says how many there are of each and how large they are:
   SIZES, STATES, ARRAYS, STAGES, VECTORS, COLUMNS, NUMBERS, FUNCTIONS, CELL_SUMS. */
typedef struct {
    size_t batch, timesteps, size[SIZES], rows[SIZES]; /* `rows` of `size` numbers each */
    const double *sequences, *packed, *initial[STATES];
    const unsigned char *mask;
    double number[NUMBERS + 1];
    int function[FUNCTIONS + 1], masked_output, go_backwards, every;
    double *output, *last[STATES], *workspace;
    lstm_share *share;
} given_f64;

/* The same, with the sizes and places that every part of it needs. */
typedef struct {
    given_f64 given;
    size_t padded[SIZES];                      /* of all rows, each of whole registers */
    size_t panels[STAGES], panel_size[STAGES]; /* how many; how many numbers one has */
    const double *weights[STAGES], *column[COLUMNS + 1];
    size_t slab_steps; /* for so many timesteps x W + b is computed at once; 0: for none */
    int is_placed;     /* whether x_t is copied beside the states */
    double *array[2][ARRAYS]; /* [batch][padded], of even and of odd steps; x_t is the first */
    double *y;                /* [batch][padded] */
    double *slab;             /* [timesteps of the slab][batch][panels][sums] */
    double *whole, *whole_slab; /* of fewer bits: the vectors' rows, and those of the slab's x_t */
} job_f64;

typedef vec_f64 sums_f64[CELL_SUMS]; /* of one example, for the units of a panel */

/* Where the numbers of a panel's units are, before (0) or after (1) timestep t. */
LSTM_INLINE double *place_f64(const job_f64 *job, const int array, size_t t, size_t example,
                             size_t panel)
{
    return job->array[t % 2][array] + example * job->padded[SIZE_OF_ARRAY[array]] +
           panel * LANES_f64;
}

LSTM_INLINE vec_f64 read_f64(const job_f64 *job, const int array, size_t t, size_t example,
                             size_t panel)
{
    return load_f64(place_f64(job, array, t, example, panel));
}

/* A row is padded to whole registers. `line_size`: how many numbers it then has. `line`: in which
   row a number is; the number becomes its place in that row. */
LSTM_INLINE size_t line_size_f64(const job_f64 *job, const int size)
{
    return (job->given.size[size] + LANES_f64 - 1) / LANES_f64 * LANES_f64;
}

LSTM_INLINE size_t line_f64(const job_f64 *job, const int size, size_t *number)
{
    const size_t wide = line_size_f64(job, size), line = *number / wide;
    *number %= wide;
    return line;
}

/* The number that all units of a row share, which is the first of its register. */
LSTM_INLINE vec_f64 shared_by_units_f64(const job_f64 *job, const int array, size_t t,
                                        size_t example, const int size, size_t panel)
{
    size_t unit = panel * LANES_f64;
    return all_f64(*place_f64(job, array, t, example, line_f64(job, size, &unit)));
}

/* How many units a row has; then the sum and the mean of a row. Here a stage computes one number
   for each row, so that its panel is the row's number. */
LSTM_INLINE vec_f64 width_f64(const job_f64 *job, const int size)
{
    return all_f64((double)job->given.size[size]);
}

LSTM_APART vec_f64 over_units_f64(const job_f64 *job, const int array, size_t t, size_t example,
                                  const int size, size_t panel)
{
    const size_t units = job->given.size[SIZE_OF_ARRAY[array]];
    const double *x = place_f64(job, array, t, example, 0);
    vec_f64 sums = all_f64(0.0);
    size_t unit = 0;
    (void)size;
    x += panel * line_size_f64(job, SIZE_OF_ARRAY[array]);
    for (; unit + LANES_f64 <= units; unit += LANES_f64)
        sums += load_f64(x + unit);
    double lanes[LANES_f64], sum = 0.0;
    store_f64(lanes, sums);
    for (size_t lane = 0; lane < LANES_f64; lane++)
        sum += lanes[lane];
    for (; unit < units; unit++)
        sum += x[unit];
    return all_f64(sum);
}

LSTM_INLINE vec_f64 mean_f64(const job_f64 *job, const int array, size_t t, size_t example,
                             const int size, size_t panel)
{
    return over_units_f64(job, array, t, example, size, panel) /
           width_f64(job, SIZE_OF_ARRAY[array]);
}

/* A matrix of a head is computed row by row. `row`: the vector that is the same in each of its
   rows, at this panel's units, or the head's one number. `column`: the one number of the vector
   that belongs to this row. */
LSTM_INLINE double *row_place_f64(const job_f64 *job, double *vector, const int of, const int size,
                                 size_t panel)
{
    size_t unit = panel * LANES_f64;
    const size_t each = job->given.rows[size] / job->given.rows[of];
    const size_t head = line_f64(job, size, &unit) / each;
    return vector + head * line_size_f64(job, of) + (job->given.size[of] > 1 ? unit : 0);
}

LSTM_INLINE double *column_place_f64(const job_f64 *job, double *vector, const int of,
                                    const int size, size_t panel)
{
    size_t unit = panel * LANES_f64;
    const size_t each = job->given.rows[size] / job->given.rows[of];
    const size_t line = line_f64(job, size, &unit);
    return vector + line / each * line_size_f64(job, of) + line % each;
}

LSTM_INLINE vec_f64 row_f64(const job_f64 *job, const int array, size_t t, size_t example,
                            const int size, size_t panel)
{
    const int of = SIZE_OF_ARRAY[array];
    const double *x = row_place_f64(job, place_f64(job, array, t, example, 0), of, size, panel);
    return job->given.size[of] > 1 ? load_f64(x) : all_f64(*x);
}

LSTM_INLINE vec_f64 column_of_matrix_f64(const job_f64 *job, const int array, size_t t,
                                         size_t example, const int size, size_t panel)
{
    double *vector = place_f64(job, array, t, example, 0);
    return all_f64(*column_place_f64(job, vector, SIZE_OF_ARRAY[array], size, panel));
}

LSTM_INLINE vec_f64 outer_f64(const job_f64 *job, const int column, const int row, size_t t,
                              size_t example, const int size, size_t panel)
{
    return column_of_matrix_f64(job, column, t, example, size, panel) *
           row_f64(job, row, t, example, size, panel);
}

/* Where the matrix of a head begins at the units of a panel, how many rows it has, and the vector
   that it is multiplied with. */
LSTM_INLINE double *of_head_f64(const job_f64 *job, double *matrix, const int of, const int vector,
                               const int size, size_t panel, size_t *head, size_t *rows)
{
    size_t unit = panel * LANES_f64;
    const size_t line = line_f64(job, size, &unit);
    *head = line * line_size_f64(job, vector);
    *rows = job->given.size[vector];
    return matrix + line * *rows * line_size_f64(job, of) + unit;
}

/* An addition takes about 4 cycles: one sum alone would wait for it. The last line adds all four. */
enum { LINES_AT_ONCE_f64 = 4 };
LSTM_INLINE vec_f64 vecmat_f64(const job_f64 *job, const int vector, const int matrix, size_t t,
                               size_t example, const int size, size_t panel)
{
    const int of = SIZE_OF_ARRAY[matrix];
    size_t head, rows;
    const double *m = of_head_f64(job, place_f64(job, matrix, t, example, 0), of,
                                 SIZE_OF_ARRAY[vector], size, panel, &head, &rows);
    const double *x = place_f64(job, vector, t, example, 0) + head;
    const size_t wide = line_size_f64(job, of);
    vec_f64 sums[LINES_AT_ONCE_f64];
    for (size_t k = 0; k < LINES_AT_ONCE_f64; k++)
        sums[k] = all_f64(0.0);
    size_t row = 0;
    for (; row + LINES_AT_ONCE_f64 <= rows; row += LINES_AT_ONCE_f64)
        LSTM_UNROLL
        for (size_t k = 0; k < LINES_AT_ONCE_f64; k++)
            sums[k] += all_f64(x[row + k]) * load_f64(m + (row + k) * wide);
    for (; row < rows; row++)
        sums[0] += all_f64(x[row]) * load_f64(m + row * wide);
    return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}

LSTM_INLINE vec_f64 column_f64(const job_f64 *job, const int column, size_t panel)
{
    return load_f64(job->column[column] + panel * LANES_f64);
}

/* Which timestep of a sequence is processed at step t, both counted from 0. */
LSTM_INLINE size_t entry_f64(const given_f64 *given, size_t t)
{
    return given->go_backwards ? given->timesteps - 1 - t : t;
}

LSTM_INLINE int counts_f64(const job_f64 *job, size_t t, size_t example)
{
    const given_f64 *given = &job->given;
    return !given->mask || given->mask[example * given->timesteps + entry_f64(given, t)];
}

/* A state after timestep t; where that does not count, as it was before. */
LSTM_INLINE vec_f64 keep_f64(const job_f64 *job, const int array, size_t t, size_t example,
                             size_t panel, vec_f64 now)
{
    if (!counts_f64(job, t, example))
        now = read_f64(job, array, t, example, panel);
    store_f64(place_f64(job, array, t + 1, example, panel), now);
    return now;
}

/* What is wrong with the functions, the mask and the sizes of a call, or LSTM_FINE. */
static inline int fault_of_options_f64(const given_f64 *given)
{
    for (int function = 0; function < FUNCTIONS; function++)
        if (given->function[function] < 1 || given->function[function] > LSTM_ACTIVATIONS)
            return LSTM_UNKNOWN_FUNCTION;
    if (given->masked_output < LSTM_MASKED_PREVIOUS || given->masked_output > LSTM_MASKED_ZERO)
        return LSTM_UNKNOWN_MASKED_OUTPUT;
    for (int size = 0; size < SIZES; size++)
        if (given->size[size] > LSTM_LARGEST || given->rows[size] > LSTM_LARGEST)
            return LSTM_TOO_LARGE;
#ifdef EACH_HEAD
#define UNEVEN(head, whole)                                                                        \
    if (!divides(given->size[head], given->size[whole]))                                           \
        return LSTM_UNEVEN_HEADS;
    EACH_HEAD(UNEVEN)
#undef UNEVEN
#endif
    if (given->batch > LSTM_LARGEST || given->timesteps > LSTM_LARGEST)
        return LSTM_TOO_LARGE;
    return LSTM_FINE;
}

/* The output of timestep t: the state, or what is emitted where that does not count. */
LSTM_INLINE void emit_f64(const job_f64 *job, size_t t, size_t example, size_t panel, vec_f64 now)
{
    const given_f64 *given = &job->given;
    const size_t units = given->size[SIZE_OF_ARRAY[EMITTED]];
    size_t first = panel * LANES_f64;
    if (given->mask) {
        double *y = job->y + example * job->padded[SIZE_OF_ARRAY[EMITTED]] + first;
        if (!counts_f64(job, t, example) && given->masked_output != LSTM_MASKED_STATE)
            now = given->masked_output == LSTM_MASKED_PREVIOUS ? load_f64(y) : all_f64(0.0);
        store_f64(y, now);
    }
    if (given->every || t + 1 == given->timesteps) {
        const size_t row = given->every ? example * given->timesteps + t : example;
        const size_t lines = given->rows[SIZE_OF_ARRAY[EMITTED]];
        const size_t line = lines > 1 ? line_f64(job, SIZE_OF_ARRAY[EMITTED], &first) : 0;
        double *to = given->output + (row * lines + line) * units + first;
        if (units - first >= LANES_f64)
            store_f64(to, now);
        else
            memcpy(to, &now, (units - first) * sizeof(double));
    }
}

/* The products of a stage. A panel holds the weights of LANES units: a row of bias, then rows for
   each vector; a row has LANES numbers for each sum that the vector takes part in. */
LSTM_INLINE int sums_of_row_f64(const int stage, const int vector)
{
    int count = 0;
    LSTM_UNROLL
    for (int sum = 0; sum < SUMS_OF_STAGE[stage]; sum++)
        count += HAS[stage][vector][sum];
    return count;
}

LSTM_INLINE void load_sums_f64(const int stage, vec_f64 sums[], const double *from)
{
    LSTM_UNROLL
    for (int sum = 0; sum < SUMS_OF_STAGE[stage]; sum++)
        sums[sum] = load_f64(from + sum * LANES_f64);
}

LSTM_INLINE void copy_sums_f64(const int stage, vec_f64 to[], const vec_f64 from[])
{
    LSTM_UNROLL
    for (int sum = 0; sum < SUMS_OF_STAGE[stage]; sum++)
        to[sum] = from[sum];
}

LSTM_INLINE const double *input_f64(const given_f64 *given, size_t example, size_t t)
{
    return given->sequences +
           (example * given->timesteps + entry_f64(given, t)) * given->size[SIZE_OF_VECTOR[0]];
}

/* The numbers from k on, zeros where there are no more. */
LSTM_INLINE vec_f64 some_f64(const double *from, size_t k, size_t n)
{
    if (n - k >= LANES_f64)
        return load_f64(from + k);
    double lanes[LANES_f64] = {0};
    for (size_t lane = 0; lane < n - k; lane++)
        lanes[lane] = from[k + lane];
    return load_f64(lanes);
}
