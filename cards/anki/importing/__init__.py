"""Making cards and reviews of ours from what an Anki package holds; pure."""
