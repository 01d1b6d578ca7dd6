"""Readings as people read them."""
