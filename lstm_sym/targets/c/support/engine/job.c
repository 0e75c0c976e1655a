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

@STATES@

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
