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

from meedoen.basis.organisations.models import Organisation
from meedoen.keten.models import OIN, ConnectionSettings, Party
from meedoen.keten.pages import certificates
from meedoen.keten.pages.apis import APIS
from meedoen.keten.pages.certificates import Unusable

HERE = frozenset({"localhost", "127.0.0.1", "::1"})
FOR = "adres_"
"""Before the name of an interface: the field with its own address."""
FILE_NAME = gettext_lazy("Alleen de naam: het bestand staat in de map met certificaten op de server.")


class Lapsed(forms.Form):
    """Why a message is let go."""

    reden = forms.CharField(
        label=gettext_lazy("Waarom mag dit bericht vervallen?"),
        help_text=gettext_lazy("Noem geen namen of nummers van mensen."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=300,
    )


def _address(label: Any, **how: Any) -> forms.URLField:
    return forms.URLField(label=label, max_length=300, assume_scheme="https", **how)


def _file(label: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=120, required=False, help_text=FILE_NAME)


class ConnectionSettingsForm(forms.Form):
    """How a municipality reaches one party; the names of its fields are those of `ConnectionSettings`."""

    basis_url = _address(
        gettext_lazy("Basisadres"),
        help_text=gettext_lazy("Tot aan de naam van de API, bijvoorbeeld https://adres-van-de-partij/v1"),
    )
    oin = forms.CharField(label=gettext_lazy("OIN van de gemeente"), max_length=20, validators=[OIN])
    oin_partij = forms.CharField(label=gettext_lazy("OIN van de partij"), max_length=20, validators=[OIN])
    certificaat = _file(gettext_lazy("Bestand met certificaat"))
    sleutel = _file(gettext_lazy("Bestand met sleutel"))
    ca = _file(gettext_lazy("Bestand met vertrouwde uitgevers"))
    actief = forms.BooleanField(
        label=gettext_lazy("In gebruik"),
        required=False,
        help_text=gettext_lazy("Staat dit uit, dan gaat er niets heen. Wat al klaarstaat, wacht."),
    )

    def __init__(self, *args: Any, gemeente: Organisation, partij: Party, **kwargs: Any) -> None:
        now = ConnectionSettings.objects.filter(gemeente=gemeente, partij=partij).first()
        if now is not None:
            own = {f"{FOR}{api}": address for api, address in now.eigen_adressen.items()}
            kwargs["initial"] = {field: getattr(now, field) for field in self.base_fields} | own
        super().__init__(*args, **kwargs)
        self.gemeente, self.partij, self.nieuw = gemeente, partij, now is None
        for api, name in APIS[partij].items():
            self.fields[f"{FOR}{api}"] = _address(name, required=False)

    def own_fields(self) -> Iterator[forms.BoundField]:
        """The fields with an address of one interface."""
        return (self[name] for name in self.fields if name.startswith(FOR))

    def clean(self) -> dict[str, Any]:
        """Addresses are secure, files are there and belong together, and the OIN is this municipality's."""
        clean = super().clean() or {}
        for name in ("basis_url", *(field.name for field in self.own_fields())):
            self._require_safe(name, clean.get(name))
        self._require_files(clean)
        self._require_own(clean)
        addresses = {api: clean.get(f"{FOR}{api}") for api in APIS[self.partij]}
        clean["eigen_adressen"] = {api: address for api, address in addresses.items() if address}
        return clean

    def _require_safe(self, name: str, address: str | None) -> None:
        if not address:
            return
        parts = urlsplit(address)
        if parts.scheme != "https" and (settings.PRODUCTION or parts.hostname not in HERE):
            self.add_error(name, _("Een adres begint met https://."))
        if parts.username or parts.query or parts.fragment:
            self.add_error(name, _("Geef alleen het adres, zonder wachtwoord en zonder ? of #."))

    def _require_files(self, clean: dict[str, Any]) -> None:
        """Certificates that hold, with the key that fits."""
        for name in ("certificaat", "ca"):
            if file := clean.get(name):
                self._require_valid(name, file)
        certificate, key = clean.get("certificaat"), clean.get("sleutel")
        if certificate and not key:
            self.add_error("sleutel", _("Geef ook het bestand met de sleutel van het certificaat."))
        if key and not certificate:
            self.add_error("certificaat", _("Geef ook het bestand met het certificaat van de sleutel."))
        if not (certificate and key) or self.has_error("certificaat"):
            self._require_certificate(clean)
            return
        try:
            if not certificates.past(key, certificate):
                self.add_error("sleutel", _("Deze sleutel hoort niet bij het certificaat."))
        except Unusable as error:
            self.add_error("sleutel", _(str(error)))

    def _require_valid(self, name: str, file: str) -> None:
        read = certificates.certificate(file)
        if read.fout:
            self.add_error(name, _(read.fout))
        elif read.dagen < 0:
            self.add_error(name, _("Dit certificaat is verlopen."))

    def _require_certificate(self, clean: dict[str, Any]) -> None:
        """DUO lets nobody in without one; the practice DUO on this computer does."""
        safe = str(clean.get("basis_url", "")).startswith("https://")
        if safe and self.partij == Party.DUO and clean.get("actief") and not clean.get("certificaat"):
            self.add_error("certificaat", _("DUO laat niemand toe zonder certificaat."))

    def _require_own(self, clean: dict[str, Any]) -> None:
        """Nobody speaks in the name of another municipality, and a notification finds one municipality."""
        oin, certificate = clean.get("oin"), clean.get("certificaat")
        others = ConnectionSettings.objects.exclude(gemeente=self.gemeente)
        if oin and others.filter(oin=oin).exists():
            self.add_error("oin", _("Een andere gemeente gebruikt dit OIN."))
        files = [name for name in (certificate, clean.get("sleutel")) if name]
        of_other = Q(certificaat__in=files) | Q(sleutel__in=files)
        if files and others.filter(of_other).exists():
            self.add_error("certificaat", _("Een andere gemeente gebruikt dit certificaat of deze sleutel."))
        if oin and certificate and (of := certificates.certificate(certificate).oin) and of != oin:
            self.add_error("oin", _("In het certificaat staat een ander OIN: %(oin)s.") % {"oin": of})
