"""Many articles at once: a folder, JSON-lines or Parquet -> tables, on one machine or a Dask cluster.

- inputs.py: INPUT -> records, one an article
- measuring.py: some records -> the bytes of one part; what workers run
- codebook.py: what the tables' columns are: their schemas and the written codebook
- run.py: parts, numbered and written atomically -> the tables; goes on where it was interrupted
- sample.py: the tables -> attributions to check by hand -> precision
"""
