LSTM_INLINE const float *weights_f32(const job_f32 *job, size_t panel)
{
    return job->call->packed + panel * job->panel_size;
}

LSTM_INLINE const float *input_f32(const lstm_call_f32 *call, size_t example, size_t t)
{
    const size_t place = entry_f32(call->go_backwards, t, call->timesteps);
    return call->sequences + (example * call->timesteps + place) * call->input_dim;
}

/* x W + b of one example and one panel; the rows of step t lie behind each other. */
LSTM_INLINE float *slab_row_f32(const job_f32 *job, float *slab, size_t row, size_t panel)
{
    return slab + (row * job->panels + panel) * ROW_f32;
}

/* So many examples of one panel at step t. */
LSTM_INLINE void tile_f32(const job_f32 *job, const int examples, size_t t, size_t example,
                          size_t panel, float *slab, const char *next, size_t stride)
{
    const float *weights = weights_f32(job, panel), *vectors[LSTM_EXAMPLES];
    sums_f32 sums[LSTM_EXAMPLES];
    for (int r = 0; r < examples; r++) {
        load_sums_f32(sums[r], slab ? slab_row_f32(job, slab, example + r, panel) : weights);
        vectors[r] = job->h[t % 2] + (example + r) * job->width - job->inputs;
    }
    weights += (1 + job->call->input_dim - job->inputs) * ROW_f32;
    add_product_f32(examples, sums, vectors, weights, job->inputs + job->call->units, next, stride);
    finish_all_f32(job, t, example, panel, examples, 0, sums);
}

/* Two panels of the only example at step t. */
LSTM_INLINE void pair_f32(const job_f32 *job, size_t t, size_t panel, float *slab)
{
    const float *weights = weights_f32(job, panel), *vector = job->h[t % 2] - job->inputs;
    sums_f32 sums[2];
    for (size_t p = 0; p < 2; p++)
        load_sums_f32(sums[p], slab ? slab_row_f32(job, slab, 0, panel + p)
                                    : weights + p * job->panel_size);
    weights += (1 + job->call->input_dim - job->inputs) * ROW_f32;
    add_products_f32(sums, vector, weights, job->panel_size, job->inputs + job->call->units);
    finish_all_f32(job, t, 0, panel, 2, 1, sums);
}

/* The inputs of step t, beside the hidden state that it begins with; of so many examples. */
LSTM_INLINE void place_inputs_f32(const job_f32 *job, size_t t, size_t example, size_t end)
{
    for (; job->inputs && t < job->call->timesteps && example < end; example++)
        memcpy(job->h[t % 2] + example * job->width - job->inputs,
               input_f32(job->call, example, t), job->inputs * sizeof(float));
}

/* One step of so many panels; every second one from the last panel to the first, so that the weights that the
   cache still holds are used before they are replaced. */
LSTM_APART void step_f32(const job_f32 *job, size_t t, size_t first, size_t panels, float *slab)
{
    const size_t batch = job->call->batch, tiles = (batch + LSTM_EXAMPLES - 1) / LSTM_EXAMPLES;
    const size_t wide = batch == 1 ? 2 : 1;
    const size_t stride = ROW_f32 * sizeof(float) / tiles;
    for (size_t done = 0; done < panels; done += wide) {
        const size_t panel = first + (t % 2 ? panels - 1 - done : done);
        const char *next = (const char *)weights_f32(job, panel);
        if (wide == 2 && done + 1 < panels) {
            pair_f32(job, t, panel - t % 2, slab);
            continue;
        }
        if (done + 1 < panels)
            next = (const char *)weights_f32(job, t % 2 ? panel - 1 : panel + 1);
        size_t example = 0;
        for (size_t tile = 0; tile < tiles; tile++) {
            const size_t examples = (batch - example + tiles - tile - 1) / (tiles - tile);
            switch (examples) {
            case 1: tile_f32(job, 1, t, example, panel, slab, next, stride); break;
            case 2: tile_f32(job, 2, t, example, panel, slab, next, stride); break;
            case 3: tile_f32(job, 3, t, example, panel, slab, next, stride); break;
#if LSTM_EXAMPLES == 6
            case 4: tile_f32(job, 4, t, example, panel, slab, next, stride); break;
            case 5: tile_f32(job, 5, t, example, panel, slab, next, stride); break;
            case 6: tile_f32(job, 6, t, example, panel, slab, next, stride); break;
#endif
            }
            example += examples;
            next += (job->inputs + job->call->units) * stride;
        }
    }
}

/* So many rows of the slab, for a panel. */
LSTM_INLINE void fill_rows_f32(const job_f32 *job, const int rows, size_t t, size_t row,
                               size_t panel)
{
    const float *weights = weights_f32(job, panel), *inputs[LSTM_EXAMPLES];
    const lstm_call_f32 *call = job->call;
    sums_f32 sums[LSTM_EXAMPLES];
    for (int r = 0; r < rows; r++) {
        inputs[r] = input_f32(call, (row + r) % call->batch, t + (row + r) / call->batch);
        load_sums_f32(sums[r], weights);
    }
    add_product_f32(rows, sums, inputs, weights + ROW_f32, call->input_dim, (const char *)weights,
                    0);
    for (int r = 0; r < rows; r++)
        store_sums_f32(slab_row_f32(job, job->slab, row + r, panel), sums[r]);
}

/* x W + b for several timesteps at once: a small batch alone would not fill a tile. */
LSTM_APART void fill_slab_f32(const job_f32 *job, size_t t, size_t first, size_t panels)
{
    const size_t left = job->call->timesteps - t;
    const size_t rows = job->call->batch * (left < job->slab_steps ? left : job->slab_steps);
    for (size_t panel = first; panel < first + panels; panel++) {
        size_t row = 0;
        for (; row + LSTM_EXAMPLES <= rows; row += LSTM_EXAMPLES)
            fill_rows_f32(job, LSTM_EXAMPLES, t, row, panel);
        switch (rows - row) {
        case 1: fill_rows_f32(job, 1, t, row, panel); break;
        case 2: fill_rows_f32(job, 2, t, row, panel); break;
#if LSTM_EXAMPLES == 6
        case 3: fill_rows_f32(job, 3, t, row, panel); break;
        case 4: fill_rows_f32(job, 4, t, row, panel); break;
        case 5: fill_rows_f32(job, 5, t, row, panel); break;
#endif
        }
    }
}
