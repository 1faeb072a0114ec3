"""Saving while someone types never stands in the way of a press on a button."""

from __future__ import annotations

import pytest
from hands import Pointer
from visit import DESK, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.traag]

NOTES = "textarea[name=notities]"
PATIENCE = 200
WIDTHS = pytest.mark.parametrize("width", [DESK, PHONE], ids=["desk", "phone"])


class Slow:
    """Saves whose answers come when we let them: `arrived` at the server, but not told to the page."""

    def __init__(self, page, address: str) -> None:
        self.page = page
        self.arrived: list = []
        self.holding = True
        page.route(address, self._keep)

    def _keep(self, route) -> None:
        if self.holding and route.request.resource_type == "fetch":
            self.arrived.append((route, route.fetch()))
        else:
            route.continue_()

    def wait_for_one(self) -> None:
        """Until a save has reached the server."""
        for _ in range(PATIENCE):
            if self.arrived:
                return
            self.page.wait_for_timeout(50)
        raise AssertionError("Nothing was saved while typing.")

    def answer(self) -> None:
        """Tell the page what came of the saves, and hold no more of them."""
        self.holding = False
        for route, answer in self.arrived:
            route.fulfill(response=answer)


def _top(page, name: str) -> float:
    button = page.get_by_role("button", name=name, exact=True)
    button.scroll_into_view_if_needed()
    return button.bounding_box()["y"]


def _open_domain(visitor, width):
    who = visitor(width)
    dossier = who.sign_in("klantmanager", "Heiloo")["dossiers"]["intake"]
    who.page.goto(f"{dossier}intake/taal/")
    return who.page


def _open_draft(visitor, width):
    who = visitor(width)
    dossier = who.sign_in("klantmanager", "Heiloo")["dossiers"]["klaar_voor_pip"]
    who.page.goto(f"{dossier}pip/")
    if (begin := who.page.get_by_role("button", name="Stel PIP op")).count():
        Pointer(who.page).open(begin)
    who.page.goto(f"{dossier}pip/beschikking/")
    return who.page


@WIDTHS
def test_the_save_button_stays_under_the_finger_when_a_save_is_answered(visitor, width):
    page = _open_domain(visitor, width)
    page.locator(NOTES).fill("Een eerste zin.")
    Pointer(page).open(page.get_by_role("button", name="Bewaar", exact=True))
    skip = page.locator("details:has([name=overgeslagen_reden]) > summary")
    if skip.count():
        skip.click()
    saves = Slow(page, "**/veld/")
    page.locator(NOTES).fill("Een zin die langzaam wordt bewaard.")
    saves.wait_for_one()

    before = _top(page, "Bewaar")
    saves.answer()
    page.locator("[data-status][data-toon=goed]").wait_for()

    assert _top(page, "Bewaar") == before


@WIDTHS
def test_the_save_button_stays_under_the_finger_when_the_same_field_was_written_elsewhere(visitor, width):
    page = _open_domain(visitor, width)
    elsewhere = _open_domain(visitor, width)
    elsewhere.locator(NOTES).fill(f"De tekst uit een ander venster op {width['width']}.")
    Pointer(elsewhere).open(elsewhere.get_by_role("button", name="Bewaar", exact=True))
    saves = Slow(page, "**/veld/")
    page.locator(NOTES).fill(f"Mijn tekst over dezelfde vraag op {width['width']}.")
    saves.wait_for_one()

    before = _top(page, "Bewaar")
    saves.answer()
    page.get_by_role("button", name="Houd mijn tekst").wait_for()

    assert _top(page, "Bewaar") == pytest.approx(before, abs=1)
    Pointer(page).open(page.get_by_role("button", name="Houd mijn tekst"))


@WIDTHS
def test_a_press_while_the_notes_are_being_saved_goes_on_and_meets_no_text_of_ones_own(visitor, width):
    page = _open_domain(visitor, width)
    saves = Slow(page, "**/veld/")
    page.locator(NOTES).fill(f"Half een zin op {width['width']}")
    saves.wait_for_one()
    page.locator(NOTES).fill(f"Half een zin op {width['width']}, en nu heel.")

    with page.expect_navigation():
        page.get_by_role("button", name="Bewaar", exact=True).click()
        saves.answer()

    assert "Bewaard om" in page.locator("main").inner_text()
    assert page.get_by_role("button", name="Houd mijn tekst").count() == 0
    assert page.locator(NOTES).input_value().endswith("en nu heel.")


def test_a_press_goes_on_when_the_save_before_it_is_never_answered(visitor):
    page = _open_domain(visitor, PHONE)
    page.route("**/veld/", lambda route: None)
    with page.expect_request("**/veld/"):
        page.locator(NOTES).fill("Een zin die onderweg blijft steken.")

    Pointer(page).open(page.get_by_role("button", name="Bewaar", exact=True))

    assert page.locator(NOTES).input_value() == "Een zin die onderweg blijft steken."


@WIDTHS
def test_a_press_while_a_draft_is_being_saved_goes_on(visitor, width):
    page = _open_draft(visitor, width)
    saves = Slow(page, "**/pip/beschikking/")
    page.locator("[name=motivering]").fill(f"Half een reden op {width['width']}")
    saves.wait_for_one()
    page.locator("[name=motivering]").fill(f"Half een reden op {width['width']}, en nu heel.")

    with page.expect_navigation():
        page.get_by_role("button", name="Bewaar concept").click()
        saves.answer()

    assert "Het concept is bewaard." in page.locator("main").inner_text()


@WIDTHS
def test_the_button_of_a_draft_stays_under_the_finger_when_a_save_is_answered(visitor, width):
    page = _open_draft(visitor, width)
    saves = Slow(page, "**/pip/beschikking/")
    page.locator("[name=motivering]").fill("Een reden die langzaam wordt bewaard.")
    saves.wait_for_one()

    before = _top(page, "Bewaar concept")
    saves.answer()
    page.locator("[data-pip-bewaard]", has_text="Bewaard om").wait_for()

    assert _top(page, "Bewaar concept") == before
