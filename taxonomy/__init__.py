"""The vocabulary of the survey arXiv:2606.02113; it makes sense with no source."""
