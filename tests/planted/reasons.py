"""Why the audit turns a test red in no way, for those that were looked at."""

DOCTEST = "doctest runs the examples, and what it calls is not exchanged"
LONG = "it runs for longer than a broken product is given"
REASONS = {
    f"{file}::test_{name}": reason
    for reason, file, names in (
        (LONG, "proofs/test_ended.py",
         "proofs_of_this_process_and_groups_that_cannot_be_printed_are_named "
         "the_command_says_each_fault_and_ends_with_1"),
        (DOCTEST, "docs/test_api.py",
         "the_examples_of_a_module_are_true"),
    )
    for name in names.split()
}  # fmt: skip
