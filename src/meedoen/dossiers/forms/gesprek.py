"""Talks, signals, documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meedoen.basis.documents.services import SOORTEN, DocumentFout, keur
from meedoen.dossiers.models import Contactmoment, Dossier, DossierDocument, Signaal
from meedoen.dossiers.selectors import collegas

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
        schoon: dict[str, Any] = super().clean() or self.cleaned_data
        moment, uitkomst = schoon.get("moment"), schoon.get("uitkomst")
        geweest = {Contactmoment.Uitkomst.GEHOUDEN, Contactmoment.Uitkomst.NIET_VERSCHENEN}
        if moment and moment > timezone.now() and uitkomst in geweest:
            self.add_error(
                "uitkomst", _("Dit gesprek is nog niet geweest. Kies 'gepland' of pas de tijd aan.")
            )
        return schoon


class SignaalForm(SignaalModelForm):
    """Something that needs an owner."""

    class Meta:
        model = Signaal
        fields = ["omschrijving", "ernst", "eigenaar", "uiterlijk"]
        widgets = {"ernst": forms.RadioSelect, "uiterlijk": forms.DateInput()}

    def __init__(self, dossier: Dossier, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.dossier, self.instance.gemeente_id = dossier, dossier.gemeente_id
        veld = self.fields["eigenaar"]
        if isinstance(veld, forms.ModelChoiceField):
            veld.queryset = collegas(dossier.gemeente_id)
        veld.initial = dossier.klantmanager_id

    def clean_uiterlijk(self) -> object:
        """A signal is to be dealt with from today on."""
        dag = self.cleaned_data["uiterlijk"]
        if dag and dag < timezone.localdate():
            raise ValidationError(_("Deze dag is al geweest. Kies vandaag of later."))
        return dag


class OplossingForm(forms.Form):
    """What was done about a signal."""

    oplossing = forms.CharField(
        label=gettext_lazy("Wat is er gedaan"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class StukForm(forms.Form):
    """A file for a dossier. Decisions are made by the plan, so they are not put in by hand."""

    bestand = forms.FileField(
        label=gettext_lazy("Bestand"),
        help_text=gettext_lazy("PDF, Word, Excel, PNG of JPG, hooguit 20 MB."),
        widget=forms.FileInput(attrs={"accept": ",".join(SOORTEN)}),
    )
    soort = forms.ChoiceField(
        label=gettext_lazy("Soort"),
        choices=[
            (keuze.value, keuze.label)
            for keuze in DossierDocument.Soort
            if keuze != DossierDocument.Soort.BESCHIKKING
        ],
        initial=DossierDocument.Soort.BEWIJS,
    )

    def clean_bestand(self) -> tuple[str, bytes]:
        """The name and the bytes of a file that may come in."""
        bestand: UploadedFile[bytes] = self.cleaned_data["bestand"]
        naam, inhoud = bestand.name or "", bestand.read()
        try:
            keur(naam, inhoud)
        except DocumentFout as fout:
            raise ValidationError(str(fout), code="bestand") from fout
        return naam, inhoud
