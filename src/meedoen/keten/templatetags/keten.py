"""Filters of the chain pages."""

from django import template

from meedoen.keten.pages.display import duration, since

register = template.Library()
register.filter("duration", duration)
register.filter("since", since)
