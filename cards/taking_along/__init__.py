"""Everything Cardinal knows of a learner as one file, and that file made into a learner again."""
