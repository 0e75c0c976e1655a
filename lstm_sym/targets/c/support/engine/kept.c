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

@STATES@

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
