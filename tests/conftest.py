"""What every test begins with."""

import os


def pytest_configure() -> None:
    """Printed text is compared without colours, whatever the caller's environment asks for."""
    os.environ.pop("FORCE_COLOR", None)
    os.environ["NO_COLOR"] = "1"
