"""Why the audit turns a test red in no way, or by an error alone, for those that were looked at."""

PARSED = "a parser judges what the product gives, and its error is what is red"
PACKAGE = "it looks at another package, and calls nothing of the product"
REASONS = {
    f"{file}::test_{name}": reason
    for reason, file, names in (
        (PARSED, "manifest/test_places.py",
         "every_line_that_computes_can_be_read"),
        (PARSED, "sphinx/test_mathml.py",
         "every_formula_of_the_manifest_becomes_well_formed_mathml"),
        (PACKAGE, "runtime/test_onnx.py",
         "the_reference_evaluator_does_not_read_the_names_of_functions"),
        (PACKAGE, "files/test_keras_files.py",
         "h5py_and_json_read_python_in_a_file_as_data"),
    )
    for name in names.split()
}  # fmt: skip
