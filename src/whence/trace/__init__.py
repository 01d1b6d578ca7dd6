"""Meaning across articles: claims, their order, what changed on the way, and where they come from."""
