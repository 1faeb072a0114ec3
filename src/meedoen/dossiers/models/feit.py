"""Facts, and the terms that follow from them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meedoen.basis.organisations.models import Account
from meedoen.dossiers.models.dossier import DossierOwned
from meedoen.dossiers.phases import FeitSoort


class Feit(DossierOwned):
    """One dated fact. Never changed: a correction withdraws it and writes a new one.

    `datum` is the day on which it is so, `waarde` what it says when a date alone is not enough
    (`doelgroep`, `asielvergunning`, `leerroute`).
    """

    class Source(models.TextChoices):
        GEMEENTE = "gemeente", _("gemeente")
        DUO = "duo", _("DUO")
        BRP = "brp", _("BRP")
        COA = "coa", _("COA")
        IMPORT = "import", _("overgenomen bestand")

    soort = models.CharField(_("soort"), max_length=24, choices=FeitSoort)
    datum = models.DateField(_("datum"), null=True, blank=True)
    waarde = models.CharField(max_length=40, blank=True)
    bron = models.CharField(_("bron"), max_length=10, choices=Source, default=Source.GEMEENTE)
    toelichting = models.CharField(_("toelichting"), max_length=300, blank=True)
    vastgelegd_op = models.DateTimeField(auto_now_add=True)
    recorded_by = models.ForeignKey(
        Account, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        Account, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    withdrawal_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "soort"],
                condition=Q(withdrawn_at__isnull=True),
                name="feit_een_keer_geldig",
            ),
            models.CheckConstraint(condition=Q(datum__isnull=False) | ~Q(waarde=""), name="feit_zegt_iets"),
        ]

    def __str__(self) -> str:
        return self.get_soort_display()


class Termijn(DossierOwned):
    """The dates of one term, computed by `wet` from the facts and rewritten with them. Never typed."""

    soort = models.CharField(max_length=20)
    begin = models.DateField()
    laatste_dag_ruw = models.DateField()
    laatste_dag = models.DateField()
    verschoven_door = models.CharField(max_length=120, blank=True)
    gehaald_op = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["dossier", "soort"], name="termijn_een_per_soort")]

    def __str__(self) -> str:
        return self.soort


__all__ = ["Feit", "FeitSoort", "Termijn"]
