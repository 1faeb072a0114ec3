"""The BRP, by the Haal Centraal API "BRP bevragen"."""
