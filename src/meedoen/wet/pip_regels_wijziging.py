"""When a PIP may be dated, and when it may change an earlier one. A page for a lawyer."""

from datetime import timedelta

from meedoen.wet.artikel import BESLUIT, DUO, GEMEENTE, WET, Artikel
from meedoen.wet.begrippen import Leerroute, Zekerheid
from meedoen.wet.pip_feiten import PipFeiten
from meedoen.wet.pip_regel import PipRegel
from meedoen.wet.uitleg import leg_uit
from meedoen.wet.voorwaarde import Soort

AFSCHALEN_UREN = 600


def _op_tijd_geschakeld(feiten: PipFeiten) -> bool:
    """Whether the PIP is dated within the term `schakelen`, which is computed by its own rule."""
    if (feiten.huidige_leerroute, feiten.leerroute) == (Leerroute.ONDERWIJS, Leerroute.B1):
        return True
    if feiten.dagtekening is None or feiten.start_inburgeringstermijn is None:
        return False
    eerste_pip = feiten.start_inburgeringstermijn - timedelta(days=1)
    laatste_dag = leg_uit({"pip_dagtekening": eerste_pip}, "schakelen", feiten.peildatum).laatste_dag
    return laatste_dag is not None and feiten.dagtekening <= laatste_dag


def _niet_voor(pip: PipFeiten, feit: str) -> bool:
    """Whether the dagtekening is on or after the date of a fact, both named in `nodig`."""
    return bool(pip.dagtekening >= getattr(pip, feit))


DAGTEKENING_EN_WIJZIGING = (
    # --- Dagtekening
    PipRegel(
        id="dagtekening_ingevuld",
        zin="Het PIP heeft een dagtekening.",
        stand="Dagtekening: {dagtekening}.",
        voldaan_als=lambda pip: pip.dagtekening is not None,
        grondslag=Artikel(DUO),
        zekerheid=Zekerheid.V1,
        soort=Soort.WEIGERING,
        bron="15.1",
    ),
    PipRegel(
        id="dagtekening_niet_in_de_toekomst",
        zin="De dagtekening ligt niet in de toekomst.",
        stand="Dagtekening: {dagtekening}. Vandaag: {peildatum}.",
        nodig=("dagtekening",),
        voldaan_als=lambda pip: pip.dagtekening is not None and pip.dagtekening <= pip.peildatum,
        grondslag=Artikel(GEMEENTE),
        zekerheid=Zekerheid.U,
        soort=Soort.WEIGERING,  # a decision that has not been taken yet cannot start the three years
        bron="4.7",
    ),
    PipRegel(
        id="dagtekening_niet_voor_de_plicht",
        zin="De dagtekening ligt niet vóór het begin van de inburgeringsplicht.",
        stand="Dagtekening: {dagtekening}. Begin van de plicht: {begin_plicht}.",
        nodig=("dagtekening", "begin_plicht"),
        voldaan_als=lambda pip: _niet_voor(pip, "begin_plicht"),
        grondslag=Artikel(DUO),
        zekerheid=Zekerheid.V1,
        soort=Soort.WEIGERING,
        bron="4.21",
    ),
    PipRegel(
        id="dagtekening_niet_voor_het_eerste_pip",
        zin="De dagtekening van een gewijzigd PIP ligt niet vóór die van het eerste PIP.",
        stand="Dagtekening: {dagtekening}. Eerste PIP: {eerste_pip_dagtekening}.",
        geldt_als=lambda pip: not pip.is_eerste_pip,
        nodig=("dagtekening", "eerste_pip_dagtekening"),
        voldaan_als=lambda pip: _niet_voor(pip, "eerste_pip_dagtekening"),
        grondslag=Artikel(DUO),
        zekerheid=Zekerheid.V1,
        soort=Soort.WEIGERING,
        bron="4.21",
    ),
    PipRegel(
        id="dagtekening_niet_voor_het_huidige_pip",
        zin="De dagtekening van een gewijzigd PIP ligt niet vóór die van het huidige PIP.",
        stand="Dagtekening: {dagtekening}. Huidig PIP: {huidige_pip_dagtekening}.",
        geldt_als=lambda pip: not pip.is_eerste_pip,
        nodig=("dagtekening", "huidige_pip_dagtekening"),
        voldaan_als=lambda pip: _niet_voor(pip, "huidige_pip_dagtekening"),
        grondslag=Artikel(DUO),
        zekerheid=Zekerheid.V1,
        soort=Soort.WEIGERING,
        bron="4.21",
    ),
    PipRegel(
        id="dagtekening_niet_voor_de_vestiging",
        zin="De dagtekening ligt niet vóór de dag waarop iemand bij deze gemeente hoort.",
        stand=(
            "Dagtekening: {dagtekening}. Inschrijving in de BRP: {inschrijving_brp}. Koppeling: {koppeling}."
        ),
        nodig=("dagtekening", "vestiging"),
        voldaan_als=lambda pip: _niet_voor(pip, "vestiging"),
        grondslag=Artikel(DUO),
        zekerheid=Zekerheid.V1,
        soort=Soort.WEIGERING,
        bron="4.21",
    ),
    PipRegel(
        id="pip_tijdens_verblijf_azc",
        zin=(
            "Het PIP is van na de inschrijving in de BRP. Van een eerder PIP, tijdens het verblijf in "
            "het azc, is niet zeker of DUO het aanneemt."
        ),
        stand=(
            "Dagtekening: {dagtekening}. Inschrijving in de BRP: {inschrijving_brp}. Koppeling: {koppeling}."
        ),
        geldt_als=lambda pip: pip.koppeling is not None,
        nodig=("dagtekening",),
        voldaan_als=lambda pip: pip.inschrijving_brp is not None and _niet_voor(pip, "inschrijving_brp"),
        grondslag=Artikel(DUO),
        zekerheid=Zekerheid.U,
        soort=Soort.AANDACHTSPUNT,
        bron="3.21, 16.15",
    ),
    # --- A PIP that replaces another
    PipRegel(
        id="schakelen_op_tijd",
        zin=(
            "Wisselen van leerroute kan in de eerste anderhalf jaar van de inburgeringstermijn. Van de"
            " onderwijsroute naar de B1-route kan altijd."
        ),
        stand="Van {huidige_leerroute} naar {leerroute} op {dagtekening}. Begin van de termijn: "
        "{start_inburgeringstermijn}.",
        geldt_als=lambda pip: pip.wisselt_van_leerroute,
        nodig=("dagtekening", "start_inburgeringstermijn"),
        voldaan_als=_op_tijd_geschakeld,
        grondslag=Artikel(WET, "17", afgeleid=True),
        zekerheid=Zekerheid.S,
        soort=Soort.AANDACHTSPUNT,
        bron="4.12, 4.13",
    ),
    PipRegel(
        id="leerroute_blijft_na_verhuizing",
        zin="Na een verhuizing blijft de leerroute van de vorige gemeente gelden.",
        stand="Leerroute was {huidige_leerroute} en wordt {leerroute}.",
        geldt_als=lambda pip: pip.verhuisd_met_pip,
        nodig=("leerroute", "huidige_leerroute"),
        voldaan_als=lambda pip: pip.leerroute == pip.huidige_leerroute,
        grondslag=Artikel(WET, "17", afgeleid=True),
        zekerheid=Zekerheid.S,
        soort=Soort.AANDACHTSPUNT,
        bron="4.18",
    ),
    PipRegel(
        id="afschalen_alleen_in_b1",
        zin="Afschalen naar A2 kan alleen voor wie de B1-route al volgt.",
        stand="Huidige leerroute: {huidige_leerroute}.",
        geldt_als=lambda pip: pip.schaalt_af,
        voldaan_als=lambda pip: pip.huidige_leerroute == Leerroute.B1,
        grondslag=Artikel(WET, "17 lid 3"),
        zekerheid=Zekerheid.V2,
        soort=Soort.WEIGERING,
        bron="4.14",
    ),
    PipRegel(
        id="afschalen_na_600_uur",
        zin=f"Afschalen naar A2 kan na minstens {AFSCHALEN_UREN} uur cursus NT2 bij een school met keurmerk.",
        stand="Gevolgde uren: {gevolgde_cursusuren_nt2}.",
        geldt_als=lambda pip: pip.schaalt_af,
        voldaan_als=lambda pip: (pip.gevolgde_cursusuren_nt2 or 0) >= AFSCHALEN_UREN,
        grondslag=Artikel(BESLUIT, "5.5"),
        zekerheid=Zekerheid.V2,
        soort=Soort.WEIGERING,
        bron="4.14, 16.5",
    ),
    PipRegel(
        id="afschalen_na_inspanning",
        zin="Afschalen naar A2 kan als iemand aantoonbaar genoeg zijn best heeft gedaan.",
        stand="Aangetoond: {inspanning_aantoonbaar}.",
        geldt_als=lambda pip: pip.schaalt_af,
        voldaan_als=lambda pip: bool(pip.inspanning_aantoonbaar),
        grondslag=Artikel(BESLUIT, "5.5"),
        zekerheid=Zekerheid.V2,
        soort=Soort.WEIGERING,
        bron="4.14, 4.16",
    ),
    # --- Four eyes
    PipRegel(
        id="vier_ogen",
        zin="Wie het PIP schrijft, keurt het niet zelf goed.",
        stand="Zelfde persoon: {opsteller_is_goedkeurder}.",
        nodig=("opsteller_is_goedkeurder",),
        voldaan_als=lambda pip: not pip.opsteller_is_goedkeurder,
        grondslag=Artikel(GEMEENTE),
        zekerheid=Zekerheid.U,
        soort=Soort.WEIGERING,
        bron="geen: zo werkt Meedoen",
    ),
)
