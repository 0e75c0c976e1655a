#!/usr/bin/env bash
# libfann 2.2.0 (Debian 12): fann_get_MSE is a quarter of the mean squared error if the activation of the output is symmetric.
#
# Guess: the mean of the squared differences between what fann_run gives and what was wanted.
# What it does: the difference is halved first for outputs that go from -1 to 1, so that networks with FANN_SIGMOID and with
#   FANN_SIGMOID_SYMMETRIC cannot be compared, and a training to a desired error ends at four times that error. The manual
#   has "the mean square error". FANN_GAUSSIAN_STEPWISE can be chosen and is 0 everywhere.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v apt-get > /dev/null && command -v dpkg-deb > /dev/null || { echo "skipped: Debian's apt-get is needed"; exit 77; }
command -v cc > /dev/null || { echo "skipped: a C compiler is needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
(cd "$folder" && apt-get download -qq libfann-dev=2.2.0+ds-8 libfann2=2.2.0+ds-8) > "$folder/log" 2>&1 \
    || { echo "skipped: the packages of Debian 12 are needed"; exit 77; }
for package in "$folder"/*.deb; do dpkg-deb -x "$package" "$folder"; done

cat > "$folder/seen.c" <<'C'
#include <fann.h>
#include <stdio.h>

int main(void) {
    for (int activation = FANN_LINEAR; activation <= FANN_COS; activation++) {
        struct fann *network = fann_create_standard(2, 1, 1);
        struct fann_connection connections[2];
        float x = 1, wanted = 0.1f;
        fann_set_activation_function_output(network, activation);
        fann_get_connection_array(network, connections);
        connections[0].weight = 1, connections[1].weight = 0;
        fann_set_weight_array(network, connections, 2);
        fann_reset_MSE(network);
        float y = fann_test(network, &x, &wanted)[0];
        printf("%s of 1 is %.4f wanted 0.1 squared error %.5f fann_get_MSE %.5f\n", FANN_ACTIVATIONFUNC_NAMES[activation], y,
               (y - wanted) * (y - wanted), fann_get_MSE(network));
        fann_destroy(network);
    }
}
C
cc -I "$folder/usr/include" "$folder/seen.c" -o "$folder/seen.out" -L "$folder/usr/lib/x86_64-linux-gnu" -lfann -lm
LD_LIBRARY_PATH="$folder/usr/lib/x86_64-linux-gnu" "$folder/seen.out" 2>> "$folder/log" | tee "$folder/seen"


diff - "$folder/seen" <<'EXPECTED'
FANN_LINEAR of 1 is 0.5000 wanted 0.1 squared error 0.16000 fann_get_MSE 0.16000
FANN_THRESHOLD of 1 is 1.0000 wanted 0.1 squared error 0.81000 fann_get_MSE 0.81000
FANN_THRESHOLD_SYMMETRIC of 1 is 1.0000 wanted 0.1 squared error 0.81000 fann_get_MSE 0.20250
FANN_SIGMOID of 1 is 0.7311 wanted 0.1 squared error 0.39823 fann_get_MSE 0.39823
FANN_SIGMOID_STEPWISE of 1 is 0.7276 wanted 0.1 squared error 0.39383 fann_get_MSE 0.39383
FANN_SIGMOID_SYMMETRIC of 1 is 0.4621 wanted 0.1 squared error 0.13113 fann_get_MSE 0.03278
FANN_SIGMOID_SYMMETRIC_STEPWISE of 1 is 0.4551 wanted 0.1 squared error 0.12611 fann_get_MSE 0.03153
FANN_GAUSSIAN of 1 is 0.7788 wanted 0.1 squared error 0.46077 fann_get_MSE 0.46077
FANN_GAUSSIAN_SYMMETRIC of 1 is 0.5576 wanted 0.1 squared error 0.20940 fann_get_MSE 0.05235
FANN_GAUSSIAN_STEPWISE of 1 is 0.0000 wanted 0.1 squared error 0.01000 fann_get_MSE 0.01000
FANN_ELLIOT of 1 is 0.6667 wanted 0.1 squared error 0.32111 fann_get_MSE 0.32111
FANN_ELLIOT_SYMMETRIC of 1 is 0.3333 wanted 0.1 squared error 0.05444 fann_get_MSE 0.01361
FANN_LINEAR_PIECE of 1 is 0.5000 wanted 0.1 squared error 0.16000 fann_get_MSE 0.16000
FANN_LINEAR_PIECE_SYMMETRIC of 1 is 0.5000 wanted 0.1 squared error 0.16000 fann_get_MSE 0.04000
FANN_SIN_SYMMETRIC of 1 is 0.4794 wanted 0.1 squared error 0.14396 fann_get_MSE 0.03599
FANN_COS_SYMMETRIC of 1 is 0.8776 wanted 0.1 squared error 0.60463 fann_get_MSE 0.15116
FANN_SIN of 1 is 0.7397 wanted 0.1 squared error 0.40923 fann_get_MSE 0.40923
FANN_COS of 1 is 0.9388 wanted 0.1 squared error 0.70357 fann_get_MSE 0.70357
EXPECTED
