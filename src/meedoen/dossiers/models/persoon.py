"""The newcomer as this municipality knows him: a source record, never merged with another's."""

from __future__ import annotations

import uuid
from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meedoen.basis.organisations.models import VanGemeente
from meedoen.basis.ui.languages import TAALKEUZES
from meedoen.dossiers.numbers import valideer_bsn, valideer_v_nummer

NAAMLOOS = _("naam nog onbekend")


class Huishouden(VanGemeente):
    """People who live as one household: their plans have to fit each other."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    def __str__(self) -> str:
        return "huishouden"


class Persoon(VanGemeente):
    """A newcomer. At least one of BSN and V-nummer is known for nearly everybody, never for certain both."""

    class Geslacht(models.TextChoices):
        VROUW = "vrouw", _("vrouw")
        MAN = "man", _("man")
        ONBEKEND = "onbekend", _("onbekend")

    class RolInHuishouden(models.TextChoices):
        ALLEEN = "alleen", _("alleen")
        PARTNER = "partner", _("partner")
        OUDER = "ouder", _("ouder")
        KIND = "kind", _("kind")
        ANDERS = "anders", _("anders")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    bsn = models.CharField(_("BSN"), max_length=9, blank=True, validators=[valideer_bsn])
    v_nummer = models.CharField(_("V-nummer"), max_length=10, blank=True, validators=[valideer_v_nummer])
    voornamen = models.CharField(_("voornamen"), max_length=120, blank=True)
    roepnaam = models.CharField(_("roepnaam"), max_length=60, blank=True)
    voorvoegsel = models.CharField(_("voorvoegsel"), max_length=20, blank=True)
    achternaam = models.CharField(_("achternaam"), max_length=120)
    geboortedatum = models.DateField(_("geboortedatum"), null=True, blank=True)
    geslacht = models.CharField(_("geslacht"), max_length=8, choices=Geslacht, default=Geslacht.ONBEKEND)
    land_van_herkomst = models.CharField(_("land van herkomst"), max_length=60, blank=True)
    telefoon = models.CharField(_("telefoon"), max_length=22, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    contacttalen = ArrayField(
        models.CharField(max_length=5, choices=TAALKEUZES),
        default=list,
        blank=True,
        verbose_name=_("contacttalen"),
        help_text=_("De eerste taal is de taal van de brieven en de tolk."),
    )
    tolk_nodig = models.BooleanField(_("tolk nodig"), default=False)
    tolk_wens = models.CharField(_("wens voor de tolk"), max_length=80, blank=True)
    huishouden = models.ForeignKey(
        Huishouden, null=True, blank=True, on_delete=models.SET_NULL, related_name="leden"
    )
    rol_in_huishouden = models.CharField(
        _("rol in het huishouden"), max_length=8, choices=RolInHuishouden, default=RolInHuishouden.ALLEEN
    )
    overleden_op = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["gemeente", "bsn"], condition=~Q(bsn=""), name="persoon_bsn_uniek"
            )
        ]
        indexes = [models.Index(fields=["gemeente", "v_nummer"], name="persoon_v_nummer")]

    def __str__(self) -> str:
        return self.naam

    @property
    def naam(self) -> str:
        """The name as colleagues speak it: roepnaam or first given name, prefix, surname.

        Of somebody whom DUO reported and the BRP did not tell about yet, that it is not known.
        """
        voor = self.roepnaam or self.voornamen.split(" ")[0]
        naam = " ".join(deel for deel in (voor, self.voorvoegsel, self.achternaam) if deel)
        return naam or str(NAAMLOOS)

    def leeftijd(self, op: date) -> int | None:
        """Age in whole years on a day; None when the birth date is unknown."""
        return leeftijd_op(self.geboortedatum, op)


def leeftijd_op(geboren: date | None, op: date) -> int | None:
    """Age in whole years on a day of who was born on `geboren`; None when that is unknown."""
    if geboren is None:
        return None
    return op.year - geboren.year - ((op.month, op.day) < (geboren.month, geboren.day))


class Zoekterm(VanGemeente):
    """One searchable part of a name, in lower case without accents.

    A table of its own, in C collation: a search by range (`>=` and `<`) is leakproof, so row-level security
    lets it use the index. `LIKE` and full-text operators are not, and would read the whole table.
    """

    persoon = models.ForeignKey(Persoon, on_delete=models.CASCADE, related_name="zoektermen")
    term = models.CharField(max_length=60, db_collation="C")

    class Meta:
        indexes = [models.Index(fields=["gemeente", "term", "persoon"], name="zoekterm_zoek")]

    def __str__(self) -> str:
        return self.term
