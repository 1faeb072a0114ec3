"""The interface is complete in English, and stays so."""

import re
from collections import defaultdict
from datetime import date
from functools import cache
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.pofile import read_po
from django.conf import settings
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from django.utils import translation
from django.utils.translation.template import templatize

from meedoen.basis.ui.collect import content, sources, target
from meedoen.basis.ui.law_language import day_in_full, enumeration, in_dutch, in_language
from meedoen.wet.sentence import Sentence
from meedoen.wet.termijn import termijn_names, termijn_rule
from meedoen.wet.termijn.explain import explain
from meedoen.wet.termijn.rule import Duration, Unit

PACKAGE = Path(__file__).parents[3]
KEYWORDS = DEFAULT_KEYWORDS | {
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
}
PLACEHOLDER = re.compile(r"%%|%\(\w+\)[sd]|\{\w+\}|%[sd]")


@pytest.fixture(scope="module")
def catalogue():
    """The English translations: Dutch text → message."""
    with (PACKAGE / "locale" / "en" / "LC_MESSAGES" / "django.po").open("rb") as source:
        return {message.id: message for message in read_po(source, locale="en") if message.id}


@cache
def marked():
    """Every text in source and templates that is marked for translation, with where it stands."""
    where = defaultdict(list)
    for path in PACKAGE.rglob("*"):
        if {"tests", "migrations", "locale"} & set(path.parts) or path.suffix not in {".py", ".html", ".txt"}:
            continue
        source = path.read_text(encoding="utf-8")
        if path.suffix != ".py":
            # What stands between the texts is no Python, so its indentation means nothing.
            source = "\n".join(line.strip() for line in templatize(source).splitlines())
        for _line, text, _comments, _context in extract("python", BytesIO(source.encode()), KEYWORDS):
            words = tuple(text) if isinstance(text, tuple) else text
            where[words].append(str(path.relative_to(PACKAGE)))
    return where


def test_every_marked_text_has_an_english_translation(catalogue):
    missing = {text: where for text, where in marked().items() if text not in catalogue}

    assert not missing, "run makemessages (docs/vertalen.md) and translate"


def test_no_translation_is_empty_or_a_guess(catalogue):
    unsure = [
        text
        for text, message in catalogue.items()
        if message.fuzzy or not all([message.string] if isinstance(message.string, str) else message.string)
    ]

    assert unsure == []


def test_the_catalogue_holds_nothing_that_is_no_longer_shown(catalogue):
    assert catalogue.keys() - marked().keys() == set()


def test_a_translation_fills_in_the_same_as_its_original(catalogue):
    different = []
    for text, message in catalogue.items():
        pairs = (
            zip(text, message.string, strict=True) if isinstance(text, tuple) else [(text, message.string)]
        )
        for original, translated in pairs:
            if sorted(PLACEHOLDER.findall(original)) != sorted(PLACEHOLDER.findall(translated)):
                different.append((original, translated))

    assert different == []


@pytest.mark.parametrize("source", sources(), ids=lambda source: source.parent.name)
def test_the_texts_of_an_app_are_collected_anew_when_they_change(source):
    assert target(source).read_text() == content(source), "run python -m meedoen.basis.ui.collect"


def sentences(value):
    """A sentence, and every sentence inside it."""
    if isinstance(value, Sentence):
        yield value.template
        for inner in value.values.values():
            yield from sentences(inner)


@pytest.mark.parametrize("name", termijn_names())
def test_every_explanation_of_a_term_can_be_read_in_english(name, catalogue):
    rule = termijn_rule(name)
    wrong = {fact.feit: "gezinsmigrant" if fact.feit == "doelgroep" else "nee" for fact in rule.requirements}
    right = {fact.feit: fact.value for fact in rule.requirements}
    begun = right | dict.fromkeys(rule.begin.feiten, date(2026, 3, 2))
    for facts in ({}, wrong, right, begun, begun | {"informatie_derden": date(2026, 5, 1)}):
        for day in (date(2026, 3, 1), date(2026, 4, 1), date(2031, 1, 1)):
            explained = explain(facts, name, day)
            for sentence in (*explained.sentences, *explained.warnings):
                assert set(sentences(sentence)) <= catalogue.keys() | {"{eis} {stand}", "{duur}"}
                with translation.override("en"):
                    assert in_language(sentence) != str(sentence)
                with translation.override("nl"):
                    assert in_language(sentence) == str(sentence)


def test_values_in_a_sentence_are_written_as_the_language_writes_them():
    sentence = Sentence(
        "De termijn is {duur}. De laatste dag is dan {dag}.",
        {"duur": Duration(10, Unit.WEEK), "dag": date(2026, 5, 15)},
    )
    with translation.override("en"):
        assert in_language(sentence) == "The period is 10 weeks. The last day is then Friday 15 May 2026."
        assert in_language(Duration(1, Unit.YEAR)) == "1 year"
        assert enumeration("zaterdag, zondag, Nieuwjaarsdag") == "Saturday, Sunday, New Year's Day"
        assert in_language(None) == "not filled in"


def test_what_a_colleague_wrote_stays_as_it_is():
    with translation.override("en"):
        assert in_language("Zij belt morgen terug.") == "Zij belt morgen terug."
        assert in_language("") == ""


def test_what_is_kept_is_kept_in_dutch():
    with translation.override("en"):
        assert in_dutch(translation.gettext_lazy("eerste contact")) == "eerste contact"
        assert day_in_full(date(2026, 5, 15)) == "Friday 15 May 2026"


DUTCH = re.compile(
    r"\b(aan|als|bekijk|bij|collega's|datum|deze|dit|een|eerste|geen|gemeente|gesprek|heeft|het|jij|jouw|"
    r"kies|laatste|mijn|naar|niet|nog|ook|terug|uit|voor|waarom|welke|wie|wijzig|wordt|zijn|zoek)\b",
    re.IGNORECASE,
)


class Words(HTMLParser):
    """The words of a page for people who read English: what is marked as another language is left out."""

    def __init__(self):
        super().__init__()
        self.texts, self.open, self.foreign = [], [], 0

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        foreign = attrs.get("lang", "en") != "en" or tag in {"script", "style"}
        if not self.foreign and not foreign:
            self.texts += [attrs[name] for name in ("aria-label", "title", "placeholder") if attrs.get(name)]
        if tag not in {"meta", "link", "input", "br", "hr", "img"}:
            self.open.append((tag, foreign))
            self.foreign += foreign

    def handle_endtag(self, tag):
        while self.open and tag in {name for name, _ in self.open}:
            name, foreign = self.open.pop()
            self.foreign -= foreign
            if name == tag:
                break

    def handle_data(self, data):
        if not self.foreign and data.strip():
            self.texts.append(" ".join(data.split()))


def addresses(dossier):
    """Every page that can be asked for without knowing more than a dossier or a municipality."""
    for name in _names(get_resolver().url_patterns):
        if name.startswith(("api", "stijl:", "account_logout", "account_set")):
            continue
        for known in ({}, {"pk": dossier.pk}, {"gemeente": "0361"}, {"code": "0361"}):
            try:
                yield reverse(name, kwargs=known)
            except NoReverseMatch:
                continue
            break


def _names(patterns, space=""):
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _names(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield f"{space}{pattern.name}"


@pytest.mark.parametrize("who", ["nadia", "els", "karim", "ria", "petra", "fg"])
def test_every_page_is_english_for_whoever_chose_english(who, cast, amina, client):
    client.force_login(getattr(cast, who), backend="allauth.account.auth_backends.AuthenticationBackend")
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    left, read = {}, 0
    for address in addresses(amina):
        response = client.get(address, follow=True)
        if response.status_code == 200 and response["content-type"].startswith("text/html"):
            words = Words()
            words.feed(response.content.decode())
            read += 1
            left |= {text: address for text in words.texts if DUTCH.search(text)}

    assert read > 10
    assert left == {}
