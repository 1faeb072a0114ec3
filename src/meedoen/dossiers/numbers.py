"""BSN and V-nummer: what makes them valid."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def is_bsn(value: str) -> bool:
    """Nine digits that pass the eleven test (sum of digit x weight divisible by 11), not all zero."""
    if len(value) != 9 or not (value.isascii() and value.isdigit()) or value == "000000000":
        return False
    return sum(int(figure) * weight for figure, weight in zip(value, WEIGHTS, strict=True)) % 11 == 0


def validate_bsn(waarde: str) -> None:
    """Raise ValidationError for a BSN that cannot be right."""
    if not is_bsn(waarde):
        raise ValidationError(
            _(
                "Dit BSN klopt niet. Een BSN heeft 9 cijfers en voldoet aan de elfproef. "
                "Controleer de cijfers."
            ),
            code="bsn",
        )


def validate_v_number(waarde: str) -> None:
    """Raise ValidationError for a V-nummer that is not one to ten digits (DUO: 0 to 9999999999)."""
    if not (waarde.isascii() and waarde.isdigit() and len(waarde) <= 10):
        raise ValidationError(_("Een V-nummer heeft alleen cijfers, hooguit 10."), code="v_nummer")
