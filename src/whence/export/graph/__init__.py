"""A traced collection as a network with times: who says a statement, and which statement follows which.

case ──network──▶ Node, Edge ──gexf · graphml──▶ files for Gephi and others
"""
