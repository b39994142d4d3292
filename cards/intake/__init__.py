"""What comes in from elsewhere, in one shape: compared with what is here, shown, then written."""
