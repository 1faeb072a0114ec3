"""Colours that people can read: contrast as WCAG 2.2 defines it."""

from __future__ import annotations

import re

WIT = "#ffffff"
LEESBAAR = 4.5
"""The least contrast of text with its background (WCAG 2.2, 1.4.3, level AA)."""
TINT = 0.08
"""How much of the accent colour its palest background has; `thema.css` mixes the same."""


def is_hex(kleur: str) -> bool:
    """Is this a colour written as # and six hexadecimal digits?"""
    return re.fullmatch(r"#[0-9a-fA-F]{6}", kleur) is not None


def contrast(een: str, ander: str) -> float:
    """The contrast ratio of two colours, from 1 (the same) to 21 (black on white).

    Raises:
        ValueError: one of them is no #rrggbb.
    """
    licht, donker = sorted((_helderheid(een), _helderheid(ander)), reverse=True)
    return (licht + 0.05) / (donker + 0.05)


def leesbaar_accent(kleur: str) -> bool:
    """May this be an accent colour: readable with white, both ways, and on its own palest tint?"""
    if not is_hex(kleur):
        return False
    tint = "#" + "".join(f"{round(255 - (255 - deel) * TINT):02x}" for deel in _delen(kleur))
    return min(contrast(kleur, WIT), contrast(kleur, tint)) >= LEESBAAR


def _delen(kleur: str) -> tuple[int, ...]:
    if not is_hex(kleur):
        raise ValueError(f"{kleur!r} is no colour of the form #rrggbb.")
    return tuple(int(kleur[plek : plek + 2], 16) for plek in (1, 3, 5))


def _helderheid(kleur: str) -> float:
    rood, groen, blauw = (
        deel / 255 / 12.92 if deel / 255 <= 0.04045 else ((deel / 255 + 0.055) / 1.055) ** 2.4
        for deel in _delen(kleur)
    )
    return 0.2126 * rood + 0.7152 * groen + 0.0722 * blauw
