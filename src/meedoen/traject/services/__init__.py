"""Acts on a traject: each checks, writes, logs and reports in one transaction. One file per subject."""

from meedoen.traject.services.contactpersoon import (
    contactpersoon_of,
    follow_assignment,
    save_contactpersoon,
)
from meedoen.traject.services.pip_weg import remove_pip
from meedoen.traject.services.recording import (
    record_aanbod,
    record_resultaat,
    record_uren,
    withdraw,
)
from meedoen.traject.services.reporting import report_again

__all__ = [
    "contactpersoon_of",
    "follow_assignment",
    "record_aanbod",
    "record_resultaat",
    "record_uren",
    "remove_pip",
    "report_again",
    "save_contactpersoon",
    "withdraw",
]
