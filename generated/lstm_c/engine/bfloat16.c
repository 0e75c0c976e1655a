/* Printed from lstm_sym/equations/ and lstm_sym/targets/c/support/ by `lstm-sym generate`.
   Do not edit: change the equations and generate again. */

/* Numbers of bfloat16, the upper halves of floats. A recurrent weight is one of them; numbers of
   vectors, and weights of inputs, the first vector, are the sum of two, their words. */
enum { OF_INPUTS = 0, WORDS = 2 };

/* Half of the last digit is added, less one unit where that digit is even already: what lies in
   the middle becomes even. Below 2^-126 is zero. */
LSTM_INLINE uint32_t bfloat16_f32(float x)
{
    uint32_t bits;
    memcpy(&bits, &x, sizeof bits);
    if (x != x)
        return 0x7fc0;
    return bits & 0x7f800000 ? (bits + 0x7fff + (bits >> 16 & 1)) >> 16 : 0;
}

LSTM_INLINE float float_of_f32(uint32_t bfloat16)
{
    const uint32_t bits = bfloat16 << 16;
    float x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

/* The same of a register, as floats; NaN stays. */
#ifdef LSTM_REGISTER
typedef uint32_t bits_f32 __attribute__((vector_size(LSTM_REGISTER)));
#else
typedef uint32_t bits_f32;
#endif
LSTM_INLINE vec_f32 near_f32(vec_f32 x)
{
    bits_f32 bits;
    vec_f32 near;
    memcpy(&bits, &x, sizeof bits);
    bits = (bits + 0x7fff + (bits >> 16 & 1)) & 0xffff0000u;
    memcpy(&near, &bits, sizeof near);
    near = where_f32(absolute_f32(x) < FLT_MIN, all_f32(0.0f), near);
    return where_f32(x == x, near, all_f32((float)NAN));
}

/* What the first number of bfloat16 leaves of a weight. */
LSTM_INLINE float rest_f32(float weight) { return weight - float_of_f32(bfloat16_f32(weight)); }

/* The weights of the units from `first` on for one sum among so many, of a vector with so many
   numbers; zeros where there are no more. */
#define PACKED_BFLOAT16_f32(vector, rows, units, sums, sum, value)                                 \
    for (size_t row = 0; row < padded_rows_f32(rows); row++)                                       \
        for (size_t lane_f32 = 0; lane_f32 < LANES_f32; lane_f32++) {                              \
            const size_t unit = first + lane_f32;                                                  \
            const float weight_f32 = row < (rows) && unit < (units) ? (value) : 0.0f;              \
            pack_weight_f32(vector, row, sums, sum, lane_f32, weight_f32, packed);                 \
        }

#ifdef CELL_IN_TILES
/* Products in tiles of AMX: one instruction multiplies 16 rows of 32 numbers of bfloat16 with the
   weights that 16 units have for these, and adds up in floats. Each word of a vector has a row. A
   panel has for every 32 numbers of a vector, and for every word of their weights, one tile for each
   sum. */
enum { DEEP = 32, SUMS_AT_ONCE = 4, TILE = 16 * 16 };

LSTM_INLINE int words_of_weights_f32(const int vector) { return vector == OF_INPUTS ? WORDS : 1; }

LSTM_INLINE size_t tiles_deep_f32(size_t n) { return (n + DEEP - 1) / DEEP; }

LSTM_INLINE size_t padded_rows_f32(size_t rows) { return tiles_deep_f32(rows) * DEEP; }

LSTM_INLINE size_t rows_of_f32(const int vector, size_t n)
{
    return tiles_deep_f32(n) * words_of_weights_f32(vector) * (TILE / LANES_f32);
}

LSTM_INLINE size_t row_of_vector_f32(const int vector, size_t n)
{
    return (void)vector, WORDS * tiles_deep_f32(n) * DEEP / 2;
}

/* The words of a vector: all first ones, then what they leave. */
LSTM_APART void to_row_f32(const int vector, const float *x, size_t n, float *row)
{
    typedef uint16_t halves __attribute__((vector_size(LSTM_REGISTER / 2)));
    const size_t deep = padded_rows_f32(n);
    (void)vector;
    for (size_t k = 0; k < deep; k += LANES_f32) {
        vec_f32 rest = k < n ? some_f32(x, k, n) : all_f32(0.0f);
        for (int word = 0; word < WORDS; word++) {
            const vec_f32 number = near_f32(rest);
            bits_f32 above;
            memcpy(&above, &number, sizeof above);
            rest -= number;
            const halves stored = __builtin_convertvector(above >> 16, halves);
            memcpy((char *)row + (word * deep + k) * sizeof(uint16_t), &stored, sizeof stored);
        }
    }
}

LSTM_INLINE void pack_weight_f32(const int vector, size_t row, size_t sums, size_t sum, size_t lane,
                                 float weight, float *panel)
{
    const int words = words_of_weights_f32(vector);
    for (int word = 0; word < words; word++, weight = rest_f32(weight)) {
        const uint16_t stored = (uint16_t)bfloat16_f32(weight);
        const size_t tile = (row / DEEP * words + word) * sums + sum;
        float *to = panel + tile * TILE + row % DEEP / 2 * LANES_f32 + lane;
        memcpy((char *)to + row % 2 * sizeof stored, &stored, sizeof stored);
    }
}

/* Linux gives a process tiles when it asks for them. */
LSTM_APART int are_tiles_permitted(void)
{
    extern long syscall(long number, ...);
    static int permitted; /* 0: nobody has asked */
    int found = __atomic_load_n(&permitted, __ATOMIC_RELAXED);
    if (!found) {
        found = syscall(SYS_arch_prctl, 0x1023, 18) ? -1 : 1; /* ARCH_REQ_XCOMP_PERM, XTILEDATA */
        __atomic_store_n(&permitted, found, __ATOMIC_RELAXED);
    }
    return found > 0;
}

/* Tiles 0 to 3 are sums, 4 has the rows of so many examples, 5 to 7 weights. */
LSTM_INLINE void begin_tiles_f32(size_t examples)
{
    struct {
        unsigned char palette, start, unused[14];
        uint16_t bytes[16];
        unsigned char rows[16];
    } tiles = {.palette = 1};
    for (int tile = 0; tile < 8; tile++) {
        tiles.bytes[tile] = 64;
        tiles.rows[tile] = tile < 5 ? (unsigned char)(WORDS * examples) : 16;
    }
    __asm__ volatile("" : : "r"(&tiles) : "memory"); /* GCC 12 takes it for the first 8 bytes alone */
    _tile_loadconfig(&tiles);
}

#define ADD_TILE_f32(sum, tile)                                                                    \
    if (sums > sum) {                                                                              \
        _tile_loadd(tile, weights + sum * TILE, 64);                                               \
        _tile_dpbf16ps(sum, 4, tile);                                                              \
    }
#define STORE_TILE_f32(sum)                                                                        \
    if (sums > sum)                                                                                \
        _tile_stored(sum, to[sum], 64)

/* Up to four sums of each row, for weights that lie so many numbers apart. */
LSTM_INLINE void multiply_tiles_f32(const int sums, const int words, const float *rows, size_t n,
                                    const float *weights, size_t apart, vec_f32 to[][16])
{
    const size_t row = padded_rows_f32(n) * sizeof(uint16_t), tiles = tiles_deep_f32(n);
    _tile_zero(0);
    _tile_zero(1);
    _tile_zero(2);
    _tile_zero(3);
    for (size_t tile = 0; tile < tiles; tile++, rows += LANES_f32) {
        _tile_loadd(4, rows, row);
        for (int word = 0; word < words; word++, weights += apart) {
            ADD_TILE_f32(0, 5);
            ADD_TILE_f32(1, 6);
            ADD_TILE_f32(2, 7);
            ADD_TILE_f32(3, 5);
        }
    }
    STORE_TILE_f32(0);
    STORE_TILE_f32(1);
    STORE_TILE_f32(2);
    STORE_TILE_f32(3);
}

/* sums[r] += vectors[r] times n rows of a panel; the rows of all vectors lie behind each other. */
LSTM_INLINE void add_product_f32(const int stage, const int vector, int examples, sums_f32 sums[],
                                 const float *const vectors[], const float *panel, size_t n,
                                 const char *next, size_t stride)
{
    const int count = sums_of_row_f32(stage, vector), words = words_of_weights_f32(vector);
    vec_f32 products[CELL_SUMS][16];
    (void)next, (void)stride; /* calling weights into the cache makes it slower here */
    LSTM_UNROLL
    for (int first = 0; first < count; first += SUMS_AT_ONCE)
        multiply_tiles_f32(count - first < SUMS_AT_ONCE ? count - first : SUMS_AT_ONCE, words,
                           vectors[0], n, panel + first * TILE, count * TILE, products + first);
    for (int r = 0; r < examples; r++) {
        int at = 0;
        LSTM_UNROLL
        for (int sum = 0; sum < SUMS_OF_STAGE[stage]; sum++)
            if (HAS[stage][vector][sum]) {
                const vec_f32 *of = products[at++] + WORDS * r;
                sums[r][sum] += of[0] + of[1];
            }
    }
}

#else
/* Products of floats, which hold a sum of two words without loss. So are the weights of inputs;
   otherwise those of two neighbours of a vector lie in one lane, the first in its lower half. */
LSTM_INLINE size_t row_of_vector_f32(const int vector, size_t n)
{
    return (void)vector, (n + 15) / 16 * 16;
}

LSTM_APART void to_row_f32(const int vector, const float *x, size_t n, float *row)
{
    (void)vector;
    for (size_t k = 0; k < n; k += LANES_f32) {
        const vec_f32 numbers = some_f32(x, k, n), first = near_f32(numbers);
        store_f32(row + k, first + near_f32(numbers - first));
    }
}

#define BESIDE_f32 2 /* at most */
LSTM_INLINE int beside_f32(const int vector) { return vector == OF_INPUTS ? 1 : 2; }

LSTM_INLINE vec_f32 weights_of_f32(const int vector, const float *row, const int place)
{
    bits_f32 both;
    vec_f32 weights;
    if (vector == OF_INPUTS)
        return load_f32(row);
    memcpy(&both, row, sizeof both);
    both = place ? both & 0xffff0000u : both << 16;
    memcpy(&weights, &both, sizeof weights);
    return weights;
}

LSTM_INLINE size_t padded_rows_f32(size_t rows) { return rows; }

LSTM_INLINE void pack_weight_f32(const int vector, size_t row, size_t sums, size_t sum, size_t lane,
                                 float weight, float *panel)
{
    float *to = panel + (row / beside_f32(vector) * sums + sum) * LANES_f32 + lane;
    uint32_t both = 0;
    if (vector == OF_INPUTS) {
        *to = float_of_f32(bfloat16_f32(weight)) + float_of_f32(bfloat16_f32(rest_f32(weight)));
        return;
    }
    if (row % 2)
        memcpy(&both, to, sizeof both);
    both |= bfloat16_f32(weight) << row % 2 * 16;
    memcpy(to, &both, sizeof both);
}

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

#endif
/* Vectors whose numbers are made before each stage, by `to_row_f32`, which fills
   `row_of_vector_f32` numbers of the workspace. */
LSTM_INLINE float *vector_f32(const job_f32 *job, const int vector, size_t t, size_t example)
{
    (void)t;
    float *row = job->whole;
    for (int v = 0; v < vector; v++)
        row += job->given.batch * row_of_vector_f32(v, job->given.size[SIZE_OF_VECTOR[v]]);
    return row + example * row_of_vector_f32(vector, job->given.size[SIZE_OF_VECTOR[vector]]);
}

LSTM_INLINE float *slab_input_f32(const job_f32 *job, size_t t, size_t row)
{
    (void)t;
    return job->whole_slab + row * row_of_vector_f32(0, job->given.size[SIZE_OF_VECTOR[0]]);
}

LSTM_INLINE size_t room_of_vectors_f32(const given_f32 *given)
{
    size_t room = 0;
    for (int v = 0; v < VECTORS; v++)
        room += row_of_vector_f32(v, given->size[SIZE_OF_VECTOR[v]]);
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
            to_row_f32(v, x, n, for_slab ? slab_input_f32(job, t, row)
                                         : vector_f32(job, v, t, row));
        }
    }
}
