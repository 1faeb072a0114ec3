"""Typer speaks English in its help and its refusals; here they become Dutch."""

import re

HELP = {
    "Usage: ": "Gebruik: ",
    "Show this message and exit.": "Toon deze uitleg.",
    "[OPTIONS]": "[OPTIES]",
    "[ARGS]": "[WAARDEN]",
    " COMMAND ": " OPDRACHT ",
    "Arguments:": "Waarden:",
    "Options:": "Opties:",
    "Commands:": "Opdrachten:",
    "[default: ": "[standaard: ",
    "; default: ": "; standaard: ",
    "[required]": "[verplicht]",
    "; required]": "; verplicht]",
}
REFUSALS = (
    (r"No such option: (\S+).*", r"de optie \1 bestaat niet"),
    (r"No such command '(\S+)'.*", r"de opdracht \1 bestaat niet"),
    (r"Missing command.*", "zeg erbij welke opdracht je wilt"),
    (r"Missing argument '?([^'.]+)'?.*", r"\1 ontbreekt"),
    (r"Missing option '?([^'.]+)'?.*", r"de optie \1 ontbreekt"),
    (r"Option '(\S+)' requires an argument.*", r"achter \1 hoort een waarde"),
    (r"Option '(\S+)' does not take a value.*", r"achter \1 hoort geen waarde"),
    (r"Got unexpected extra arguments?(?:\(s\))? \((.*)\)", r"\1 is te veel"),
    (r"Invalid value for '([^']*)'.*a valid int.*", r"achter \1 hoort een geheel getal"),
    (r"Invalid value for '([^']*)'.*less than or equal to (.*)", r"het getal achter \1 is hoogstens \2"),
    (r"Invalid value for '([^']*)'.*greater than or equal to (.*)", r"het getal achter \1 is minstens \2"),
    (r"Invalid value for '([^']*)'.*?'([^']*)' does not exist.*", r"het bestand \2 bestaat niet"),
    (r"Invalid value for '([^']*)'.*", r"de waarde van \1 klopt niet"),
)


def help_text(text: str) -> str:
    """Return a help page of Typer with its own words in Dutch."""
    for english, dutch in HELP.items():
        text = text.replace(english, dutch)
    return text


def refusal(message: str) -> str:
    """Return what Typer has against the words of a command, in Dutch where we know it."""
    for pattern, dutch in REFUSALS:
        if re.fullmatch(pattern, message, flags=re.DOTALL):
            return re.sub(pattern, dutch, message, count=1, flags=re.DOTALL)
    return message
