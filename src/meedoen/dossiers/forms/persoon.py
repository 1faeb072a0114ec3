"""Who it is about: a new person with a dossier, corrections, the household."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meedoen.basis.access.actor import Actor
from meedoen.basis.organisations.models import Organisation
from meedoen.basis.ui.languages import LANGUAGE_CHOICES
from meedoen.dossiers import feit_rules, rechten
from meedoen.dossiers.models import Dossier, Persoon
from meedoen.dossiers.phases import FeitSoort
from meedoen.dossiers.selectors import duplicates

if TYPE_CHECKING:
    PersoonModelForm = forms.ModelForm[Persoon]
    DossierModelForm = forms.ModelForm[Dossier]
else:
    PersoonModelForm = DossierModelForm = forms.ModelForm

LANGUAGES = [("", "–"), *LANGUAGE_CHOICES]

PERSOON_FIELDS = (
    "voornamen",
    "roepnaam",
    "voorvoegsel",
    "achternaam",
    "bsn",
    "v_nummer",
    "geboortedatum",
    "geslacht",
    "land_van_herkomst",
    "telefoon",
    "email",
    "tolk_nodig",
    "tolk_wens",
)


class PersoonFields(PersoonModelForm):
    """The data of a person. The languages are asked one by one, because their order means something."""

    taal_1 = forms.ChoiceField(
        label=gettext_lazy("Eerste taal"),
        choices=LANGUAGES,
        required=False,
        help_text=gettext_lazy("In deze taal zijn de brieven en de tolk."),
    )
    taal_2 = forms.ChoiceField(label=gettext_lazy("Tweede taal"), choices=LANGUAGES, required=False)
    taal_3 = forms.ChoiceField(label=gettext_lazy("Derde taal"), choices=LANGUAGES, required=False)

    class Meta:
        model = Persoon
        fields = list(PERSOON_FIELDS)
        widgets = {
            "geboortedatum": forms.DateInput(),
            "bsn": forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
            "v_nummer": forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
            "telefoon": forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
        }
        help_texts = {
            "geboortedatum": gettext_lazy("Laat leeg als de datum onbekend is."),
            "bsn": gettext_lazy("9 cijfers. Laat leeg als er nog geen BSN is."),
            "v_nummer": gettext_lazy("Alleen cijfers, hooguit 10."),
            "roepnaam": gettext_lazy("Zoals iemand genoemd wil worden."),
            "tolk_wens": gettext_lazy("Bijvoorbeeld: een vrouw, of niet uit dezelfde streek."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, code in enumerate(self.instance.contacttalen[:3], start=1):
            self.fields[f"taal_{number}"].initial = code

    def clean_geboortedatum(self) -> date | None:
        """A birth date lies in the past, and not before anyone alive was born."""
        born: date | None = self.cleaned_data["geboortedatum"]
        if born and not date(1900, 1, 1) <= born <= timezone.localdate():
            raise ValidationError(_("Deze geboortedatum kan niet. Controleer het jaar."), code="datum")
        return born

    def clean(self) -> dict[str, Any]:
        """Put the languages in their order, each once."""
        clean: dict[str, Any] = super().clean() or self.cleaned_data
        chosen = [clean.get(f"taal_{number}") for number in (1, 2, 3)]
        self.instance.contacttalen = list(dict.fromkeys(code for code in chosen if code))
        return clean


class PersoonForm(PersoonFields):
    """Corrections of a person we know."""

    def clean_bsn(self) -> str:
        """A BSN belongs to one person in a municipality."""
        bsn: str = self.cleaned_data["bsn"]
        other = Persoon.objects.filter(gemeente=self.instance.gemeente_id, bsn=bsn).exclude(
            pk=self.instance.pk
        )
        if bsn and other.exists():
            raise ValidationError(_("Iemand anders in deze gemeente heeft dit BSN al."), code="dubbel")
        return bsn


class ResidenceForm(DossierModelForm):
    """Where someone lives."""

    class Meta:
        model = Dossier
        fields = ["adres_soort", "plaats"]


class NewForm(PersoonFields):
    """A new person with a dossier: who, and how she came to us.

    After a failed `is_valid`, `dubbel` holds who is perhaps the same person.
    """

    gemeente = forms.ModelChoiceField(Organisation.objects.none(), label=gettext_lazy("Gemeente"))
    doelgroep = forms.ChoiceField(
        label=gettext_lazy("Doelgroep"), choices=Dossier.Doelgroep, widget=forms.RadioSelect
    )
    koppeling = forms.DateField(
        label=gettext_lazy("Gekoppeld op"),
        required=False,
        help_text=gettext_lazy("De dag waarop COA iemand aan de gemeente koppelde."),
    )
    kennisgeving_duo = forms.DateField(
        label=gettext_lazy("Kennisgeving van DUO op"),
        required=False,
        help_text=gettext_lazy("Laat leeg als die er nog niet is."),
    )
    adres_soort = forms.ChoiceField(label=gettext_lazy("Verblijf"), choices=Dossier.Adres, initial="azc")
    plaats = forms.CharField(
        label=gettext_lazy("Plaats"),
        required=False,
        max_length=80,
        help_text=gettext_lazy("De plaats van het azc of van de woning."),
    )
    toch = forms.BooleanField(label=gettext_lazy("Dit is iemand anders"), required=False)

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dubbel: list[Persoon] = []
        gemeenten = Organisation.objects.filter(pk__in=actor.gemeenten_as(rechten.CLIENT))
        field = self.fields["gemeente"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = gemeenten
        if len(gemeenten) == 1:
            field.initial = gemeenten[0]
            field.widget = field.hidden_widget()

    def clean(self) -> dict[str, Any]:
        """Refuse days that cannot be, and stop when this person may have a dossier already."""
        clean = super().clean()
        required = NEEDED.get(clean.get("doelgroep", ""))
        if required and not clean.get(required[0]) and required[0] not in self.errors:
            self.add_error(*required)
        for kind in (FeitSoort.KOPPELING, FeitSoort.KENNISGEVING_DUO):
            if (date_ := clean.get(kind)) and (reason := self._bezwaar(kind, date_)):
                self.add_error(kind.value, reason)
        if gemeente := clean.get("gemeente"):
            self.instance.gemeente = gemeente
            self._find_duplicate(clean)
        return clean

    def _bezwaar(self, kind: str, date_: date) -> str:
        return feit_rules.bezwaar(
            kind,
            date_,
            today=timezone.localdate(),
            born=self.cleaned_data.get("geboortedatum"),
            dates={},
        )

    def _find_duplicate(self, clean: dict[str, Any]) -> None:
        self.dubbel = duplicates(
            clean["gemeente"].pk,
            bsn=clean.get("bsn", ""),
            v_nummer=clean.get("v_nummer", ""),
            achternaam=clean.get("achternaam", ""),
            geboortedatum=clean.get("geboortedatum"),
        )
        if any(one.bsn and one.bsn == clean.get("bsn") for one in self.dubbel):
            self.add_error("bsn", _("Iemand met dit BSN heeft hier al een dossier. Open dat dossier."))
        elif self.dubbel and not clean.get("toch"):
            self.add_error(
                "toch", _("Deze persoon staat er misschien al in. Kijk eerst bij het dossier hieronder.")
            )

    def feiten(self) -> dict[str, date | tuple[date | None, str]]:
        """The first facts of the dossier, for `services.open_dossier`."""
        clean = self.cleaned_data
        dates = {
            kind.value: clean[kind]
            for kind in (FeitSoort.KOPPELING, FeitSoort.KENNISGEVING_DUO)
            if clean.get(kind)
        }
        return {**dates, FeitSoort.DOELGROEP.value: (min(dates.values()), clean["doelgroep"])}


NEEDED = {
    Dossier.Doelgroep.ASIEL: ("koppeling", gettext_lazy("Vul in wanneer COA deze persoon koppelde.")),
    Dossier.Doelgroep.GEZIN: ("kennisgeving_duo", gettext_lazy("Vul de dag van de kennisgeving van DUO in.")),
}
"""The day with which a dossier begins, by group."""


class HuishoudenForm(forms.Form):
    """Another dossier of this municipality, and what the two are to each other."""

    nummer = forms.CharField(
        label=gettext_lazy("Dossiernummer van de ander"),
        max_length=20,
        help_text=gettext_lazy("Het hele nummer."),
    )
    rol = forms.ChoiceField(label=gettext_lazy("Deze persoon is"), choices=Persoon.RoleInHuishouden)
    rol_ander = forms.ChoiceField(label=gettext_lazy("De ander is"), choices=Persoon.RoleInHuishouden)

    def __init__(self, actor: Actor, dossier: Dossier, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor, self.dossier = actor, dossier
        self.fields["rol"].initial = self.fields["rol_ander"].initial = Persoon.RoleInHuishouden.PARTNER

    def clean_nummer(self) -> str:
        """Find the other dossier, among those this actor may change."""
        number: str = self.cleaned_data["nummer"].strip()
        rows = rechten.DOSSIER_EDIT.filter(self.actor, Dossier.objects.select_related("persoon__huishouden"))
        other = rows.filter(gemeente=self.dossier.gemeente_id, nummer=number).first()
        if other is None or other.persoon_id == self.dossier.persoon_id:
            raise ValidationError(_("Geen ander dossier met dit nummer gevonden. Controleer het nummer."))
        self.other = other
        return number
