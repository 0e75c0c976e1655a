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
