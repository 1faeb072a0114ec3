"""What one can look for in the logbook."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meedoen.basis.audit_log.models import AuditEntry
from meedoen.basis.audit_log.selectors import AuditQuery, colleagues_in_audit_log
from meedoen.basis.organisations.models import Organisation

NAMED_OTHERWISE = {
    AuditEntry.Action.SUCCEEDED: gettext_lazy("inloggen of uitloggen"),
    AuditEntry.Action.FAILED: gettext_lazy("inloggen dat mislukte"),
}
WHAT = [(one.value, NAMED_OTHERWISE.get(one, one.label)) for one in AuditEntry.Action]
"""Kinds of lines, in words that say enough by themselves."""


class SearchForm(forms.Form):
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
        label=gettext_lazy("Wat"), required=False, choices=[("", gettext_lazy("alles")), *WHAT]
    )
    van = forms.DateField(label=gettext_lazy("Van"), required=False, widget=forms.DateInput())
    tot = forms.DateField(label=gettext_lazy("Tot en met"), required=False, widget=forms.DateInput())
    voor = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    use_required_attribute = False

    def __init__(self, *args: Any, gemeente: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.gemeente = gemeente
        colleagues = [(str(pk), name) for pk, name in colleagues_in_audit_log(gemeente)]
        self.fields["wie"].choices = [("", _("iedereen")), *colleagues]  # type: ignore[attr-defined]  # a choice field

    def clean(self) -> dict[str, Any]:
        """A period runs forward."""
        clean = super().clean() or {}
        of, until = clean.get("van"), clean.get("tot")
        if isinstance(of, date) and isinstance(until, date) and until < of:
            raise ValidationError({"tot": _("Kies een dag op of na de eerste dag.")})
        return clean

    def vraag(self) -> AuditQuery:
        """What is looked for; everything when the form does not hold."""
        chosen = (
            {name: value for name, value in self.cleaned_data.items() if value} if self.is_valid() else {}
        )
        return AuditQuery(self.gemeente, **chosen)
