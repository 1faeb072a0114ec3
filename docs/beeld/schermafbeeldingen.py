"""Make the screenshots of the README from a running demo.

    ./meedoen demo                       (in another terminal)
    .venv/bin/python docs/beeld/schermafbeeldingen.py

Needs what `./meedoen test` installs, Chromium, and pdftoppm for the letter.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

HERE = Path(__file__).resolve().parent
CHECKOUT = HERE.parents[1]
DESK = {"width": 1280, "height": 860}
PHONE = {"width": 390, "height": 780}

PAGES = {
    "werklijst": ("klantmanager", "{home}", DESK),
    "dossier": ("klantmanager", "{dringend}", DESK),
    "intake": ("klantmanager", "{intake}intake/werk/", DESK),
    "pip": ("klantmanager", "{vaststellen}pip/", DESK),
    "werklijst-telefoon": ("klantmanager", "{home}", PHONE),
    "dossier-telefoon": ("klantmanager", "{dringend}", PHONE),
}


def sign_in(page: Page, account: dict[str, Any]) -> None:
    """Sign in as a demo account."""
    page.goto("/accounts/login/")
    page.locator("input[name=login]").fill(account["email"])
    page.locator("input[name=password]").fill(account["password"])
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url(lambda url: "/login" not in url)


def picture_letter(page: Page, dossier: str) -> None:
    """The first two pages of the letter as it will be sent."""
    answer = page.request.get(f"{dossier}pip/brief.pdf")
    with tempfile.TemporaryDirectory() as folder:
        pdf = Path(folder) / "brief.pdf"
        pdf.write_bytes(answer.body())
        for number in ("1", "2"):
            target = str(HERE / f"brief-{number}")
            subprocess.run(
                ["pdftoppm", "-r", "70", "-png", "-singlefile", "-f", number, "-l", number, str(pdf), target],
                check=True,
            )


def main() -> None:
    """Sign in, visit each page, keep its picture."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--demo", type=Path, default=CHECKOUT / ".meedoen" / "demo.json")
    demo = json.loads(parser.parse_args().demo.read_text(encoding="utf-8"))
    chromium = os.environ.get("MEEDOEN_CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for name, (role, address, size) in PAGES.items():
            account = next(one for one in demo["accounts"] if one["role"] == role)
            context = browser.new_context(base_url=demo["address"], viewport=size, locale="nl-NL")  # type: ignore[arg-type]
            page = context.new_page()
            sign_in(page, account)
            page.goto(address.format(home="/", **account["dossiers"]))
            page.screenshot(path=HERE / f"{name}.png")
            if name == "pip":
                picture_letter(page, account["dossiers"]["vaststellen"])
            context.close()
        browser.close()


if __name__ == "__main__":
    main()
