"""Pages and messages that a program saved as one file: MHTML, Safari's web archives, e-mail."""
