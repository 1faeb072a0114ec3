"""The dates in a letter are those of the one computation, whatever version holds and whoever fixed them."""

from datetime import date, timedelta
from unittest.mock import patch

import polars as pl
import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from meedoen.pip.evaluation import LAW_FEITEN, Circumstances
from meedoen.pip.letter import _days_as_table, _termijnen
from meedoen.pip.models import Beschikking
from meedoen.wet.sentence import in_words
from meedoen.wet.termijn import rules as law
from meedoen.wet.termijn.compute import compute
from meedoen.wet.termijn.feiten import ALL_COLUMNS, CHOICES, DATES
from meedoen.wet.tests.hulp import changed

NEW_LAW = tuple(version for rule in law.TERMIJN_RULES for version in changed(rule))
DAY = st.none() | st.dates(date(2026, 6, 1), date(2027, 8, 1))
FACTS = st.fixed_dictionaries(
    {
        "doelgroep": st.sampled_from([None, "asielstatushouder", "gezinsmigrant"]),
        "asielvergunning": st.sampled_from([None, "ja", "nee"]),
        **{name: DAY for name in DATES if name in LAW_FEITEN},
    }
)
SCHEMA = {name: pl.String if name in ("dossier", *CHOICES) else pl.Date for name in ALL_COLUMNS}


@pytest.mark.parametrize("rules", [law.TERMIJN_RULES, NEW_LAW], ids=["the law", "a law that changes"])
@settings(deadline=None, max_examples=40)
@given(facts=FACTS, sent=DAY)
def test_a_letter_gives_the_days_that_the_law_computes(rules, facts, sent):
    decision = Beschikking(verzending_op=sent, ontzorgen="doorbetaling")
    computed_from = facts | {"pip_bekendgemaakt": sent}
    with patch.object(law, "TERMIJN_RULES", rules):
        letter = _termijnen(decision, Circumstances({k: v for k, v in facts.items() if v}, lbt=None))
        frame = pl.DataFrame([{name: computed_from.get(name) for name in ALL_COLUMNS}], schema=SCHEMA)
        computed = {
            row["termijn"]: row for row in compute(frame, reference_date=timezone.localdate()).to_dicts()
        }

    for one in (letter.inburgeringstermijn, letter.schakelen, letter.ontzorgen, letter.bezwaar):
        row = computed[one.termijn]
        assert (one.begin, one.laatste_dag, one.status) == (row["begin"], row["laatste_dag"], row["status"])
    words = " ".join(row.tekst for row in _days_as_table(decision, letter))
    last_day = computed["inburgeringstermijn"]["laatste_dag"]
    assert last_day is None or in_words(last_day) in words


def test_a_letter_after_an_extension_gives_the_day_of_duo(stage):
    from meedoen.dossiers.services import record_feit
    from meedoen.pip.letter import compose_letter

    fixed = stage.fixed(timezone.localdate() - timedelta(days=2))
    record_feit(stage.nadia, stage.dossier, "termijn_einde", datum=date(2031, 1, 31))

    letter = compose_letter(fixed)

    assert "vrijdag 31 januari 2031" in {row.tekst for row in letter.dagen}
    assert any("tot en met vrijdag 31 januari 2031. Dat heeft DUO bepaald." in one for one in letter.meaning)
    assert not any("drie jaar" in one for one in letter.meaning)
