"""Where the worker looks for the tasks of the chain."""

from meedoen.keten.duo import tasks as duo

__all__ = ["duo"]
