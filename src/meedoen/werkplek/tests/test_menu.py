"""The ways that all apps together bring to the menu."""

from meedoen.basis.ui.shell import ACCOUNT_MENU, MENU


def in_order(menu):
    return sorted(menu, key=lambda page: menu[page].order)


def test_the_ways_in_the_header_stand_in_the_order_of_the_work():
    assert in_order(MENU) == [
        "werkplek:werk",
        "pip:ter_goedkeuring",
        "dossiers:lijst",
        "werkplek:agenda",
        "werkplek:cijfers",
        "beheer:start",
        "keten:start",
        "audit_log:lijst",
    ]


def test_under_ones_name_stands_what_is_ones_own_first():
    assert in_order(ACCOUNT_MENU) == ["mijn_account", "intake:leidraad", "access:wie_mag_wat"]


def test_no_two_ways_want_the_same_place():
    for menu in (MENU, ACCOUNT_MENU):
        assert len({way.order for way in menu.values()}) == len(menu)
