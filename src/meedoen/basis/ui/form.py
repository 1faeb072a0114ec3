"""How every form looks: Utrecht markup around each field, without a form having to say so."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.http import HttpRequest
from django.utils.formats import get_format
from django.utils.translation import gettext as _

TEXTBOX = "utrecht-textbox utrecht-textbox--html-input"

CLASSES = {
    "text": TEXTBOX,
    "email": TEXTBOX,
    "url": TEXTBOX,
    "tel": TEXTBOX,
    "search": TEXTBOX,
    "color": TEXTBOX,
    "number": f"{TEXTBOX} utrecht-textbox--numeric md-short",
    "password": f"{TEXTBOX} utrecht-textbox--password",
    "date": f"{TEXTBOX} md-short",
    "time": f"{TEXTBOX} md-short",
    "datetime": f"{TEXTBOX} md-short",
    "textarea": "utrecht-textarea utrecht-textarea--html-textarea",
    "select": "utrecht-select utrecht-select--html-select",
    "checkbox": "utrecht-checkbox utrecht-checkbox--html-input utrecht-checkbox--custom",
    "file": "md-file",
    "clearable_file_input": "md-file",
}
"""Classes by kind of widget: the last part of its template's name."""

OWN = {
    "django/forms/widgets/radio.html": "ui/form/choices.html",
    "django/forms/widgets/checkbox_select.html": "ui/form/choices.html",
    "django/forms/errors/list/default.html": "ui/form/error_list.html",
    "django/forms/errors/list/ul.html": "ui/form/error_list.html",
}
"""Django's templates for which we have our own."""

CALENDAR = {
    "date": ("date", "DATE_INPUT_FORMATS", "%Y-%m-%d"),
    "time": ("time", "TIME_INPUT_FORMATS", "%H:%M"),
    "datetime": ("datetime-local", "DATETIME_INPUT_FORMATS", "%Y-%m-%dT%H:%M"),
}
"""Kind of widget → the browser's type, the formats the value may come in, the format the browser wants."""

DASHES = "---------"
"""What Django shows for a choice not made yet, and no screen reader says."""

WIDGETS = "django/forms/widgets/"


class MeedoenRenderer(DjangoTemplates):
    """Renders fields as NL Design System form fields.

    Classes are put on as the widget is rendered, so a plain Django form is enough. Dates and times become the
    browser's own controls, which take and give ISO whatever the language of the page.
    """

    form_template_name = "ui/form/form.html"
    field_template_name = "ui/form/field.html"

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
        """Render a form, a field or a widget; a widget gets its classes first."""
        widget = context.get("widget")
        if widget is not None and template_name.startswith(WIDGETS):
            kind = template_name.removeprefix(WIDGETS).removesuffix(".html")
            _dress(widget, kind)
        return super().render(OWN.get(template_name, template_name), context, request)


def _dress(widget: dict[str, Any], kind: str) -> None:
    """Put classes on a widget's attributes, after those the form itself asked for."""
    attrs = widget["attrs"] = dict(widget["attrs"])
    classes = [attrs.get("class", ""), CLASSES.get(kind, "")]
    if attrs.get("aria-invalid") == "true" and classes[1]:
        classes.append(f"{classes[1].split(' ', 1)[0]}--invalid")
    if everything := " ".join(filter(None, classes)):
        attrs["class"] = everything
    if kind == "select":
        _name_empty_choice(widget)
    if kind in CALENDAR and widget.get("type") == "text":
        widget["type"], formats, iso = CALENDAR[kind]
        widget["value"] = _as_iso(widget["value"], formats, iso)


def _name_empty_choice(widget: dict[str, Any]) -> None:
    """Say in words that something is still to be chosen, where the form has no words of its own for it."""
    for _group, options, _place in widget["optgroups"]:
        for option in options:
            if option["label"] == DASHES:
                option["label"] = _("maak een keuze")


def _as_iso(value: str | None, formats: str, iso: str) -> str | None:
    """The value as the browser's control wants it; as it was when it is no date at all."""
    for file_format in get_format(formats):
        try:
            return datetime.strptime(value or "", file_format).strftime(iso)  # noqa: DTZ007  # a form's text has no zone
        except ValueError:
            continue
    return value
