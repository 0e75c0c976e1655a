/* Printed from lstm_sym/equations/ and lstm_sym/targets/c/support/ by `lstm-sym generate`.
   Do not edit: change the equations and generate again. */

/* Products of floats. A panel's row has the weights of so many neighbours of a vector. */
#ifndef BESIDE_f32
#define BESIDE_f32 1
LSTM_INLINE int beside_f32(const int vector) { return (void)vector, BESIDE_f32; }

LSTM_INLINE vec_f32 weights_of_f32(const int vector, const float *row, const int place)
{
    return (void)vector, (void)place, load_f32(row);
}
#endif

LSTM_INLINE size_t rows_of_f32(const int vector, size_t n)
{
    return (n + beside_f32(vector) - 1) / beside_f32(vector);
}

/* sums[r] += vectors[r] times n rows of a panel, for so many examples; all sums stay in registers.
   Meanwhile the weights that are used next are called into the cache, `stride` bytes a row. */
LSTM_INLINE void add_product_f32(const int stage, const int vector, const int examples,
                                 sums_f32 sums[], const float *const vectors[], const float *panel,
                                 size_t n, const char *next, size_t stride)
{
    const int row = sums_of_row_f32(stage, vector) * LANES_f32;
    sums_f32 s[CELL_TILE];
    LSTM_UNROLL
    for (int r = 0; r < examples; r++)
        copy_sums_f32(stage, s[r], sums[r]);
    for (size_t k = 0; k < n; k += beside_f32(vector), panel += row, next += stride) {
        LSTM_PREFETCH(next);
        LSTM_UNROLL
        for (int place = 0; place < BESIDE_f32; place++) {
            if (place == beside_f32(vector) || (place && k + place == n))
                break;
            vec_f32 factors[CELL_TILE];
            int at = 0;
            LSTM_UNROLL
            for (int r = 0; r < examples; r++)
                factors[r] = all_f32(vectors[r][k + place]);
            LSTM_UNROLL
            for (int sum = 0; sum < SUMS_OF_STAGE[stage]; sum++) {
                if (!HAS[stage][vector][sum])
                    continue;
                vec_f32 weights = weights_of_f32(vector, panel + at, place);
                LSTM_KEEP(weights);
                at += LANES_f32;
                LSTM_UNROLL
                for (int r = 0; r < examples; r++)
                    s[r][sum] += factors[r] * weights;
            }
        }
    }
    LSTM_UNROLL
    for (int r = 0; r < examples; r++)
        copy_sums_f32(stage, sums[r], s[r]);
}

/* The same for one example and some panels, `apart` numbers from each other: with the sums of one
   alone, the processor would wait for each addition. */
LSTM_INLINE void add_products_f32(const int stage, const int vector, const int panels,
                                  sums_f32 sums[], const float *numbers, const float *panel,
                                  size_t apart, size_t n)
{
    const int row = sums_of_row_f32(stage, vector) * LANES_f32;
    sums_f32 s[CELL_ACROSS];
    LSTM_UNROLL
    for (int p = 0; p < panels; p++)
        copy_sums_f32(stage, s[p], sums[p]);
    for (size_t k = 0; k < n; k += beside_f32(vector), panel += row) {
        LSTM_UNROLL
        for (int place = 0; place < BESIDE_f32; place++) {
            if (place == beside_f32(vector) || (place && k + place == n))
                break;
            const vec_f32 factor = all_f32(numbers[k + place]);
            int at = 0;
            LSTM_UNROLL
            for (int sum = 0; sum < SUMS_OF_STAGE[stage]; sum++) {
                if (!HAS[stage][vector][sum])
                    continue;
                LSTM_UNROLL
                for (int p = 0; p < panels; p++)
                    s[p][sum] += factor * weights_of_f32(vector, panel + p * apart + at, place);
                at += LANES_f32;
            }
        }
    }
    LSTM_UNROLL
    for (int p = 0; p < panels; p++)
        copy_sums_f32(stage, sums[p], s[p]);
}

/* Vectors whose numbers are multiplied as they are. */
LSTM_INLINE const float *vector_f32(const job_f32 *job, const int vector, size_t t, size_t example)
{
    return vector == 0 && !job->is_placed ? input_f32(&job->given, example, t)
                                          : place_f32(job, ARRAY_OF_VECTOR[vector], t, example, 0);
}

LSTM_INLINE const float *slab_input_f32(const job_f32 *job, size_t t, size_t row)
{
    const size_t batch = job->given.batch;
    return input_f32(&job->given, row % batch, t + row / batch);
}

LSTM_INLINE size_t room_of_vectors_f32(const given_f32 *given) { return (void)given, 0; }

LSTM_INLINE void before_stage_f32(const job_f32 *job, int stage, size_t t, size_t part,
                                  size_t parts)
{
    (void)job, (void)stage, (void)t, (void)part, (void)parts;
}

/* Products of doubles. A panel's row has the weights of so many neighbours of a vector. */
#ifndef BESIDE_f64
#define BESIDE_f64 1
LSTM_INLINE int beside_f64(const int vector) { return (void)vector, BESIDE_f64; }

LSTM_INLINE vec_f64 weights_of_f64(const int vector, const double *row, const int place)
{
    return (void)vector, (void)place, load_f64(row);
}
#endif

LSTM_INLINE size_t rows_of_f64(const int vector, size_t n)
{
    return (n + beside_f64(vector) - 1) / beside_f64(vector);
}

/* sums[r] += vectors[r] times n rows of a panel, for so many examples; all sums stay in registers.
   Meanwhile the weights that are used next are called into the cache, `stride` bytes a row. */
LSTM_INLINE void add_product_f64(const int stage, const int vector, const int examples,
                                 sums_f64 sums[], const double *const vectors[], const double *panel,
                                 size_t n, const char *next, size_t stride)
{
    const int row = sums_of_row_f64(stage, vector) * LANES_f64;
    sums_f64 s[CELL_TILE];
    LSTM_UNROLL
    for (int r = 0; r < examples; r++)
        copy_sums_f64(stage, s[r], sums[r]);
    for (size_t k = 0; k < n; k += beside_f64(vector), panel += row, next += stride) {
        LSTM_PREFETCH(next);
        LSTM_UNROLL
        for (int place = 0; place < BESIDE_f64; place++) {
            if (place == beside_f64(vector) || (place && k + place == n))
                break;
            vec_f64 factors[CELL_TILE];
            int at = 0;
            LSTM_UNROLL
            for (int r = 0; r < examples; r++)
                factors[r] = all_f64(vectors[r][k + place]);
            LSTM_UNROLL
            for (int sum = 0; sum < SUMS_OF_STAGE[stage]; sum++) {
                if (!HAS[stage][vector][sum])
                    continue;
                vec_f64 weights = weights_of_f64(vector, panel + at, place);
                LSTM_KEEP(weights);
                at += LANES_f64;
                LSTM_UNROLL
                for (int r = 0; r < examples; r++)
                    s[r][sum] += factors[r] * weights;
            }
        }
    }
    LSTM_UNROLL
    for (int r = 0; r < examples; r++)
        copy_sums_f64(stage, sums[r], s[r]);
}

/* The same for one example and some panels, `apart` numbers from each other: with the sums of one
   alone, the processor would wait for each addition. */
LSTM_INLINE void add_products_f64(const int stage, const int vector, const int panels,
                                  sums_f64 sums[], const double *numbers, const double *panel,
                                  size_t apart, size_t n)
{
    const int row = sums_of_row_f64(stage, vector) * LANES_f64;
    sums_f64 s[CELL_ACROSS];
    LSTM_UNROLL
    for (int p = 0; p < panels; p++)
        copy_sums_f64(stage, s[p], sums[p]);
    for (size_t k = 0; k < n; k += beside_f64(vector), panel += row) {
        LSTM_UNROLL
        for (int place = 0; place < BESIDE_f64; place++) {
            if (place == beside_f64(vector) || (place && k + place == n))
                break;
            const vec_f64 factor = all_f64(numbers[k + place]);
            int at = 0;
            LSTM_UNROLL
            for (int sum = 0; sum < SUMS_OF_STAGE[stage]; sum++) {
                if (!HAS[stage][vector][sum])
                    continue;
                LSTM_UNROLL
                for (int p = 0; p < panels; p++)
                    s[p][sum] += factor * weights_of_f64(vector, panel + p * apart + at, place);
                at += LANES_f64;
            }
        }
    }
    LSTM_UNROLL
    for (int p = 0; p < panels; p++)
        copy_sums_f64(stage, sums[p], s[p]);
}

/* Vectors whose numbers are multiplied as they are. */
LSTM_INLINE const double *vector_f64(const job_f64 *job, const int vector, size_t t, size_t example)
{
    return vector == 0 && !job->is_placed ? input_f64(&job->given, example, t)
                                          : place_f64(job, ARRAY_OF_VECTOR[vector], t, example, 0);
}

LSTM_INLINE const double *slab_input_f64(const job_f64 *job, size_t t, size_t row)
{
    const size_t batch = job->given.batch;
    return input_f64(&job->given, row % batch, t + row / batch);
}

LSTM_INLINE size_t room_of_vectors_f64(const given_f64 *given) { return (void)given, 0; }

LSTM_INLINE void before_stage_f64(const job_f64 *job, int stage, size_t t, size_t part,
                                  size_t parts)
{
    (void)job, (void)stage, (void)t, (void)part, (void)parts;
}
