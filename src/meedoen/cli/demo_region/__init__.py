"""The demo region: seven municipalities with synthetic newcomers, the same every time, alive on every day."""

from meedoen.cli.demo_region.building import build
from meedoen.cli.demo_region.signpost import accounts, write_demo_json

__all__ = ["accounts", "build", "write_demo_json"]
