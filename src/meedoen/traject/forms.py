"""What people type about a traject. DUO's conditions refuse at the field that has to change."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meedoen.basis.organisations.models import Organisatie
from meedoen.basis.ui.law_language import in_taal
from meedoen.dossiers import feit_rules
from meedoen.dossiers.models import Dossier
from meedoen.dossiers.phases import FeitSoort as F
from meedoen.keten.duo.known import School
from meedoen.pip.evaluation import Voorwaarden
from meedoen.traject.evaluation import Omstandigheden, voorwaarden
from meedoen.traject.models import Aanbod, Resultaat, Uren
from meedoen.traject.services.recording import UREN_MELDING, aanbod_gemeld
from meedoen.wet.duo.feiten import DuoFeiten, Melding

VERWIJTBAAR = [
    ("", gettext_lazy("niet te laat")),
    ("nee", gettext_lazy("te laat, niet verwijtbaar")),
    ("ja", gettext_lazy("te laat, verwijtbaar")),
]
LENGTE_NUMMER = 10


class MetVoorwaarden(forms.Form):
    """A form beside which DUO's conditions stand, tried on what is filled in."""

    reden = forms.CharField(
        label=gettext_lazy("Waarom klopt het oude niet"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    melding: Melding

    def __init__(self, om: Omstandigheden, *args: Any, vorige: object = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.om = om
        self.gestuurd: dict[str, Any] = {}
        if vorige is None:
            del self.fields["reden"]

    def feiten(self, waarden: dict[str, Any]) -> DuoFeiten:
        """What is reported with these values, as the rules read it."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        """Refuse what DUO would refuse, with the reason at its field."""
        schoon: dict[str, Any] = super().clean() or self.cleaned_data
        self.gestuurd = dict(schoon)
        if not self.errors:
            for toetsing in self.voorwaarden.weigeringen:
                veld = toetsing.rule.form_field
                # One reason a field is enough there; all of them stand beside the form.
                if veld not in self.errors:
                    self.add_error(veld if veld in self.fields else None, in_taal(toetsing.sentence))
        return schoon

    @property
    def voorwaarden(self) -> Voorwaarden:
        """Every condition, tried on what was sent, or on what stands in the form to begin with."""
        return voorwaarden(self.melding, self.feiten({**self.initial, **self.gestuurd}))


class AanbodForm(MetVoorwaarden):
    """The offer of one school."""

    instellingsnummer = forms.CharField(
        label=gettext_lazy("Instellingsnummer bij DUO"),
        max_length=LENGTE_NUMMER,
        widget=forms.TextInput(attrs={"list": "scholen", "autocomplete": "off"}),
    )
    instelling = forms.CharField(label=gettext_lazy("Naam van de school"), max_length=128, required=False)
    datum = forms.DateField(label=gettext_lazy("Ingeschreven op"))
    start = forms.DateField(label=gettext_lazy("Eerste lesdag (verwacht)"), required=False)
    einde = forms.DateField(label=gettext_lazy("Laatste lesdag (verwacht)"), required=False)
    alfabetisering = forms.ChoiceField(
        label=gettext_lazy("Alfabetisering"), choices=Aanbod.Alfabetisering.choices, widget=forms.RadioSelect
    )
    field_order = ("instellingsnummer", "instelling", "datum", "start", "einde", "alfabetisering", "reden")
    melding = Melding.AANBOD

    def __init__(self, om: Omstandigheden, scholen: dict[str, School], *args: Any, **kwargs: Any) -> None:
        super().__init__(om, *args, **kwargs)
        self.scholen = scholen
        hulp = (
            _("Kies de school uit de lijst van DUO, of typ het nummer.")
            if scholen
            else _("Tien tekens. De lijst met scholen van DUO is nog niet opgehaald.")
        )
        self.fields["instellingsnummer"].help_text = hulp
        self.fields["instelling"].help_text = _("Staat de school op de lijst van DUO? Dan hoeft dit niet.")

    def clean_instellingsnummer(self) -> str:
        """Ten characters, and known to DUO when its list is."""
        nummer: str = self.cleaned_data["instellingsnummer"].strip()
        if len(nummer) != LENGTE_NUMMER or not nummer.isascii() or not nummer.isalnum():
            raise ValidationError(_("Een instellingsnummer heeft tien cijfers of letters."))
        if self.scholen and nummer not in self.scholen:
            raise ValidationError(_("DUO kent geen school met dit nummer."))
        return nummer

    def clean(self) -> dict[str, Any]:
        """Take the name of the school from DUO's list."""
        schoon = super().clean()
        school = self.scholen.get(schoon.get("instellingsnummer", ""))
        schoon["instelling"] = schoon.get("instelling") or (school.naam if school else "")
        if not schoon["instelling"] and "instellingsnummer" not in self.errors:
            self.add_error("instelling", _("Vul de naam van de school in."))
        return schoon

    def feiten(self, waarden: dict[str, Any]) -> DuoFeiten:
        """An offer, with what DUO says of the school."""
        school = self.scholen.get(waarden.get("instellingsnummer", ""))
        return self.om.duo_feiten(
            **aanbod_gemeld(school, **{naam: waarden.get(naam) for naam in ("datum", "start", "einde")})
        )


class ResultaatForm(MetVoorwaarden):
    """The end of MAP, PVT or the Z-route."""

    datum = forms.DateField(label=gettext_lazy("Datum"), required=False)
    verwijtbaar = forms.ChoiceField(
        label=gettext_lazy("Op tijd of te laat"),
        choices=VERWIJTBAAR,
        required=False,
        widget=forms.RadioSelect,
        help_text=gettext_lazy(
            "Na het einde van de inburgeringstermijn zeg je of te laat zijn verwijtbaar is."
        ),
    )
    field_order = ("datum", "verwijtbaar", "reden")

    def __init__(self, om: Omstandigheden, soort: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(om, *args, **kwargs)
        self.soort, self.melding = soort, Melding(soort)
        if soort == Resultaat.Soort.ZROUTE:
            del self.fields["verwijtbaar"]
            self.fields["datum"].required = True

    def clean_verwijtbaar(self) -> bool | None:
        """Yes, no, or not late."""
        return {"ja": True, "nee": False}.get(self.cleaned_data["verwijtbaar"])

    def clean(self) -> dict[str, Any]:
        """Without a day there is something to say only past the term."""
        schoon = super().clean()
        if not self.errors and not schoon.get("datum") and schoon.get("verwijtbaar") is None:
            self.add_error("datum", _("Vul de datum in. Was het er nooit? Trek het dan in."))
        return schoon

    def feiten(self, waarden: dict[str, Any]) -> DuoFeiten:
        """A result; what is not filled in yet is tried as if it were today."""
        oordeel = waarden.get("verwijtbaar")
        dag = waarden.get("datum") if self.is_bound else waarden.get("datum") or timezone.localdate()
        if isinstance(oordeel, str):
            oordeel = {"ja": True, "nee": False}.get(oordeel)
        return self.om.duo_feiten(self.soort, datum=dag, verwijtbaar=oordeel)


class UrenForm(MetVoorwaarden):
    """A total of hours."""

    uren = forms.IntegerField(
        label=gettext_lazy("Uren in totaal"),
        help_text=gettext_lazy("Het totaal tot nu toe, niet wat erbij komt."),
    )
    tot_en_met = forms.DateField(label=gettext_lazy("Geteld tot en met"))
    field_order = ("uren", "tot_en_met", "reden")

    def __init__(self, om: Omstandigheden, soort: str, *args: Any, **kwargs: Any) -> None:
        kwargs.pop("vorige", None)
        super().__init__(om, *args, **kwargs)
        self.soort, self.melding = soort, UREN_MELDING[Uren.Soort(soort)]

    def clean_tot_en_met(self) -> Any:
        """Hours that are still to come are not counted."""
        dag = self.cleaned_data["tot_en_met"]
        if dag > timezone.localdate():
            raise ValidationError(_("Die dag is nog niet geweest. Tel wat iemand al heeft gevolgd."))
        return dag

    def feiten(self, waarden: dict[str, Any]) -> DuoFeiten:
        """A total beside the former one."""
        return self.om.duo_feiten(self.soort, uren=waarden.get("uren"))


class ContactForm(MetVoorwaarden):
    """How a colleague can be reached."""

    naam = forms.CharField(label=gettext_lazy("Naam"), max_length=100)
    email = forms.EmailField(label=gettext_lazy("E-mailadres"), max_length=241)
    telefoon = forms.CharField(
        label=gettext_lazy("Telefoonnummer"),
        max_length=22,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    field_order = ("naam", "email", "telefoon")
    melding = Melding.CONTACTPERSOON

    def feiten(self, waarden: dict[str, Any]) -> DuoFeiten:
        """A contact person."""
        velden = {naam: waarden.get(naam) for naam in ("naam", "email", "telefoon")}
        return DuoFeiten(peildatum=timezone.localdate(), **velden)


class RedenForm(forms.Form):
    """Why something is taken back."""

    reden = forms.CharField(
        label=gettext_lazy("Waarom"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )


class PlaatsingForm(forms.Form):
    """Enrolled with a provider, and placed there."""

    aanbieder = forms.CharField(
        label=gettext_lazy("Aanbieder"),
        max_length=120,
        widget=forms.TextInput(attrs={"list": "aanbieders", "autocomplete": "off"}),
    )
    aangemeld = forms.DateField(label=gettext_lazy("Aangemeld op"))
    geplaatst = forms.DateField(
        label=gettext_lazy("Geplaatst op"),
        required=False,
        help_text=gettext_lazy("Laat leeg als er nog geen plek is."),
    )

    def __init__(self, dossier: Dossier, datums: Mapping[str, date], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dossier, self.datums = dossier, datums

    @property
    def aanbieders(self) -> list[str]:
        """The providers we know, to choose from while typing."""
        return list(
            Organisatie.objects.filter(soort=Organisatie.Soort.AANBIEDER).values_list("naam", flat=True)
        )

    def clean(self) -> dict[str, Any]:
        """Refuse days that cannot be, and a day in one order with the other."""
        schoon: dict[str, Any] = super().clean() or self.cleaned_data
        aangemeld, geplaatst = schoon.get("aangemeld"), schoon.get("geplaatst")
        buiten = {
            soort: dag
            for soort, dag in self.datums.items()
            if soort not in (F.AANGEMELD_AANBIEDER, F.GEPLAATST)
        }
        samen = buiten | ({F.AANGEMELD_AANBIEDER.value: aangemeld} if aangemeld else {})
        for veld, soort, dag, datums in (
            ("aangemeld", F.AANGEMELD_AANBIEDER, aangemeld, buiten),
            ("geplaatst", F.GEPLAATST, geplaatst, samen),
        ):
            reden = dag and feit_rules.bezwaar(
                soort,
                dag,
                vandaag=timezone.localdate(),
                geboren=self.dossier.persoon.geboortedatum,
                datums=datums,
            )
            if reden:
                self.add_error(veld, reden)
        if not geplaatst and F.GEPLAATST in self.datums and "geplaatst" not in self.errors:
            self.add_error("geplaatst", _("Trek de plaatsing in bij Feiten als iemand toch geen plek heeft."))
        return schoon
