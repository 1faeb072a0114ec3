"""Why the terms of one dossier are as they are: the same computation as for a million, told in sentences."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce

import polars as pl

from meedoen.wet import calendar
from meedoen.wet.artikel import Artikel
from meedoen.wet.concepts import Certainty, Status
from meedoen.wet.duration import Duration
from meedoen.wet.sentence import Sentence
from meedoen.wet.termijn import rules as law
from meedoen.wet.termijn.compute import DEFAULT, termijn_columns
from meedoen.wet.termijn.feiten import ALL_COLUMNS, ALL_FEITEN, as_feiten
from meedoen.wet.termijn.rule import TermijnRule, TermijnSettings
from meedoen.wet.versions import by_name


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """One term of one dossier with all reasons.

    Attributes:
        rule: the version of the rule that holds here.
        duration: how long the term is; None when the municipality has not set it.
        begin_feit: the fact that the term counts from.
        from_duo: whether its days are those that DUO fixed.
        own_last_day: the last day as the rule computes it, also where DUO fixed another.
        sentences: why it is so, in order.
        warnings: what is uncertain.
    """

    rule: TermijnRule
    duration: Duration | None
    status: Status
    begin: date | None
    begin_feit: str | None
    laatste_dag_ruw: date | None
    laatste_dag: date | None
    verschoven_door: str | None
    gehaald_op: date | None
    from_duo: bool
    own_last_day: date | None
    sentences: tuple[Sentence, ...]
    warnings: tuple[Sentence, ...]

    @property
    def termijn(self) -> str:
        """The name of the term."""
        return self.rule.name

    @property
    def title(self) -> str:
        """What the term is called."""
        return self.rule.title

    @property
    def grondslag(self) -> Artikel:
        """Where the rule stands."""
        return self.rule.grondslag

    @property
    def certainty(self) -> Certainty:
        """How sure we are of the rule."""
        return self.rule.certainty

    @property
    def is_changed_by_duo(self) -> bool:
        """Whether DUO fixed another last day than the rule computes, such as after an extension."""
        return self.from_duo and self.own_last_day not in (None, self.laatste_dag)

    @property
    def is_open(self) -> bool:
        """Whether an act meets this term that is not there yet."""
        return self.rule.gehaald_door is not None and self.gehaald_op is None


@dataclass(frozen=True, slots=True)
class _Row:
    """The computed columns of one dossier and one rule."""

    version: int | None
    applies: bool | None
    counts_from: date | None
    begin: date | None
    plain_last_day: date | None
    laatste_dag_ruw: date | None
    laatste_dag: date | None
    own_last_day: date | None
    verschoven_door: str | None
    gehaald_op: date | None
    from_duo: bool
    status: str


@dataclass(frozen=True, slots=True)
class _Case:
    """One computed term with what it was computed from."""

    rule: TermijnRule
    row: _Row
    known: Mapping[str, object]
    duration: Duration | None
    begin_feit: str | None

    def day(self, feit: str) -> date | None:
        """The date of a fact."""
        day = self.known[feit]
        return day if isinstance(day, date) else None


def explain(
    feiten: Mapping[str, object],
    termijn: str,
    reference_date: date,
    settings: TermijnSettings = DEFAULT,
    rules: Sequence[TermijnRule] | None = None,
) -> Explanation:
    """Explain one term of one dossier; for the arguments and errors see `explain_all`.

    Raises:
        KeyError: there is no term of that name.
    """
    return explain_all(feiten, reference_date, settings, rules, only=(termijn,))[termijn]


def explain_all(
    feiten: Mapping[str, object],
    reference_date: date,
    settings: TermijnSettings = DEFAULT,
    rules: Sequence[TermijnRule] | None = None,
    *,
    only: Iterable[str] | None = None,
) -> dict[str, Explanation]:
    """Explain the terms of one dossier on `reference_date`, by name and in the order of the rules.

    Args:
        feiten: named as in `feiten.ALL_FEITEN`; what is left out or None is unknown.
        rules: other rules than those of the law, as in `compute`.
        only: the terms that are wanted; all when left out.

    Raises:
        KeyError: there is no term of that name.
        ValueError: an unknown fact or value.
    """
    unknown = feiten.keys() - set(ALL_COLUMNS)
    if unknown:
        raise ValueError(f"unknown facts: {', '.join(sorted(unknown))}")
    frame = as_feiten(pl.DataFrame([{name: feiten.get(name) for name in ALL_COLUMNS}]))
    termijnen = by_name(law.TERMIJN_RULES if rules is None else rules)
    names = tuple(termijnen) if only is None else tuple(only)
    columns = [
        termijn_columns(frame, termijnen[name], reference_date, settings).select(_Row.__slots__)
        for name in names
    ]
    known = frame.row(0, named=True)
    rows = [_Row(**one.row(0, named=True)) for one in pl.collect_all(columns)]
    return {
        name: _explanation(termijnen[name], row, known, settings)
        for name, row in zip(names, rows, strict=True)
    }


def _explanation(
    versions: Sequence[TermijnRule], row: _Row, known: Mapping[str, object], settings: TermijnSettings
) -> Explanation:
    rule = versions[-1 if row.version is None else row.version]
    begin_feit = _begin_feit(rule, row, known)
    case = _Case(rule, row, known, rule.duration_under(settings), begin_feit)
    duo_begin = rule.fixed_by_duo.begin if row.from_duo and rule.fixed_by_duo else ""
    return Explanation(
        rule=rule,
        duration=case.duration,
        status=Status(row.status),
        begin=row.begin,
        begin_feit=duo_begin if duo_begin and known[duo_begin] else begin_feit,
        laatste_dag_ruw=row.laatste_dag_ruw,
        laatste_dag=row.laatste_dag,
        verschoven_door=row.verschoven_door,
        gehaald_op=row.gehaald_op,
        from_duo=row.from_duo,
        own_last_day=row.own_last_day,
        sentences=_sentences(case),
        warnings=_warnings(case),
    )


def _begin_feit(rule: TermijnRule, row: _Row, known: Mapping[str, object]) -> str | None:
    """Return the fact that the term counts from; of two on the same day, the one the rule names first."""
    if row.counts_from is None:
        return None
    return next(feit for feit in rule.begin.feiten if known[feit] == row.counts_from)


def _sentences(case: _Case) -> tuple[Sentence, ...]:
    row = case.row
    if row.applies is False:
        return (Sentence("Deze termijn geldt hier niet: {reden}.", {"reden": _why_not(case)}),)
    if row.from_duo:
        return _as_duo_fixed_it(row)
    if case.begin_feit is None:
        return (_not_begun(case),)
    return (
        *_about_the_begin(case, case.begin_feit),
        Sentence(
            "De termijn is {duur}. De laatste dag is dan {dag}.",
            {"duur": case.duration, "dag": row.plain_last_day},
        ),
        *_about_verlenging(case),
        _about_moving(case),
        _about_status(case),
    )


def _as_duo_fixed_it(row: _Row) -> tuple[Sentence, ...]:
    fixed = Sentence(
        "DUO heeft de termijn vastgesteld: van {begin} tot en met {dag}.",
        {"begin": row.begin, "dag": row.laatste_dag},
    )
    if row.own_last_day in (None, row.laatste_dag):
        return (fixed,)
    own = Sentence("Zelf rekent Meedoen met {dag} als laatste dag.", {"dag": row.own_last_day})
    return (fixed, own)


def _why_not(case: _Case) -> Sentence:
    rule = case.rule
    if case.row.version is None:
        return _why_no_version(case)
    unmet = [
        Sentence(
            "{feit} is “{is}”, niet “{eis}”",
            {"feit": ALL_FEITEN[one.feit].description, "is": case.known[one.feit], "eis": one.value},
        )
        for one in rule.requirements
        if case.known[one.feit] not in (None, one.value)
    ]
    return _together(unmet) if unmet else Sentence("de gemeente heeft geen aantal dagen ingesteld")


def _why_no_version(case: _Case) -> Sentence:
    rule = case.rule
    days = [case.day(feit) for feit in rule.begin.feiten]
    if rule.valid_until is not None and not any(day and day < rule.valid_from for day in days):
        return Sentence("deze regel gold tot en met {dag}", {"dag": rule.valid_until})
    return Sentence("deze regel geldt pas vanaf {dag}", {"dag": rule.valid_from})


def _together(sentences: Sequence[Sentence]) -> Sentence:
    """Join sentences with "en" between them."""
    return reduce(lambda one, other: Sentence("{een} en {ander}", {"een": one, "ander": other}), sentences)


def _not_begun(case: _Case) -> Sentence:
    missing = [one.feit for one in case.rule.requirements if case.known[one.feit] is None]
    missing += [feit for feit in case.rule.begin.feiten if case.known[feit] is None]
    what = _together([Sentence(ALL_FEITEN[feit].description) for feit in missing])
    return Sentence("De termijn is nog niet begonnen. Nog niet bekend: {wat}.", {"wat": what})


def _about_the_begin(case: _Case, feit: str) -> list[Sentence]:
    values: dict[str, object] = {"begin": case.row.begin, "feit": ALL_FEITEN[feit].description}
    if case.rule.begin.days_after:
        return [Sentence("De termijn begint op {begin}, de dag na {feit}.", values)]
    sentences = [Sentence("De termijn telt vanaf {begin}: {feit}.", values)]
    for other in case.rule.begin.feiten:
        values = {"ander": ALL_FEITEN[other].description, "dag": case.day(other)}
        if other != feit and case.day(other) == case.row.counts_from:
            sentences.append(Sentence("Op dezelfde dag was {ander}.", values))
        elif other != feit:
            sentences.append(
                Sentence("Dat is later dan {ander} op {dag}. De laatste van de twee telt.", values)
            )
    return sentences


def _about_verlenging(case: _Case) -> list[Sentence]:
    verlenging, row = case.rule.verlenging, case.row
    if verlenging is None or (received := case.day(verlenging.feit)) is None:
        return []
    values = {"ontvangen": received, "duur": verlenging.duration, "dag": row.laatste_dag_ruw}
    if row.laatste_dag_ruw == row.plain_last_day:
        return [Sentence("Op {ontvangen} kwam informatie van anderen. {duur} daarna is niet later.", values)]
    return [Sentence("Op {ontvangen} kwam informatie van anderen. {duur} daarna is later: {dag}.", values)]


def _about_moving(case: _Case) -> Sentence:
    row = case.row
    if row.verschoven_door is not None:
        return Sentence(
            "Op die dag kan de termijn niet eindigen ({dagen}). De laatste dag schuift op naar {dag} "
            "(Algemene termijnenwet art. 1 en 3).",
            {"dagen": tuple(row.verschoven_door.split(", ")), "dag": row.laatste_dag},
        )
    if case.rule.can_move:
        return Sentence("Dat is een gewone werkdag. De laatste dag schuift dus niet op.")
    return Sentence("De laatste dag schuift nooit op. {reden}", {"reden": case.rule.why_it_moves})


def _about_status(case: _Case) -> Sentence:
    rule, row = case.rule, case.row
    values: dict[str, object] = {"begin": row.begin, "laatste": row.laatste_dag, "gehaald": row.gehaald_op}
    if rule.gehaald_door:
        values["daad"] = ALL_FEITEN[rule.gehaald_door].description
    if row.status == Status.TE_LAAT and row.gehaald_op is None:
        return Sentence("Te laat: de laatste dag was {laatste} en {daad} is niet bekend.", values)
    return {
        Status.NIET_BEGONNEN: Sentence("De termijn loopt nog niet: hij begint op {begin}.", values),
        Status.LOOPT: Sentence("De termijn loopt nog, tot en met {laatste}.", values),
        Status.GEHAALD: Sentence("Gehaald: {daad} was op {gehaald}.", values),
        Status.TE_LAAT: Sentence("Te laat: {daad} was op {gehaald}, na de laatste dag.", values),
        Status.VOORBIJ: Sentence("De termijn is voorbij sinds {laatste}.", values),
    }[Status(row.status)]


def _warnings(case: _Case) -> tuple[Sentence, ...]:
    rule, row = case.rule, case.row
    warnings = [rule.say(text) for text in rule.notes]
    if rule.certainty.needs_confirmation:
        meaning = rule.certainty.meaning.removeprefix("te bevestigen: ")
        warnings.append(
            Sentence(
                "Te bevestigen: {wat} ({betekenis}).",
                {"wat": rule.say(rule.weakest.what), "betekenis": meaning},
            )
        )
    if row.counts_from is not None and row.counts_from < rule.valid_from:
        warnings.append(
            Sentence(
                "De datum {dag} ligt vóór het begin van deze regel ({van}).",
                {"dag": row.counts_from, "van": rule.valid_from},
            )
        )
    if rule.can_move and row.laatste_dag is not None and not calendar.is_known(row.laatste_dag):
        warnings.append(
            Sentence(
                "De gelijkgestelde dagen zijn alleen bekend van {van} tot en met {tot}. De laatste dag"
                " kan dus nog opschuiven.",
                {"van": calendar.known_from, "tot": calendar.known_until},
            )
        )
    return tuple(warnings)
