"""What every rule of the law consists of: a sentence, an article, a certainty, and from when to when it
holds.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from meedoen.wet.artikel import Artikel
from meedoen.wet.concepts import Certainty
from meedoen.wet.sentence import Sentence

IN_FORCE = date(2022, 1, 1)
"""The day on which the Wet inburgering 2021 came into force (wi2021.md 0.2)."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rule:
    """One rule in one version. Each is itself only, so that what is made from a set of rules can be kept.

    A new version of a rule has the same name and its own days; a number in a text is never typed in it, but
    named in braces and filled in from the rule.

    Attributes:
        name: what programs call it; the versions of a rule share it.
        sentence: the rule in plain Dutch.
        grondslag: the article it stands in.
        numbers: the numbers of the rule, by the name that its sentence gives them.
        valid_from: the first day on which it holds. A rule that holds from the first day of the law on also
            computes what lies before it, so that a typing error in a year stays visible.
        valid_until: the last day on which it holds; None is until its next version.
    """

    name: str
    sentence: str
    grondslag: Artikel
    numbers: Mapping[str, int] = field(default_factory=dict)
    valid_from: date = IN_FORCE
    valid_until: date | None = None

    @property
    def certainty(self) -> Certainty:
        """How sure we are of the rule."""
        raise NotImplementedError

    @property
    def words(self) -> Mapping[str, object]:
        """What the texts of the rule name in braces."""
        return self.numbers

    @property
    def text(self) -> Sentence:
        """The rule in plain Dutch with its numbers."""
        return self.say(self.sentence)

    def say(self, text: str) -> Sentence:
        """Return a text of this rule with the rule's own numbers in it."""
        return Sentence(text, self.words)
