"""Records as Arrow: a schema made from each record's type, and records to tables and back without loss.

    records ──to_table──▶ pyarrow.Table ──from_table──▶ the same records

`schema(Statement)` and `schema(Reading)` serve Parquet files, data frames and clusters alike; no field is named twice.
Needs pyarrow (`pip install '.[arrow]'`).
"""

from __future__ import annotations

from whence.arrow.rows import from_row, to_row
from whence.arrow.schema import field_type, schema
from whence.arrow.tables import from_batch, from_table, to_batch, to_table

__all__ = ["field_type", "from_batch", "from_row", "from_table", "schema", "to_batch", "to_row", "to_table"]
