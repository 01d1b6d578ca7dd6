"""Readings as other programs read them."""
