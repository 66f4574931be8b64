"""Which docket entry sets off what."""
