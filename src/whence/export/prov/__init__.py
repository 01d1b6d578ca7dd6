"""A case file as W3C PROV: who is said to have said what, and which statement follows which.

case ──model──▶ Thing, Relation ──as_json · as_turtle──▶ PROV-JSON · PROV-O in Turtle
"""
