"""What the apps bring to a dossier, as it stands when all of them are loaded."""

import uuid

import pytest
from django.urls import reverse

from meedoen.dossiers.phases import Stap
from meedoen.dossiers.places import ORIGINS, STEPS, TABS, tabs


def test_every_step_has_a_page():
    assert set(STEPS) == set(Stap)


def test_no_two_tabs_want_the_same_place():
    assert len({tab.order for tab in TABS.values()}) == len(TABS)


def test_the_tabs_stand_in_the_order_of_the_work():
    assert [tab.name for tab in tabs()][:4] == ["overzicht", "intake", "pip", "traject"]


@pytest.mark.parametrize("tab", TABS.values(), ids=TABS)
def test_a_tab_stands_under_its_own_name_and_has_an_address(tab):
    assert TABS[tab.name] is tab
    assert reverse(tab.page, args=[uuid.UUID(int=0)])


def test_what_follows_from_an_act_leads_to_it():
    assert all(str(uuid.UUID(int=0)) in origin.url(uuid.UUID(int=0)) for origin in ORIGINS.values())
