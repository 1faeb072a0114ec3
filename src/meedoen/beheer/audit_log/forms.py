"""What one can look for in the logbook."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meedoen.basis.audit_log.models import Logregel
from meedoen.basis.audit_log.selectors import Vraag, collegas_in_logboek
from meedoen.basis.organisations.models import Organisatie

ANDERS_GENOEMD = {
    Logregel.Handeling.GELUKT: gettext_lazy("inloggen of uitloggen"),
    Logregel.Handeling.MISLUKT: gettext_lazy("inloggen dat mislukte"),
}
WAT = [(een.value, ANDERS_GENOEMD.get(een, een.label)) for een in Logregel.Handeling]
"""Kinds of lines, in words that say enough by themselves."""


class Zoekvraag(forms.Form):
    """Search by dossier number, colleague, kind and period; everything may be left empty."""

    dossier = forms.CharField(
        label=gettext_lazy("Dossiernummer"),
        required=False,
        max_length=20,
        # It goes into the address: a browser does not send a BSN that is typed here by mistake.
        widget=forms.TextInput(attrs={"pattern": r"\s*[0-9]{4}-[0-9]{4}-[0-9]{5}\s*"}),
    )
    wie = forms.TypedChoiceField(label=gettext_lazy("Collega"), required=False, empty_value=None)
    handeling = forms.ChoiceField(
        label=gettext_lazy("Wat"), required=False, choices=[("", gettext_lazy("alles")), *WAT]
    )
    van = forms.DateField(label=gettext_lazy("Van"), required=False, widget=forms.DateInput())
    tot = forms.DateField(label=gettext_lazy("Tot en met"), required=False, widget=forms.DateInput())
    voor = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    use_required_attribute = False

    def __init__(self, *args: Any, gemeente: Organisatie, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.gemeente = gemeente
        collegas = [(str(pk), naam) for pk, naam in collegas_in_logboek(gemeente)]
        self.fields["wie"].choices = [("", _("iedereen")), *collegas]  # type: ignore[attr-defined]  # a choice field

    def clean(self) -> dict[str, Any]:
        """A period runs forward."""
        schoon = super().clean() or {}
        van, tot = schoon.get("van"), schoon.get("tot")
        if isinstance(van, date) and isinstance(tot, date) and tot < van:
            raise ValidationError({"tot": _("Kies een dag op of na de eerste dag.")})
        return schoon

    def vraag(self) -> Vraag:
        """What is looked for; everything when the form does not hold."""
        gekozen = (
            {naam: waarde for naam, waarde in self.cleaned_data.items() if waarde} if self.is_valid() else {}
        )
        return Vraag(self.gemeente, **gekozen)
