"""Reading Anki's packages, which may come from anybody: limits on everything, nothing executed, nothing written."""
