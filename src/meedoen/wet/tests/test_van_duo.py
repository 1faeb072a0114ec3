"""The inburgeringstermijn as DUO fixed it: a step of the law, so that no page or letter can differ."""

from datetime import date

import pytest

from meedoen.wet.termijn.compute import compute
from meedoen.wet.termijn.explain import explain
from meedoen.wet.tests.hulp import frame

TODAY = date(2026, 11, 22)
PIP = {"pip_dagtekening": date(2026, 5, 11)}
"""By the rule: from 12 May 2026 until and including 11 May 2029."""


@pytest.mark.parametrize(
    ("facts", "begin", "last_day", "status"),
    [
        (PIP, date(2026, 5, 12), date(2029, 5, 11), "loopt"),
        ({**PIP, "termijn_einde": date(2030, 5, 11)}, date(2026, 5, 12), date(2030, 5, 11), "loopt"),
        (
            {**PIP, "termijn_begin": date(2026, 5, 20), "termijn_einde": date(2029, 5, 19)},
            date(2026, 5, 20),
            date(2029, 5, 19),
            "loopt",
        ),
        ({**PIP, "termijn_begin": date(2026, 5, 20)}, date(2026, 5, 20), date(2029, 5, 11), "loopt"),
        # A PIP of another municipality, of which only DUO knows
        (
            {"termijn_begin": date(2024, 1, 10), "termijn_einde": date(2026, 11, 21)},
            date(2024, 1, 10),
            date(2026, 11, 21),
            "voorbij",
        ),
        ({"termijn_einde": date(2026, 11, 22)}, date(2026, 11, 22), date(2026, 11, 22), "loopt"),
        ({"termijn_begin": date(2026, 11, 23)}, date(2026, 11, 23), None, "niet_begonnen"),
    ],
)
def test_the_days_of_duo_take_the_place_of_ours(facts, begin, last_day, status):
    computed = compute(frame({"dossier": "1", **facts}), reference_date=TODAY).to_dicts()
    (term,) = (row for row in computed if row["termijn"] == "inburgeringstermijn")
    assert (term["begin"], term["laatste_dag"], term["status"]) == (begin, last_day, status)
    explained = explain(facts, "inburgeringstermijn", TODAY)
    assert (explained.begin, explained.laatste_dag, explained.status) == (begin, last_day, status)


def test_the_term_of_duo_says_what_we_compute_ourselves_where_that_differs():
    extended = explain({**PIP, "termijn_einde": date(2030, 5, 11)}, "inburgeringstermijn", TODAY)
    assert extended.is_changed_by_duo
    assert [str(one) for one in extended.sentences] == [
        "DUO heeft de termijn vastgesteld: van dinsdag 12 mei 2026 tot en met zaterdag 11 mei 2030.",
        "Zelf rekent Meedoen met vrijdag 11 mei 2029 als laatste dag.",
    ]


def test_the_term_of_duo_that_is_ours_too_is_said_once():
    same = explain({**PIP, "termijn_einde": date(2029, 5, 11)}, "inburgeringstermijn", TODAY)
    assert same.from_duo
    assert not same.is_changed_by_duo
    assert len(same.sentences) == 1


def test_no_other_term_listens_to_duo():
    facts = {**PIP, "termijn_begin": date(2026, 8, 1), "termijn_einde": date(2031, 8, 1)}
    assert explain(facts, "schakelen", TODAY).laatste_dag == date(2027, 11, 11)
