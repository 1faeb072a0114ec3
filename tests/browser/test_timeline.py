"""The whole line, as people would do it, from the worklist to the letter."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from hands import Keyboard, Pointer
from visit import DESK, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.traag]

SENTENCES = (
    "U spreekt twee talen.",
    "U was kapper.",
    "U wilt werken.",
    "U woont hier goed.",
    "U begint met les.",
)


@pytest.mark.parametrize(
    ("width", "javascript", "hands"),
    [(DESK, True, Keyboard), (DESK, False, Pointer), (PHONE, True, Pointer)],
    ids=["keyboard only", "without JavaScript", "on a phone"],
)
def test_from_the_most_urgent_dossier_to_the_letter(visitor, width, javascript, hands):
    klantmanager = visitor(width, javascript=javascript)
    klantmanager.sign_in("klantmanager", "Alkmaar")

    dossier = _open_most_urgent_intake(klantmanager, hands)
    _hold_the_intake(klantmanager, hands, dossier)
    _write_down_the_test(klantmanager, hands, dossier)
    _finish_the_intake(klantmanager, hands, dossier)
    _draw_up_the_pip(klantmanager, hands, dossier)
    approver = visitor(width, javascript=javascript)
    account = approver.sign_in("kwaliteitsmedewerker", "Alkmaar")
    _approve(approver, hands, dossier)
    _fix_and_make_known(klantmanager, hands, dossier)
    letter = _download_the_letter(klantmanager, hands, dossier)

    assert letter.startswith(b"%PDF-")
    klantmanager.page.goto(f"{dossier}logboek/")
    assert account["name"] in klantmanager.page.locator("main").inner_text()


def _open_most_urgent_intake(who, hands) -> str:
    """The first row of the worklist that asks for an intake."""
    page = who.page
    page.goto("/")
    hands(page).open(page.locator('main a[href$="/intake/"]:visible').first)
    if page.url.rstrip("/").endswith("/gesprek"):
        hands(page).open(page.get_by_role("button", name="Begin gesprek"))
    match = re.search(r"/dossiers/[0-9a-f-]+/", page.url)
    assert match, page.url
    return match.group()


def _hold_the_intake(who, hands, dossier: str) -> None:
    page = who.page
    page.goto(f"{dossier}intake/overzicht/")
    domains = page.locator(f'nav a[href^="{dossier}intake/"]:not([href*="overzicht"])')
    for address in [link.get_attribute("href") for link in domains.all()]:
        page.goto(address)
        hand = hands(page)
        hand.write(page.get_by_label("Notities"), "Vertelt rustig. Wil verder leren.")
        hand.choose(page.locator('input[name=startpositie][value="3"]'))
        hand.choose(page.locator("input[name=besproken]"))
        hand.open(page.get_by_role("button", name=re.compile("^Bewaar")).first)
        assert "Bewaard om" in page.locator(".md-outbox").inner_text()
    page.goto(f"{dossier}intake/overzicht/")
    while (talk := page.get_by_role("link", name="Rond gesprek af")).count():
        hand = hands(page)
        hand.open(talk.first)
        for number, sentence in enumerate(SENTENCES, start=1):
            hand.write(page.locator(f"[name=zin_{number}]"), sentence)
        hand.open(page.get_by_role("button", name="Rond gesprek af en lees voor"))
        page.goto(f"{dossier}intake/overzicht/")


def _write_down_the_test(who, hands, dossier: str) -> None:
    page = who.page
    page.goto(f"{dossier}intake/lbt/")
    if page.get_by_role("button", name="Leg toets vast").count() == 0:
        return  # the demo has written it down already
    hand = hands(page)
    hand.choose(page.locator("input[name=gang][value=gemaakt]"))
    hand.write(page.locator("input[name=afgenomen_op]"), date.today().isoformat())
    hand.write(page.locator("input[name=examennummer]"), "LB12345")
    hand.choose(page.locator("input[name=resultaat][value=haalbaar]"))
    hand.write(page.locator("input[name=behaalde_score]"), "34")
    hand.write(page.locator("input[name=benodigde_score]"), "28")
    hand.open(page.get_by_role("button", name="Leg toets vast"))


def _finish_the_intake(who, hands, dossier: str) -> None:
    page = who.page
    page.goto(f"{dossier}intake/overzicht/")
    hands(page).open(page.get_by_role("button", name="Rond intake af"))
    assert "De brede intake is afgerond." in page.locator("main").inner_text()


def _draw_up_the_pip(who, hands, dossier: str) -> None:
    page = who.page
    page.goto(f"{dossier}pip/")
    asylum = "asielstatushouder" in page.locator("main").inner_text()
    hand = hands(page)
    hand.open(page.get_by_role("button", name="Stel PIP op"))
    for field, value in (("leerroute", "B"), ("niveau", "B1"), ("alfabetisering", "NVT")):
        hand.choose(page.locator(f'input[name={field}][value="{value}"]'))
    texts = {
        "intensiteit_uren": "600" if asylum else "",
        "motivering": "U leert snel en wilt kapper worden.",
        "onderwijsroute_onderzocht": "Besproken. U wilt liever werken.",
        "motivering_afwijking": "U leerde in korte tijd veel.",
        "pvt_uren": "12",
        "map_uren": "40",
        "begeleiding": "Elke maand een gesprek met uw contactpersoon.",
        "voortgang": "Elke dertien weken een gesprek.",
        "vve": "U heeft geen jonge kinderen.",
    }
    for field, text in texts.items():
        hand.write(page.locator(f"[name={field}]"), text)
    ontzorgen = page.locator("input[name=ontzorgen][value=doorbetaling]")
    hand.choose(
        ontzorgen if _is_unburdened(who, dossier) else page.locator("input[name=ontzorgen][value=niet]")
    )
    hand.open(page.get_by_role("button", name="Bewaar concept"))
    hand.open(page.get_by_role("button", name="Leg PIP voor"))
    assert "Het PIP is voorgelegd" in page.locator("main").inner_text()


def _is_unburdened(who, dossier: str) -> bool:
    """Does this person belong to the group of the Participatiewet? Read in another tab, as one would."""
    tab = who.context.new_page()
    tab.goto(dossier)
    told = "Financieel ontzorgen" in tab.locator("main").inner_text()
    tab.close()
    return told


def _approve(who, hands, dossier: str) -> None:
    page = who.page
    page.goto(f"{dossier}pip/")
    hand = hands(page)
    hand.open(page.get_by_role("link", name="Beoordeel PIP"))
    hand.open(page.get_by_role("button", name="Keur PIP goed"))
    assert "Het PIP is goedgekeurd" in page.locator("main").inner_text()


def _fix_and_make_known(who, hands, dossier: str) -> None:
    page = who.page
    page.goto(f"{dossier}pip/")
    hand = hands(page)
    hand.open(page.get_by_role("link", name="Stel PIP vast"))
    hand.open(page.get_by_role("button", name="Stel PIP vast"))
    hand.open(page.get_by_role("link", name="Maak PIP bekend"))
    hand.open(page.get_by_role("button", name="Maak PIP bekend"))
    assert "Het PIP is bekendgemaakt" in page.locator("main").inner_text()


def _download_the_letter(who, hands, dossier: str) -> bytes:
    page = who.page
    hands(page).open(page.get_by_role("link", name="Bekijk brief").first)
    link = page.locator(f'a[href^="{dossier}pip/"][href$="/download/"]').first
    with page.expect_download() as waiting:
        link.focus()
        page.keyboard.press("Enter")
    return Path(waiting.value.path()).read_bytes()
