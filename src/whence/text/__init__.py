"""Pure functions over plain text, with no knowledge of articles: quotation marks, sentences, words."""
