/* Products of whole numbers of eight bits. A panel's rows hold, for each vector, a scale for every
   sum of every unit, then what the sums of whole numbers begin with, then the weights, those that
   are multiplied with four neighbours of the vector side by side. A vector's row holds its scale,
   then its numbers. */

/* Instructions that multiply four pairs and add them up. VNNI takes one side without a sign: there
   a vector's numbers are 128 more than they are, and the sums begin with what that is too much. */
#if LSTM_REGISTER == 64 && defined(__AVX512VNNI__)
enum { ABOVE = 128 };
LSTM_INLINE mask_f32 dot_f32(mask_f32 sum, mask_f32 weights, mask_f32 numbers)
{
    return (mask_f32)_mm512_dpbusd_epi32((__m512i)sum, (__m512i)numbers, (__m512i)weights);
}
#elif LSTM_REGISTER == 32 && defined(__AVXVNNI__)
enum { ABOVE = 128 };
LSTM_INLINE mask_f32 dot_f32(mask_f32 sum, mask_f32 weights, mask_f32 numbers)
{
    return (mask_f32)_mm256_dpbusd_avx_epi32((__m256i)sum, (__m256i)numbers, (__m256i)weights);
}
#elif LSTM_REGISTER == 64 && defined(__AVX512BW__)
enum { ABOVE = 0 }; /* 2 * 127 * 127 fits in 16 bits */
LSTM_INLINE mask_f32 dot_f32(mask_f32 sum, mask_f32 weights, mask_f32 numbers)
{
    const __m512i w = (__m512i)weights, x = (__m512i)numbers;
    const __mmask64 below = _mm512_movepi8_mask(x);
    const __m512i turned = _mm512_mask_sub_epi8(w, below, _mm512_setzero_si512(), w);
    const __m512i pairs = _mm512_maddubs_epi16(_mm512_abs_epi8(x), turned);
    return sum + (mask_f32)_mm512_madd_epi16(pairs, _mm512_set1_epi16(1));
}
#elif LSTM_REGISTER == 32 && defined(__AVX2__)
enum { ABOVE = 0 }; /* as above */
LSTM_INLINE mask_f32 dot_f32(mask_f32 sum, mask_f32 weights, mask_f32 numbers)
{
    const __m256i turned = _mm256_sign_epi8((__m256i)weights, (__m256i)numbers);
    const __m256i pairs = _mm256_maddubs_epi16(_mm256_abs_epi8((__m256i)numbers), turned);
    return sum + (mask_f32)_mm256_madd_epi16(pairs, _mm256_set1_epi16(1));
}
#else
enum { ABOVE = 0 };
LSTM_INLINE mask_f32 dot_f32(mask_f32 sum, mask_f32 weights, mask_f32 numbers)
{
    signed char w[LANES_f32 * 4], x[LANES_f32 * 4];
    int32_t sums[LANES_f32];
    memcpy(w, &weights, sizeof w);
    memcpy(x, &numbers, sizeof x);
    memcpy(sums, &sum, sizeof sums);
    for (int lane = 0; lane < LANES_f32; lane++)
        for (int k = 0; k < 4; k++)
            sums[lane] += w[4 * lane + k] * x[4 * lane + k];
    memcpy(&sum, sums, sizeof sums);
    return sum;
}
#endif

LSTM_INLINE mask_f32 load_whole_f32(const float *from)
{
    mask_f32 x;
    memcpy(&x, from, sizeof x);
    return x;
}

/* Four numbers of a vector in every lane. */
LSTM_INLINE mask_f32 four_f32(const float *from)
{
    int32_t x;
    memcpy(&x, from, sizeof x);
#ifdef LSTM_REGISTER
    return x - (mask_f32){0};
#else
    return x;
#endif
}

#ifdef LSTM_REGISTER
LSTM_INLINE vec_f32 float_of_f32(mask_f32 x) { return __builtin_convertvector(x, vec_f32); }
LSTM_INLINE mask_f32 whole_of_f32(vec_f32 x) { return __builtin_convertvector(x, mask_f32); }
typedef unsigned char bytes_f32 __attribute__((vector_size(LSTM_REGISTER / 4)));
LSTM_INLINE bytes_f32 bytes_of_f32(mask_f32 x) { return __builtin_convertvector(x, bytes_f32); }
LSTM_INLINE mask_f32 larger_f32(mask_f32 x, mask_f32 y)
{
    const mask_f32 is_larger = x > y;
    return (is_larger & x) | (~is_larger & y);
}
#else
LSTM_INLINE vec_f32 float_of_f32(mask_f32 x) { return (vec_f32)x; }
LSTM_INLINE mask_f32 whole_of_f32(vec_f32 x) { return (mask_f32)x; }
typedef unsigned char bytes_f32;
LSTM_INLINE bytes_f32 bytes_of_f32(mask_f32 x) { return (bytes_f32)x; }
LSTM_INLINE mask_f32 larger_f32(mask_f32 x, mask_f32 y) { return x > y ? x : y; }
#endif

/* The bits of a number without its sign: they are in the order of the numbers, NaN above all. */
LSTM_INLINE mask_f32 size_f32(vec_f32 x)
{
    mask_f32 bits;
    memcpy(&bits, &x, sizeof bits);
    return bits & 0x7fffffff;
}

LSTM_INLINE vec_f32 of_size_f32(mask_f32 bits)
{
    vec_f32 x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

/* The scale, as a factor: infinity makes NaN there, as it does in a product. */
LSTM_INLINE vec_f32 factor_f32(vec_f32 scale) { return scale + (scale - scale); }

/* The whole numbers of a register; what is NaN counts as 0, since its scale is NaN. */
LSTM_INLINE mask_f32 wholes_f32(vec_f32 x, vec_f32 scale)
{
    const vec_f32 whole = eight_bits_f32(x, scale);
    return whole_of_f32(where_f32(whole == whole, whole, all_f32(0.0f)));
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

/* A vector's row. */
LSTM_APART void to_eight_bits_f32(const float *x, size_t n, float *row)
{
    mask_f32 largest = size_f32(all_f32(0.0f));
    int32_t lanes[LANES_f32], found = 0;
    float size;
    for (size_t k = 0; k < n; k += LANES_f32)
        largest = larger_f32(largest, size_f32(some_f32(x, k, n)));
    memcpy(lanes, &largest, sizeof lanes);
    for (int lane = 0; lane < LANES_f32; lane++)
        found = lanes[lane] > found ? lanes[lane] : found;
    memcpy(&size, &found, sizeof size);
    const vec_f32 scale = scale_f32(all_f32(size)), factor = factor_f32(scale);
    memcpy(row, &factor, sizeof *row);
    unsigned char *to = (unsigned char *)(row + 1);
    for (size_t k = 0; k < n; k += LANES_f32, to += LANES_f32) {
        const bytes_f32 whole = bytes_of_f32(wholes_f32(some_f32(x, k, n), scale) + ABOVE);
        memcpy(to, &whole, sizeof whole);
    }
}

/* How many numbers of a panel a vector's rows take, by the sums that it takes part in. */
LSTM_INLINE size_t rows_of_f32(size_t n) { return 2 + (n + 3) / 4; }
LSTM_INLINE size_t row_of_vector_f32(size_t n) { return 1 + (n + 15) / 16 * 4; }

LSTM_INLINE float *vector_f32(const job_f32 *job, const int vector, size_t t, size_t example)
{
    (void)t;
    float *row = job->whole;
    for (int v = 0; v < vector; v++)
        row += job->given.batch * row_of_vector_f32(job->given.size[SIZE_OF_VECTOR[v]]);
    return row + example * row_of_vector_f32(job->given.size[SIZE_OF_VECTOR[vector]]);
}

LSTM_INLINE float *slab_input_f32(const job_f32 *job, size_t t, size_t row)
{
    (void)t;
    return job->whole_slab + row * row_of_vector_f32(job->given.size[SIZE_OF_VECTOR[0]]);
}

LSTM_INLINE size_t room_of_vectors_f32(const given_f32 *given)
{
    size_t room = 0;
    for (int v = 0; v < VECTORS; v++)
        room += row_of_vector_f32(given->size[SIZE_OF_VECTOR[v]]);
    return room;
}

/* The vectors of a stage, one part among so many. */
LSTM_APART void before_stage_f32(const job_f32 *job, const int stage, size_t t, size_t part,
                                 size_t parts)
{
    const given_f32 *given = &job->given;
    for (int v = 0; v < VECTORS; v++) {
        const size_t n = given->size[SIZE_OF_VECTOR[v]], left = given->timesteps - t;
        size_t rows = given->batch;
        const int for_slab = v == 0 && job->slab_steps;
        if (!sums_of_row_f32(stage, v) || (for_slab && t % job->slab_steps))
            continue;
        if (for_slab)
            rows *= left < job->slab_steps ? left : job->slab_steps;
        for (size_t row = rows * part / parts; row < rows * (part + 1) / parts; row++) {
            const float *x = v == 0 ? input_f32(given, row % given->batch, t + row / given->batch)
                                    : place_f32(job, ARRAY_OF_VECTOR[v], t, row, 0);
            to_eight_bits_f32(x, n, for_slab ? slab_input_f32(job, t, row)
                                             : vector_f32(job, v, t, row));
        }
    }
}

/* The weights of LANES units for one number of a vector, to their place in a panel. */
LSTM_INLINE mask_f32 pack_row_f32(size_t row, size_t sums, vec_f32 weights, vec_f32 scale,
                                  float *panel)
{
    signed char *to = (signed char *)panel + row / 4 * sums * sizeof weights + row % 4;
    const mask_f32 whole = wholes_f32(weights, scale);
    int32_t lanes[LANES_f32];
    memcpy(lanes, &whole, sizeof lanes);
    for (int lane = 0; lane < LANES_f32; lane++)
        to[4 * lane] = (signed char)lanes[lane];
    return whole;
}

/* What sums begin with: the total of the weights times what the vector's numbers are too much. */
LSTM_INLINE void begin_sums_f32(float *to, mask_f32 total)
{
    const mask_f32 begun = total * -ABOVE;
    memcpy(to, &begun, sizeof begun);
}

/* The weights of the units from `first` on for one sum among so many, of a vector with so many
   numbers: the scale, what sums begin with, the whole numbers; zeros where there are no more. */
#define WEIGHTS_f32(rows, units, value)                                                            \
    for (size_t lane = 0; lane < LANES_f32; lane++) {                                              \
        const size_t unit = first + lane;                                                          \
        of_unit[lane] = row < (rows) && unit < (units) ? (value) : 0.0f;                           \
    }
#define PACKED_EIGHT_f32(rows, units, sums, sum, value)                                            \
    do {                                                                                           \
        float of_unit[LANES_f32];                                                                  \
        mask_f32 size = size_f32(all_f32(0.0f)), total = size;                                     \
        for (size_t row = 0; row < (rows); row++) {                                                \
            WEIGHTS_f32(rows, units, value)                                                        \
            size = larger_f32(size, size_f32(load_f32(of_unit)));                                  \
        }                                                                                          \
        const vec_f32 scale = scale_f32(of_size_f32(size));                                        \
        for (size_t row = 0; row < ((rows) + 3) / 4 * 4; row++) {                                  \
            WEIGHTS_f32(rows, units, value)                                                        \
            total += pack_row_f32(row, sums, load_f32(of_unit), scale,                             \
                                  packed + (2 * (sums) + (sum)) * LANES_f32);                      \
        }                                                                                          \
        store_f32(packed + (sum) * LANES_f32, factor_f32(scale));                                  \
        begin_sums_f32(packed + ((sums) + (sum)) * LANES_f32, total);                              \
    } while (0)

/* sums[r] += vectors[r] times n rows of a panel, as `add_product_f32` in products.c does. */
LSTM_INLINE void add_product_f32(const int stage, const int vector, const int examples,
                                 sums_f32 sums[], const float *const vectors[], const float *panel,
                                 size_t n, const char *next, size_t stride)
{
    const int row = sums_of_row_f32(stage, vector) * LANES_f32;
    mask_f32 s[CELL_TILE][CELL_SUMS];
    LSTM_UNROLL
    for (int r = 0; r < examples; r++) {
        int at = row;
        LSTM_UNROLL
        for (int sum = 0; sum < SUMS_OF_STAGE[stage]; sum++)
            if (HAS[stage][vector][sum]) {
                s[r][sum] = load_whole_f32(panel + at);
                at += LANES_f32;
            }
    }
    const float *weights = panel + 2 * row;
    for (size_t k = 0; k < (n + 3) / 4; k++, weights += row, next += stride) {
        mask_f32 numbers[CELL_TILE];
        int at = 0;
        LSTM_PREFETCH(next);
        LSTM_UNROLL
        for (int r = 0; r < examples; r++)
            numbers[r] = four_f32(vectors[r] + 1 + k);
        LSTM_UNROLL
        for (int sum = 0; sum < SUMS_OF_STAGE[stage]; sum++) {
            if (!HAS[stage][vector][sum])
                continue;
            mask_f32 w = load_whole_f32(weights + at);
            LSTM_KEEP(w);
            at += LANES_f32;
            LSTM_UNROLL
            for (int r = 0; r < examples; r++)
                s[r][sum] = dot_f32(s[r][sum], w, numbers[r]);
        }
    }
    LSTM_UNROLL
    for (int r = 0; r < examples; r++) {
        int at = 0;
        LSTM_UNROLL
        for (int sum = 0; sum < SUMS_OF_STAGE[stage]; sum++)
            if (HAS[stage][vector][sum]) {
                const vec_f32 scale = all_f32(vectors[r][0]) * load_f32(panel + at);
                sums[r][sum] += scale * float_of_f32(s[r][sum]);
                at += LANES_f32;
            }
    }
}

/* The same for one example and some panels. */
LSTM_INLINE void add_products_f32(const int stage, const int vector, const int panels,
                                  sums_f32 sums[], const float *numbers, const float *panel,
                                  size_t apart, size_t n)
{
    const int row = sums_of_row_f32(stage, vector) * LANES_f32;
    mask_f32 s[CELL_ACROSS][CELL_SUMS];
    LSTM_UNROLL
    for (int p = 0; p < panels; p++) {
        int at = row;
        LSTM_UNROLL
        for (int sum = 0; sum < SUMS_OF_STAGE[stage]; sum++)
            if (HAS[stage][vector][sum]) {
                s[p][sum] = load_whole_f32(panel + p * apart + at);
                at += LANES_f32;
            }
    }
    const float *weights = panel + 2 * row;
    for (size_t k = 0; k < (n + 3) / 4; k++, weights += row) {
        const mask_f32 four = four_f32(numbers + 1 + k);
        int at = 0;
        LSTM_UNROLL
        for (int sum = 0; sum < SUMS_OF_STAGE[stage]; sum++) {
            if (!HAS[stage][vector][sum])
                continue;
            LSTM_UNROLL
            for (int p = 0; p < panels; p++)
                s[p][sum] = dot_f32(s[p][sum], load_whole_f32(weights + p * apart + at), four);
            at += LANES_f32;
        }
    }
    LSTM_UNROLL
    for (int p = 0; p < panels; p++) {
        int at = 0;
        LSTM_UNROLL
        for (int sum = 0; sum < SUMS_OF_STAGE[stage]; sum++)
            if (HAS[stage][vector][sum]) {
                const vec_f32 scale = all_f32(numbers[0]) * load_f32(panel + p * apart + at);
                sums[p][sum] += scale * float_of_f32(s[p][sum]);
                at += LANES_f32;
            }
    }
}
