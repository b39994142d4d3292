"""Cards as tables: CSV and TSV, read with limits, and written so that no spreadsheet runs anything."""
