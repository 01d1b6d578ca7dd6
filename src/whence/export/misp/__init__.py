"""A case file as a MISP event."""
