"""What one learner should do next: the inputs of selection, read from the log and the library."""
