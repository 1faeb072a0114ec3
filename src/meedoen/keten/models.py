"""Connections of municipalities with the parties of the chain, and what those parties said."""

from __future__ import annotations

import uuid

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from meedoen.basis.organisations.models import GemeenteOwned, Organisation

OIN = RegexValidator(r"^\d{20}$", _("Een OIN heeft twintig cijfers."))


class Party(models.TextChoices):
    """Who is on the other side."""

    DUO = "duo", "DUO"
    BRP = "brp", "BRP"


class ConnectionSettings(models.Model):
    """How one municipality reaches one party. Holds no personal data and no secrets.

    Certificates and keys are files in the folder `environment.certificates_folder()`; here stands only what
    they are called.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    gemeente = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="connections")
    partij = models.CharField(_("partij"), max_length=8, choices=Party)
    basis_url = models.URLField(_("basisadres"), max_length=300)
    eigen_adressen = models.JSONField(_("afwijkend adres per API"), default=dict, blank=True)
    """Name of an API → its own base address, for the APIs that do not live under `basis_url`."""
    oin = models.CharField(_("OIN van de gemeente"), max_length=20, validators=[OIN])
    oin_partij = models.CharField(_("OIN van de partij"), max_length=20, validators=[OIN])
    certificaat = models.CharField(_("bestand met certificaat"), max_length=120, blank=True)
    sleutel = models.CharField(_("bestand met sleutel"), max_length=120, blank=True)
    ca = models.CharField(_("bestand met vertrouwde uitgevers"), max_length=120, blank=True)
    actief = models.BooleanField(_("in gebruik"), default=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["gemeente", "partij"], name="aansluiting_een_per_partij"),
        ]

    def __str__(self) -> str:
        return f"{self.gemeente} – {self.get_partij_display()}"


class Notification(GemeenteOwned):
    """One notification of DUO. `id` is its berichtId, by which a second delivery is recognised."""

    id = models.UUIDField(primary_key=True, editable=False)
    gebeurtenis = models.CharField(max_length=6)
    bsn = models.CharField(max_length=9, blank=True)
    v_nummer = models.CharField(max_length=10, blank=True)
    geregistreerd_op = models.DateTimeField()
    """When DUO wrote it down."""
    received_at = models.DateTimeField(auto_now_add=True)
    dossier_id = models.UUIDField(null=True)
    """The dossier it was about; no reference, since the chain lies below the dossiers."""
    processed_at = models.DateTimeField(null=True)
    uitkomst = models.CharField(max_length=200, blank=True)
    """What was done with it, in a few words that name nobody."""

    class Meta:
        indexes = [
            models.Index(fields=["gemeente", "-received_at"], name="notificatie_laatste"),
            models.Index(fields=["gemeente", "bsn"], name="notificatie_bsn"),
            models.Index(fields=["gemeente", "dossier_id"], name="notificatie_dossier"),
        ]

    def __str__(self) -> str:
        return self.gebeurtenis


class KetenState(GemeenteOwned):
    """What a party said about somebody, as it said it. A new row only when it said something else."""

    partij = models.CharField(max_length=8, choices=Party)
    onderwerp = models.CharField(max_length=24)
    """What was asked: "plicht", "termijn", "pip", …"""
    bsn = models.CharField(max_length=9)
    inhoud = models.JSONField(null=True)
    """The answer with the names of the specification; null when the party knows nothing."""
    said_at = models.DateTimeField()
    """When it was first said so."""
    confirmed_at = models.DateTimeField()
    """When it was last said so."""

    class Meta:
        indexes = [
            models.Index(fields=["gemeente", "bsn", "onderwerp", "-said_at"], name="ketenstand_laatste"),
        ]

    def __str__(self) -> str:
        return f"{self.partij}: {self.onderwerp}"
