"""Filters of the chain pages."""

from django import template

from meedoen.keten.pagina.weergave import duur, sinds

register = template.Library()
register.filter("duur", duur)
register.filter("sinds", sinds)
