"""A case file as a STIX 2.1 bundle."""
