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
