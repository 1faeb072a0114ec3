"""What happens after the PIP: the offer of a school, hours, results, and who DUO may call."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meedoen.basis.organisations.models import Account, GemeenteOwned
from meedoen.dossiers.models import DossierOwned, Signaal
from meedoen.pip.models import Beschikking
from meedoen.traject import explanation


class TrajectRecord(DossierOwned):
    """Abstract: written once. A correction withdraws it and writes a new one; both stay."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    vastgelegd_op = models.DateTimeField(auto_now_add=True)
    recorded_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawal_reason = models.CharField(_("waarom klopte dit niet"), max_length=300, blank=True)

    class Meta:
        abstract = True
        ordering = ["-vastgelegd_op"]


VALID = Q(withdrawn_at__isnull=True)


class Aanbod(TrajectRecord):
    """The inburgeringsaanbod of one school, as DUO wants to know it.

    Being enrolled and placed are facts of the dossier (`aangemeld_aanbieder`, `geplaatst`); here stands only
    what DUO asks beside those. `einde` is the last day.
    """

    class Alfabetisering(models.TextChoices):
        ANALFABEET = "A", _("leert lezen en schrijven")
        OTHERWISE = "AA", _("leert het Latijnse schrift")
        NOT = "NVT", _("niet nodig")

    instellingsnummer = models.CharField(_("instellingsnummer bij DUO"), max_length=10)
    instelling = models.CharField(_("school"), max_length=128)
    datum = models.DateField(_("ingeschreven op"))
    start = models.DateField(_("eerste lesdag (verwacht)"), null=True, blank=True)
    einde = models.DateField(_("laatste lesdag (verwacht)"), null=True, blank=True)
    alfabetisering = models.CharField(_("alfabetisering"), max_length=3, choices=Alfabetisering)

    class Meta(TrajectRecord.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "instellingsnummer"], condition=VALID, name="aanbod_een_per_school"
            )
        ]

    def __str__(self) -> str:
        return self.instelling


class Resultaat(TrajectRecord):
    """The day on which MAP, PVT or the Z-route was closed and, past the term, whether that is blameworthy."""

    class Kind(models.TextChoices):
        MAP = "map", _("eindgesprek MAP")
        PVT = "pvt", _("ondertekening participatieverklaring (PVT)")
        ZROUTE = "zroute", _("afronding van de Z-route")

    soort = models.CharField(max_length=6, choices=Kind)
    datum = models.DateField(_("datum"), null=True, blank=True)
    verwijtbaar = models.BooleanField(_("te laat: is dat verwijtbaar"), null=True, blank=True)

    class Meta(TrajectRecord.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "soort"], condition=VALID, name="resultaat_een_per_soort"
            ),
            models.CheckConstraint(
                condition=Q(datum__isnull=False) | Q(verwijtbaar__isnull=False), name="resultaat_zegt_iets"
            ),
        ]

    def __str__(self) -> str:
        return self.get_soort_display()


class Uren(TrajectRecord):
    """A total of hours up to and including a day; the newest total holds."""

    class Kind(models.TextChoices):
        INTAKE = "intake", _("taalles en KNM tijdens de brede intake")
        PARTICIPATIE = "participatie", _("participatie voor de Z-route")
        TAALLES = "taalles", _("taalles en KNM in de leerroute")

    soort = models.CharField(max_length=12, choices=Kind)
    uren = models.PositiveSmallIntegerField(_("uren in totaal"))
    tot_en_met = models.DateField(_("geteld tot en met"))

    class Meta(TrajectRecord.Meta):
        constraints = [
            models.UniqueConstraint(fields=["dossier", "soort"], condition=VALID, name="uren_een_per_soort")
        ]

    def __str__(self) -> str:
        return self.get_soort_display()


class PipWithdrawn(DossierOwned):
    """One time that a PIP was taken back at DUO, and why. The decision itself stays what it is."""

    beschikking = models.ForeignKey(Beschikking, on_delete=models.PROTECT, related_name="weggehaald")
    reden = models.CharField(_("waarom"), max_length=300)
    by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-op"]

    def __str__(self) -> str:
        return f"{self.beschikking} weggehaald"


class Contactpersoon(GemeenteOwned):
    """A colleague as DUO may show her to the chain. `duo_number` is what DUO calls her, once it knows her."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    naam = models.CharField(_("naam"), max_length=100)
    email = models.CharField(_("e-mailadres"), max_length=241)
    telefoon = models.CharField(_("telefoonnummer"), max_length=22)
    duo_number = models.PositiveIntegerField(null=True, editable=False)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["gemeente", "user"], name="contactpersoon_een_per_gemeente")
        ]

    def __str__(self) -> str:
        return self.naam


class Afwijzing(DossierOwned):
    """DUO refused a report: the signal by which somebody solves it, and DUO's own words."""

    bericht_id = models.UUIDField(unique=True)
    soort = models.CharField(max_length=20)
    part = models.CharField(max_length=10, blank=True)
    """The number of the school, when it was about an offer."""
    errors = models.JSONField(default=list)
    signaal = models.OneToOneField(Signaal, on_delete=models.CASCADE, related_name="afwijzing")
    op = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-op"]

    def __str__(self) -> str:
        return self.soort

    @property
    def meaning(self) -> str:
        """What the refusal means, in plain words."""
        return explanation.meaning(self.soort)

    @property
    def adres(self) -> str:
        """The page where it is solved."""
        return explanation.address(self.soort, self.dossier_id)
