/* Printed from lstm_sym/equations/ and lstm_sym/targets/c/support/ by `lstm-sym generate`.
   Do not edit: change the equations and generate again. */

/* A call for gradients as its loops see it. What is printed before this says how many there are of
   each and how large they are: SIZES, STATES, ARRAYS, STAGES, VECTORS, COLUMNS, NUMBERS, FUNCTIONS,
   CELL_SUMS. Here every array has its values of all timesteps of a segment. */
typedef struct {
    size_t batch, timesteps, size[SIZES], rows[SIZES]; /* `rows` of `size` numbers each */
    const float *sequences, *initial[STATES];
    const unsigned char *mask;
    float number[NUMBERS + 1];
    int function[FUNCTIONS + 1], masked_output, go_backwards, every;
    const float *d_output, *d_last[STATES];
    float *d_sequences, *d_initial[STATES];
    size_t truncation, checkpoints;
    float *workspace;
} given_f32;

typedef struct {
    given_f32 given;
    size_t padded[SIZES];                      /* of all rows, each of whole registers */
    size_t columns[STAGES];                    /* of the sums of a stage, side by side */
    size_t steps, segment;                     /* how many timesteps are one block, one segment */
    size_t first;                              /* the first timestep of what is kept */
    float *array[ARRAYS];                      /* [segment + 1][batch][padded] */
    float *sums[STAGES];                       /* [segment][batch][columns], then the adjoints */
    float *begun[STATES];                      /* [segments][batch][padded] */
    float *adjoint[2][ARRAYS];                 /* of odd and of even steps; of x_t in a block */
    float *again;                              /* adjoint of what a masked timestep emits again */
    float *weights[STAGES][VECTORS], *bias[STAGES], *column[COLUMNS + 1];
    float *panels[STAGES][VECTORS], *turned[STAGES][VECTORS];
    float *d_weights[STAGES][VECTORS], *d_bias[STAGES], *d_column[COLUMNS + 1];
    float *room; /* the adjoints of a block's sums, in panels */
    size_t size; /* of the workspace */
} job_f32;

typedef vec_f32 sums_f32[CELL_SUMS]; /* of one example, for the units of a panel */

/* Where the numbers of a panel's units are, before (t) or after (t + 1) timestep t. */
LSTM_INLINE float *place_f32(const job_f32 *job, const int array, size_t t, size_t example,
                             size_t panel)
{
    const size_t row = (t - job->first) * job->given.batch + example;
    return job->array[array] + row * job->padded[SIZE_OF_ARRAY[array]] + panel * LANES_f32;
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

/* Backwards nobody asks for the output. */
LSTM_INLINE void emit_f32(const job_f32 *job, size_t t, size_t example, size_t panel, vec_f32 now)
{
    (void)job, (void)t, (void)example, (void)panel, (void)now;
}

LSTM_INLINE float *sums_place_f32(const job_f32 *job, const int stage, size_t t, size_t example)
{
    const size_t row = (t - job->first) * job->given.batch + example;
    return job->sums[stage] + row * job->columns[stage];
}

LSTM_INLINE float *sum_place_f32(const job_f32 *job, const int stage, int sum, size_t t,
                                 size_t example, size_t panel)
{
    return sums_place_f32(job, stage, t, example) + sum * job->padded[SIZE_OF_STAGE[stage]] +
           panel * LANES_f32;
}

/* What arrives after timestep t, and what is handed on to before it. */
LSTM_INLINE float *adjoint_place_f32(const job_f32 *job, const int array, size_t t, size_t example,
                                     size_t panel)
{
    const size_t row = array ? example : t % job->steps * job->given.batch + example;
    return job->adjoint[t % 2][array] + row * job->padded[SIZE_OF_ARRAY[array]] +
           panel * LANES_f32;
}

LSTM_INLINE vec_f32 adjoint_f32(const job_f32 *job, const int array, size_t t, size_t example,
                                size_t panel)
{
    return load_f32(adjoint_place_f32(job, array, t, example, panel));
}

LSTM_INLINE void add_adjoint_f32(const job_f32 *job, const int array, size_t t, size_t example,
                                 size_t panel, vec_f32 x)
{
    float *to = adjoint_place_f32(job, array, t, example, panel);
    store_f32(to, load_f32(to) + x);
}

/* The sum of what the units of a panel hand on to one number. */
LSTM_INLINE void add_sum_f32(const job_f32 *job, float *to, const int size, size_t panel, vec_f32 x)
{
    size_t unit = panel * LANES_f32;
    (void)line_f32(job, size, &unit);
    float lanes[LANES_f32];
    store_f32(lanes, x);
    for (size_t lane = 0; lane < LANES_f32 && unit + lane < job->given.size[size]; lane++)
        *to += lanes[lane];
}

/* What units hand on to the number that their row shares, and what such a number hands on to all
   units of its row. */
LSTM_INLINE void add_over_units_f32(const job_f32 *job, const int array, size_t t, size_t example,
                                    size_t panel, const int size, vec_f32 x)
{
    size_t unit = panel * LANES_f32;
    const size_t line = line_f32(job, size, &unit);
    add_sum_f32(job, adjoint_place_f32(job, array, t, example, line), size, panel, x);
}

LSTM_INLINE void add_to_units_f32(const job_f32 *job, const int array, size_t t, size_t example,
                                  size_t panel, vec_f32 x)
{
    const size_t panels = line_size_f32(job, SIZE_OF_ARRAY[array]) / LANES_f32;
    float lanes[LANES_f32];
    store_f32(lanes, x);
    for (size_t other = panel * panels; other < (panel + 1) * panels; other++)
        add_adjoint_f32(job, array, t, example, other, all_f32(lanes[0]));
}

/* What a panel of a matrix hands on to what `row` and `outer` are of. */
LSTM_INLINE void add_to_row_f32(const job_f32 *job, const int array, size_t t, size_t example,
                                const int size, size_t panel, vec_f32 x)
{
    const int of = SIZE_OF_ARRAY[array];
    float *to = adjoint_place_f32(job, array, t, example, 0);
    to = row_place_f32(job, to, of, size, panel);
    if (job->given.size[of] > 1)
        store_f32(to, load_f32(to) + x);
    else
        add_sum_f32(job, to, size, panel, x);
}

LSTM_INLINE void add_to_columns_f32(const job_f32 *job, const int array, const int column, size_t t,
                                    size_t example, const int size, size_t panel, vec_f32 x)
{
    const vec_f32 other = column_of_matrix_f32(job, column, t, example, size, panel);
    add_to_row_f32(job, array, t, example, size, panel, x * other);
}

LSTM_INLINE void add_to_rows_f32(const job_f32 *job, const int array, const int row, size_t t,
                                 size_t example, const int size, size_t panel, vec_f32 x)
{
    float *to = adjoint_place_f32(job, array, t, example, 0);
    to = column_place_f32(job, to, SIZE_OF_ARRAY[array], size, panel);
    add_sum_f32(job, to, size, panel, x * row_f32(job, row, t, example, size, panel));
}

/* What a panel of a vector hands on to the vector and to the matrix that it is the product of. */
LSTM_INLINE void add_to_vector_f32(const job_f32 *job, const int vector, const int matrix, size_t t,
                                   size_t example, const int size, size_t panel, vec_f32 x)
{
    const int of = SIZE_OF_ARRAY[matrix];
    size_t head, rows;
    const float *m = of_head_f32(job, place_f32(job, matrix, t, example, 0), of,
                                 SIZE_OF_ARRAY[vector], size, panel, &head, &rows);
    float *to = adjoint_place_f32(job, vector, t, example, 0) + head;
    for (size_t row = 0; row < rows; row++, m += line_size_f32(job, of))
        add_sum_f32(job, to + row, size, panel, x * load_f32(m));
}

LSTM_INLINE void add_to_matrix_f32(const job_f32 *job, const int matrix, const int vector, size_t t,
                                   size_t example, const int size, size_t panel, vec_f32 x)
{
    const int of = SIZE_OF_ARRAY[matrix];
    size_t head, rows;
    float *to = of_head_f32(job, adjoint_place_f32(job, matrix, t, example, 0), of,
                            SIZE_OF_ARRAY[vector], size, panel, &head, &rows);
    const float *other = place_f32(job, vector, t, example, 0) + head;
    for (size_t row = 0; row < rows; row++, to += line_size_f32(job, of))
        store_f32(to, load_f32(to) + x * all_f32(other[row]));
}

LSTM_INLINE void add_column_f32(const job_f32 *job, const int column, size_t panel, vec_f32 x)
{
    float *to = job->d_column[column] + panel * LANES_f32;
    store_f32(to, load_f32(to) + x);
}

/* A call for gradients as its loops see it. What is printed before this says how many there are of
   each and how large they are: SIZES, STATES, ARRAYS, STAGES, VECTORS, COLUMNS, NUMBERS, FUNCTIONS,
   CELL_SUMS. Here every array has its values of all timesteps of a segment. */
typedef struct {
    size_t batch, timesteps, size[SIZES], rows[SIZES]; /* `rows` of `size` numbers each */
    const double *sequences, *initial[STATES];
    const unsigned char *mask;
    double number[NUMBERS + 1];
    int function[FUNCTIONS + 1], masked_output, go_backwards, every;
    const double *d_output, *d_last[STATES];
    double *d_sequences, *d_initial[STATES];
    size_t truncation, checkpoints;
    double *workspace;
} given_f64;

typedef struct {
    given_f64 given;
    size_t padded[SIZES];                      /* of all rows, each of whole registers */
    size_t columns[STAGES];                    /* of the sums of a stage, side by side */
    size_t steps, segment;                     /* how many timesteps are one block, one segment */
    size_t first;                              /* the first timestep of what is kept */
    double *array[ARRAYS];                      /* [segment + 1][batch][padded] */
    double *sums[STAGES];                       /* [segment][batch][columns], then the adjoints */
    double *begun[STATES];                      /* [segments][batch][padded] */
    double *adjoint[2][ARRAYS];                 /* of odd and of even steps; of x_t in a block */
    double *again;                              /* adjoint of what a masked timestep emits again */
    double *weights[STAGES][VECTORS], *bias[STAGES], *column[COLUMNS + 1];
    double *panels[STAGES][VECTORS], *turned[STAGES][VECTORS];
    double *d_weights[STAGES][VECTORS], *d_bias[STAGES], *d_column[COLUMNS + 1];
    double *room; /* the adjoints of a block's sums, in panels */
    size_t size; /* of the workspace */
} job_f64;

typedef vec_f64 sums_f64[CELL_SUMS]; /* of one example, for the units of a panel */

/* Where the numbers of a panel's units are, before (t) or after (t + 1) timestep t. */
LSTM_INLINE double *place_f64(const job_f64 *job, const int array, size_t t, size_t example,
                             size_t panel)
{
    const size_t row = (t - job->first) * job->given.batch + example;
    return job->array[array] + row * job->padded[SIZE_OF_ARRAY[array]] + panel * LANES_f64;
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

/* Backwards nobody asks for the output. */
LSTM_INLINE void emit_f64(const job_f64 *job, size_t t, size_t example, size_t panel, vec_f64 now)
{
    (void)job, (void)t, (void)example, (void)panel, (void)now;
}

LSTM_INLINE double *sums_place_f64(const job_f64 *job, const int stage, size_t t, size_t example)
{
    const size_t row = (t - job->first) * job->given.batch + example;
    return job->sums[stage] + row * job->columns[stage];
}

LSTM_INLINE double *sum_place_f64(const job_f64 *job, const int stage, int sum, size_t t,
                                 size_t example, size_t panel)
{
    return sums_place_f64(job, stage, t, example) + sum * job->padded[SIZE_OF_STAGE[stage]] +
           panel * LANES_f64;
}

/* What arrives after timestep t, and what is handed on to before it. */
LSTM_INLINE double *adjoint_place_f64(const job_f64 *job, const int array, size_t t, size_t example,
                                     size_t panel)
{
    const size_t row = array ? example : t % job->steps * job->given.batch + example;
    return job->adjoint[t % 2][array] + row * job->padded[SIZE_OF_ARRAY[array]] +
           panel * LANES_f64;
}

LSTM_INLINE vec_f64 adjoint_f64(const job_f64 *job, const int array, size_t t, size_t example,
                                size_t panel)
{
    return load_f64(adjoint_place_f64(job, array, t, example, panel));
}

LSTM_INLINE void add_adjoint_f64(const job_f64 *job, const int array, size_t t, size_t example,
                                 size_t panel, vec_f64 x)
{
    double *to = adjoint_place_f64(job, array, t, example, panel);
    store_f64(to, load_f64(to) + x);
}

/* The sum of what the units of a panel hand on to one number. */
LSTM_INLINE void add_sum_f64(const job_f64 *job, double *to, const int size, size_t panel, vec_f64 x)
{
    size_t unit = panel * LANES_f64;
    (void)line_f64(job, size, &unit);
    double lanes[LANES_f64];
    store_f64(lanes, x);
    for (size_t lane = 0; lane < LANES_f64 && unit + lane < job->given.size[size]; lane++)
        *to += lanes[lane];
}

/* What units hand on to the number that their row shares, and what such a number hands on to all
   units of its row. */
LSTM_INLINE void add_over_units_f64(const job_f64 *job, const int array, size_t t, size_t example,
                                    size_t panel, const int size, vec_f64 x)
{
    size_t unit = panel * LANES_f64;
    const size_t line = line_f64(job, size, &unit);
    add_sum_f64(job, adjoint_place_f64(job, array, t, example, line), size, panel, x);
}

LSTM_INLINE void add_to_units_f64(const job_f64 *job, const int array, size_t t, size_t example,
                                  size_t panel, vec_f64 x)
{
    const size_t panels = line_size_f64(job, SIZE_OF_ARRAY[array]) / LANES_f64;
    double lanes[LANES_f64];
    store_f64(lanes, x);
    for (size_t other = panel * panels; other < (panel + 1) * panels; other++)
        add_adjoint_f64(job, array, t, example, other, all_f64(lanes[0]));
}

/* What a panel of a matrix hands on to what `row` and `outer` are of. */
LSTM_INLINE void add_to_row_f64(const job_f64 *job, const int array, size_t t, size_t example,
                                const int size, size_t panel, vec_f64 x)
{
    const int of = SIZE_OF_ARRAY[array];
    double *to = adjoint_place_f64(job, array, t, example, 0);
    to = row_place_f64(job, to, of, size, panel);
    if (job->given.size[of] > 1)
        store_f64(to, load_f64(to) + x);
    else
        add_sum_f64(job, to, size, panel, x);
}

LSTM_INLINE void add_to_columns_f64(const job_f64 *job, const int array, const int column, size_t t,
                                    size_t example, const int size, size_t panel, vec_f64 x)
{
    const vec_f64 other = column_of_matrix_f64(job, column, t, example, size, panel);
    add_to_row_f64(job, array, t, example, size, panel, x * other);
}

LSTM_INLINE void add_to_rows_f64(const job_f64 *job, const int array, const int row, size_t t,
                                 size_t example, const int size, size_t panel, vec_f64 x)
{
    double *to = adjoint_place_f64(job, array, t, example, 0);
    to = column_place_f64(job, to, SIZE_OF_ARRAY[array], size, panel);
    add_sum_f64(job, to, size, panel, x * row_f64(job, row, t, example, size, panel));
}

/* What a panel of a vector hands on to the vector and to the matrix that it is the product of. */
LSTM_INLINE void add_to_vector_f64(const job_f64 *job, const int vector, const int matrix, size_t t,
                                   size_t example, const int size, size_t panel, vec_f64 x)
{
    const int of = SIZE_OF_ARRAY[matrix];
    size_t head, rows;
    const double *m = of_head_f64(job, place_f64(job, matrix, t, example, 0), of,
                                 SIZE_OF_ARRAY[vector], size, panel, &head, &rows);
    double *to = adjoint_place_f64(job, vector, t, example, 0) + head;
    for (size_t row = 0; row < rows; row++, m += line_size_f64(job, of))
        add_sum_f64(job, to + row, size, panel, x * load_f64(m));
}

LSTM_INLINE void add_to_matrix_f64(const job_f64 *job, const int matrix, const int vector, size_t t,
                                   size_t example, const int size, size_t panel, vec_f64 x)
{
    const int of = SIZE_OF_ARRAY[matrix];
    size_t head, rows;
    double *to = of_head_f64(job, adjoint_place_f64(job, matrix, t, example, 0), of,
                            SIZE_OF_ARRAY[vector], size, panel, &head, &rows);
    const double *other = place_f64(job, vector, t, example, 0) + head;
    for (size_t row = 0; row < rows; row++, to += line_size_f64(job, of))
        store_f64(to, load_f64(to) + x * all_f64(other[row]));
}

LSTM_INLINE void add_column_f64(const job_f64 *job, const int column, size_t panel, vec_f64 x)
{
    double *to = job->d_column[column] + panel * LANES_f64;
    store_f64(to, load_f64(to) + x);
}
