"""Where the worker looks for the tasks of the chain."""

from meedoen.keten.duo import tasks as duo
from meedoen.keten.pages import tasks as page

__all__ = ["duo", "page"]
