"""Asking many pages of other people's servers: one at a time, not too fast, and not where robots.txt says no."""
