"""Who comes to the demo: at a screen of a certain width, in a language, with or without JavaScript."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"

DESK = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 740}


@dataclass
class Site:
    """The running demo: where it is and who can sign in."""

    address: str
    accounts: list[dict[str, Any]]
    data: Path
    styles: dict[str, int] = field(default_factory=dict)
    """The size of each stylesheet that was asked for."""

    def account(self, role: str, gemeente: str | None = None) -> dict[str, Any]:
        """The first account with this role (and municipality)."""
        return next(
            account
            for account in self.accounts
            if account["role"] == role and gemeente in {None, account["municipality"]}
        )


@dataclass
class Visitor:
    """Someone at a screen of a certain width, with or without JavaScript."""

    browser: Browser
    site: Site
    width: dict[str, int]
    javascript: bool = True
    language: str = "nl-NL"
    page: Page = field(init=False)
    context: BrowserContext = field(init=False)

    def __post_init__(self) -> None:
        self.context = self.browser.new_context(
            viewport=self.width,  # type: ignore[arg-type]
            java_script_enabled=self.javascript,
            locale=self.language,
            base_url=self.site.address,
            accept_downloads=True,
        )
        self.page = self.context.new_page()

    def sign_in(self, role: str, gemeente: str | None = None) -> dict[str, Any]:
        """Sign in as the demo account with this role; returns the account."""
        account = self.site.account(role, gemeente)
        self.page.goto("/accounts/login/")
        self.page.locator("input[name=login]").fill(account["email"])
        self.page.locator("input[name=password]").fill(account["password"])
        self.page.locator("input[name=password]").press("Enter")
        self.page.wait_for_url(lambda url: "/accounts/login" not in url)
        return account

    def violations(self) -> list[str]:
        """What axe finds wrong with the page, one line each."""
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        found = self.page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
        return [
            f"{violation['id']}: {violation['help']} ({node['target'][0]})"
            for violation in found["violations"]
            for node in violation["nodes"][:3]
        ]

    def styles(self) -> int:
        """How many bytes of styles the page has, before they are compressed."""
        links = "[...document.querySelectorAll('link[rel=stylesheet]')].map(link => link.href)"
        sizes = self.site.styles
        for link in (found := self.page.evaluate(links)):
            if link not in sizes:
                sizes[link] = len(self.page.request.get(link).body())
        return sum(sizes[link] for link in found)

    def overflow(self) -> int:
        """How many pixels the page is wider than the screen."""
        return int(
            self.page.evaluate(
                "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
        )

    def close(self) -> None:
        """Go away."""
        self.context.close()
