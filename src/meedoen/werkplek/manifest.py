"""What the roof brings: what stands around every page."""

from meedoen.basis.ui.shell import BUILDER
from meedoen.werkplek.shell import shell


def bring() -> None:
    """Stand around every page: the roof knows the ways between them."""
    BUILDER.set(shell)
