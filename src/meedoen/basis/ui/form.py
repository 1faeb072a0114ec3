"""How every form looks: Utrecht markup around each field, without a form having to say so."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.http import HttpRequest
from django.utils.formats import get_format
from django.utils.translation import gettext as _

TEXTBOX = "utrecht-textbox utrecht-textbox--html-input"

KLASSEN = {
    "text": TEXTBOX,
    "email": TEXTBOX,
    "url": TEXTBOX,
    "tel": TEXTBOX,
    "search": TEXTBOX,
    "color": TEXTBOX,
    "number": f"{TEXTBOX} utrecht-textbox--numeric md-kort",
    "password": f"{TEXTBOX} utrecht-textbox--password",
    "date": f"{TEXTBOX} md-kort",
    "time": f"{TEXTBOX} md-kort",
    "datetime": f"{TEXTBOX} md-kort",
    "textarea": "utrecht-textarea utrecht-textarea--html-textarea",
    "select": "utrecht-select utrecht-select--html-select",
    "checkbox": "utrecht-checkbox utrecht-checkbox--html-input utrecht-checkbox--custom",
    "file": "md-bestand",
    "clearable_file_input": "md-bestand",
}
"""Classes by kind of widget: the last part of its template's name."""

EIGEN = {
    "django/forms/widgets/radio.html": "ui/form/keuzes.html",
    "django/forms/widgets/checkbox_select.html": "ui/form/keuzes.html",
    "django/forms/errors/list/default.html": "ui/form/foutenlijst.html",
    "django/forms/errors/list/ul.html": "ui/form/foutenlijst.html",
}
"""Django's templates for which we have our own."""

KALENDER = {
    "date": ("date", "DATE_INPUT_FORMATS", "%Y-%m-%d"),
    "time": ("time", "TIME_INPUT_FORMATS", "%H:%M"),
    "datetime": ("datetime-local", "DATETIME_INPUT_FORMATS", "%Y-%m-%dT%H:%M"),
}
"""Kind of widget → the browser's type, the formats the value may come in, the format the browser wants."""

STREEPJES = "---------"
"""What Django shows for a choice not made yet, and no screen reader says."""

WIDGETS = "django/forms/widgets/"


class MeedoenRenderer(DjangoTemplates):
    """Renders fields as NL Design System form fields.

    Classes are put on as the widget is rendered, so a plain Django form is enough. Dates and times become the
    browser's own controls, which take and give ISO whatever the language of the page.
    """

    form_template_name = "ui/form/formulier.html"
    field_template_name = "ui/form/veld.html"

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
        """Render a form, a field or a widget; a widget gets its classes first."""
        widget = context.get("widget")
        if widget is not None and template_name.startswith(WIDGETS):
            soort = template_name.removeprefix(WIDGETS).removesuffix(".html")
            _kleed_aan(widget, soort)
        return super().render(EIGEN.get(template_name, template_name), context, request)


def _kleed_aan(widget: dict[str, Any], soort: str) -> None:
    """Put classes on a widget's attributes, after those the form itself asked for."""
    attrs = widget["attrs"] = dict(widget["attrs"])
    klassen = [attrs.get("class", ""), KLASSEN.get(soort, "")]
    if attrs.get("aria-invalid") == "true" and klassen[1]:
        klassen.append(f"{klassen[1].split(' ', 1)[0]}--invalid")
    if alles := " ".join(filter(None, klassen)):
        attrs["class"] = alles
    if soort == "select":
        _noem_lege_keuze(widget)
    if soort in KALENDER and widget.get("type") == "text":
        widget["type"], formaten, iso = KALENDER[soort]
        widget["value"] = _als_iso(widget["value"], formaten, iso)


def _noem_lege_keuze(widget: dict[str, Any]) -> None:
    """Say in words that something is still to be chosen, where the form has no words of its own for it."""
    for _groep, opties, _plek in widget["optgroups"]:
        for optie in opties:
            if optie["label"] == STREEPJES:
                optie["label"] = _("maak een keuze")


def _als_iso(waarde: str | None, formaten: str, iso: str) -> str | None:
    """The value as the browser's control wants it; as it was when it is no date at all."""
    for formaat in get_format(formaten):
        try:
            return datetime.strptime(waarde or "", formaat).strftime(iso)  # noqa: DTZ007  # a form's text has no zone
        except ValueError:
            continue
    return waarde
