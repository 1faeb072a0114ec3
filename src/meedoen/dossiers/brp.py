"""What the BRP says about a person beside what we say. Neither overwrites the other; pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meedoen.dossiers.models import Dossier
from meedoen.keten.brp.answers import BrpDate, Persoon

Value = str | date | None


class BrpField(models.TextChoices):
    """What is compared. The first five and the last carry the name of the field they are taken over into."""

    VOORNAMEN = "voornamen", gettext_lazy("voornamen")
    VOORVOEGSEL = "voorvoegsel", gettext_lazy("voorvoegsel")
    ACHTERNAAM = "achternaam", gettext_lazy("achternaam")
    GEBOORTEDATUM = "geboortedatum", gettext_lazy("geboortedatum")
    PLACE = "plaats", gettext_lazy("woonplaats")
    GEMEENTE = "gemeente", gettext_lazy("gemeente")
    DECEASED = "died_on", gettext_lazy("overlijden")


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """One subject: our value, that of the BRP, and what can be done.

    A value of the BRP is a text where it knows less than a day. `gelijk` is judged with that in mind.
    `to_take_over`: it can be ours with one button. `uitleg` says what a difference means, if anything.
    """

    field: BrpField
    at_us: Value
    at_brp: Value
    equal: bool
    to_take_over: bool = True
    explanation: str = ""

    @property
    def takeable(self) -> bool:
        """Whether the page offers to take it over."""
        return self.to_take_over and not self.equal


def compare(dossier: Dossier, said: Persoon) -> list[ComparisonRow]:
    """Compare name, birth, place, municipality and death; only what the BRP says something about."""
    rows = [*_name(dossier, said), _birth(dossier, said), _place(dossier, said)]
    rows += [_gemeente(dossier, said), _overlijden(dossier, said)]
    return [row for row in rows if row is not None]


def _name(dossier: Dossier, said: Persoon) -> list[ComparisonRow]:
    name, ours = said.naam, dossier.persoon
    if name is None or not name.achternaam:
        return []
    parts = (
        (BrpField.VOORNAMEN, ours.voornamen, name.voornamen),
        (BrpField.VOORVOEGSEL, ours.voorvoegsel, name.voorvoegsel),
        (BrpField.ACHTERNAAM, ours.achternaam, name.achternaam),
    )
    return [
        ComparisonRow(field, ours, brp, ours.strip() == brp.strip())
        for field, ours, brp in parts
        if ours or brp
    ]


def _birth(dossier: Dossier, said: Persoon) -> ComparisonRow | None:
    date_ = said.born
    if date_ is None:
        return None
    ours = dossier.persoon.geboortedatum
    return ComparisonRow(
        BrpField.GEBOORTEDATUM,
        ours,
        date_.day or date_.words,
        fits(date_, ours),
        to_take_over=date_.day is not None,
    )


def fits(date_: BrpDate, day: date | None) -> bool:
    """Whether a day of ours agrees with a date of which the BRP may know a part only."""
    if date_.day is not None:
        return date_.day == day
    if date_.jaar is None:
        return True
    return day is not None and day.year == date_.jaar and date_.maand in (None, day.month)


def _place(dossier: Dossier, said: Persoon) -> ComparisonRow | None:
    address = said.adres
    if address is None or not address.woonplaats:
        return None
    equal = address.woonplaats.casefold() == dossier.plaats.strip().casefold()
    return ComparisonRow(BrpField.PLACE, dossier.plaats, address.woonplaats, equal)


def _gemeente(dossier: Dossier, said: Persoon) -> ComparisonRow | None:
    gemeente = said.gemeente
    if gemeente is None or not gemeente.code:
        return None
    equal = gemeente.code == dossier.gemeente.code
    if dossier.adres_soort == Dossier.Adres.AZC:
        explanation = _("Wie in een azc woont, staat vaak nog bij een andere gemeente in de BRP.")
    else:
        explanation = _("Is deze persoon verhuisd? Dan neemt de andere gemeente het over.")
    return ComparisonRow(
        BrpField.GEMEENTE,
        dossier.gemeente.naam,
        gemeente.naam or gemeente.code,
        equal,
        to_take_over=False,
        explanation="" if equal else explanation,
    )


def _overlijden(dossier: Dossier, said: Persoon) -> ComparisonRow | None:
    ours = dossier.persoon.died_on
    if not said.is_deceased:
        not_ = _("De BRP weet niets van een overlijden.")
        return (
            ComparisonRow(BrpField.DECEASED, ours, None, False, to_take_over=False, explanation=not_)
            if ours
            else None
        )
    day = said.died_on
    return ComparisonRow(
        BrpField.DECEASED,
        ours,
        day or _("overleden, de dag is niet bekend"),
        ours is not None and day in (None, ours),
        to_take_over=day is not None,
        explanation=_("Het dossier gaat niet vanzelf dicht. Dat doe je zelf."),
    )
