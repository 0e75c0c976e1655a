"""Why the audit turns a test red in no way, for those that were looked at."""

OWN = "its subject is a tool of the tests, which is not exchanged"
WHICH = "it asks which functions or names there are, and those are not exchanged"
DOCTEST = "doctest runs the examples, and what it calls is not exchanged"
LONG = "it runs for longer than a broken product is given"
REASONS = {
    f"{file}::test_{name}": reason
    for reason, file, names in (
        (WHICH, "runtime/test_activations.py",
         "an_alias_is_the_same_function "
         "a_name_in_the_table_is_the_function_of_that_name "
         "no_parameter_is_left_out_here"),
        (WHICH, "runtime/test_hostile_everywhere.py",
         "no_public_function_or_method_is_left_out"),
        (WHICH, "runtime/test_import.py",
         "a_name_that_there_is_not_is_an_attribute_error"),
        (WHICH, "files/test_arrays_and_graphs.py",
         "the_modules_of_safetensors_come_in_the_order_of_the_file"),
        (LONG, "proofs/test_ended.py",
         "proofs_of_this_process_and_groups_that_cannot_be_printed_are_named "
         "the_command_says_each_fault_and_ends_with_1"),
        (OWN, "docs/test_facts.py",
         "the_words_between_two_directives_are_read"),
        (OWN, "docs/test_blocks.py",
         "a_block_with_a_caption_is_saved"),
        (DOCTEST, "lowering/test_examples.py",
         "the_examples_of_a_module_are_true"),
        (DOCTEST, "docs/test_api.py",
         "the_examples_of_a_module_are_true"),
        (DOCTEST, "runtime/test_import.py",
         "the_examples_of_the_module_are_true "
         "the_module_has_examples"),
        (WHICH, "sphinx/test_diagram_pictures.py",
         "every_cell_and_every_equation_is_here"),
        (OWN, "planted/test_planted_record.py",
         "the_error_of_a_failure_is_read_from_its_line"),
    )
    for name in names.split()
}  # fmt: skip
