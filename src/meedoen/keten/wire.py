"""The two manners of a model: lenient in what it reads, strict in what it writes."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, TypeVar

from django.db.models import TextChoices
from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

Code = TypeVar("Code", bound=TextChoices | StrEnum)

Open = Annotated[Code | str, Field(union_mode="left_to_right")]
"""A code from a list of the other party. A value that the list did not have yet is kept as text."""


class InboundModel(BaseModel):
    """What a party said. Fields that are not known are kept, codes that are not known are kept as text.

    No error repeats what was said: it is about people.
    """

    model_config = ConfigDict(
        alias_generator=to_camel,
        extra="allow",
        frozen=True,
        coerce_numbers_to_str=True,
        hide_input_in_errors=True,
    )


class OutboundModel(BaseModel):
    """What we say. Nothing that the specification does not know, nothing that it would not take.

    Raises pydantic.ValidationError, which does not repeat the values, when it is made with anything else.
    """

    model_config = ConfigDict(
        alias_generator=to_camel,
        populate_by_name=True,
        extra="forbid",
        frozen=True,
        hide_input_in_errors=True,
    )

    def as_message(self) -> dict[str, Any]:
        """The body with the names of the specification; what is not known is left out, never sent empty."""
        return self.model_dump(mode="json", by_alias=True, exclude_none=True)
