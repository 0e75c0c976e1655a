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
