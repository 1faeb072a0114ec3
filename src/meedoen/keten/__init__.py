"""The chain: one adapter per outside party. Nothing else knows their formats."""
