"""Tracing on many machines: the stages of `link/` and `trace/` on PySpark, with what each must know brought to it.

    sources ──reading──▶ readings ──plan──▶ claims ──tables──▶ Parquet ──importing──▶ a case file

`plan` is written against `engine` alone; `spark` is the engine. `docs/scale.md` says what each stage joins and costs.
"""
