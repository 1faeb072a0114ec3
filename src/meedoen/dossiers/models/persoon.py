"""The newcomer as this municipality knows him: a source record, never merged with another's."""

from __future__ import annotations

import uuid
from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meedoen.basis.organisations.models import GemeenteOwned
from meedoen.basis.ui.languages import LANGUAGE_CHOICES
from meedoen.dossiers.numbers import validate_bsn, validate_v_number

NAMELESS = _("naam nog onbekend")


class Huishouden(GemeenteOwned):
    """People who live as one household: their plans have to fit each other."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    def __str__(self) -> str:
        return "huishouden"


class Persoon(GemeenteOwned):
    """A newcomer. At least one of BSN and V-nummer is known for nearly everybody, never for certain both."""

    class Geslacht(models.TextChoices):
        WOMAN = "vrouw", _("vrouw")
        MAN = "man", _("man")
        ONBEKEND = "onbekend", _("onbekend")

    class RoleInHuishouden(models.TextChoices):
        ONLY = "alleen", _("alleen")
        PARTNER = "partner", _("partner")
        OUDER = "ouder", _("ouder")
        KIND = "kind", _("kind")
        OTHERWISE = "anders", _("anders")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    bsn = models.CharField(_("BSN"), max_length=9, blank=True, validators=[validate_bsn])
    v_nummer = models.CharField(_("V-nummer"), max_length=10, blank=True, validators=[validate_v_number])
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
        models.CharField(max_length=5, choices=LANGUAGE_CHOICES),
        default=list,
        blank=True,
        verbose_name=_("contacttalen"),
        help_text=_("De eerste taal is de taal van de brieven en de tolk."),
    )
    tolk_nodig = models.BooleanField(_("tolk nodig"), default=False)
    tolk_wens = models.CharField(_("wens voor de tolk"), max_length=80, blank=True)
    huishouden = models.ForeignKey(
        Huishouden, null=True, blank=True, on_delete=models.SET_NULL, related_name="members"
    )
    role_in_huishouden = models.CharField(
        _("rol in het huishouden"), max_length=8, choices=RoleInHuishouden, default=RoleInHuishouden.ONLY
    )
    died_on = models.DateField(null=True, blank=True)

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
        for_ = self.roepnaam or self.voornamen.split(" ")[0]
        name = " ".join(part for part in (for_, self.voorvoegsel, self.achternaam) if part)
        return name or str(NAMELESS)

    def age(self, op: date) -> int | None:
        """Age in whole years on a day; None when the birth date is unknown."""
        return age_on(self.geboortedatum, op)


def age_on(born: date | None, on: date) -> int | None:
    """Age in whole years on a day of who was born on `geboren`; None when that is unknown."""
    if born is None:
        return None
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


class SearchTerm(GemeenteOwned):
    """One searchable part of a name, in lower case without accents.

    A table of its own, in C collation: a search by range (`>=` and `<`) is leakproof, so row-level security
    lets it use the index. `LIKE` and full-text operators are not, and would read the whole table.
    """

    persoon = models.ForeignKey(Persoon, on_delete=models.CASCADE, related_name="search_terms")
    term = models.CharField(max_length=60, db_collation="C")

    class Meta:
        indexes = [models.Index(fields=["gemeente", "term", "persoon"], name="zoekterm_zoek")]

    def __str__(self) -> str:
        return self.term
