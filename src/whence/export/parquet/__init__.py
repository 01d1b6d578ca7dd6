"""A case file as Parquet: a file a record type, with the records' own columns."""
