"""A case file as UIMA CAS (XMI with its type system), and corrected files read back.

case ──writing──▶ TypeSystem.xml, .xmi ──(a person corrects; .xmi, .json)──reading──▶ Marked
"""
