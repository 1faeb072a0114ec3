"""How someone works a page: with a mouse or finger, or with the keyboard alone."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Locator, Page

MOST_TABS = 400

FOCUS = """(goals) => {
  const control = document.activeElement;
  const drawn = [control, control.closest('label'), control.parentElement].filter(Boolean);
  const look = () => {
    for (const change of document.getAnimations()) change.finish();
    return drawn.map((node) => {
      const style = getComputedStyle(node);
      const ring = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 && style.outline;
      return [ring, style.boxShadow, style.border].join();
    });
  };
  const isShown = () => {
    if (control === document.body) return true;
    if (control.type?.startsWith('date')) return true;  // Tab stops at each part of a date
    const { top, bottom, left, right } = control.getBoundingClientRect();
    if (bottom - top <= 1 || bottom <= 0 || top >= innerHeight) return false;
    if (right <= 0 || left >= innerWidth) return false;
    const focused = look();
    control.blur();
    const rested = look();
    control.focus({preventScroll: true});
    return focused.some((ring, node) => ring !== rested[node]);
  };
  return { arrived: goals.includes(control), shown: isShown(), html: control.outerHTML.slice(0, 300) };
}"""
"""A script: whether one of these elements has the focus, and whether people see which element has it."""


@dataclass
class Pointer:
    """Clicks and types."""

    page: Page

    def open(self, link: Locator) -> None:
        """Follow a link or press a button and wait for the page that comes."""
        with self.page.expect_navigation():
            link.click()

    def write(self, field: Locator, text: str) -> None:
        """Fill a field."""
        field.fill(text)

    def choose(self, option: Locator) -> None:
        """Choose a radio button or tick a box by its label, as people do."""
        if not option.is_checked():
            name = option.get_attribute("id")
            around = option.locator("xpath=ancestor::label")
            (self.page.locator(f'label[for="{name}"]') if name else around).first.click()


@dataclass
class Keyboard:
    """Tab, Space, Enter and arrows; never a pointer, and always an eye on where the focus is."""

    page: Page

    def open(self, link: Locator) -> None:
        """Tab to a link or button and press Enter."""
        self._reach(link)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def write(self, field: Locator, text: str) -> None:
        """Tab to a field and type over what is there."""
        self._reach(field)
        if field.get_attribute("type") in {"date", "datetime-local"}:
            field.fill(text)  # each browser has its own keys for the parts of a date
            return
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.insert_text(text)

    def choose(self, option: Locator) -> None:
        """Tab to a group of radio buttons and go to the option by arrow; tick a box with Space."""
        if option.is_checked():
            return
        if option.get_attribute("type") == "checkbox":
            self._reach(option)
            while not option.is_checked():
                self.page.keyboard.press("Space")
            return
        name = option.get_attribute("name")
        self._reach(self.page.locator(f'input[type=radio][name="{name}"]'))
        self.page.keyboard.press("Space")
        for _ in range(20):
            if option.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"The arrows do not come to this option of {name}.")

    def _reach(self, goal: Locator) -> None:
        """Press Tab until one of these elements has the focus."""
        for _ in range(MOST_TABS):
            focus = goal.evaluate_all(FOCUS)
            assert focus["shown"], f"Nobody sees the focus on {focus['html']} of {self.page.url}"
            if focus["arrived"]:
                return
            self.page.keyboard.press("Tab")
        element = goal.first.evaluate("found => found.outerHTML.slice(0, 300)")
        raise AssertionError(f"{MOST_TABS} times Tab does not come to {element}")
