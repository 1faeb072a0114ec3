"""The tests of these pages use what those of the ground floor share."""

from meedoen.basis.conftest import colleague, for_real, owner, site  # noqa: F401
