"""What the BRP says about a person beside what we say. Neither overwrites the other; pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meedoen.dossiers.models import Dossier
from meedoen.keten.brp.answers import Datum, Persoon

Waarde = str | date | None


class Veld(models.TextChoices):
    """What is compared. The first five and the last carry the name of the field they are taken over into."""

    VOORNAMEN = "voornamen", gettext_lazy("voornamen")
    VOORVOEGSEL = "voorvoegsel", gettext_lazy("voorvoegsel")
    ACHTERNAAM = "achternaam", gettext_lazy("achternaam")
    GEBOORTEDATUM = "geboortedatum", gettext_lazy("geboortedatum")
    PLAATS = "plaats", gettext_lazy("woonplaats")
    GEMEENTE = "gemeente", gettext_lazy("gemeente")
    OVERLEDEN = "overleden_op", gettext_lazy("overlijden")


@dataclass(frozen=True, slots=True)
class Rij:
    """One subject: our value, that of the BRP, and what can be done.

    A value of the BRP is a text where it knows less than a day. `gelijk` is judged with that in mind.
    `over_te_nemen`: it can be ours with one button. `uitleg` says what a difference means, if anything.
    """

    veld: Veld
    bij_ons: Waarde
    bij_brp: Waarde
    gelijk: bool
    over_te_nemen: bool = True
    uitleg: str = ""

    @property
    def neembaar(self) -> bool:
        """Whether the page offers to take it over."""
        return self.over_te_nemen and not self.gelijk


def vergelijk(dossier: Dossier, gezegd: Persoon) -> list[Rij]:
    """Compare name, birth, place, municipality and death; only what the BRP says something about."""
    rijen = [*_naam(dossier, gezegd), _geboorte(dossier, gezegd), _plaats(dossier, gezegd)]
    rijen += [_gemeente(dossier, gezegd), _overlijden(dossier, gezegd)]
    return [rij for rij in rijen if rij is not None]


def _naam(dossier: Dossier, gezegd: Persoon) -> list[Rij]:
    naam, van_ons = gezegd.naam, dossier.persoon
    if naam is None or not naam.achternaam:
        return []
    delen = (
        (Veld.VOORNAMEN, van_ons.voornamen, naam.voornamen),
        (Veld.VOORVOEGSEL, van_ons.voorvoegsel, naam.voorvoegsel),
        (Veld.ACHTERNAAM, van_ons.achternaam, naam.achternaam),
    )
    return [Rij(veld, ons, brp, ons.strip() == brp.strip()) for veld, ons, brp in delen if ons or brp]


def _geboorte(dossier: Dossier, gezegd: Persoon) -> Rij | None:
    datum = gezegd.geboren
    if datum is None:
        return None
    van_ons = dossier.persoon.geboortedatum
    return Rij(
        Veld.GEBOORTEDATUM,
        van_ons,
        datum.dag or datum.woorden,
        past_bij(datum, van_ons),
        over_te_nemen=datum.dag is not None,
    )


def past_bij(datum: Datum, dag: date | None) -> bool:
    """Whether a day of ours agrees with a date of which the BRP may know a part only."""
    if datum.dag is not None:
        return datum.dag == dag
    if datum.jaar is None:
        return True
    return dag is not None and dag.year == datum.jaar and datum.maand in (None, dag.month)


def _plaats(dossier: Dossier, gezegd: Persoon) -> Rij | None:
    adres = gezegd.adres
    if adres is None or not adres.woonplaats:
        return None
    gelijk = adres.woonplaats.casefold() == dossier.plaats.strip().casefold()
    return Rij(Veld.PLAATS, dossier.plaats, adres.woonplaats, gelijk)


def _gemeente(dossier: Dossier, gezegd: Persoon) -> Rij | None:
    gemeente = gezegd.gemeente
    if gemeente is None or not gemeente.code:
        return None
    gelijk = gemeente.code == dossier.gemeente.code
    if dossier.adres_soort == Dossier.Adres.AZC:
        uitleg = _("Wie in een azc woont, staat vaak nog bij een andere gemeente in de BRP.")
    else:
        uitleg = _("Is deze persoon verhuisd? Dan neemt de andere gemeente het over.")
    return Rij(
        Veld.GEMEENTE,
        dossier.gemeente.naam,
        gemeente.naam or gemeente.code,
        gelijk,
        over_te_nemen=False,
        uitleg="" if gelijk else uitleg,
    )


def _overlijden(dossier: Dossier, gezegd: Persoon) -> Rij | None:
    van_ons = dossier.persoon.overleden_op
    if not gezegd.is_overleden:
        niet = _("De BRP weet niets van een overlijden.")
        return (
            Rij(Veld.OVERLEDEN, van_ons, None, False, over_te_nemen=False, uitleg=niet) if van_ons else None
        )
    dag = gezegd.overleden_op
    return Rij(
        Veld.OVERLEDEN,
        van_ons,
        dag or _("overleden, de dag is niet bekend"),
        van_ons is not None and dag in (None, van_ons),
        over_te_nemen=dag is not None,
        uitleg=_("Het dossier gaat niet vanzelf dicht. Dat doe je zelf."),
    )
