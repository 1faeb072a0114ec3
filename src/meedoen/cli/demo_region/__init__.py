"""The demo region: seven municipalities with synthetic newcomers, the same every time, alive on every day."""

from meedoen.cli.demo_region.building import bouw
from meedoen.cli.demo_region.signpost import accounts, schrijf_demo_json

__all__ = ["accounts", "bouw", "schrijf_demo_json"]
