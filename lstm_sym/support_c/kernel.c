/* A call, with the sizes and places that every part of it needs. */
typedef struct {
    const lstm_call_f32 *call;
    size_t panels, panel_size;      /* a panel holds all weights of LANES units */
    size_t padded;                  /* units, rounded up to whole registers */
    float *h_tm1, *h_t, *c_t, *y_t; /* [batch][padded] */
    float *slab;                    /* x W + b, [timesteps of the slab * batch][panel] */
} job_f32;

typedef vec_f32 sums_f32[PANEL_GATES];

enum { ROW_f32 = PANEL_GATES * LANES_f32 }; /* numbers in a row of a panel */

LSTM_INLINE size_t panels_f32(size_t units) { return (units + LANES_f32 - 1) / LANES_f32; }

/* A panel: per unit and gate the bias, then a row for each input, then a row for each unit. */
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

/* sums[r][gate] += vectors[r] times the n rows of a panel; meanwhile all sums are in registers.
   With `across`, sums[r] belongs to the panel that follows r panels later, for one vector. */
LSTM_INLINE void add_product_f32(const int rows, const int across, sums_f32 sums[],
                                 const float *const vectors[], const float *panel,
                                 size_t panel_size, size_t n)
{
    sums_f32 s[LSTM_ROWS];
    LSTM_UNROLL
    for (int r = 0; r < rows; r++) {
        LSTM_UNROLL
        for (int gate = 0; gate < PANEL_GATES; gate++)
            s[r][gate] = sums[r][gate];
    }
    for (size_t k = 0; k < n; k++, panel += ROW_f32) {
        LSTM_UNROLL
        for (int r = 0; r < rows; r++) {
            const float *weights = across ? panel + r * panel_size : panel;
            const float factor = across ? vectors[0][k] : vectors[r][k];
            LSTM_UNROLL
            for (int gate = 0; gate < PANEL_GATES; gate++)
                s[r][gate] += factor * load_f32(weights + gate * LANES_f32);
        }
    }
    LSTM_UNROLL
    for (int r = 0; r < rows; r++) {
        LSTM_UNROLL
        for (int gate = 0; gate < PANEL_GATES; gate++)
            sums[r][gate] = s[r][gate];
    }
}

LSTM_INLINE const float *input_f32(const lstm_call_f32 *call, size_t example, size_t t)
{
    const size_t place = entry_f32(call->go_backwards, t, call->timesteps);
    return call->sequences + (example * call->timesteps + place) * call->input_dim;
}

/* What follows the sums for LANES units of one example: the equations, the mask, the output. */
LSTM_INLINE void finish_f32(const job_f32 *job, const int activation,
                            const int recurrent_activation, size_t t, size_t example,
                            size_t panel, sums_f32 z)
{
    const lstm_call_f32 *call = job->call;
    const size_t at = example * job->padded + panel * LANES_f32;
    const vec_f32 c_tm1 = load_f32(job->c_t + at);
    vec_f32 h_t, c_t, y_t;
    cell_f32(activation, recurrent_activation, z, c_tm1, &h_t, &c_t);
    y_t = h_t;
    if (call->mask) {
        const size_t place = mask_entry_f32(call->go_backwards, t, call->timesteps);
        const int m_t = call->mask[example * call->timesteps + place];
        masked_step_f32(m_t, load_f32(job->h_tm1 + at), c_tm1, &h_t, &c_t);
        y_t = masked_output_f32(call->masked_output, m_t, h_t, load_f32(job->y_t + at));
        store_f32(job->y_t + at, y_t);
    }
    store_f32(job->c_t + at, c_t);
    store_f32(job->h_t + at, h_t);
    if (call->return_sequences || t + 1 == call->timesteps) {
        const size_t row = call->return_sequences ? example * call->timesteps + t : example;
        const size_t first = panel * LANES_f32, left = call->units - first;
        float *to = call->lstm_output + row * call->units + first;
        if (left >= LANES_f32)
            store_f32(to, y_t);
        else
            memcpy(to, &y_t, left * sizeof(float));
    }
}

LSTM_APART void finish_default_f32(const job_f32 *job, size_t t, size_t count, size_t example,
                                   size_t panel, size_t across, sums_f32 sums[])
{
    for (size_t r = 0; r < count; r++)
        finish_f32(job, LSTM_TANH, LSTM_SIGMOID, t, across ? example : example + r,
                   across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_any_f32(const job_f32 *job, size_t t, size_t count, size_t example,
                               size_t panel, size_t across, sums_f32 sums[])
{
    for (size_t r = 0; r < count; r++)
        finish_f32(job, job->call->activation, job->call->recurrent_activation, t,
                   across ? example : example + r, across ? panel + r : panel, sums[r]);
}

LSTM_INLINE void finish_tile_f32(const job_f32 *job, size_t t, size_t count, size_t example,
                                 size_t panel, size_t across, sums_f32 sums[])
{
    if (job->call->activation == LSTM_TANH && job->call->recurrent_activation == LSTM_SIGMOID)
        finish_default_f32(job, t, count, example, panel, across, sums);
    else
        finish_any_f32(job, t, count, example, panel, across, sums);
}

/* sums = the bias of a panel + x W, for several inputs at once */
LSTM_INLINE void input_tile_f32(const job_f32 *job, const int rows, const float *const inputs[],
                                size_t panel, sums_f32 sums[])
{
    const float *weights = job->call->packed + panel * job->panel_size;
    for (int r = 0; r < rows; r++)
        for (int gate = 0; gate < PANEL_GATES; gate++)
            sums[r][gate] = load_f32(weights + gate * LANES_f32);
    add_product_f32(rows, 0, sums, inputs, weights + ROW_f32, 0, job->call->input_dim);
}

/* A tile: the units of one panel for so many examples, at step t. */
LSTM_INLINE void tile_f32(const job_f32 *job, const int rows, size_t t, size_t example,
                          size_t panel, const float *slab)
{
    const lstm_call_f32 *call = job->call;
    const float *weights = call->packed + panel * job->panel_size;
    const float *vectors[LSTM_ROWS];
    sums_f32 sums[LSTM_ROWS];
    if (slab) {
        for (int r = 0; r < rows; r++)
            memcpy(sums[r], slab + ((example + r) * job->panels + panel) * ROW_f32, sizeof sums[r]);
    } else {
        for (int r = 0; r < rows; r++)
            vectors[r] = input_f32(call, example + r, t);
        input_tile_f32(job, rows, vectors, panel, sums);
    }
    for (int r = 0; r < rows; r++)
        vectors[r] = job->h_tm1 + (example + r) * job->padded;
    add_product_f32(rows, 0, sums, vectors, weights + (1 + call->input_dim) * ROW_f32, 0,
                    call->units);
    finish_tile_f32(job, t, rows, example, panel, 0, sums);
}

/* Two panels for one example: with one alone, the processor would wait for each sum. */
LSTM_INLINE void pair_f32(const job_f32 *job, size_t t, size_t panel, const float *slab)
{
    const lstm_call_f32 *call = job->call;
    const float *weights = call->packed + panel * job->panel_size;
    const float *vectors[1] = {job->h_tm1};
    sums_f32 sums[LSTM_ROWS];
    memcpy(sums, slab + panel * ROW_f32, 2 * sizeof sums[0]);
    add_product_f32(2, 1, sums, vectors, weights + (1 + call->input_dim) * ROW_f32,
                    job->panel_size, call->units);
    finish_tile_f32(job, t, 2, 0, panel, 1, sums);
}

/* One step; every second one from the last panel to the first, so that the weights that the
   cache still holds are used before they are replaced. */
LSTM_APART void step_f32(const job_f32 *job, size_t t, const float *slab)
{
    const size_t batch = job->call->batch, tiles = (batch + LSTM_ROWS - 1) / LSTM_ROWS;
    const size_t wide = batch == 1 && slab ? 2 : 1;
    for (size_t done = 0; done < job->panels; done += wide) {
        const size_t panel = t % 2 ? job->panels - 1 - done : done;
        if (wide == 2 && done + 1 < job->panels) {
            pair_f32(job, t, panel - t % 2, slab);
            continue;
        }
        for (size_t tile = 0, example = 0; tile < tiles; tile++) {
            const size_t rows = (batch - example + tiles - tile - 1) / (tiles - tile);
            switch (rows) {
            case 1: tile_f32(job, 1, t, example, panel, slab); break;
            case 2: tile_f32(job, 2, t, example, panel, slab); break;
            case 3: tile_f32(job, 3, t, example, panel, slab); break;
#if LSTM_ROWS == 6
            case 4: tile_f32(job, 4, t, example, panel, slab); break;
            case 5: tile_f32(job, 5, t, example, panel, slab); break;
            case 6: tile_f32(job, 6, t, example, panel, slab); break;
#endif
            }
            example += rows;
        }
    }
}

/* x W + b for several timesteps at once: a small batch alone would not fill a tile. */
LSTM_APART void fill_slab_f32(const job_f32 *job, size_t t, size_t timesteps)
{
    const size_t batch = job->call->batch, entries = timesteps * batch;
    for (size_t panel = 0; panel < job->panels; panel++) {
        for (size_t first = 0; first < entries; first += LSTM_ROWS) {
            const size_t rows = entries - first < LSTM_ROWS ? entries - first : LSTM_ROWS;
            const float *inputs[LSTM_ROWS];
            sums_f32 sums[LSTM_ROWS];
            for (size_t r = 0; r < LSTM_ROWS; r++) { /* what is left of a tile repeats an entry */
                const size_t entry = first + (r < rows ? r : 0);
                inputs[r] = input_f32(job->call, entry % batch, t + entry / batch);
            }
            input_tile_f32(job, LSTM_ROWS, inputs, panel, sums);
            for (size_t r = 0; r < rows; r++)
                memcpy(job->slab + ((first + r) * job->panels + panel) * ROW_f32, sums[r],
                       sizeof sums[r]);
        }
    }
}

/* The initial state, or zeros, with every row padded to whole registers. */
LSTM_INLINE void start_f32(const job_f32 *job, const float *from, float *to)
{
    const size_t units = job->call->units;
    memset(to, 0, job->call->batch * job->padded * sizeof(float));
    for (size_t example = 0; from && example < job->call->batch; example++)
        memcpy(to + example * job->padded, from + example * units, units * sizeof(float));
}

LSTM_INLINE void end_f32(const job_f32 *job, const float *from, float *to)
{
    const size_t units = job->call->units;
    for (size_t example = 0; example < job->call->batch; example++)
        memcpy(to + example * units, from + example * job->padded, units * sizeof(float));
}

void lstm_f32(const lstm_call_f32 *call)
{
    const size_t panels = panels_f32(call->units), padded = panels * LANES_f32;
    const size_t size = call->batch * padded;
    job_f32 job = {
        .call = call,
        .panels = panels,
        .panel_size = (1 + call->input_dim + call->units) * ROW_f32,
        .padded = padded,
        .h_tm1 = call->workspace,
        .h_t = call->workspace + size,
        .c_t = call->workspace + 2 * size,
        .y_t = call->workspace + 3 * size,
        .slab = call->workspace + 4 * size,
    };
    const size_t slab = call->batch && call->batch <= SLAB_BATCH ? SLAB_ROWS / call->batch : 0;
    start_f32(&job, call->initial_h, job.h_t);
    start_f32(&job, call->initial_c, job.c_t);
    start_f32(&job, NULL, job.y_t);
    for (size_t t = 0; t < call->timesteps; t++) {
        float *const h_tm1 = job.h_t;
        job.h_t = job.h_tm1;
        job.h_tm1 = h_tm1;
        if (slab && t % slab == 0)
            fill_slab_f32(&job, t, call->timesteps - t < slab ? call->timesteps - t : slab);
        step_f32(&job, t, slab ? job.slab + t % slab * call->batch * padded * PANEL_GATES : NULL);
    }
    if (call->timesteps == 0 && !call->return_sequences)
        end_f32(&job, call->mask ? job.y_t : job.h_t, call->lstm_output);
    end_f32(&job, job.h_t, call->state_h);
    end_f32(&job, job.c_t, call->state_c);
}

void lstm_activate_f32(int activation, size_t n, const float *x, float *y)
{
    for (size_t i = 0; i < n; i += LANES_f32) {
        const size_t lanes = n - i < LANES_f32 ? n - i : LANES_f32;
        vec_f32 register_of_x = all_f32(0.0f);
        memcpy(&register_of_x, x + i, lanes * sizeof(float));
        register_of_x = activate_f32(activation, register_of_x);
        memcpy(y + i, &register_of_x, lanes * sizeof(float));
    }
}
