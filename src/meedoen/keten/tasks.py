"""Where the worker looks for the tasks of the chain."""

from meedoen.keten.duo import tasks as duo
from meedoen.keten.pages import tasks as pagina

__all__ = ["duo", "pagina"]
