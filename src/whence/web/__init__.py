"""The collection in the browser: pages made on this machine, for readers on this machine.

case file ──browse, explain──▶ records ──templates──▶ pages; forms ──review, jobs──▶ case file
"""
