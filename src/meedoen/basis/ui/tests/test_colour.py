"""A municipality's colour is worn only when it can be read."""

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from meedoen.basis.organisations.models import GemeenteSettings
from meedoen.basis.ui.colour import contrast, readable_accent

colours = st.integers(0, 0xFFFFFF).map(lambda n: f"#{n:06x}")


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21), ("#ffffff", "#ffffff", 1), ("#767676", "#ffffff", 4.54)],
)
def test_contrast_is_what_wcag_says(one, other, ratio):
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)


@given(colours, colours)
def test_contrast_is_the_same_both_ways(one, other):
    assert contrast(one, other) == contrast(other, one) >= 1


@given(colours)
def test_a_colour_that_is_accepted_can_be_read_on_white(colour):
    if readable_accent(colour):
        assert contrast(colour, "#ffffff") >= 4.5


@pytest.mark.parametrize(
    ("colour", "worn"),
    [("#0a5c63", True), ("#ffb81c", False), ("", False), ("#fff", False), ("red;} body{display:none", False)],
)
def test_the_theme_holds_only_a_readable_colour(client, cast, colour, worn):
    GemeenteSettings.objects.filter(gemeente=cast.alkmaar).update(accentkleur=colour[:7])

    response = client.get(reverse("ui:thema", args=["0361"]))

    assert response["Content-Type"].startswith("text/css")
    assert "max-age" in response["Cache-Control"]
    assert colour in response.content.decode() if worn else response.content == b""


def test_a_municipality_nobody_knows_wears_our_own_theme(client, db):
    response = client.get(reverse("ui:thema", args=["9999"]))

    assert (response.status_code, response.content) == (200, b"")
