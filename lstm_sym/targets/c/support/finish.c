/* A call, with the sizes and places that every part of it needs. */
typedef struct {
    const lstm_call_f32 *call;
    size_t panels, panel_size; /* how many; how many numbers one has */
    size_t padded;             /* units, rounded up to whole registers */
    size_t slab_steps;         /* for so many timesteps x W + b is computed at once; 0: for none */
    size_t inputs;             /* the length of x_t, if it is not for the slab */
    size_t width;              /* from one example's x_t and h_tm1 to the next one's */
    float *h[2];               /* [batch]: x_t and h_tm1 side by side, of even and of odd steps */
    float *c, *y;              /* [batch][padded] */
    float *slab;               /* [timesteps of the slab][batch][panels][row] */
} job_f32;

/* What follows the sums for the units of a panel: the equations, the mask, the output. */
LSTM_INLINE void finish_f32(const job_f32 *job, const int activation,
                            const int recurrent_activation, size_t t, size_t example,
                            size_t panel, sums_f32 z)
{
    const lstm_call_f32 *call = job->call;
    const size_t at = example * job->padded + panel * LANES_f32;
    const vec_f32 c_tm1 = load_f32(job->c + at);
    const vec_f32 h_tm1 = load_f32(job->h[t % 2] + example * job->width + panel * LANES_f32);
    vec_f32 h_t, c_t, y_t;
    cell_f32(activation, recurrent_activation, z, h_tm1, c_tm1, &h_t, &c_t);
    y_t = h_t;
    if (call->mask) {
        const size_t place = mask_entry_f32(call->go_backwards, t, call->timesteps);
        const int m_t = call->mask[example * call->timesteps + place];
        masked_step_f32(m_t, h_tm1, c_tm1, &h_t, &c_t);
        y_t = masked_output_f32(call->masked_output, m_t, h_t, load_f32(job->y + at));
        store_f32(job->y + at, y_t);
    }
    store_f32(job->c + at, c_t);
    store_f32(job->h[(t + 1) % 2] + example * job->width + panel * LANES_f32, h_t);
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

/* Sums of some examples for one panel or, with `across`, of one example for some panels. */
LSTM_APART void finish_default_f32(const job_f32 *job, size_t t, size_t example, size_t panel,
                                   size_t count, size_t across, sums_f32 sums[])
{
    for (size_t r = 0; r < count; r++)
        finish_f32(job, LSTM_TANH, LSTM_SIGMOID, t, across ? example : example + r,
                   across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_any_f32(const job_f32 *job, size_t t, size_t example, size_t panel,
                               size_t count, size_t across, sums_f32 sums[])
{
    for (size_t r = 0; r < count; r++)
        finish_f32(job, job->call->activation, job->call->recurrent_activation, t,
                   across ? example : example + r, across ? panel + r : panel, sums[r]);
}

LSTM_INLINE void finish_all_f32(const job_f32 *job, size_t t, size_t example, size_t panel,
                                size_t count, size_t across, sums_f32 sums[])
{
    const lstm_call_f32 *call = job->call;
    if (call->activation == LSTM_TANH && call->recurrent_activation == LSTM_SIGMOID)
        finish_default_f32(job, t, example, panel, count, across, sums);
    else
        finish_any_f32(job, t, example, panel, count, across, sums);
}
