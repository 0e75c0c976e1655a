/* All timesteps of a call, stage by stage, panel by panel, tile by tile. */
LSTM_INLINE const float *weights_f32(const job_f32 *job, const int stage, size_t panel)
{
    return job->weights[stage] + panel * job->panel_size[stage];
}

/* x W + b of one example and one panel; the rows of step t lie behind each other. */
LSTM_INLINE float *slab_row_f32(const job_f32 *job, float *slab, size_t row, size_t panel)
{
    return slab + (row * job->panels[0] + panel) * (SUMS_OF_STAGE[0] * LANES_f32);
}

/* Whether a vector takes part in a stage, and its product is not in the slab. */
LSTM_INLINE int is_multiplied_f32(const int stage, const int vector, const float *slab)
{
    return sums_of_row_f32(stage, vector) && !(vector == 0 && slab);
}

/* So many examples of one panel at step t. */
LSTM_INLINE void tile_f32(const job_f32 *job, const int stage, const int examples, size_t t,
                          size_t example, size_t panel, float *slab, const char *next,
                          size_t tiles)
{
    const float *weights = weights_f32(job, stage, panel), *vectors[CELL_TILE];
    sums_f32 sums[CELL_TILE];
    for (int r = 0; r < examples; r++)
        load_sums_f32(stage, sums[r],
                      slab ? slab_row_f32(job, slab, example + r, panel) : weights);
    weights += SUMS_OF_STAGE[stage] * LANES_f32;
    LSTM_UNROLL
    for (int v = 0; v < VECTORS; v++) {
        const size_t n = job->given.size[SIZE_OF_VECTOR[v]], rows = rows_of_f32(v, n);
        const size_t row = sums_of_row_f32(stage, v) * LANES_f32, stride = row * sizeof(float) / tiles;
        if (is_multiplied_f32(stage, v, slab)) {
            for (int r = 0; r < examples; r++)
                vectors[r] = vector_f32(job, v, t, example + r);
            add_product_f32(stage, v, examples, sums, vectors, weights, n, next, stride);
        }
        next += rows * stride; /* also of a product in the slab: its weights are not read here */
        weights += rows * row;
    }
    finish_all_f32(job, stage, t, example, panel, examples, 0, sums);
}

#ifndef CELL_IN_TILES
/* Some panels of the only example at step t. */
LSTM_INLINE void across_f32(const job_f32 *job, const int stage, const int panels, size_t t,
                            size_t panel, float *slab)
{
    const float *weights = weights_f32(job, stage, panel);
    const size_t apart = job->panel_size[stage];
    sums_f32 sums[CELL_ACROSS];
    for (int p = 0; p < panels; p++)
        load_sums_f32(stage, sums[p],
                      slab ? slab_row_f32(job, slab, 0, panel + p) : weights + p * apart);
    weights += SUMS_OF_STAGE[stage] * LANES_f32;
    LSTM_UNROLL
    for (int v = 0; v < VECTORS; v++) {
        const size_t n = job->given.size[SIZE_OF_VECTOR[v]];
        if (is_multiplied_f32(stage, v, slab))
            add_products_f32(stage, v, panels, sums, vector_f32(job, v, t, 0), weights, apart, n);
        weights += rows_of_f32(v, n) * sums_of_row_f32(stage, v) * LANES_f32;
    }
    finish_all_f32(job, stage, t, 0, panel, panels, 1, sums);
}
#endif

/* The inputs of step t beside the states that it begins with, of so many examples. */
LSTM_INLINE void place_inputs_f32(const job_f32 *job, size_t t, size_t example, size_t end)
{
    for (; job->is_placed && t < job->given.timesteps && example < end; example++)
        memcpy(place_f32(job, 0, t, example, 0), input_f32(&job->given, example, t),
               job->given.size[SIZE_OF_VECTOR[0]] * sizeof(float));
}

#define TILE_f32(examples) tile_f32(job, stage, examples, t, example, panel, slab, from, tiles)
#define FILL_f32(rows) fill_rows_f32(job, rows, t, row, panel, next, stride)

/* One stage of a step, for so many panels; every second step from the last panel to the first, so
   that the weights that the cache still holds are used before they are replaced. */
LSTM_INLINE void stage_of_step_f32(const job_f32 *job, const int stage, size_t t, size_t first,
                                   size_t panels, float *slab)
{
    const size_t batch = job->given.batch, tiles = (batch + CELL_TILE - 1) / CELL_TILE;
    size_t wide = 1;
    for (size_t done = 0; done < panels; done += wide) {
        const size_t panel = first + (t % 2 ? panels - 1 - done : done);
#ifndef CELL_IN_TILES
        const int across = ACROSS_OF_STAGE(stage);
        wide = batch == 1 && done + across <= panels ? across : 1;
        if (wide > 1) {
            across_f32(job, stage, across, t, t % 2 ? panel - (wide - 1) : panel, slab);
            continue;
        }
#endif
        const char *next = (const char *)weights_f32(job, stage, panel);
        if (done + 1 < panels)
            next = (const char *)weights_f32(job, stage, t % 2 ? panel - 1 : panel + 1);
        size_t example = 0;
        for (size_t tile = 0; tile < tiles; tile++) {
            const size_t examples = (batch - example + tiles - tile - 1) / (tiles - tile);
            const char *from = next + tile * (job->panel_size[stage] * sizeof(float) / tiles);
            FOR_EXAMPLES(examples, TILE_f32);
            example += examples;
        }
    }
}

/* So many rows of the slab, for a panel. */
LSTM_INLINE void fill_rows_f32(const job_f32 *job, const int rows, size_t t, size_t row,
                               size_t panel, const char *next, size_t stride)
{
    const float *weights = weights_f32(job, 0, panel), *inputs[CELL_TILE];
    sums_f32 sums[CELL_TILE];
    for (int r = 0; r < rows; r++) {
        inputs[r] = slab_input_f32(job, t, row + r);
        load_sums_f32(0, sums[r], weights);
    }
    add_product_f32(0, 0, rows, sums, inputs, weights + SUMS_OF_STAGE[0] * LANES_f32,
                    job->given.size[SIZE_OF_VECTOR[0]], next, stride);
    for (int r = 0; r < rows; r++) {
        float *to = slab_row_f32(job, job->slab, row + r, panel);
        LSTM_UNROLL
        for (int sum = 0; sum < SUMS_OF_STAGE[0]; sum++)
            store_f32(to + sum * LANES_f32, sums[r][sum]);
    }
}

/* x W + b for several timesteps at once: a small batch alone would not fill a tile. */
LSTM_APART void fill_slab_f32(const job_f32 *job, size_t t, size_t first, size_t panels)
{
    const size_t left = job->given.timesteps - t;
    const size_t rows = job->given.batch * (left < job->slab_steps ? left : job->slab_steps);
    const size_t tiles = (rows + CELL_TILE - 1) / CELL_TILE;
    const size_t stride = sums_of_row_f32(0, 0) * LANES_f32 * sizeof(float) / tiles;
    const size_t part = rows_of_f32(0, job->given.size[SIZE_OF_VECTOR[0]]) * stride;
    BEGIN_TILES(CELL_TILE);
    for (size_t panel = first; panel < first + panels; panel++) {
        const size_t beside = panel + 1 < first + panels ? panel + 1 : panel;
        const char *next = (const char *)(weights_f32(job, 0, beside) + SUMS_OF_STAGE[0] * LANES_f32);
        size_t row = 0;
        for (; row + CELL_TILE <= rows; row += CELL_TILE, next += part)
            FILL_f32(CELL_TILE);
        FOR_EXAMPLES(rows - row, FILL_f32);
    }
    END_TILES();
}

/* Each stage as a function of its own. */
#define STEP_f32(stage)                                                                            \
    LSTM_APART void step_##stage##_f32(const job_f32 *job, size_t t, size_t first, size_t panels,  \
                                       float *slab)                                                \
    {                                                                                              \
        BEGIN_TILES(job->given.batch < CELL_TILE ? job->given.batch : CELL_TILE);                  \
        stage_of_step_f32(job, stage, t, first, panels, slab);                                     \
        END_TILES();                                                                               \
    }

EACH_STAGE(STEP_f32)

#define CASE_f32(stage)                                                                            \
    case stage: step_##stage##_f32(job, t, first, panels, slab); break;

LSTM_INLINE void step_f32(const job_f32 *job, int stage, size_t t, size_t first, size_t panels,
                          float *slab)
{
    switch (stage) {
        EACH_STAGE(CASE_f32)
    }
}

/* One stage of step t of so many panels; after the last stage the inputs of the next step, for so
   many examples. */
LSTM_INLINE void one_stage_f32(const job_f32 *job, int stage, size_t t, size_t panel, size_t panels,
                               size_t example, size_t end)
{
    float *slab = NULL;
    if (stage == 0 && job->slab_steps) {
        const size_t filled = t % job->slab_steps;
        if (filled == 0)
            fill_slab_f32(job, t, panel, panels);
        slab = slab_row_f32(job, job->slab, filled * job->given.batch, 0);
    }
    step_f32(job, stage, t, panel, panels, slab);
    if (stage == STAGES - 1)
        place_inputs_f32(job, t + 1, example, end);
}

/* The initial state, or its start, with every row padded to whole registers. */
static void start_f32(const job_f32 *job)
{
    const given_f32 *given = &job->given;
    for (int state = 0; state < STATES; state++) {
        const int size = SIZE_OF_ARRAY[ARRAY_OF_STATE[state]];
        const size_t units = given->size[size], wide = line_size_f32(job, size);
        float *to = job->array[0][ARRAY_OF_STATE[state]];
        const float *from = given->initial[state];
        memset(to, 0, given->batch * job->padded[size] * sizeof(float));
        for (size_t line = 0; line < given->batch * given->rows[size]; line++, to += wide) {
            if (from)
                memcpy(to, from + line * units, units * sizeof(float));
            else if (START_OF_STATE[state] != 0.0)
                for (size_t unit = 0; unit < units; unit++)
                    to[unit] = (float)START_OF_STATE[state];
        }
    }
    if (given->mask)
        memset(job->y, 0, given->batch * job->padded[SIZE_OF_ARRAY[EMITTED]] * sizeof(float));
    place_inputs_f32(job, 0, 0, given->batch);
}

static void copy_rows_f32(const job_f32 *job, const float *from, const int size, float *to)
{
    const size_t units = job->given.size[size], wide = line_size_f32(job, size);
    for (size_t line = 0; line < job->given.batch * job->given.rows[size]; line++, from += wide)
        memcpy(to + line * units, from, units * sizeof(float));
}

static void end_f32(const job_f32 *job)
{
    const given_f32 *given = &job->given;
    float *const *array = job->array[given->timesteps % 2];
    for (int state = 0; state < STATES; state++)
        if (given->last[state])
            copy_rows_f32(job, array[ARRAY_OF_STATE[state]], SIZE_OF_ARRAY[ARRAY_OF_STATE[state]],
                          given->last[state]);
    if (given->timesteps == 0 && !given->every)
        copy_rows_f32(job, given->mask ? job->y : array[EMITTED], SIZE_OF_ARRAY[EMITTED],
                      given->output);
}

static void alone_f32(const job_f32 *job)
{
    start_f32(job);
    if (job->given.batch)
        for (size_t t = 0; t < job->given.timesteps; t++)
            for (int stage = 0; stage < STAGES; stage++) {
                before_stage_f32(job, stage, t, 0, 1);
                one_stage_f32(job, stage, t, 0, job->panels[stage], 0, job->given.batch);
            }
    end_f32(job);
}

/* For up to so many examples the inputs' product is computed in a slab, and its weights read once
   for several timesteps. */
LSTM_INLINE size_t slab_examples_f32(const job_f32 *job)
{
    const size_t bytes = job->panels[0] * job->panel_size[0] * sizeof(float);
    return bytes > SLAB_BYTES || CELL_TILE < SLAB_BATCH ? CELL_TILE : SLAB_BATCH;
}

/* The sizes and places of a job, of which `given` is known. */
LSTM_INLINE void lay_out_f32(job_f32 *job)
{
    const given_f32 *given = &job->given;
    for (int size = 0; size < SIZES; size++)
        job->padded[size] = given->rows[size] * line_size_f32(job, size);
    const float *weights = given->packed;
    for (int stage = 0; stage < STAGES; stage++) {
        job->panels[stage] = job->padded[SIZE_OF_STAGE[stage]] / LANES_f32;
        job->panel_size[stage] = SUMS_OF_STAGE[stage] * LANES_f32;
        for (int v = 0; v < VECTORS; v++)
            job->panel_size[stage] +=
                rows_of_f32(v, given->size[SIZE_OF_VECTOR[v]]) * sums_of_row_f32(stage, v) * LANES_f32;
        job->weights[stage] = weights;
        weights += job->panels[stage] * job->panel_size[stage];
    }
    const int is_few = given->batch <= slab_examples_f32(job);
    job->slab_steps = is_few && given->batch && given->timesteps > 1 ? LSTM_SLAB_ROWS / given->batch : 0;
    job->is_placed = (PHASES == 1 && !is_few) || SHOWN;
    for (int column = 0; column < COLUMNS; column++) {
        job->column[column] = weights;
        weights += job->padded[SIZE_OF_COLUMN[column]];
    }
    float *at = given->workspace;
    for (int array = 0; array < ARRAYS; array++) {
        const size_t numbers = given->batch * job->padded[SIZE_OF_ARRAY[array]];
        job->array[0][array] = at;
        job->array[1][array] = at + (TWICE[array] ? numbers : 0);
        at += TWICE[array] ? 2 * numbers : numbers;
    }
    job->y = at;
    job->whole = at + given->batch * job->padded[SIZE_OF_ARRAY[EMITTED]];
    job->slab = job->whole + given->batch * room_of_vectors_f32(given);
    job->whole_slab = job->slab + LSTM_SLAB_ROWS * SUMS_OF_STAGE[0] * job->padded[SIZE_OF_STAGE[0]];
}
