"""The dossier: one newcomer's civic integration in one municipality."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from meedoen.basis.organisations.models import Account, GemeenteOwned, Team
from meedoen.dossiers.models.persoon import Persoon
from meedoen.dossiers.phases import Fase, Stap, WachtOp

NEW = date(1900, 1, 1)
"""The place in the worklist of what nobody took up yet: before everything that has a day."""


class Dossier(GemeenteOwned):
    """What is typed here is who works on it. What stands in the second half is computed from the facts.

    The computed columns are rewritten in the same transaction as a fact (`services.herbereken`), and hold
    only dates and states that follow from facts: whether something is late is judged when it is read.
    """

    class Doelgroep(models.TextChoices):
        ASIEL = "asielstatushouder", _("asielstatushouder")
        GEZIN = "gezinsmigrant", _("gezinsmigrant en overige migrant")

    class Adres(models.TextChoices):
        AZC = "azc", _("azc")
        WONING = "woning", _("eigen woning")
        TEMPORARY = "tijdelijk", _("tijdelijk adres")
        ONBEKEND = "onbekend", _("onbekend")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    nummer = models.CharField(_("dossiernummer"), max_length=20)
    persoon = models.ForeignKey(Persoon, on_delete=models.PROTECT, related_name="dossiers")
    klantmanager = models.ForeignKey(
        Account,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="dossiers",
        verbose_name=_("vaste contactpersoon"),
    )
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    adres_soort = models.CharField(_("verblijf"), max_length=10, choices=Adres, default=Adres.ONBEKEND)
    plaats = models.CharField(_("plaats"), max_length=80, blank=True)
    shielded = models.BooleanField(
        _("afgeschermd"),
        default=False,
        help_text=_("Alleen de vaste contactpersoon en de teamleider zien dit dossier."),
    )
    origin = models.CharField(max_length=60, blank=True, editable=False)
    opened_at = models.DateTimeField(auto_now_add=True)

    doelgroep = models.CharField(_("doelgroep"), max_length=20, choices=Doelgroep, blank=True)
    fase = models.CharField(_("fase"), max_length=12, choices=Fase, default=Fase.KOPPELING)
    stap = models.CharField(max_length=24, choices=Stap, default=Stap.FIRST_CONTACT)
    wacht_op = models.CharField(max_length=12, choices=WachtOp, blank=True)
    eerste_termijn = models.CharField(max_length=20, blank=True)
    eerste_dag = models.DateField(null=True)
    eerste_begin = models.DateField(null=True, editable=False)
    """The first day of that term: it says which version of the rule it was computed by."""
    new_on = models.DateField(null=True, editable=False)
    """Since when it waits for somebody to take it up, after news from DUO; None once a colleague did."""
    volgorde = models.GeneratedField(
        expression=models.Case(
            models.When(new_on__isnull=False, then=models.Value(NEW, output_field=models.DateField())),
            default=Coalesce(F("eerste_dag"), models.Value("9999-12-31", output_field=models.DateField())),
        ),
        output_field=models.DateField(),
        db_persist=True,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["gemeente", "nummer"], name="dossier_nummer_uniek"),
        ]
        # What is included is all that counting reads, so that it need not visit the rows themselves.
        indexes = [
            models.Index(
                fields=["gemeente", "klantmanager", "volgorde", "id"],
                condition=~Q(fase=Fase.COMPLETED),
                include=["shielded"],
                name="dossier_mijn_werk",
            ),
            models.Index(
                fields=["gemeente", "volgorde", "id"],
                condition=~Q(fase=Fase.COMPLETED),
                include=["shielded", "klantmanager"],
                name="dossier_team_werk",
            ),
            models.Index(
                fields=["gemeente", "klantmanager", "id"],
                condition=~Q(fase=Fase.COMPLETED) & ~Q(wacht_op=""),
                include=["shielded"],
                name="dossier_wacht",
            ),
        ]

    def __str__(self) -> str:
        return self.nummer


class DossierOwned(GemeenteOwned):
    """Abstract: belongs to a dossier, and therefore to its municipality."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT)

    class Meta:
        abstract = True


class Shielding(DossierOwned):
    """One time that a dossier was shielded or opened again, and why. Only who may shield reads why."""

    shielded = models.BooleanField()
    reden = models.CharField(_("waarom"), max_length=300)
    by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-op"]

    def __str__(self) -> str:
        return "afgeschermd" if self.shielded else "weer open"
