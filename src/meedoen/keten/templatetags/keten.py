"""Filters of the chain pages."""

from django import template

from meedoen.keten.pages.display import duur, sinds

register = template.Library()
register.filter("duur", duur)
register.filter("sinds", sinds)
