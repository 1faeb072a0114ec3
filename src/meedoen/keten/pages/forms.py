"""Forms of the chain: why a message is let go, and how a municipality reaches a party."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meedoen.basis.organisations.models import Organisatie
from meedoen.keten.models import OIN, Aansluiting, Partij
from meedoen.keten.pages import certificates
from meedoen.keten.pages.apis import APIS
from meedoen.keten.pages.certificates import Onbruikbaar

HIER = frozenset({"localhost", "127.0.0.1", "::1"})
VOOR = "adres_"
"""Before the name of an interface: the field with its own address."""
NAAM_VAN_BESTAND = gettext_lazy("Alleen de naam: het bestand staat in de map met certificaten op de server.")


class Vervallen(forms.Form):
    """Why a message is let go."""

    reden = forms.CharField(
        label=gettext_lazy("Waarom mag dit bericht vervallen?"),
        help_text=gettext_lazy("Noem geen namen of nummers van mensen."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=300,
    )


def _adres(label: Any, **hoe: Any) -> forms.URLField:
    return forms.URLField(label=label, max_length=300, assume_scheme="https", **hoe)


def _bestand(label: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=120, required=False, help_text=NAAM_VAN_BESTAND)


class Aansluitingformulier(forms.Form):
    """How a municipality reaches one party; the names of its fields are those of `Aansluiting`."""

    basis_url = _adres(
        gettext_lazy("Basisadres"),
        help_text=gettext_lazy("Tot aan de naam van de API, bijvoorbeeld https://adres-van-de-partij/v1"),
    )
    oin = forms.CharField(label=gettext_lazy("OIN van de gemeente"), max_length=20, validators=[OIN])
    oin_partij = forms.CharField(label=gettext_lazy("OIN van de partij"), max_length=20, validators=[OIN])
    certificaat = _bestand(gettext_lazy("Bestand met certificaat"))
    sleutel = _bestand(gettext_lazy("Bestand met sleutel"))
    ca = _bestand(gettext_lazy("Bestand met vertrouwde uitgevers"))
    actief = forms.BooleanField(
        label=gettext_lazy("In gebruik"),
        required=False,
        help_text=gettext_lazy("Staat dit uit, dan gaat er niets heen. Wat al klaarstaat, wacht."),
    )

    def __init__(self, *args: Any, gemeente: Organisatie, partij: Partij, **kwargs: Any) -> None:
        nu = Aansluiting.objects.filter(gemeente=gemeente, partij=partij).first()
        if nu is not None:
            eigen = {f"{VOOR}{api}": adres for api, adres in nu.eigen_adressen.items()}
            kwargs["initial"] = {veld: getattr(nu, veld) for veld in self.base_fields} | eigen
        super().__init__(*args, **kwargs)
        self.gemeente, self.partij, self.nieuw = gemeente, partij, nu is None
        for api, naam in APIS[partij].items():
            self.fields[f"{VOOR}{api}"] = _adres(naam, required=False)

    def eigen_velden(self) -> Iterator[forms.BoundField]:
        """The fields with an address of one interface."""
        return (self[naam] for naam in self.fields if naam.startswith(VOOR))

    def clean(self) -> dict[str, Any]:
        """Addresses are secure, files are there and belong together, and the OIN is this municipality's."""
        schoon = super().clean() or {}
        for naam in ("basis_url", *(veld.name for veld in self.eigen_velden())):
            self._eis_veilig(naam, schoon.get(naam))
        self._eis_bestanden(schoon)
        self._eis_eigen(schoon)
        adressen = {api: schoon.get(f"{VOOR}{api}") for api in APIS[self.partij]}
        schoon["eigen_adressen"] = {api: adres for api, adres in adressen.items() if adres}
        return schoon

    def _eis_veilig(self, naam: str, adres: str | None) -> None:
        if not adres:
            return
        delen = urlsplit(adres)
        if delen.scheme != "https" and (settings.PRODUCTION or delen.hostname not in HIER):
            self.add_error(naam, _("Een adres begint met https://."))
        if delen.username or delen.query or delen.fragment:
            self.add_error(naam, _("Geef alleen het adres, zonder wachtwoord en zonder ? of #."))

    def _eis_bestanden(self, schoon: dict[str, Any]) -> None:
        """Certificates that hold, with the key that fits."""
        for naam in ("certificaat", "ca"):
            if bestand := schoon.get(naam):
                self._eis_geldig(naam, bestand)
        certificaat, sleutel = schoon.get("certificaat"), schoon.get("sleutel")
        if certificaat and not sleutel:
            self.add_error("sleutel", _("Geef ook het bestand met de sleutel van het certificaat."))
        if sleutel and not certificaat:
            self.add_error("certificaat", _("Geef ook het bestand met het certificaat van de sleutel."))
        if not (certificaat and sleutel) or self.has_error("certificaat"):
            self._eis_certificaat(schoon)
            return
        try:
            if not certificates.past(sleutel, certificaat):
                self.add_error("sleutel", _("Deze sleutel hoort niet bij het certificaat."))
        except Onbruikbaar as fout:
            self.add_error("sleutel", _(str(fout)))

    def _eis_geldig(self, naam: str, bestand: str) -> None:
        gelezen = certificates.certificaat(bestand)
        if gelezen.fout:
            self.add_error(naam, _(gelezen.fout))
        elif gelezen.dagen < 0:
            self.add_error(naam, _("Dit certificaat is verlopen."))

    def _eis_certificaat(self, schoon: dict[str, Any]) -> None:
        """DUO lets nobody in without one; the practice DUO on this computer does."""
        veilig = str(schoon.get("basis_url", "")).startswith("https://")
        if veilig and self.partij == Partij.DUO and schoon.get("actief") and not schoon.get("certificaat"):
            self.add_error("certificaat", _("DUO laat niemand toe zonder certificaat."))

    def _eis_eigen(self, schoon: dict[str, Any]) -> None:
        """Nobody speaks in the name of another municipality, and a notification finds one municipality."""
        oin, certificaat = schoon.get("oin"), schoon.get("certificaat")
        anderen = Aansluiting.objects.exclude(gemeente=self.gemeente)
        if oin and anderen.filter(oin=oin).exists():
            self.add_error("oin", _("Een andere gemeente gebruikt dit OIN."))
        bestanden = [naam for naam in (certificaat, schoon.get("sleutel")) if naam]
        van_ander = Q(certificaat__in=bestanden) | Q(sleutel__in=bestanden)
        if bestanden and anderen.filter(van_ander).exists():
            self.add_error("certificaat", _("Een andere gemeente gebruikt dit certificaat of deze sleutel."))
        if oin and certificaat and (van := certificates.certificaat(certificaat).oin) and van != oin:
            self.add_error("oin", _("In het certificaat staat een ander OIN: %(oin)s.") % {"oin": van})
