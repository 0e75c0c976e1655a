"""Why the audit turns a test red in no way, for those that were looked at."""

OWN = "its subject is a tool of the tests, which is not exchanged"
WHICH = "it asks which functions or names there are, and those are not exchanged"
DOCTEST = "doctest runs the examples, and what it calls is not exchanged"
LONG = "it runs for longer than a broken product is given"
COUNTED = "it counts entries of the tests' own tables, so that they are not thinned out"
REASONS = {
    f"{file}::test_{name}": reason
    for reason, file, names in (
        (WHICH, "runtime/test_activations.py", "an_alias_is_the_same_function"),
        (WHICH, "runtime/test_activations.py", "a_name_in_the_table_is_the_function_of_that_name"),
        (WHICH, "runtime/test_activations.py", "no_parameter_is_left_out_here"),
        (WHICH, "runtime/test_hostile_everywhere.py", "no_public_function_or_method_is_left_out"),
        (WHICH, "runtime/test_hostile_everywhere.py", "each_method_has_its_call"),
        (WHICH, "runtime/test_import.py", "a_name_that_there_is_not_is_an_attribute_error"),
        (WHICH, "files/test_arrays_and_graphs.py",
         "the_modules_of_safetensors_come_in_the_order_of_the_file"),
        (LONG, "benchmarks/test_bench.py",
         "other_layers_are_raced_and_held_against_plain_numpy"),
        (LONG, "proofs/test_ended.py",
         "proofs_of_this_process_and_groups_that_cannot_be_printed_are_named "
         "the_command_says_each_fault_and_ends_with_1"),
        ("it starts a command that it kills, which is not exchanged", "cli/test_run.py",
         "processes_end_with_the_one_that_started_them"),
        ("operators of the product are not exchanged", "proofs/test_residues.py",
         "one_of_a_value_and_its_negative_has_the_minus what_is_no_number_is_refused "
         "a_root_is_no_whole_power_and_a_symbol_no_condition"),
        (OWN, "docs/test_facts.py",
         "every_page_of_the_claims_is_there the_facts_of_a_page_are_found "
         "each_kind_of_fact_is_changed the_words_between_two_directives_are_read"),
        (OWN, "docs/test_formulas.py",
         "a_typed_formula_is_seen words_about_an_lstm_are_no_formula"),
        (OWN, "docs/test_onnx_runtimes.py", "the_judge_tells_right_from_ignored_and_wrong"),
        (OWN, "docs/test_blocks.py",
         "a_fault_in_a_block_is_seen shown_commands_may_leave_lines_out "
         "a_block_with_a_caption_is_saved"),
        (DOCTEST, "lowering/test_examples.py", "the_examples_of_a_module_are_true"),
        (DOCTEST, "docs/test_api.py", "the_examples_of_a_module_are_true"),
        (DOCTEST, "runtime/test_import.py",
         "the_examples_of_the_module_are_true the_module_has_examples"),
        (WHICH, "files/test_keras_files.py", "there_are_files_of_every_keras"),
        (WHICH, "sphinx/test_diagram_pictures.py", "every_cell_and_every_equation_is_here"),
        (COUNTED, "recorded/test_releases.py", "most_cells_of_keras_are_checked"),
        (OWN, "docs/test_descriptions.py", "exchanged_meanings_are_seen"),
        (OWN, "planted/test_planted_record.py",
         "what_is_broken_is_another_of_its_type_each_time "
         "a_call_of_the_product_is_broken_in_a_test_and_no_other_is "
         "a_file_that_is_judged_by_faults_has_one_for_each_test "
         "the_error_of_a_failure_is_read_from_its_line"),
    )
    for name in names.split()
}  # fmt: skip
