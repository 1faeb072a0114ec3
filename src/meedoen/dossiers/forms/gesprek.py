"""Talks, signals, documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meedoen.basis.documents.services import KINDS, DocumentError, check
from meedoen.dossiers.models import Contactmoment, Dossier, DossierDocument, Signaal
from meedoen.dossiers.selectors import colleagues

if TYPE_CHECKING:
    ContactmomentModelForm = forms.ModelForm[Contactmoment]
    SignaalModelForm = forms.ModelForm[Signaal]
else:
    ContactmomentModelForm = SignaalModelForm = forms.ModelForm


class GesprekForm(ContactmomentModelForm):
    """A talk or message: planned, held, or missed."""

    class Meta:
        model = Contactmoment
        fields = ["onderwerp", "moment", "kanaal", "plek", "met_tolk", "uitkomst", "verslag"]
        widgets = {
            "moment": forms.DateTimeInput(),
            "uitkomst": forms.RadioSelect,
            "verslag": forms.Textarea(attrs={"rows": 8}),
        }
        help_texts = {
            "verslag": gettext_lazy("Schrijf zo dat de inburgeraar het zelf mag lezen."),
        }

    def clean(self) -> dict[str, Any]:
        """What lies ahead has no outcome yet."""
        clean: dict[str, Any] = super().clean() or self.cleaned_data
        moment, outcome = clean.get("moment"), clean.get("uitkomst")
        been = {Contactmoment.Uitkomst.HELD, Contactmoment.Uitkomst.NO_SHOW}
        if moment and moment > timezone.now() and outcome in been:
            self.add_error(
                "uitkomst", _("Dit gesprek is nog niet geweest. Kies 'gepland' of pas de tijd aan.")
            )
        return clean


class SignaalForm(SignaalModelForm):
    """Something that needs an owner."""

    class Meta:
        model = Signaal
        fields = ["omschrijving", "ernst", "eigenaar", "uiterlijk"]
        widgets = {"ernst": forms.RadioSelect, "uiterlijk": forms.DateInput()}

    def __init__(self, dossier: Dossier, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.dossier, self.instance.gemeente_id = dossier, dossier.gemeente_id
        field = self.fields["eigenaar"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = colleagues(dossier.gemeente_id)
        field.initial = dossier.klantmanager_id

    def clean_uiterlijk(self) -> object:
        """A signal is to be dealt with from today on."""
        day = self.cleaned_data["uiterlijk"]
        if day and day < timezone.localdate():
            raise ValidationError(_("Deze dag is al geweest. Kies vandaag of later."))
        return day


class SolutionForm(forms.Form):
    """What was done about a signal."""

    oplossing = forms.CharField(
        label=gettext_lazy("Wat is er gedaan"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class DocumentForm(forms.Form):
    """A file for a dossier. Decisions are made by the plan, so they are not put in by hand."""

    bestand = forms.FileField(
        label=gettext_lazy("Bestand"),
        help_text=gettext_lazy("PDF, Word, Excel, PNG of JPG, hooguit 20 MB."),
        widget=forms.FileInput(attrs={"accept": ",".join(KINDS)}),
    )
    soort = forms.ChoiceField(
        label=gettext_lazy("Soort"),
        choices=[
            (choice.value, choice.label)
            for choice in DossierDocument.Kind
            if choice != DossierDocument.Kind.BESCHIKKING
        ],
        initial=DossierDocument.Kind.EVIDENCE,
    )

    def clean_bestand(self) -> tuple[str, bytes]:
        """The name and the bytes of a file that may come in."""
        file: UploadedFile[bytes] = self.cleaned_data["bestand"]
        name, content = file.name or "", file.read()
        try:
            check(name, content)
        except DocumentError as error:
            raise ValidationError(str(error), code="bestand") from error
        return name, content
