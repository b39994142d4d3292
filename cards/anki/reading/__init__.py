"""Reading Anki's packages, which may come from anybody: all is limited, nothing is run or written."""
