"""Many articles at once: a folder, JSON-lines or Parquet -> tables, on one machine or a Dask cluster."""
