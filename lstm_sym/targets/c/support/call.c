LSTM_INLINE job_f32 job_of_f32(const lstm_call_f32 *call)
{
    const size_t panels = panels_f32(call->units), padded = panels * LANES_f32;
    const int is_small = call->batch && call->batch <= SLAB_BATCH && call->timesteps > 1;
    const size_t slab_steps = is_small ? SLAB_ROWS / call->batch : 0;
    const size_t inputs = slab_steps ? 0 : call->input_dim;
    const size_t beside = panels_f32(inputs) * LANES_f32, width = beside + padded;
    float *const h = call->workspace + beside;
    float *const c = call->workspace + 2 * call->batch * width; /* h's last row ends here */
    return (job_f32){
        .call = call,
        .panels = panels,
        .panel_size = (1 + call->input_dim + call->units) * ROW_f32,
        .padded = padded,
        .slab_steps = slab_steps,
        .inputs = inputs,
        .width = width,
        .h = {h, h + call->batch * width},
        .c = c,
        .y = c + call->batch * padded,
        .slab = c + 2 * call->batch * padded,
    };
}

/* Step t of so many panels; then the inputs of the next step, for so many examples. */
LSTM_INLINE void one_step_f32(const job_f32 *job, size_t t, size_t panel, size_t panels,
                              size_t example, size_t end)
{
    float *slab = NULL;
    if (job->slab_steps) {
        const size_t filled = t % job->slab_steps;
        if (filled == 0)
            fill_slab_f32(job, t, panel, panels);
        slab = slab_row_f32(job, job->slab, filled * job->call->batch, 0);
    }
    step_f32(job, t, panel, panels, slab);
    place_inputs_f32(job, t + 1, example, end);
}

/* The initial state, or zeros, with every row padded to whole registers. */
LSTM_INLINE void start_state_f32(const job_f32 *job, const float *from, float *to, size_t width)
{
    const size_t units = job->call->units;
    for (size_t example = 0; example < job->call->batch; example++, to += width) {
        memset(to, 0, job->padded * sizeof(float));
        if (from)
            memcpy(to, from + example * units, units * sizeof(float));
    }
}

LSTM_INLINE void end_state_f32(const job_f32 *job, const float *from, size_t width, float *to)
{
    const size_t units = job->call->units;
    for (size_t example = 0; example < job->call->batch; example++, from += width)
        memcpy(to + example * units, from, units * sizeof(float));
}

static void start_f32(const job_f32 *job)
{
    start_state_f32(job, job->call->initial_h, job->h[0], job->width);
    start_state_f32(job, job->call->initial_c, job->c, job->padded);
    start_state_f32(job, NULL, job->y, job->padded);
    place_inputs_f32(job, 0, 0, job->call->batch);
}

static void end_f32(const job_f32 *job)
{
    const lstm_call_f32 *call = job->call;
    const float *h = job->h[call->timesteps % 2];
    end_state_f32(job, h, job->width, call->state_h);
    end_state_f32(job, job->c, job->padded, call->state_c);
    if (call->timesteps == 0 && !call->return_sequences)
        end_state_f32(job, call->mask ? job->y : h, call->mask ? job->padded : job->width,
                      call->lstm_output);
}

static void alone_f32(const job_f32 *job)
{
    start_f32(job);
    if (job->call->batch)
        for (size_t t = 0; t < job->call->timesteps; t++)
            one_step_f32(job, t, 0, job->panels, 0, job->call->batch);
    end_f32(job);
}

