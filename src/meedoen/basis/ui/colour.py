"""Colours that people can read: contrast as WCAG 2.2 defines it."""

from __future__ import annotations

import re

WHITE = "#ffffff"
READABLE = 4.5
"""The least contrast of text with its background (WCAG 2.2, 1.4.3, level AA)."""
TINT = 0.08
"""How much of the accent colour its palest background has; `theme.css` mixes the same."""


def is_hex(colour: str) -> bool:
    """Is this a colour written as # and six hexadecimal digits?"""
    return re.fullmatch(r"#[0-9a-fA-F]{6}", colour) is not None


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, from 1 (the same) to 21 (black on white).

    Raises:
        ValueError: one of them is no #rrggbb.
    """
    light, dark = sorted((_brightness(one), _brightness(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def readable_accent(colour: str) -> bool:
    """May this be an accent colour: readable with white, both ways, and on its own palest tint?"""
    if not is_hex(colour):
        return False
    tint = "#" + "".join(f"{round(255 - (255 - part) * TINT):02x}" for part in _parts(colour))
    return min(contrast(colour, WHITE), contrast(colour, tint)) >= READABLE


def _parts(colour: str) -> tuple[int, ...]:
    if not is_hex(colour):
        raise ValueError(f"{colour!r} is no colour of the form #rrggbb.")
    return tuple(int(colour[place : place + 2], 16) for place in (1, 3, 5))


def _brightness(colour: str) -> float:
    red, green, blue = (
        part / 255 / 12.92 if part / 255 <= 0.04045 else ((part / 255 + 0.055) / 1.055) ** 2.4
        for part in _parts(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
