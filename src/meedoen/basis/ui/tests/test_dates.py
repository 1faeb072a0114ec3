"""Dates as people read them, and the state of a term in word, colour and shape."""

from datetime import date, datetime, timedelta

import pytest
from django.template import Context, Template
from django.utils import timezone, translation

from meedoen.basis.ui.templatetags import meedoen
from meedoen.wet.artikel import BESLUIT, GEMEENTE, Artikel

TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *_: TODAY)


@pytest.mark.parametrize(("language", "written"), [("nl", "ma 18 mei 2026"), ("en", "Mon 18 May 2026")])
def test_a_date_is_written_as_people_write_it(language, written):
    with translation.override(language):
        assert meedoen.day(date(2026, 5, 18)) == written


def test_a_moment_is_written_in_dutch_time():
    noon_utc = datetime(2026, 5, 18, 12, 30, tzinfo=timezone.get_fixed_timezone(0))

    assert meedoen.moment(noon_utc) == "ma 18 mei 2026, 14:30"


def test_the_year_is_left_out_only_when_it_is_this_year():
    assert (meedoen.short(date(2026, 11, 17)), meedoen.short(date(2025, 11, 17))) == (
        "di 17 nov",
        "ma 17 nov 2025",
    )


@pytest.mark.parametrize(
    ("days", "distance"),
    [
        (0, "vandaag"),
        (1, "nog 1 dag"),
        (3, "nog 3 dagen"),
        (-1, "1 dag te laat"),
        (-5, "5 dagen te laat"),
        (56, "nog 56 dagen"),
        (57, "nog 1 maand"),
        (-100, "3 maanden te laat"),
        (1095, "nog 2 jaar"),
    ],
)
def test_a_distance_is_told_in_a_unit_one_can_picture(days, distance):
    assert meedoen.distance(TODAY + timedelta(days=days)) == distance


def test_nothing_is_said_about_a_date_that_is_not_known():
    assert [filter_(None) for filter_ in (meedoen.day, meedoen.short, meedoen.distance, meedoen.ago)] == [
        ""
    ] * 4


@pytest.mark.parametrize(
    ("last_day", "met_on", "tone", "shape"),
    [
        (TODAY - timedelta(days=1), None, "laat", "uitroep"),
        (TODAY, None, "nu", "klok"),
        (TODAY + timedelta(days=7), None, "nu", "klok"),
        (TODAY + timedelta(days=8), None, "loopt", "cirkel"),
        (TODAY, TODAY, "goed", "vink"),
        (TODAY - timedelta(days=1), TODAY, "laat", "vink"),
        (None, None, "rust", "streep"),
    ],
)
def test_the_state_of_a_term_has_a_tone_and_a_shape(last_day, met_on, tone, shape):
    picture = meedoen.termijn_view(last_day, met_on)

    assert (picture.tone, picture.shape) == (tone, shape)


def test_late_and_late_but_met_differ_in_word_and_shape_not_only_in_colour():
    late = meedoen.termijn_view(TODAY - timedelta(days=3))
    with_ = meedoen.termijn_view(TODAY - timedelta(days=3), TODAY)

    assert late.tone == with_.tone
    assert (late.word, late.shape) != (with_.word, with_.shape)


def test_a_term_on_a_page_says_its_state_and_its_distance():
    html = Template("{% load meedoen %}{% termijn_status dag %}").render(
        Context({"dag": TODAY - timedelta(days=5)})
    )

    assert html.count("te laat") == 1
    assert "5 dagen te laat" in html
    assert 'aria-hidden="true"' in html


def test_an_article_links_to_the_law_and_a_setting_links_nowhere():
    assert 'href="https://wetten.overheid.nl/' in meedoen.artikel(Artikel(BESLUIT, "5.3"))
    assert "<a" not in meedoen.artikel(Artikel(GEMEENTE))


@pytest.mark.parametrize(
    ("certainty", "marked"), [("V1", False), ("V2", False), ("S", True), ("U", True), ("", False)]
)
def test_only_what_is_uncertain_is_marked(certainty, marked):
    html = Template("{% load meedoen %}{% to_confirm graad %}").render(Context({"graad": certainty}))

    assert ("te bevestigen" in html) is marked
