"""The rows of a list of dossiers: what, for whom, by when, why, how far, and the one act."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, Protocol
from uuid import UUID

from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from meedoen.basis.ui.languages import LANGUAGES
from meedoen.basis.ui.templatetags.meedoen import ago, distance_on, short_on, tone_on
from meedoen.dossiers.computation import TERMIJNEN_WITH_ACT
from meedoen.dossiers.models import Dossier
from meedoen.dossiers.models.persoon import NAMELESS, age_on
from meedoen.dossiers.phases import Fase, Stap, WachtOp
from meedoen.intake.selectors import progress
from meedoen.werkplek.actions import action_url, dossier_url
from meedoen.werkplek.filters import GROUPS
from meedoen.wet.termijn import rule_of_stored, termijn_names, termijn_rule
from meedoen.wet.termijn.rule import TermijnRule

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

HOW_FAR: dict[str, StrPromise] = {
    Stap.FIRST_CONTACT: gettext_lazy("nog geen contact"),
    Stap.HANDOVER: gettext_lazy("driegesprek nog niet geweest"),
    Stap.START_INTAKE: gettext_lazy("intake nog niet begonnen"),
    Stap.INTAKE_FURTHER: gettext_lazy("intake begonnen"),
    Stap.LBT: gettext_lazy("intake af, toets mist nog"),
    Stap.DRAFT_PIP: gettext_lazy("intake en toets af"),
    Stap.APPROVE_PIP: gettext_lazy("PIP voorgelegd"),
    Stap.SIGN_PIP: gettext_lazy("PIP goedgekeurd"),
    Stap.MAKE_PIP_KNOWN: gettext_lazy("PIP vastgesteld, brief nog niet weg"),
    Stap.CHANGE_PIP: gettext_lazy("nieuw besluit over PIP begonnen"),
    Stap.SIGN_IN: gettext_lazy("PIP bekend, nog geen aanbieder"),
    Stap.PLAATSING: gettext_lazy("aangemeld bij aanbieder"),
    Stap.PROGRESS: gettext_lazy("in traject"),
    Stap.NONE: gettext_lazy("klaar"),
}
"""How far someone is when this is the next step."""


class WorklistRow(NamedTuple):
    """What a row is made of, as the database has it: the columns of `COLUMNS`, in their order."""

    id: UUID
    gemeente_id: UUID
    persoon_id: UUID
    nummer: str
    shielded: bool
    doelgroep: str
    fase: str
    stap: str
    wacht_op: str
    eerste_termijn: str
    eerste_dag: date | None
    eerste_begin: date | None
    new_on: date | None
    volgorde: date
    roepnaam: str
    voornamen: str
    achternaam: str
    geboortedatum: date | None
    contacttalen: list[str]
    tolk_nodig: bool
    klantmanager: str | None
    domeinen_ready: int | None
    domeinen_total: int | None


_FROM_PERSOON = ("roepnaam", "voornamen", "achternaam", "geboortedatum", "contacttalen", "tolk_nodig")
_FROM_DOSSIER = WorklistRow._fields[: WorklistRow._fields.index("roepnaam")]
COLUMNS = (*_FROM_DOSSIER, *(f"persoon__{name}" for name in _FROM_PERSOON), "klantmanager__naam")
"""The columns of a `Row` on a queryset of dossiers, but for how far an intake is."""


def rows_of(dossiers: list[Dossier]) -> list[WorklistRow]:
    """The rows of dossiers at hand, read with their `persoon` and `klantmanager`.

    One query, when somebody's intake is under way.
    """
    busy = [dossier.pk for dossier in dossiers if dossier.stap == Stap.INTAKE_FURTHER]
    domeinen = progress(busy) if busy else {}
    return [
        WorklistRow._make(
            [
                *(getattr(dossier, name) for name in _FROM_DOSSIER),
                *(getattr(dossier.persoon, name) for name in _FROM_PERSOON),
                dossier.klantmanager and dossier.klantmanager.naam,
                *domeinen.get(dossier.pk, (None, None)),
            ]
        )
        for dossier in dossiers
    ]


class WorklistLine(NamedTuple):
    """One row in words, in the language of the page: fifty are drawn without another question."""

    id: UUID
    nummer: str
    tone: str
    distance: str
    day: str
    wat: str
    why: str
    wie: str
    about: str
    taal: str
    interpreter: bool
    van: str
    far: str
    wacht: str
    act: str
    url: str
    dossier_url: str


class WithName(Protocol):
    """Whoever has a name: a person, or a row about one."""

    @property
    def roepnaam(self) -> str: ...
    @property
    def voornamen(self) -> str: ...
    @property
    def achternaam(self) -> str: ...


def short_name(persoon: WithName) -> str:
    """A name that a colleague knows and a passer-by does not: "Y., Amina"."""
    for_ = persoon.roepnaam or persoon.voornamen.split(" ")[0]
    if not (for_ or persoon.achternaam):
        return str(NAMELESS)
    letter = f"{persoon.achternaam[:1]}."
    return f"{letter}, {for_}" if for_ else letter


def worklist_lines(rows: list[WorklistRow]) -> list[WorklistLine]:
    """What each row says."""
    words = _words(get_language(), timezone.localdate())
    return [_worklist_line(row, words) for row in rows]


class Words:
    """The words of a list in the language that is active, each translated once."""

    def __init__(self, today: date) -> None:
        self.today = today
        self.dagen: dict[date | None, tuple[str, str, str]] = {None: ("rust", _("geen datum"), "")}
        self.stap = {step.value: str(step.label) for step in Stap}
        self.far = {step: str(text) for step, text in HOW_FAR.items()}
        self.fase = {phase.value: str(phase.label).capitalize() for phase in Fase}
        self.wacht = {who.value: _("wacht op %(wie)s") % {"wie": who.label} for who in WachtOp} | {"": ""}
        self.groep = {code: str(name) for code, name in GROUPS}
        self.group_unknown = _("groep onbekend")
        self.language_unknown = _("taal onbekend")
        self.nobody = _("nog van niemand")
        self.shielded = _("afgeschermd")
        self.interpreter = _("tolk")
        self.nieuw = _("nieuw van DUO")
        self.taal = {code: str(language.naam) for code, language in LANGUAGES.items()}
        self.domeinen = _("intake %(klaar)d van %(totaal)d domeinen")
        self.wat = {name: _(termijn_rule(name).title) for name in termijn_names()}
        self.reasons: dict[tuple[str, date | None], str] = {}

    def why(self, termijn: str, begin: date | None) -> str:
        """Where a deadline comes from: the article of the rule as it holds for what began on this day."""
        if not termijn:
            return _("geen termijn")
        if (termijn, begin) not in self.reasons:
            self.reasons[termijn, begin] = why_rule(rule_of_stored(termijn, begin))
        return self.reasons[termijn, begin]

    def wanneer(self, day: date | None) -> tuple[str, str, str]:
        """Tone, distance and date of a first deadline; many dossiers have the same."""
        if day not in self.dagen and day is not None:
            today = self.today
            self.dagen[day] = (tone_on(day, today), distance_on(day, today), short_on(day, today))
        return self.dagen[day]


@lru_cache(maxsize=4)
def _words(_language: str | None, today: date) -> Words:
    """The words in the active language, which is `_language`, on this day."""
    return Words(today)


def _worklist_line(row: WorklistRow, words: Words) -> WorklistLine:
    tone, distance, day = words.wanneer(row.eerste_dag)
    language = next((words.taal[code] for code in row.contacttalen if code in words.taal), "")
    return WorklistLine(
        id=row.id,
        nummer=row.nummer,
        tone=tone,
        # A period without an act that meets it is over; only who should have acted is late.
        distance=(row.eerste_termijn not in TERMIJNEN_WITH_ACT and ago(row.eerste_dag)) or distance,
        day=day,
        wat=words.wat.get(row.eerste_termijn) or words.fase[row.fase],
        why=words.why(row.eerste_termijn, row.eerste_begin),
        wie=short_name(row),
        about=_about(row, words),
        taal=(language or words.language_unknown) + (f", {words.interpreter}" if row.tolk_nodig else ""),
        interpreter=row.tolk_nodig,
        van=row.klantmanager or words.nobody,
        far=_how_far(row, words),
        wacht=words.wacht[row.wacht_op],
        act=words.stap[row.stap],
        url=action_url(row.stap, row.id),
        dossier_url=dossier_url(row.id),
    )


def _about(row: WorklistRow, words: Words) -> str:
    """Age, group and whether the dossier is shielded: "34 · asiel"."""
    age = age_on(row.geboortedatum, words.today)
    parts = [
        "" if age is None else str(age),
        words.groep.get(row.doelgroep, words.group_unknown),
        words.shielded if row.shielded else "",
    ]
    return " · ".join(filter(None, parts))


def why_rule(line: TermijnRule) -> str:
    """Where a deadline comes from, short enough for a row: "art. 5.3 Besluit", with * when uncertain."""
    star = "*" if line.certainty.needs_confirmation else ""
    if line.is_setting or line.grondslag.number is None:
        return _("termijn van de gemeente") + star
    return f"art. {line.grondslag.number} {line.grondslag.regeling.name.split(' ', 1)[0]}{star}"


def _how_far(row: WorklistRow, words: Words) -> str:
    if row.new_on:
        return words.nieuw
    if not row.domeinen_total:
        return words.far[row.stap]
    return words.domeinen % {"klaar": row.domeinen_ready or 0, "totaal": row.domeinen_total}
