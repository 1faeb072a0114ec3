"""`/api/v1/`: the API of Meedoen, put together from the apps."""

from __future__ import annotations

from meedoen.basis.api.schema import VERSION, MeedoenAPI, Sleutel, connect_errors
from meedoen.dossiers.api import router as dossiers

api = MeedoenAPI(
    title="Meedoen",
    version=VERSION,
    description=(
        "Dossiers van inburgering: wat een gemeente met haar eigen systemen mag lezen en schrijven. "
        "Elke aanroep komt in het logboek, met het doel van de toegangssleutel."
    ),
    auth=Sleutel(),
    docs_url=None,
    openapi_url="/openapi.json",
    openapi_extra={"info": {"license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"}}},
    urls_namespace="api-1",
)
connect_errors(api)
api.add_router("/dossiers", dossiers)
