"""What a checkout needs to be set up; none of it runs in production."""
