// The layer of Keras from Rust: with weights of zero the last hidden states are zero; a forgotten
// function is refused. `keras.rs` has the declarations of the header.
#[path = "keras.rs"]
#[allow(non_camel_case_types)]
mod keras;
use keras::*;
use std::ptr::null_mut;

fn main() {
    let (inputs, units, timesteps) = (3usize, 5usize, 4usize);
    let (x, zeros) = (vec![1.0f32; timesteps * inputs], vec![0.0f32; 4 * units * (inputs + units)]);
    let weights = keras_weights_f32 {
        input_dim: inputs, units, kernel: zeros.as_ptr(), recurrent_kernel: zeros.as_ptr(),
        bias: zeros.as_ptr(),
    };
    let (mut output, mut h, mut c) = (vec![1.0f32; units], vec![1.0f32; units], vec![1.0f32; units]);
    unsafe {
        let mut packed = vec![0.0f32; keras_packed_size(inputs, units)];
        let mut workspace = vec![0.0f32; keras_workspace_size(1, inputs, units)];
        keras_pack_f32(&weights, packed.as_mut_ptr());
        let mut call: keras_call_f32 = std::mem::zeroed();
        (call.batch, call.timesteps, call.input_dim, call.units) = (1, timesteps, inputs, units);
        (call.sequences, call.packed) = (x.as_ptr(), packed.as_ptr());
        (call.lstm_output, call.state_h) = (output.as_mut_ptr(), h.as_mut_ptr());
        (call.state_c, call.workspace, call.share) = (c.as_mut_ptr(), workspace.as_mut_ptr(), null_mut());
        assert_eq!(keras_f32(&call), 2); // LSTM_UNKNOWN_FUNCTION
        (call.activation, call.recurrent_activation) = (1, 2); // LSTM_TANH, LSTM_SIGMOID
        assert_eq!(keras_f32(&call), 0); // LSTM_FINE
    }
    println!("{}\n{}", output[0], h[units - 1]);
}
