"""The terms: what they are (`rules`), their dates for many (`compute`), and why, for one (`explain`)."""

from collections.abc import Sequence
from datetime import date, timedelta

from meedoen.wet.termijn import rules as law
from meedoen.wet.termijn.rule import TermijnRule
from meedoen.wet.versions import by_name, rule_called


def termijn_names(rules: Sequence[TermijnRule] | None = None) -> tuple[str, ...]:
    """Return the names of the terms, in the order of the rules."""
    return tuple(by_name(law.TERMIJN_RULES if rules is None else rules))


def termijn_rule(
    name: str, day: date | None = None, rules: Sequence[TermijnRule] | None = None
) -> TermijnRule:
    """Return the version of a term that holds on a day; when none does, or for no day, the newest.

    Raises:
        KeyError: there is no term of that name.
    """
    return rule_called(law.TERMIJN_RULES if rules is None else rules, name, day)


def rule_of_stored(name: str, begin: date | None, rules: Sequence[TermijnRule] | None = None) -> TermijnRule:
    """Return the version of a term of which the first day was stored: the one that it was computed by."""
    days_after = termijn_rule(name, rules=rules).begin.days_after
    return termijn_rule(name, begin - timedelta(days=days_after) if begin else None, rules)
